// The chance of reaching the goal against what is spent, over the ranges of the case's numbers.
#pragma once

#include <string>
#include <vector>

#include "levers/effects.hpp"

namespace entente::levers {

/// Each draw of the case's numbers has one least share of these sizes at which it has a zone; the shares,
/// sorted, are the curve. The levers must not make it worse on the way. \param sizes unsigned, at full use
/// \cost some microseconds a draw and party where demands follow sizes on straight lines
[[nodiscard]] std::vector<CurvePoint> chance_curve(const Case& conflict, const Effects& effects,
                                                   const std::vector<double>& sizes,
                                                   const LeversOptions& options, const RunOptions& run,
                                                   std::vector<std::string>& notes);

}  // namespace entente::levers
