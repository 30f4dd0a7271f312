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

expect() { # RULE FILE LINE: the check must name this rule, this file and no other rule
    soundTree
    put "$2" "$spdx" "$3"
    [[ $1 != spdx-line ]] || put "$2" "$3"
    local said
    if said=$("$check" "$tree"); then
        printf 'not found: %s in %s: %s\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    elif ! grep -q "^$1: $2" <<<"$said" || grep -v '^[0-9]* violations' <<<"$said" | grep -qv "^$1: "; then
        printf 'expected %s for %s, but got:\n%s\n' "$1" "$2" "$said"
        failures=$((failures + 1))
    fi
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
expect one-plot-panel ui/widgets/other_plot.cpp '#include <qcustomplot.h>'
expect one-plot-panel ui/views/a.cpp '#include "qcustomplot.h"'
expect spdx-line core/data/a.cpp 'int a;'
expect spdx-line packaging/cmake/A.cmake 'set(a b)'

# Alone in the wrong folder is wrong too.
soundTree
rm "$tree"/ui/widgets/plot_panel.h
put ui/views/a.cpp "$spdx" '#include <qcustomplot.h>'
if "$check" "$tree" >/dev/null; then
    printf 'not found: qcustomplot.h in ui/views alone\n'
    failures=$((failures + 1))
fi

[[ $failures -eq 0 ]] || exit 1
printf 'every rule is found when it is broken\n'
