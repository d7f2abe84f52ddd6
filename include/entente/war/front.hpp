// War as a walk over forts, or as a drifting front.
//
// Rules of the walk: side A holds k of N forts; each battle A takes one with chance `advance`, loses one
// with chance `retreat`, and otherwise nothing moves. At N side A has won, at 0 side B. Each side pays
// its cost per battle; later values count `discount` per battle.
// Rules of the front: the share held by A moves as dX = drift dt + volatility dW on (0,1); the walk with
// many forts tends to it.
// References: Feller, An Introduction to Probability Theory I (1968), ch. XIV; Smith and Stam, "Bargaining
// and the Nature of War", Journal of Conflict Resolution 48 (2004) 783-813 for the forts.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

struct Walk {
    std::int64_t forts = 10;
    std::int64_t start = 5;  ///< 0..forts
    double advance = 0.5;
    double retreat = 0.5;  ///< advance + retreat in (0,1]
    double discount = 1;   ///< per battle, in (0,1]
};

struct Front {
    double position = 0.5;    ///< in [0,1]
    double drift = 0;         ///< per period
    double volatility = 0.1;  ///< per root period, > 0
    double discount = 1;      ///< per period, in (0,1]
};

/// How a war of either kind ends, seen from its present position. Battles for a walk, periods for a front.
struct Ending {
    Pair win{0, 0};       ///< chance that each side wins
    double duration = 0;  ///< expected
    double duration_sd = 0;
    Pair discounted_win{0, 0};  ///< E[discount^T; side wins]
    double present_cost = 0;    ///< present value of a cost of 1 per battle or period
};

/// Exact for every position, from closed forms that neither overflow nor cancel.
/// \cost constant, but linear in `forts` for the deviation, and for the present cost where the discount
/// hardly bites \check tests/war/front_test.cpp
[[nodiscard]] Ending walk_ending(const Walk& walk, bool with_deviation = true);
[[nodiscard]] Ending front_ending(const Front& front, bool with_deviation = true);

/// What fighting on is worth to each side of a pie of 1 that the winner takes.
/// \param cost per battle or period; less than 0 where outsiders pay more than the war costs
[[nodiscard]] Pair fighting_values(const Ending& ending, const Pair& cost);

/// A walk whose chances differ from state to state. Lists have one entry per inner state 1..N-1.
struct Chain {
    std::vector<double> up;
    std::vector<double> down;
    double discount = 1;
};

/// x_k = reward_k + discount (up_k x_{k+1} + down_k x_{k-1} + (1 - up_k - down_k) x_k) with the ends
/// given. Elimination without subtraction, so that every entry keeps its relative accuracy.
/// \return N + 1 numbers \param reward one per inner state, not negative \param low,high not negative
/// \cost linear: a million states in some 20 ms \check Chain.MillionFortsEqualTheClosedForm
[[nodiscard]] std::vector<double> solve_chain(const Chain& chain, const std::vector<double>& reward,
                                              double low, double high);

/// The walk that tends to the front as `forts` grows: dt = forts^-2 / volatility^2 a battle.
[[nodiscard]] Walk walk_of(const Front& front, std::int64_t forts);

}  // namespace entente::war
