// Option-form judgement on the whole cube of combinations, for spaces that are mostly feasible.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stability/judge/judge.hpp"

namespace entente::stability {

/// A decider's lever on the cube: which cells it leads between.
struct Axis {
    std::size_t stride = 1;
    std::size_t radix = 2;
    Direction direction = Direction::both;
};

/// A decider's own combinations, as offsets from a group's first cell, and the moves among them.
struct OwnMoves {
    std::vector<std::size_t> offset;  ///< [combination]
    std::vector<std::size_t> first;   ///< [combination + 1], into `to`
    std::vector<std::uint32_t> to;    ///< combinations
};

/// Values of states laid out by decimal; cells of infeasible combinations hold neutral values. Ranks are
/// below 2^31, so that signed lanes compare them.
class Cube {
public:
    using Value = std::int32_t;
    static constexpr Value kNone = 0x7fffffff;  ///< neutral for a minimum

    Cube(const Model& model, const RunOptions& run);

    /// Whether the cube is worth its cells for this model.
    [[nodiscard]] static bool suits(const Model& model);

    [[nodiscard]] std::size_t cells() const { return cells_; }

    /// The cell values of a list over states; infeasible cells get `neutral`.
    [[nodiscard]] std::vector<Value> spread(const std::vector<std::uint32_t>& by_state,
                                            Value neutral) const;
    [[nodiscard]] const Value* rank(std::size_t decider) const;

    /// values[x] = the largest of values over x and all that `decider` can move to. Infeasible cells must
    /// hold -1 and are of no meaning afterwards.
    void reach_max(std::size_t decider, std::vector<Value>& values) const;

    /// values[x] = the least of values over x and all that the others than `focal` can lead to by any
    /// moves. Infeasible cells hold kNone. \return false where the rounds ran out
    [[nodiscard]] bool closure_min(std::size_t focal, std::vector<Value>& values) const;

    /// The same by improvements only. \return false where the rounds ran out
    [[nodiscard]] bool improving_min(std::size_t focal, std::vector<Value>& values) const;

    /// Whether improving_min is cheaper than a sweep over sorted groups.
    [[nodiscard]] bool improving_min_is_cheap(std::size_t focal) const;

    /// Calls `visit(state, cell)` for every feasible state.
    template <class Visit>
    void for_each_state(Visit&& visit) const {
        for (std::size_t s = 0; s < model_.states; ++s)
            visit(s, static_cast<std::size_t>(model_.code(static_cast<State>(s))));
    }

private:
    void clear_infeasible(std::vector<Value>& values) const;
    bool improve_once(std::size_t decider, std::vector<Value>& values) const;

    const Model& model_;
    std::size_t cells_ = 1;
    std::vector<std::vector<Axis>> axes_;   ///< per decider, by rising stride
    std::vector<OwnMoves> own_;             ///< per decider; empty where there are too many
    std::vector<double> moves_per_state_;   ///< per decider
    std::vector<std::vector<Value>> rank_;  ///< per decider; empty where all cells are feasible
    std::vector<std::size_t> infeasible_;   ///< cells
};

}  // namespace entente::stability
