#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check_layers.sh TREE: core <- ui <- app, and the rules of the same kind that a compiler does not see. Debian puts ATen
# and c10 straight under /usr/include, so include paths alone protect nothing. Prints one line per violation:
# "rule: file:line:text"; exit status 1 if there are any.
set -euo pipefail
cd "${1:?the source tree}"

# Source files below the folders given that exist; tests/layers shows broken code on purpose.
sources() {
    local folder
    for folder in "$@"; do
        [[ ! -d $folder ]] || find "$folder" -path tests/layers -prune -o -type f \
            \( -name '*.cpp' -o -name '*.h' -o -name '*.def' \) -print
    done | sort
}

# forbid RULE PATTERN: reads file names; lines that are only a comment do not count.
forbid() {
    local rule=$1 pattern=$2 hits
    hits=$(tr '\n' '\0' | xargs -0 -r grep -HnE -e "$pattern" | grep -vE '^[^:]+:[0-9]+:[[:space:]]*//' || true)
    report "$rule" "$hits"
}

report() {
    local line
    [[ -n $2 ]] || return 0
    while IFS= read -r line; do
        printf '%s: %s\n' "$1" "$line"
    done <<<"$2"
}

include='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]'
inner='(data|imaging|models|attacks|training|evaluation|engine|report)/'
upper='(\.\./)*((ui|app)/|(client|shell|text|theme|views|widgets|figures|io)/)'
tensors='(torch/|ATen/|c10/|caffe2/)'
opencv='opencv'

violations() {
    sources core | forbid core-without-qt "$include(Q[A-Z]|Qt|q[a-z]+\.h|private/q)"
    sources core | forbid core-includes-only-core "$include$upper"
    sources core/api | forbid api-is-plain "$include($tensors|$opencv|nlohmann/|Q)"
    sources core/data core/imaging core/report core/engine/primitives | forbid torch-only-where-computed "$include$tensors"
    sources core | grep '\.h$' | { grep -v 'core/models/tensor_pch\.h$' || true; } \
        | forbid torch-h-only-in-cpp "$include(torch/)"
    sources ui | forbid ui-includes-only-api "$include(\.\./)*(core/)?($inner|core/)"
    sources ui | forbid ui-never-computes "$include($tensors|$opencv)"
    sources ui | forbid ui-knows-no-app "$include(\.\./)*app/"
    sources app | forbid app-includes-only-api-and-ui "$include(\.\./)*(core/)?$inner"
    sources app | forbid app-never-computes "$include($tensors|$opencv)"
    sources ui app tests | forbid qt-words-in-capitals \
        '(^|[[:space:]])(signals|slots)[[:space:]]*:([^:]|$)|(^|[[:space:];{])emit[[:space:]]+[A-Za-z_]'
    sources core ui app tests | forbid no-waiting-in-the-dark 'QSKIP|qWait[[:space:]]*\(|qSleep|processEvents'

    # QCustomPlot fails under QT_NO_KEYWORDS and takes seconds to compile: one file pair of ui/widgets, and the figures.
    local plotters
    plotters=$(sources core ui app tests | { grep -v '^ui/figures/' || true; } | tr '\n' '\0' \
        | xargs -0 -r grep -lE "${include}qcustomplot" || true)
    # shellcheck disable=SC2001 # ${//} does not work line by line
    if [[ $(sed 's/\.[^.]*$//' <<<"$plotters" | sort -u | wc -l) -gt 1 ]]; then
        report one-plot-panel "$plotters"
    else
        report one-plot-panel "$(grep -v '^ui/widgets/' <<<"$plotters" || true)"
    fi

    report spdx-line "$({
        sources core ui app tests
        find CMakeLists.txt core ui app tests packaging .ci -path tests/layers -prune -o -type f \
            \( -name CMakeLists.txt -o -name '*.cmake' -o -name '*.sh' -o -name '*.py' -o -path 'packaging/run' \
            -o -path 'packaging/test' -o -path '.ci/run' \) -print 2>/dev/null
    } | sort -u | tr '\n' '\0' | xargs -0 -r grep -L 'SPDX-License-Identifier: GPL-3.0-or-later' || true)"
}

found=$(violations)
if [[ -n $found ]]; then
    printf '%s\n%d violations of the rules in CONTRIBUTING.md\n' "$found" "$(wc -l <<<"$found")"
    exit 1
fi
