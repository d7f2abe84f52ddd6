// The cheapest payments that make some deal acceptable to everybody.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entente::levers {

/// What it costs to pay a party: `price` a point, `fixed` once anything is paid, at most `most` points.
struct PaymentTerms {
    double price = 0;
    double fixed = 0;
    double least = 0;  ///< a payment is at least this, or nothing
    double most = 0;   ///< 0: this party cannot be paid
};

/// A deal and what must be paid for it to be accepted.
struct Purchase {
    std::size_t deal = 0;      ///< its number among those offered
    std::vector<double> paid;  ///< points, one per party
    double cost = 0;           ///< in the unit of the prices
};

/// Answers: what must each party be paid for this deal to be worth its value of no deal?
/// \param utilities,reservation points, one per party \return nothing where a payment is out of reach
[[nodiscard]] std::optional<Purchase> payments_for(std::span<const double> utilities,
                                                   std::span<const double> reservation,
                                                   std::span<const PaymentTerms> terms);

/// Answers: which deal is the cheapest to make acceptable to all, and by which payments? Only efficient
/// outcomes can win, since an outcome that is dominated needs at least as much for every party: the
/// frontier is enough.
/// \param deals utilities of each deal, points, one per party \return nothing where none is within reach
/// \cost deals x parties \source models of side payments; proved in docs/methods/levers.md
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] std::optional<Purchase> cheapest_purchase(const std::vector<std::vector<double>>& deals,
                                                        std::span<const double> reservation,
                                                        std::span<const PaymentTerms> terms);

}  // namespace entente::levers
