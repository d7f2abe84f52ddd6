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

/// Steps in which the exchange carries itself. None where the case has no [phases] and nobody gains by
/// leaving the deal alone.
/// \param conflict its values of no deal worked out \param promise of the deal: what leaving it alone gains
[[nodiscard]] std::optional<PhasesResult> phases_of(const Case& conflict, const PromiseResult& promise);

/// What attacks would do to trust in a deal, and whether it outlives them. \param deal none: none is known
[[nodiscard]] std::vector<SpoilersResult> spoilers_of(const Case& conflict,
                                                      const std::optional<Outcome>& deal);

}  // namespace entente::levers
