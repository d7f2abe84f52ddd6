// Backers: who pays for what all of them want, and what is left when one of them leaves.
#pragma once

#include <span>
#include <vector>

namespace entente::levers {

/// What each backer gives when each looks after itself.
struct Contributions {
    std::vector<double> given;  ///< one per backer, in the unit of incomes or of the good
    double total = 0;
    double efficient = 0;  ///< the total that is best for all of them together
};

/// Utility v ln(1 + G) - g: only the keenest gives (those as keen share it equally).
/// \param keenness v of each, above 0 \source Olson and Zeckhauser, Review of Economics and Statistics 48
/// (1966) 266-279 \check tests/levers/formulas_test.cpp
[[nodiscard]] Contributions contributions_by_keenness(std::span<const double> keenness);

/// Utility (income - g)^(1 - a) G^a: the Nash equilibrium of what they give freely. Whoever is poorer than
/// what all give together times (1 - a) / a gives nothing.
/// \param income of each, at least 0 \param share a, between 0 and 1
/// \source Bergstrom, Blume and Varian, Journal of Public Economics 29 (1986) 25-49
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] Contributions contributions_by_income(std::span<const double> income, double share);

}  // namespace entente::levers
