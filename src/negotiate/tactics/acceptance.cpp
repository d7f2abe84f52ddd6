// When to take what is offered. An offer below the value of no deal is never taken, whatever the rule.
#include <algorithm>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kShare{.low = 0, .high = 1};
constexpr Domain kNotNegative{.low = 0};

bool next_rule(const Seat& seat, const Numbers& numbers, const std::vector<Heard>&, const Moment&,
               Offer standing, Offer planned) {
    if (numbers[0] == 1 && numbers[1] == 0) return seat.at_least(standing, planned);
    return numbers[0] * seat.share(seat.utility(standing)) + numbers[1] >=
           seat.share(seat.utility(planned));
}

bool constant_rule(const Seat& seat, const Numbers& numbers, const std::vector<Heard>&, const Moment&,
                   Offer standing, Offer) {
    return seat.share(seat.utility(standing)) >= numbers[0];
}

bool time_rule(const Seat&, const Numbers& numbers, const std::vector<Heard>&, const Moment& now, Offer,
               Offer) {
    return now.time >= numbers[0];
}

/// AC_combi(T, MAX^W): AC_next, or after T as good as the best of a window as long as what is left.
bool combined_rule(const Seat& seat, const Numbers& numbers, const std::vector<Heard>& heard,
                   const Moment& now, Offer standing, Offer planned) {
    if (seat.at_least(standing, planned)) return true;
    if (now.time < numbers[0]) return false;
    const double utility = seat.utility(standing);
    const double since = now.time - (1 - now.time);
    return std::all_of(heard.begin(), heard.end(),
                       [&](const Heard& each) { return each.time < since || each.utility <= utility; });
}

constexpr TacticParameter kNext[] = {
    {"a", 1, kNotNegative, "what the offer's share of the range is multiplied by before it is compared"},
    {"b", 0, kShare, "what is added to it"},
};
constexpr TacticParameter kConstant[] = {{"at", 0.9, kShare, "share of the range that is enough"}};
constexpr TacticParameter kTime[] = {
    {"from", 0.99, kShare, "share of the time from which anything is taken"}};
constexpr TacticParameter kCombined[] = {
    {"from", 0.95, kShare, "share of the time from which the best of a recent window is taken"}};

constexpr std::string_view kBaarslag = "Baarslag, Hindriks and Jonker 2013";

constexpr AcceptanceRecord kRecords[] = {
    {{"next", "AC_next", "takes an offer that is at least as good as what it would offer next", kNext,
      false, false, kBaarslag},
     next_rule,
     false},
    {{"const", "AC_const", "takes an offer that is good enough, by a fixed share of its range", kConstant,
      false, false, kBaarslag},
     constant_rule,
     false},
    {{"time", "AC_time", "takes anything that beats no deal once time runs out", kTime, false, false,
      kBaarslag},
     time_rule,
     false},
    {{"combi", "AC_combi",
      "as next, and near the deadline also the best that a window as long as the time left has brought",
      kCombined, false, false, kBaarslag},
     combined_rule,
     true},
};

}  // namespace

std::span<const AcceptanceRecord> acceptance_records() { return kRecords; }

}  // namespace entente::negotiate
