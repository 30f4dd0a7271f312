#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The check of the layers must be able to fail: a small sound tree passes, and each row below breaks one rule of it.
set -euo pipefail
check=$(cd "$(dirname "$0")" && pwd)/check_layers.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0
spdx='// SPDX-License-Identifier: GPL-3.0-or-later'

put() { # FILE LINE...
    mkdir -p "$tree/$(dirname "$1")"
    printf '%s\n' "${@:2}" >"$tree/$1"
}

soundTree() {
    rm -rf "${tree:?}"/*
    put core/api/engine.h "$spdx" '#include <vector>'
    put core/engine/engine.cpp "$spdx" '#include "api/engine.h"' '#include <torch/torch.h>'
    put core/models/model.h "$spdx" '#include <ATen/core/Tensor.h>'
    put core/imaging/decode.cpp "$spdx" '#include <opencv2/core.hpp>'
    put ui/widgets/plot_panel.h "$spdx" '#include <qcustomplot.h>'
    put ui/widgets/plot_panel.cpp "$spdx" '#include "widgets/plot_panel.h"' '// emit nothing, slots: none'
    put ui/figures/curve.cpp "$spdx" '#include <qcustomplot.h>'
    put ui/views/view.h "$spdx" '#include "api/engine.h"' '#include <QWidget>' 'Q_SIGNALS:' 'std::vector<Slots::Kind> slots;'
    put app/main.cpp "$spdx" '#include "api/engine.h"' '#include "shell/run_window.h"' 'Q_EMIT changed();'
    put tests/io/test_x.cpp "$spdx" '#include "data/idx.h"' 'QTRY_COMPARE(a, b);'
    put CMakeLists.txt '# SPDX-License-Identifier: GPL-3.0-or-later'
}

# One tree with all breaches and one run of the check: each must be named with its file, and nothing else.
rows=()
expect() { # RULE FILE LINE
    local file=${2/%.cpp/_${#rows[@]}.cpp}
    file=${file/%.h/_${#rows[@]}.h}
    if [[ $1 == spdx-line ]]; then
        put "$file" "$3"
    else
        put "$file" "$spdx" "$3"
    fi
    rows+=("$1: $file")
}

checkRows() {
    local said row line
    said=$("$check" "$tree" || true)
    for row in "${rows[@]}"; do
        grep -qF "$row" <<<"$said" && continue
        printf 'not found: %s\n' "$row"
        failures=$((failures + 1))
    done
    while IFS= read -r line; do
        for row in "${rows[@]}" "${#rows[@]} violations"; do
            [[ $line != "$row"* ]] || continue 2
        done
        printf 'not expected: %s\n' "$line"
        failures=$((failures + 1))
    done <<<"$said"
}

soundTree
if ! "$check" "$tree"; then
    printf 'the sound tree was refused\n'
    failures=$((failures + 1))
fi
expect core-without-qt core/data/a.cpp '#include <QString>'
expect core-without-qt core/data/a.cpp '#  include <QtCore/QString>'
expect core-without-qt core/data/a.h '#include <qstring.h>'
expect core-includes-only-core core/data/a.cpp '#include "theme/palette.h"'
expect core-includes-only-core core/data/a.cpp '#include "../ui/theme/palette.h"'
expect core-includes-only-core core/data/a.cpp '#include "app/main.h"'
expect api-is-plain core/api/a.h '#include <ATen/ATen.h>'
expect api-is-plain core/api/a.h '#include <opencv2/core.hpp>'
expect torch-only-where-computed core/data/a.cpp '#include <c10/util/Exception.h>'
expect torch-only-where-computed core/engine/primitives/a.cpp '#include <ATen/Parallel.h>'
expect torch-h-only-in-cpp core/models/a.h '#include <torch/torch.h>'
expect ui-includes-only-api ui/views/a.cpp '#include "engine/engine_impl.h"'
expect ui-includes-only-api ui/views/a.cpp '#include "../core/data/dataset.h"'
expect ui-never-computes ui/views/a.cpp '#include <ATen/ATen.h>'
expect ui-never-computes ui/views/a.cpp '#include <opencv2/imgproc.hpp>'
expect ui-knows-no-app ui/views/a.cpp '#include "app/main.h"'
expect app-includes-only-api-and-ui app/a.cpp '#include "training/trainer.h"'
expect app-never-computes app/a.cpp '#include <torch/torch.h>'
expect qt-words-in-capitals ui/views/a.h 'signals:'
expect qt-words-in-capitals ui/views/a.h 'public slots:'
expect qt-words-in-capitals ui/views/a.cpp '    emit changed();'
expect no-waiting-in-the-dark tests/io/a.cpp '    QTest::qWait(50);'
expect no-waiting-in-the-dark tests/io/a.cpp '    QSKIP("no data");'
expect no-waiting-in-the-dark ui/views/a.cpp 'QCoreApplication::processEvents();'
expect spdx-line core/data/a.cpp 'int a;'
expect spdx-line packaging/cmake/A.cmake 'set(a b)'

checkRows

# A second file with the plot header, then one alone but in the wrong folder.
for file in ui/widgets/other_plot.cpp ui/views/plot.cpp; do
    soundTree
    [[ $file != ui/views/* ]] || rm "$tree/ui/widgets/plot_panel.h"
    put "$file" "$spdx" '#include <qcustomplot.h>'
    said=$("$check" "$tree" || true)
    if ! grep -qF "one-plot-panel: $file" <<<"$said"; then
        printf 'not found: qcustomplot.h in %s\n' "$file"
        failures=$((failures + 1))
    fi
done

[[ $failures -eq 0 ]] || exit 1
printf 'every rule is found when it is broken\n'
