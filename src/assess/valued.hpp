// Values of no deal, with the ranges that those of a war have or without.
#pragma once

#include "entente/assess/no_deal.hpp"

namespace entente::assess {

/// \param ranges false: best values alone, at the cost of one evaluation of the war
[[nodiscard]] Valued valued(Case conflict, const RunOptions& run, bool ranges);

}  // namespace entente::assess
