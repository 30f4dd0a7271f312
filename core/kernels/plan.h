// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernels/kernels.h"
#include "models/architecture.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace epsilonlab::kernels {

/// How the numbers of one image lie between two steps: lines of pixels, channels side by side ("lanes":
/// channels filled up with zeros to whole vectors). Values have a border of zeros as wide as the padding of
/// the convolution that reads them, gradients one as wide as the convolution that wrote the values needs on
/// its way back.
struct Plane
{
    std::int64_t channels = 1, lanes = 1, height = 28, width = 28;
    std::int64_t border = 0, margin = 0, slack = 0; ///< slack: numbers after each line of the gradient
    bool isRectified = false; ///< written through a ReLU, so that value > 0 tells where gradients pass

    std::int64_t valueLine() const { return (width + 2 * border) * lanes; }
    std::int64_t valueSize() const { return (height + 2 * border) * valueLine(); }
    std::int64_t gradientLine() const { return (width + 2 * margin) * lanes + slack; }
    std::int64_t gradientSize() const { return (height + 2 * margin) * gradientLine(); }
    std::int64_t valueStart() const { return border * valueLine() + border * lanes; }
    std::int64_t gradientStart() const { return margin * gradientLine() + margin * lanes; }
    std::int64_t flat() const { return height * width * lanes; }
};

/// Pointwise: a 1 x 1 convolution from one channel to one where pixels lie side by side, which is a factor
/// and a shift.
enum class StepKind { Convolution, Pointwise, Linear, MaxPool, AveragePool, Scale, Dropout };

/// One layer, with the ReLU behind it if there is one. Plane i goes in, plane i + 1 comes out.
struct Step
{
    StepKind kind = StepKind::Linear;
    Layer layer;
    std::size_t index = 0; ///< of the layer in the architecture
    std::size_t firstTensor = 0; ///< of the layer, in the order of Architecture::tensors()
    bool isNormalising = false; ///< Scale: a batch norm; else a ReLU that nothing else could take in

    bool hasKernel() const { return kind == StepKind::Convolution || kind == StepKind::Pointwise; }
};

/// The gradient of a strided convolution's input falls apart into stride x stride ordinary convolutions, one
/// for each position of an input pixel within the stride.
struct Phase
{
    std::int64_t y = 0, x = 0; ///< first input pixel
    std::int64_t kernelY = 0, kernelX = 0; ///< first row and column of the kernel that reach it
    std::int64_t tapsY = 0, tapsX = 0; ///< rows and columns of the kernel that reach it
    std::vector<std::int32_t> gradientRows; ///< where the outer gradient's window begins, for each pixel of a
                                            ///< block
    std::vector<std::int32_t> inputRows, valueRows; ///< the pixel in the inner gradient, and in the values
};

/// Row tables of one convolution, for a block of images.
struct ConvolutionRows
{
    std::vector<std::int32_t> windows; ///< in the input values, for each output pixel
    std::vector<std::int32_t> outputs; ///< the output pixel in the values
    std::vector<std::int32_t> gradients; ///< the output pixel in the gradient
    std::vector<std::int32_t> columns; ///< the output pixel in the buffer of column gradients
    std::vector<Phase> phases; ///< empty where one channel comes in, which takes the way over columns
    std::int64_t columnWidth = 0; ///< of one kernel row in that buffer
};

/// What can be known of a network before its weights: the steps, the layout of every plane, the tables. Steps
/// before the first linear layer work on `block` images at a time, so that what one writes is still in the
/// cache when the next reads.
class Plan
{
public:
    Plan(const Architecture& architecture, const KernelSet& set);

    const KernelSet& set() const { return m_set; }
    const std::vector<Plane>& planes() const { return m_planes; }
    const std::vector<Step>& steps() const { return m_steps; }
    const ConvolutionRows& rows(std::size_t step) const { return m_rows[step]; }
    std::size_t firstLinear() const { return m_firstLinear; }
    std::int64_t block() const { return m_block; }
    std::int64_t classes() const { return m_classes; }

    /// Position in torch's order (channel, line, column) of each number of a plane without border; -1 for
    /// filled-up lanes.
    static std::vector<std::int32_t> naturalOrder(const Plane& plane);

private:
    void addSteps(const Architecture& architecture);
    void addPlane(const Step& step);
    void setBorders();
    void chooseBlock();
    ConvolutionRows rowsOf(std::size_t step) const;
    std::vector<Phase> phasesOf(std::size_t step) const;

    const KernelSet& m_set;
    std::vector<Plane> m_planes;
    std::vector<Step> m_steps;
    std::vector<ConvolutionRows> m_rows;
    std::size_t m_firstLinear = 0;
    std::int64_t m_block = 1, m_classes = 0;
};

/// The plan of an architecture for a set of kernels, made once; shared, because networks of the same layers
/// use one. `set` must live as long as the program.
std::shared_ptr<const Plan> planOf(const Architecture& architecture, const KernelSet& set = kernels());

} // namespace epsilonlab::kernels
