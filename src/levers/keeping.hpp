// Would the deal be kept: who can leave it alone, which guarantees and steps it needs.
#pragma once

#include <optional>
#include <vector>

#include "entente/levers/levers.hpp"

namespace entente::levers {

/// What each party would gain by moves of its own away from the deal ([control]), in points.
[[nodiscard]] std::vector<double> gains_from_leaving(const Case& conflict, const Outcome& deal);

[[nodiscard]] PromiseResult promise_of(const Case& conflict, const Outcome& deal, double paid);

/// Every lever of kind guarantee against the chance that it needs for the deal; none without a war.
[[nodiscard]] std::vector<GuaranteeResult> guarantees_of(const Case& conflict, const Outcome& deal,
                                                         const RunOptions& run);

[[nodiscard]] std::optional<PhasesResult> phases_of(const Case& conflict);

}  // namespace entente::levers
