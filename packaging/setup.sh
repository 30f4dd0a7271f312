#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2154 # root is set by run and test, which source this file.
# install_missing_packages [GROUP]: installs what is missing of packaging/debian-packages.txt, with the lines "GROUP: package".
install_missing_packages() {
    local list installed missing=() package
    list="$(sed -e 's/#.*//' -e "s/^${1:-none}: //" -e '/: /d' "$root/packaging/debian-packages.txt")"
    # With what they provide: Debian 13 has libqt6svg6-dev only as another name of qt6-svg-dev.
    installed=" $(dpkg-query -W -f='${db:Status-Status} ${Package}, ${Provides}\n' | sed -n 's/^installed //p' |
        sed -e 's/([^)]*)//g' | tr -s ', \n' ' ')"
    for package in $list; do
        [[ "$installed" == *" $package "* ]] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing missing packages: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "sudo is missing. Run as root: apt-get install --no-install-recommends ${missing[*]}"
            return 1
        fi
        sudo=(sudo)
    fi
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# build_preset PRESET [ARGUMENTS]: configures and builds it in build/PRESET; the arguments go to the build (--target NAME).
# Options that somebody set there by hand stay: other flags would compile everything again.
build_preset() {
    cmake -S "$root" --preset "$1" >"$root/build/configure-$1.log" 2>&1 ||
        { cat "$root/build/configure-$1.log"; return 1; }
    cmake --build "$root/build/$1" -j2 "${@:2}"
}
