// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/architecture.h"

#include <cstdint>
#include <string>

namespace epsilonlab {

/// Follows the shape of one image, 1 x 28 x 28, through a list of layers. Throws Error(WrongShape) with
/// expected and found where a layer does not fit.
class ShapeCheck
{
public:
    explicit ShapeCheck(std::string where);

    void follow(const Layer& layer, std::size_t index); ///< shape() is then the output of this layer

    std::int64_t channels() const { return m_channels; }
    std::int64_t height() const { return m_height; }
    std::int64_t width() const { return m_width; }
    int classes() const; ///< throws if what came last is not a flat vector of 2 or more

private:
    [[noreturn]] void refuse(const std::string& problem) const;
    void followWindow(const Layer& layer);

    std::string m_where;
    std::size_t m_index = 0;
    std::int64_t m_channels = 1, m_height = 28, m_width = 28;
    bool m_isFlat = false;
};

} // namespace epsilonlab
