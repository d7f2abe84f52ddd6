// Why a state is stable or not, and how the conflict gets from one state to another.
#pragma once

#include <optional>
#include <vector>

#include "entente/stability/concepts.hpp"

namespace entente::stability {

/// One move: who, and where it leads.
struct Step {
    std::size_t decider = 0;
    State to = 0;

    bool operator==(const Step&) const = default;
};

/// What an improvement meets.
struct Response {
    State improvement = 0;
    bool sanctioned = false;
    /// The others' moves from the improvement (sim: their own improvements from the state itself, all at
    /// once). Where the improvement is not sanctioned: the nearest sanction that fails, if any.
    std::vector<Step> moves;
    State lands = kNoState;   ///< where those moves end
    State escape = kNoState;  ///< how the decider gets out of the failing sanction
};

/// The reason of one verdict. Stable: each improvement with its sanction (at most `limit`, best
/// improvements first; `improvements` counts all). Unstable: one improvement that nothing holds back.
struct Witness {
    Concept of = Concept::nash;
    std::size_t decider = 0;
    State state = 0;
    bool stable = false;
    std::uint64_t improvements = 0;
    std::vector<Response> responses;
};

/// The shortest way to a state by legal moves.
struct Path {
    State to = 0;
    bool reachable = false;
    std::vector<Step> steps;
};

struct Paths {
    State from = 0;
    std::vector<Path> by_moves;         ///< any unilateral moves
    std::vector<Path> by_improvements;  ///< each move better for its mover
};

/// Searches a model's moves. Holds what the searches need, so keep one for many questions.
/// \cost making it: as a judgement of the model; memory about 12 bytes a state and decider
class Explorer {
public:
    explicit Explorer(const Model& model, const RunOptions& run = {});
    ~Explorer();
    Explorer(const Explorer&) = delete;
    Explorer& operator=(const Explorer&) = delete;

    /// Why `state` is or is not stable for `decider`: found by direct search, apart from judge().
    /// sim_unstable needs the verdicts for who is sequentially unstable.
    /// \cost at most one breadth-first search per improvement; sim: the product of improvements
    [[nodiscard]] Witness explain(Concept c, std::size_t decider, State state, std::size_t limit = 8) const;

    /// The shortest ways from `from` to each of `targets`, nobody moving twice in a row. A path's movers
    /// are the first found in the deciders' order. \cost two breadth-first searches
    [[nodiscard]] Paths paths(State from, const std::vector<State>& targets) const;

    /// The states one move of `decider` away, rising.
    [[nodiscard]] std::vector<State> moves(std::size_t decider, State state) const;

private:
    struct Parts;
    Parts* parts_;
};

}  // namespace entente::stability
