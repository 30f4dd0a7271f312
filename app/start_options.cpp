// SPDX-License-Identifier: GPL-3.0-or-later
#include "start_options.h"

#include "common_options.h"

namespace epsilonlab {

void StartOptions::addTo(CLI::App& app, const std::string& group)
{
    app.add_option("--tab", tab, "The tab in front, counted from 1 [1]")
        ->check(wholeNumber(1, 99))
        ->type_name("N")
        ->group(group);
    app.add_option("--attack", attack, "The attack [fgsm]")->type_name("NAME")->group(group);
    app.add_option("--epsilon", epsilon, "Its epsilon; 38/255 is allowed [0.15]")
        ->type_name("E")
        ->group(group);
    app.add_option("--digit", digit, "Position of the digit in the built-in test digits [44]")
        ->check(wholeNumber(0, 1000000000))
        ->type_name("N")
        ->group(group);
}

} // namespace epsilonlab
