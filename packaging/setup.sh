#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of packaging/debian-packages.txt. Sourced by run and test.
install_missing_packages() {
    local list missing=() package
    list="$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$root/packaging/debian-packages.txt")"
    for package in $list; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing missing packages: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo=(sudo)
    fi
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# build_release ON|OFF: with or without warnings as errors.
build_release() {
    cmake -S "$root" --preset release -DEPSILONLAB_WERROR="$1" >"$root/build/configure.log" 2>&1 ||
        { cat "$root/build/configure.log"; return 1; }
    cmake --build "$root/build/release" -j2
}
