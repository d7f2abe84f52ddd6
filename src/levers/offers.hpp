// Which deals a goal speaks of, and whether it holds in a changed case.
#pragma once

#include <vector>

#include "levers/break_even.hpp"
#include "levers/effects.hpp"

namespace entente::levers {

struct Offers {
    std::vector<Offer> all;
    bool complete = true;  ///< every deal that could be the cheapest is there
    std::vector<std::string> notes;
    std::string why_none;  ///< where rules of passing leave none
    Stopped stopped = Stopped::complete;
};

/// Who suffices for a deal to be agreed: every smallest group, one flag a party. Without `agree` in the
/// case all parties, or none of them for want of a rule. \throws InputError E1311 past 2,000 groups
[[nodiscard]] std::vector<std::vector<char>> enough_of(const Case& conflict);

/// Is the space too large to list its efficient deals first? Programs look at all of it instead.
[[nodiscard]] bool beyond_listing(const Case& conflict, const Goal& goal);

/// The deals that could satisfy the goal, whatever the values of no deal. \param conflict with these values
/// \throws InputError E0405 where the goal's deal is no outcome, E0632 where a concept cannot be judged
[[nodiscard]] Offers offers_for(const Case& conflict, const Goal& goal, const RunOptions& run);

/// Does the goal hold in a case whose values of no deal stand? Kind chance: does the zone.
[[nodiscard]] bool goal_holds(const Case& conflict, const Goal& goal, const RunOptions& run);

}  // namespace entente::levers
