// What preferences would make a wanted state an equilibrium.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/stability/concepts.hpp"

namespace entente::stability {

/// How many strict rankings of one decider, the others' preferences as they stand, do it.
struct RankingCount {
    std::size_t decider = 0;
    bool exact = false;
    std::string stable;  ///< rankings with which the state is stable for this decider; empty: not counted
    std::string equilibrium;  ///< rankings with which it is an equilibrium; empty: not counted
    double share =
        0;  ///< of the rankings: stable for this decider (an estimate where not exact; NaN: none)
    double error = 0;  ///< standard error of an estimate
    /// Whether some ranking makes it an equilibrium; none: not found out. Always set where `equilibrium`
    /// is.
    std::optional<bool> possible;
    /// Where that was not counted but is possible: the nearest such ranking, best first.
    std::vector<std::vector<State>> witness;
    std::string note;  ///< why something was not counted
};

/// The smallest change of one decider's ranking that makes the state stable for it. Only strict falls are
/// looked at: a change that makes the decider newly indifferent is not.
struct RankingChange {
    std::size_t decider = 0;
    double pairs = 0;            ///< pairs of states whose order changes; a tie broken counts a half
    double cost = 0;             ///< pairs times the decider's cost
    std::vector<State> lowered;  ///< the states that must fall below the wanted one
    std::vector<std::vector<State>> tiers;  ///< the new ranking, best first
};

struct Wanted {
    Concept of = Concept::nash;
    std::vector<RankingCount> counts;  ///< one per decider
    std::string rankings;              ///< all strict rankings of one decider: states!
    std::string profiles;  ///< profiles of strict rankings of all deciders that make it an equilibrium,
                           ///< where the deciders decouple (nash, gmr, smr); empty otherwise
    bool change_found = false;
    bool change_proved = false;  ///< no cheaper change does it
    double change_cost = 0;
    double change_bound = 0;             ///< no change is cheaper than this
    std::vector<RankingChange> changes;  ///< per decider that must change
    std::vector<std::string> notes;
};

struct Inverse {
    State wanted = 0;
    std::vector<Wanted> concepts;
    Stopped stopped = Stopped::complete;
};

struct InverseOptions {
    std::vector<Concept> concepts = {Concept::nash, Concept::gmr,  Concept::smr,
                                     Concept::seq,  Concept::sseq, Concept::sim};
    std::vector<double> costs;             ///< of one changed pair, per decider; empty: 1 each
    std::size_t most_states = 512;         ///< exact counts up to here
    std::uint64_t samples = 20'000;        ///< random rankings, where counts are not exact
    std::uint64_t most_rankings = 50'000;  ///< rankings enumerated where deciders are coupled
    std::size_t most_searched = 256;       ///< states up to which changes of coupled deciders are searched
    std::uint64_t most_looks = 40'000;     ///< rankings computed by one such search
};

/// Which rankings make `wanted` an equilibrium, and the least change that does. For Nash, GMR and SMR the
/// verdict of a decider depends only on the set of states that it prefers to the wanted one, so deciders
/// decouple and sets are counted instead of rankings. SIM adds the others' improvements from the wanted
/// state, which are counted with the sets. SEQ and SSEQ couple deciders through all their improvements: a
/// decider's own verdict is counted in the same way, the others' by enumeration where that is small; past
/// it a search tells whether any ranking does it, and the nearest one. sim_unstable has no inverse.
/// The least change of nash, gmr and smr is an integer program per decider; that of seq, sseq and sim a
/// search over demands on rankings, cheapest first. No change makes two states newly tied.
/// \cost counting: products of polynomials of degree `states`; searching: most_looks rankings a concept
/// \source Kinsara, Kilgour, Hipel, "Inverse approach to the graph model" (2014)
/// \check tests/stability/inverse_test.cpp
[[nodiscard]] Inverse invert(const Model& model, State wanted, const InverseOptions& options = {},
                             const RunOptions& run = {});

}  // namespace entente::stability
