// Games of coalitions whose members can share a sum: core, Shapley value and nucleolus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace entente::levers {

inline constexpr std::size_t kMaxGamePlayers = 14;

/// What each group can have without the others: worth[mask], bit i for player i; worth[0] is 0.
struct CoalitionGame {
    std::size_t players = 0;
    std::vector<double> worth;  ///< 2^players
};

/// Each player's expected addition to those before it, over all orders.
/// \cost players 2^players \source Shapley 1953 \check tests/levers/formulas_test.cpp
[[nodiscard]] std::vector<double> shapley_value(const CoalitionGame& game);

/// A way to share the worth of all, and what holds of it.
struct CoreAnswer {
    bool empty = true;          ///< no sharing leaves every group with at least its worth
    double least_excess = 0;    ///< the least that the worst-off group must lack (0 or below: in the core)
    std::vector<double> share;  ///< one that reaches it
};

/// Answers: can the worth of all be shared so that no group does better alone?
/// \cost one linear program of 2^players rows \source Gillies 1959; least core: Maschler, Peleg, Shapley
/// 1979
[[nodiscard]] CoreAnswer core(const CoalitionGame& game);

/// The sharing that makes the largest complaint of any group as small as it can be, then the next, ...
/// \return nothing where the linear programs fail for want of digits
/// \cost a linear program a level, at most `players` levels \source Schmeidler 1969
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] std::optional<std::vector<double>> nucleolus(const CoalitionGame& game);

}  // namespace entente::levers
