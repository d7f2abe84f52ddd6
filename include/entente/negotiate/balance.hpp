// Is a case balanced: does the outcome of least worst rank come near the Nash deal?
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

/// Fallback bargaining (which MiCRO against itself ends in) and how near it comes to the Nash deal.
struct Balance {
    Outcome fallback;        ///< least worst rank; of several the first
    std::uint64_t rank = 1;  ///< the worst place that it has on a party's list, from 1
    std::vector<double> utilities;
    std::optional<double> ratio;  ///< its product of gains over the Nash deal's; 1: as good
};

template <class Visitor>
void describe(Visitor& visit, const Balance& balance) {
    visit("fallback", balance.fallback,
          {"", "the outcome whose worst rank on the parties' lists is least"});
    visit("rank", balance.rank, {"", "that rank, from 1"});
    visit("utilities", balance.utilities, {"points", "what it is worth to each party"});
    visit("ratio", balance.ratio,
          {"share",
           "its product of gains over no deal, of the Nash deal's; null where there is no Nash deal "
           "or somebody loses"});
}

/// \return nothing where the outcomes are not listed \cost linear in outcomes and parties
/// \source Brams and Kilgour 2001; de Jonge 2024 for balance \check tests/negotiate/tactics_test.cpp
[[nodiscard]] std::optional<Balance> balance(const Prepared& prepared);

}  // namespace entente::negotiate
