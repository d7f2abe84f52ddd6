// The stability concepts as lessons.
#pragma once

#include <vector>

#include "entente/core/lesson.hpp"

namespace entente::stability {

/// Every concept that `entente stability` judges, by the name in results: single parties' (nash to
/// sim_unstable), coalitions' (cnash to cseq, jump) and looking ahead (non_myopic).
[[nodiscard]] std::vector<NamedLesson> lessons();

}  // namespace entente::stability
