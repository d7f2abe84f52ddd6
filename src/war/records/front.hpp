// A front as a case describes it: a walk over forts, or a share that drifts.
#pragma once

#include "entente/war/front.hpp"
#include "entente/war/passage.hpp"
#include "war/view.hpp"

namespace entente::war {

/// Does the front drift, rather than walk from fort to fort?
[[nodiscard]] bool drifts(const View& view);
[[nodiscard]] Walk walk_in(const View& view);
/// Does its drift wander, or is it not known exactly?
[[nodiscard]] bool wanders(const View& view);
/// A front that drifts, wandering or not, on the case's own ground.
[[nodiscard]] WanderingFront wandering_in(const View& view);
/// What a side that fights believes of the drift after so many periods: its own belief, taught by moves of
/// the analyst's drift as the filter would be.
[[nodiscard]] WanderingFront taught(const WanderingFront& own, const WanderingFront& truth, double time);

}  // namespace entente::war
