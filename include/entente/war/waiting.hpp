// What a month of waiting brings, and the case as it would stand then.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/model/case.hpp"
#include "entente/war/range.hpp"

namespace entente::war {

/// What waiting so long brings one side, in its own points.
struct WaitingSide {
    PartyId party;
    double front = 0;  ///< what the expected move of the front is worth to it
    double cost = 0;   ///< what fighting costs it, present value
    double aid = 0;    ///< money from outside less penalties, likewise
    double net = 0;    ///< front - cost + aid
    Pair net_range{0, 0};
    double pays = 0;                          ///< chance that net is above 0
    std::optional<double> settlement_change;  ///< what the same talks would then give, less today's
    std::optional<Pair> settlement_range;     ///< as the front's move ranges
};
template <class Visitor>
void describe(Visitor& visit, const WaitingSide& one) {
    visit("id", one.party, {"", "the side"});
    visit("front", one.front, {"points", "what the expected move of the front is worth to it"});
    visit("cost", one.cost, {"points", "what fighting costs it meanwhile, as a present value"});
    visit("aid", one.aid, {"points", "money from outside less penalties, likewise"});
    visit("net", one.net, {"points", "front less cost plus aid"});
    visit("net_range", one.net_range,
          {"points", "90% of what it may be: the front's move, and the ranges of cost and aid"});
    visit("pays", one.pays, {"chance", "that waiting brings it more than it costs"});
    visit("settlement_change", one.settlement_change,
          {"points",
           "what the same talks would give it then, less what they give today; null where there is "
           "no deal at either time"});
    visit("settlement_range", one.settlement_range, {"points", "the same as the front's move ranges"});
}

struct Waiting {
    double months = 0;
    double periods = 0;  ///< of the war
    Pair moved{0, 0};    ///< expected move of the front, and its deviation: the first side's share
    std::array<WaitingSide, 2> sides;
};
template <class Visitor>
void describe(Visitor& visit, const Waiting& one) {
    visit("months", one.months, {"months", "how long the sides wait"});
    visit("periods", one.periods, {"periods of the war", "the same"});
    visit("moved", one.moved[0],
          {"share", "how far the front is expected to move, as the first side's share"});
    visit("moved_sd", one.moved[1], {"share", "standard deviation of that"});
    visit("parties", one.sides, {"", "what that brings each side"});
}

/// The cost at which waiting stops paying a side.
struct BreakEven {
    PartyId party;
    double months = 12;
    double cost = 0;  ///< points a period; negative: waiting would not pay even if fighting were free
    double now = 0;   ///< what fighting costs it
};
template <class Visitor>
void describe(Visitor& visit, const BreakEven& one) {
    visit("id", one.party, {"", "the side"});
    visit("months", one.months, {"months", "of waiting"});
    visit("cost", one.cost,
          {"points a period",
           "cost of fighting at which waiting so long brings it nothing; below 0: waiting "
           "does not pay even where fighting is free"});
    visit("now", one.now, {"points a period", "what fighting costs it, before money from outside"});
}

inline constexpr double kWaitingMonths[] = {1, 3, 6, 12, 24};
inline constexpr double kBreakEvenMonths = 12;

/// Answers: what do 1, 3, 6, 12, 24 months of fighting on bring each side? Moves of the front are those of
/// the analyst's drift, ends left aside but for the mean, which does not pass them.
/// \return empty where the war has no front, or counts battles: nobody knows how long one takes
/// \cost some microseconds \check Waiting.PaysNobodyWhereTheFrontStandsStill
[[nodiscard]] std::vector<Waiting> price_of_waiting(const Case& conflict);
[[nodiscard]] std::vector<BreakEven> break_even_cost(const Case& conflict);

/// The case as it would stand after so many months of fighting: the front moved by its expected move and
/// `deviations` of its standard deviations, what each side holds with it, the scores of options that stand
/// where the front stands, and what each side has learnt of the drift. Not validated again.
/// \param eyes -1: the move that the analyst expects; 0, 1: the one that this side expects
/// \return none where `price_of_waiting` is empty \check
/// Waiting.TheCaseOfLaterStandsWhereTheFrontThenStands
[[nodiscard]] std::optional<Case> case_after(const Case& conflict, double months, double deviations = 0,
                                             int eyes = -1);

/// A deal signed in so many months, seen from today: `hold` points until then, and `keep` of what it will
/// give.
struct Delay {
    double hold = 0;  ///< what the side has meanwhile, costs and aid included
    double keep = 1;
};
/// \param eyes -1: the analyst's; 0, 1: that side's own belief \return one per side; none as above
/// \check Waiting.ADelayedDealIsWorthLess
[[nodiscard]] std::optional<std::array<Delay, 2>> delay(const Case& conflict, double months, int eyes = -1);

}  // namespace entente::war
