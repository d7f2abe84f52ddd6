// The conditions under which a wanted state is stable for a decider, as conditions on the set A of states
// that it prefers to the wanted one.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/stability/inverse.hpp"
#include "stability/why/search.hpp"

namespace entente::stability {

using States = std::vector<State>;  ///< rising

/// What one improvement t of the decider can meet: stable means, for every t in A,
///   nash           never (t must not be in A);
///   gmr, seq       some reply is not in A (the wanted state itself never is);
///   smr, sseq      for some reply q, neither q nor anything the decider can move to from it is in A.
struct Threat {
    State improvement = 0;
    States replies;              ///< what the others reach from it; for seq, sseq and sim by improvements
    std::vector<States> havens;  ///< smr, sseq: per reply, the reply and what the decider reaches from it
};

/// Whether deciders' verdicts hang on each other's preferences.
[[nodiscard]] inline bool coupled(Concept c) {
    return c == Concept::seq || c == Concept::sseq || c == Concept::sim;
}

/// The conditions of one decider; for sim the replies are what the others' improvements from the wanted
/// state make of the improvement. \param c nash, gmr, smr, seq, sseq or sim
[[nodiscard]] std::vector<Threat> threats_of(const Terrain& terrain, Concept c, std::size_t decider,
                                             State wanted);

/// Whether the wanted state is stable where `above[q]` tells the states in A.
[[nodiscard]] bool holds(Concept c, const std::vector<Threat>& threats, const std::vector<char>& above,
                         State wanted);

/// Per decider: rankings with which the wanted state is stable for it. \param share set where not exact
void count_rankings(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                    const RunOptions& run, Wanted& result);

/// The least change of preferences.
void least_change(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                  const RunOptions& run, Wanted& result);

}  // namespace entente::stability
