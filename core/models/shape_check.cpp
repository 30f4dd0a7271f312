// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/shape_check.h"

#include "api/error.h"

#include <utility>

namespace epsilonlab {

ShapeCheck::ShapeCheck(std::string where)
    : m_where(std::move(where))
{
}

void ShapeCheck::refuse(const std::string& problem) const
{
    throw Error(ErrorCode::WrongShape, m_where + ": layer " + std::to_string(m_index) + " " + problem);
}

void ShapeCheck::followWindow(const Layer& layer)
{
    if (m_isFlat)
        refuse("needs an image, but a flatten layer came before it; move it before the flatten layer.");
    const auto out
        = [&](std::int64_t side) { return (side + 2 * layer.padding - layer.kernel) / layer.stride + 1; };
    if (m_height + 2 * layer.padding < layer.kernel || m_width + 2 * layer.padding < layer.kernel)
        refuse("has a kernel of " + std::to_string(layer.kernel) + ", but its input is only "
            + std::to_string(m_height) + " x " + std::to_string(m_width) + ".");
    m_height = out(m_height);
    m_width = out(m_width);
}

void ShapeCheck::follow(const Layer& layer, std::size_t index)
{
    m_index = index;
    const auto expect = [&](std::int64_t wanted, std::int64_t found, const char* what) {
        if (wanted != found)
            refuse("expects " + std::to_string(wanted) + " " + what + ", but the layer before gives "
                + std::to_string(found) + ".");
    };
    switch (layer.type) {
    case LayerType::Conv2d:
        expect(layer.in, m_channels, "channels");
        followWindow(layer);
        m_channels = layer.out;
        break;
    case LayerType::MaxPool2d:
    case LayerType::AvgPool2d: followWindow(layer); break;
    case LayerType::Flatten:
        m_channels *= m_height * m_width;
        m_height = m_width = 1;
        m_isFlat = true;
        break;
    case LayerType::Linear:
        if (!m_isFlat)
            refuse("is linear, but its input is still an image; put a flatten layer before it.");
        expect(layer.in, m_channels, "features");
        m_channels = layer.out;
        break;
    case LayerType::BatchNorm2d:
        if (m_isFlat)
            refuse("needs an image, but a flatten layer came before it; move it before the flatten layer.");
        expect(layer.features, m_channels, "channels");
        break;
    case LayerType::Relu:
    case LayerType::Dropout: break;
    }
    if (m_channels * m_height * m_width > 50'000'000)
        refuse("gives more than 50 million numbers for one image; that is too large to run here.");
}

int ShapeCheck::classes() const
{
    if (!m_isFlat || m_channels < 2 || m_channels > 1000)
        throw Error(ErrorCode::WrongShape,
            m_where + ": the last layer gives " + std::to_string(m_channels) + " x "
                + std::to_string(m_height) + " x " + std::to_string(m_width)
                + "; a classifier needs a flat vector of 2 to 1000 logits there.");
    return static_cast<int>(m_channels);
}

} // namespace epsilonlab
