// Promises that a third party makes: what is at risk, what is paid, and what certainty costs.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace entente::levers {

/// What promises must put at stake for one profile to be everybody's best choice whatever the others do.
struct Promise {
    std::vector<double> at_risk;  ///< per player, in its own points: its gain from leaving the profile
    double total = 0;
    bool needed = false;  ///< false: the profile is an equilibrium already, and nothing is ever paid
};

/// Answers: what has to be promised, player by player, to make a profile dominant? Only this much is ever
/// at risk, and where nobody gains by leaving it is 0: the least promise is not the least payment.
/// \param choices how many strategies each player has \param payoff of a player at a profile, in points
/// \param profile one strategy per player \cost one payoff per strategy of each player
/// \source Monderer and Tennenholtz, Journal of Artificial Intelligence Research 21 (2004) 37-62
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] Promise promise_for(
    std::span<const std::size_t> choices,
    const std::function<double(std::size_t player, std::span<const std::size_t> profile)>& payoff,
    std::span<const std::size_t> profile);

/// What it costs to be sure that everybody joins, against what it costs where all are expected to.
struct CertaintyPrice {
    std::vector<double> offers;  ///< to the first to be counted on, the second, ...
    double certain = 0;          ///< their sum: joining is the only equilibrium
    double if_all_expected = 0;  ///< what makes joining an equilibrium, one among others
};

/// Answers: what must n parties be offered so that joining is the only thing to expect of them?
/// The k-th to be counted on is offered effort / (p_k - p_(k-1)): it joins though only k - 1 others do.
/// \param success chance that the whole succeeds with 0, 1, ..., n joining; rising
/// \param effort what joining costs each, in points \throws std::invalid_argument where success does not
/// rise
/// \source Winter, American Economic Review 94 (2004) 764-773 \check tests/levers/formulas_test.cpp
[[nodiscard]] CertaintyPrice price_of_certainty(std::span<const double> success, double effort);

}  // namespace entente::levers
