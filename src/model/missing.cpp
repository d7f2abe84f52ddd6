#include "entente/model/missing.hpp"

#include <algorithm>
#include <set>

namespace entente {

std::vector<PartyId> movers_without_preferences(const Case& conflict) {
    std::set<PartyId> movers;
    for (const Control& control : conflict.control) movers.insert(control.party);
    if (conflict.graph) {
        for (const GraphForm::Move& move : conflict.graph->moves) movers.insert(move.party);
    }
    std::vector<PartyId> without;
    for (const PartyId party : movers) {
        const auto ranks = [&](const Ranking& each) { return each.party == party && !each.tiers.empty(); };
        const auto states = [&](const Priorities& each) {
            return each.party == party && !each.statements.empty();
        };
        const bool said = gives_points(conflict.parties[party.index()]) ||
                          std::any_of(conflict.rankings.begin(), conflict.rankings.end(), ranks) ||
                          std::any_of(conflict.priorities.begin(), conflict.priorities.end(), states);
        if (!said) without.push_back(party);
    }
    return without;
}

}  // namespace entente
