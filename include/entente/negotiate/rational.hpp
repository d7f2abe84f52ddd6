// What perfectly rational parties would agree: alternating offers solved backwards, as a yardstick.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

/// Waiting and its alternatives. Lists hold one number per party; points are the parties' own. Values that
/// are not given are those of no deal (or, without one, of the worst outcome).
struct RationalOptions {
    std::uint64_t turns = 1000;     ///< offers that can be made, one after the other
    std::size_t first = 0;          ///< who makes the first one
    std::vector<double> discount;   ///< per turn, of what a deal is worth above no deal; in (0, 1]
    double risk = 0;                ///< chance that a refusal ends the talks
    std::vector<double> breakdown;  ///< what each has then
    std::vector<double> outside;    ///< what a party can take instead of answering an offer
    std::vector<double> inside;     ///< what each has while talks go on, as if forever
};

struct RationalTalks {
    std::optional<Outcome> deal;  ///< what the first party offers and all others take; none: none is made
    std::vector<double> utilities;
    std::uint64_t turns = 0;
    std::uint64_t first_turn = 1;  ///< when it is made: at once wherever a deal is worth making
};

template <class Visitor>
void describe(Visitor& visit, const RationalTalks& talks) {
    visit("deal", talks.deal, {"", "what is offered first and taken; null where nobody can offer enough"});
    visit("utilities", talks.utilities, {"points", "what each party gets"});
    visit("turns", talks.turns, {"", "offers that could be made"});
    visit("turn", talks.first_turn, {"", "in which of them the deal is made"});
}

/// The subgame-perfect course of alternating offers over the case's outcomes, offers going round,
/// everybody's consent needed, each party indifferent between taking and refusing taking. After the last
/// turn all have their value of no deal.
/// \throws InputError E1705 where the outcomes are not listed or a number does not fit
/// \cost two parties: a sort of the outcomes, then a logarithm a turn; more: the outcomes, every turn
/// \source Rubinstein 1982; Binmore, Rubinstein and Wolinsky 1986; Stahl 1972
/// \check tests/negotiate/rational_test.cpp
[[nodiscard]] RationalTalks rational_talks(const Prepared& prepared, const RationalOptions& options = {});

}  // namespace entente::negotiate
