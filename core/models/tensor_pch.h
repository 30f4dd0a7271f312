// SPDX-License-Identifier: GPL-3.0-or-later
// The part of torch we use, without torch::nn: half the compile time and memory of <torch/torch.h>.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
