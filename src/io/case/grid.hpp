// Evenly spaced numeric options.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "entente/model/space.hpp"

namespace entente::io {

/// `count` options from `first` to `last`, both included, with exact values and short distinct labels:
/// the decimal itself where it is short, else rounded three digits past the step. \return nothing where a
/// value leaves 64 bits
[[nodiscard]] std::optional<std::vector<Option>> grid_options(const Rational& first, const Rational& last,
                                                              std::size_t count);

}  // namespace entente::io
