// The result of `stability` as readers name things: deciders by name, states by number from 1.
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe_parts.hpp"
#include "entente/report/stability.hpp"

namespace entente::report {

/// A state's number, from 1; null for none.
struct StateNumber {
    stability::State state = stability::kNoState;

    static constexpr std::string_view kShape = "state";
    template <class Writer>
    void write(Writer& writer) const {
        using Number = std::optional<std::uint64_t>;
        writer.write(state == stability::kNoState ? Number() : Number(std::uint64_t{state} + 1));
    }
};

/// A list of states by number, of which the first `limit` are written.
struct StateNumbers {
    std::vector<stability::State> states;
    std::size_t limit = std::numeric_limits<std::size_t>::max();

    static constexpr std::string_view kShape = "list of states";
    template <class Writer>
    void write(Writer& writer) const {
        writer.open('[');
        for (std::size_t k = 0; k < std::min(states.size(), limit); ++k) {
            writer.begin_item();
            writer.write(std::uint64_t{states[k]} + 1);
        }
        writer.close(']');
    }
};

template <class T>
using ByDecider = std::vector<std::pair<std::string, T>>;

struct ConceptShown {
    std::string count;
    StateNumbers equilibria;
    ByDecider<StateNumbers> stable;
    ByDecider<std::string> stable_counts;
};
template <class Visitor>
void describe(Visitor& visit, const ConceptShown& shown) {
    visit("count", shown.count, {"", "how many states are equilibria"});
    visit("equilibria", shown.equilibria, {"", "which, the first `--states` of them"});
    visit("stable", shown.stable, {"", "the states that are stable for each decider"});
    visit("stable_counts", shown.stable_counts, {"", "how many these are"});
}

struct StateShown {
    StateNumber state;
    std::string decimal;
    std::optional<std::vector<std::pair<std::string, std::optional<std::string>>>> outcome;
    std::string label;
    ByDecider<std::uint32_t> rank;
    std::vector<std::string_view> equilibrium_of;
};
template <class Visitor>
void describe(Visitor& visit, const StateShown& shown) {
    visit("state", shown.state, {"", "its number"});
    visit("decimal", counted(shown.decimal),
          {"", "its options as one number, the first issue least; null: a graph"});
    visit("outcome", shown.outcome,
          {"", "its options by issue; null for one in which merged outcomes differ"});
    visit("label", shown.label, {"", "the state in words"});
    visit("rank", shown.rank, {"", "by decider, 0 the worst"});
    visit("equilibrium_of", shown.equilibrium_of, {"", "the concepts under which it is one"});
}

struct StepShown {
    std::string decider;
    StateNumber to;
};
template <class Visitor>
void describe(Visitor& visit, const StepShown& step) {
    visit("decider", step.decider, {"", "who moves"});
    visit("to", step.to, {"", "where to"});
}

struct ResponseShown {
    StateNumber improvement;
    bool sanctioned = false;
    std::vector<StepShown> moves;
    StateNumber lands;
    StateNumber escape;
};
template <class Visitor>
void describe(Visitor& visit, const ResponseShown& shown) {
    visit("improvement", shown.improvement, {"", "a state that the decider would rather have"});
    visit("sanctioned", shown.sanctioned, {"", "the others can make it regret that"});
    visit("moves", shown.moves, {"", "their moves; for `sim` at once"});
    visit("lands", shown.lands, {"", "where these end; null: there are none"});
    visit("escape", shown.escape,
          {"", "how the decider gets out of a sanction that fails; null: none failed"});
}

struct WitnessShown {
    StateNumber state;
    std::string_view of;
    std::string decider;
    bool stable = false;
    std::string improvements;
    std::vector<ResponseShown> responses;
};
template <class Visitor>
void describe(Visitor& visit, const WitnessShown& shown) {
    visit("state", shown.state, {"", "the state whose verdict is explained"});
    visit("concept", shown.of, {"", "under which concept"});
    visit("decider", shown.decider, {"", "for whom"});
    visit("stable", shown.stable, {"", "the verdict"});
    visit("improvements", shown.improvements, {"", "how many states it would rather have"});
    visit("responses", shown.responses, {"", "what these meet; unstable: the one that nothing holds back"});
}

struct PathShown {
    StateNumber to;
    bool reachable = false;
    std::optional<std::vector<StepShown>> steps;
};
template <class Visitor>
void describe(Visitor& visit, const PathShown& path) {
    visit("to", path.to, {"", "the state"});
    visit("reachable", path.reachable, {"", "is there a way"});
    visit("steps", path.steps, {"", "the shortest; null: none"});
}

struct PathsShown {
    StateNumber from;
    std::vector<PathShown> by_moves;
    std::vector<PathShown> by_improvements;
};
template <class Visitor>
void describe(Visitor& visit, const PathsShown& paths) {
    visit("from", paths.from, {"", "where they begin"});
    visit("by_moves", paths.by_moves, {"", "by any moves"});
    visit("by_improvements", paths.by_improvements, {"", "each move better for who makes it"});
}

struct HorizonShown {
    StateNumbers equilibria;
    ByDecider<StateNumbers> stable;
};
template <class Visitor>
void describe(Visitor& visit, const HorizonShown& shown) {
    visit("equilibria", shown.equilibria, {"", "stable for both at this horizon"});
    visit("stable", shown.stable, {"", "for each mover"});
}

struct ForesightShown {
    std::vector<std::string> movers;
    std::vector<std::pair<std::string, HorizonShown>> horizons;
    std::optional<StateNumbers> non_myopic;
    std::optional<std::uint32_t> settles_at;
    std::optional<std::uint32_t> period;
    bool ties = false;
};
template <class Visitor>
void describe(Visitor& visit, const ForesightShown& shown) {
    visit("movers", shown.movers, {"", "the two deciders"});
    visit("horizons", shown.horizons, {"", "by horizon: `L1`, `L2`, ..."});
    visit("non_myopic", shown.non_myopic, {"", "stable at every large enough horizon; null: not proved"});
    visit("settles_at", shown.settles_at, {"", "from this horizon on the anticipations repeat"});
    visit("period", shown.period, {"", "after so many horizons"});
    visit("ties", shown.ties, {"", "a mover was indifferent between best moves somewhere"});
}

struct CoalitionShown {
    std::vector<std::string> members;
    std::vector<std::pair<std::string_view, StateNumbers>> stable;
};
template <class Visitor>
void describe(Visitor& visit, const CoalitionShown& shown) {
    visit("members", shown.members, {"", "who"});
    visit("stable", shown.stable, {"", "states stable for it, by `cnash`, `cgmr`, `csmr`, `cseq`"});
}

struct JumpShown {
    std::string_view of;
    StateNumber from;
    StateNumber to;
    std::vector<std::string> members;
};
template <class Visitor>
void describe(Visitor& visit, const JumpShown& shown) {
    visit("concept", shown.of, {"", "under which both are equilibria"});
    visit("from", shown.from, {"", "the one that is left"});
    visit("to", shown.to, {"", "the one that all members prefer"});
    visit("members", shown.members, {"", "who moves"});
}

struct CoalitionsShown {
    std::vector<CoalitionShown> coalitions;
    std::vector<std::pair<std::string_view, StateNumbers>> universal;
    std::vector<JumpShown> jumps;
};
template <class Visitor>
void describe(Visitor& visit, const CoalitionsShown& shown) {
    visit("coalitions", shown.coalitions, {"", "of two deciders and more"});
    visit("universally_stable", shown.universal, {"", "stable for every coalition, by concept"});
    visit("equilibrium_jumps", shown.jumps,
          {"", "ways of coalitions from one equilibrium to a better one"});
}

struct RankingCountShown {
    std::string decider;
    stability::RankingCount count;
    std::optional<std::vector<StateNumbers>> witness;
};
template <class Visitor>
void describe(Visitor& visit, const RankingCountShown& shown) {
    visit("decider", shown.decider, {"", "whose rankings are counted, the others' as they stand"});
    visit("exact", shown.count.exact, {"", "false: `share` is an estimate"});
    visit("stable", counted(shown.count.stable), {"", "rankings with which the state is stable for it"});
    visit("equilibrium", counted(shown.count.equilibrium),
          {"", "with which it is an equilibrium; null: not counted"});
    visit("possible", shown.count.possible,
          {"", "does any ranking of this decider alone do it; null: not found out"});
    visit("witness", shown.witness, {"", "where that was not counted: the nearest that does, best first"});
    visit("share", shown.count.share, {"share", "of the rankings: stable for it; null: not estimated"});
    visit("standard_error", shown.count.error, {"share", "of an estimate"});
    visit("note", shown.count.note, {"", "why something was not counted"});
}

struct RankingChangeShown {
    std::string decider;
    double pairs = 0;
    double cost = 0;
    StateNumbers lowered;
    std::vector<StateNumbers> ranking;
};
template <class Visitor>
void describe(Visitor& visit, const RankingChangeShown& shown) {
    visit("decider", shown.decider, {"", "who must change"});
    visit("pairs", shown.pairs, {"pairs of states", "whose order changes; a tie broken counts a half"});
    visit("cost", shown.cost, {"", "pairs times its cost"});
    visit("lowered", shown.lowered, {"", "what must fall below the wanted state"});
    visit("ranking", shown.ranking, {"", "the new one, best first"});
}

struct LeastChangeShown {
    double cost = 0;
    double bound = 0;
    bool proved = false;
    std::vector<RankingChangeShown> deciders;
};
template <class Visitor>
void describe(Visitor& visit, const LeastChangeShown& shown) {
    visit("cost", shown.cost, {"", "of the cheapest change that was found"});
    visit("bound", shown.bound, {"", "no change is cheaper"});
    visit("proved", shown.proved, {"", "no cheaper one does it"});
    visit("deciders", shown.deciders, {"", "who must change, and how"});
}

struct WantedShown {
    std::string rankings;
    std::string profiles;
    std::vector<RankingCountShown> deciders;
    std::optional<LeastChangeShown> least_change;
    std::vector<std::string> notes;
};
template <class Visitor>
void describe(Visitor& visit, const WantedShown& shown) {
    visit("rankings", counted(shown.rankings), {"", "all strict rankings of one decider"});
    visit("profiles", counted(shown.profiles),
          {"", "profiles of all that do it; null where deciders are coupled"});
    visit("deciders", shown.deciders, {"", "decider by decider"});
    visit("least_change", shown.least_change, {"", "the least change that does it; null: none was found"});
    visit("notes", shown.notes, {"", "sentences for people"});
}

struct InverseShown {
    StateNumber wanted;
    std::vector<std::pair<std::string_view, WantedShown>> concepts;
};
template <class Visitor>
void describe(Visitor& visit, const InverseShown& shown) {
    visit("wanted", shown.wanted, {"", "the state that is to be an equilibrium"});
    visit("concepts", shown.concepts, {"", "by concept"});
}

struct ChanceOf {
    double chance = 0;
    double error = 0;
};
template <class Visitor>
void describe(Visitor& visit, const ChanceOf& one) {
    visit("chance", one.chance, {"chance", "that the state is an equilibrium"});
    visit("standard_error", one.error, {"chance", "of that"});
}

/// A state with its chances, whose keys are the concepts' names.
struct ChanceShown {
    StateNumber state;
    std::vector<std::pair<std::string_view, ChanceOf>> chances;
};
template <class Visitor>
void describe(Visitor& visit, const ChanceShown& shown) {
    visit("state", shown.state, {"", "the state; and by concept"});
    for (const auto& [name, chance] : shown.chances)
        visit(name, chance, {"", "its chance under that concept"});
}

struct SwapShown {
    std::string decider;
    std::size_t place = 1;
};
template <class Visitor>
void describe(Visitor& visit, const SwapShown& shown) {
    visit("decider", shown.decider, {"", "in whose order"});
    visit("place", shown.place, {"", "what stands there, from 1, changes places with the next"});
}

struct FragilityShown {
    std::string_view of;
    StateNumber state;
    std::optional<std::uint32_t> swaps;
    std::optional<std::uint32_t> more_than;
    bool never = false;
    std::vector<SwapShown> how;
};
template <class Visitor>
void describe(Visitor& visit, const FragilityShown& shown) {
    visit("concept", shown.of, {"", "the concept"});
    visit("state", shown.state, {"", "an equilibrium under it"});
    visit("swaps", shown.swaps, {"", "the fewest swaps of neighbours that end that; null: not found"});
    visit("more_than", shown.more_than, {"", "so many were looked at, and do not"});
    visit("never", shown.never, {"", "no order ends it"});
    visit("how", shown.how, {"", "one shortest way"});
}

struct RobustnessShown {
    std::string draws;
    std::uint64_t seed = 1;
    double spread = 0;
    std::vector<std::string> uncertain;
    std::vector<ChanceShown> chances;
    std::vector<FragilityShown> fewest_swaps;
    std::vector<std::string> notes;
};
template <class Visitor>
void describe(Visitor& visit, const RobustnessShown& shown) {
    visit("draws", shown.draws, {"", "how many"});
    visit("seed", shown.seed, {"", "of them"});
    visit("spread", shown.spread, {"", "how uncertain orders are: 0 certain, 1 any order as likely"});
    visit("uncertain", shown.uncertain, {"", "what was drawn"});
    visit("chances", shown.chances, {"", "likeliest first"});
    visit("fewest_swaps", shown.fewest_swaps, {"", "by concept and equilibrium"});
    visit("notes", shown.notes, {"", "sentences for people"});
}

/// All that `stability --json` writes after the envelope.
struct StabilityShown {
    std::string states;
    std::vector<std::string> deciders;
    StateNumber status_quo;
    bool judged = true;  ///< false: stopped before the verdicts were there
    std::optional<std::vector<std::pair<std::string_view, std::optional<ConceptShown>>>> concepts;
    std::vector<StateShown> listed;
    std::vector<WitnessShown> witnesses;
    std::optional<PathsShown> paths;
    std::optional<ForesightShown> limited_moves;
    std::optional<CoalitionsShown> coalitions;
    std::optional<InverseShown> inverse;
    std::optional<RobustnessShown> robustness;
};
template <class Visitor>
void describe(Visitor& visit, const StabilityShown& shown) {
    visit("states", shown.states, {"", "how many states there are"});
    visit("deciders", shown.deciders, {"", "the parties"});
    visit("status_quo", shown.status_quo, {"", "the state that holds now; null: not said"});
    visit("concepts", shown.concepts,
          {"", "by concept: `nash`, `gmr`, `smr`, `seq`, `sseq`, `sim`, `sim_unstable`; null: not judged"});
    if (!shown.judged) return;
    visit("listed", shown.listed, {"", "all states up to 1,000, else equilibria"});
    visit("witnesses", shown.witnesses, {"", "why states are stable or not"});
    visit("paths", shown.paths, {"", "the shortest ways from the status quo, or from `--from`; else null"});
    visit("limited_moves", shown.limited_moves,
          {"", "stability with foresight, where two deciders move; else null"});
    visit("coalitions", shown.coalitions, {"", "what groups can do; null: not judged"});
    visit("inverse", shown.inverse, {"", "of `--want`; else null"});
    visit("robustness", shown.robustness, {"", "of `--robust`; else null"});
}

}  // namespace entente::report
