// What a case leaves unsaid.
#pragma once

#include <vector>

#include "entente/model/case.hpp"

namespace entente {

/// The parties that can move ([control], [graph]) and have no preferences: no scores, no ranking, no
/// priorities. They count as indifferent between all states, so that everything is stable for them.
[[nodiscard]] std::vector<PartyId> movers_without_preferences(const Case& conflict);

}  // namespace entente
