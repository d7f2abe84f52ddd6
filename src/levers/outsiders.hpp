// What outsiders bring and want: who pays an aid, and whose wishes an outside actor's own run with.
#pragma once

#include <vector>

#include "entente/core/run.hpp"
#include "entente/levers/levers.hpp"

namespace entente::levers {

/// Who pays each aid, and what the conflict looks like once one of them has left.
/// \cost one evaluation of the war and one question for a zone per backer
[[nodiscard]] std::vector<BackersResult> backers_of(const Case& conflict, const RunOptions& run);

/// Has an outside actor of the case a score sheet of its own?
[[nodiscard]] bool says_what_outsiders_want(const Case& conflict);

/// Where each outside actor with a score sheet stands: over the efficient deals that every party would
/// take, or over all efficient ones where there are none such.
/// \pre values of no deal stand in the case
[[nodiscard]] std::vector<InterestResult> interests_of(const Case& valued,
                                                       const settle::SettleResult& settled);

}  // namespace entente::levers
