// What the settlement of a case is called where it leaves the program: key, unit and meaning of each field.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/assess/settlement.hpp"
#include "entente/assess/stable_deals.hpp"
#include "entente/settle/describe.hpp"

namespace entente::assess {

/// What a party has at stake.
struct Stake {
    settle::PartySummary summary;
    std::string name;
    ReserveFrom from = ReserveFrom::none;
    std::optional<std::array<double, 2>> range;
};
template <class Visitor>
void describe(Visitor& visit, const Stake& stake) {
    visit("id", stake.summary.id, {"", "the party"});
    visit("name", stake.name, {"", "its name"});
    visit("reservation", stake.summary.reservation,
          {"points", "its value of no deal; null: any deal will do"});
    visit("ideal", stake.summary.ideal,
          {"points", "its best over the outcomes that everybody accepts; null: there are none"});
    visit("best", stake.summary.best, {"points", "its best over all outcomes"});
    visit("worst", stake.summary.worst, {"points", "its worst over all outcomes"});
    visit("reservation_from", stake.from, {"", "`none`, `stated` (in the file) or `war`"});
    visit("reservation_range", stake.range, {"points", "its range, low and high; null: none is known"});
}

[[nodiscard]] inline std::vector<Stake> stakes(const Settlement& settled) {
    std::vector<Stake> all;
    for (std::size_t p = 0; p < settled.result.parties.size(); ++p) {
        const Party& party = settled.conflict.parties[p];
        Stake one{.summary = settled.result.parties[p],
                  .name = party.name,
                  .from = party.reserve_from(),
                  .range = std::nullopt};
        if (party.reserve && party.reserve->ranged())
            one.range = {{party.reserve->low->value(), party.reserve->high->value()}};
        all.push_back(std::move(one));
    }
    return all;
}

template <class Visitor>
void describe(Visitor& visit, const BelievedZone& believed) {
    describe(visit, believed.zone);
    visit("reservations", believed.reservations,
          {"points", "what each party itself believes that no deal brings it; null: any deal will do"});
}

struct SpaceSize {
    std::size_t issues = 0;
    std::string outcomes;
    bool exact = true;
};
template <class Visitor>
void describe(Visitor& visit, const SpaceSize& space) {
    visit("issues", space.issues, {"", "how many"});
    visit("outcomes", counted(space.outcomes), {"", "feasible ones"});
    visit("outcomes_exact", space.exact, {"", "false: counted before the rules"});
}

/// A solution, and whether each party would rather have it now than the same talks later.
struct SolutionToday {
    const settle::Solution* solution = nullptr;
    const SettlesToday* today = nullptr;
};
template <class Visitor>
void describe(Visitor& visit, const SolutionToday& one) {
    using Answers = std::optional<std::vector<std::optional<bool>>>;
    if (one.solution != nullptr) {
        describe(visit, *one.solution);
    } else {
        describe(visit, settle::Solution{});
    }
    visit("settles_today", one.today != nullptr ? Answers(one.today->analyst) : Answers(),
          {"",
           "party by party: would it rather have this deal now than the same talks in 12 months; null "
           "without a front that moves"});
    visit("settles_today_believed", one.today != nullptr ? Answers(one.today->believed) : Answers(),
          {"", "the same by its own belief"});
}
[[nodiscard]] inline std::vector<std::pair<std::string_view, std::optional<SolutionToday>>> solutions_today(
    const Settlement& settled) {
    std::vector<std::pair<std::string_view, std::optional<SolutionToday>>> all;
    for (const auto& [name, solution] : settle::by_name(settled.result.solutions)) {
        std::optional<SolutionToday> one;
        if (solution != nullptr) one = SolutionToday{solution, nullptr};
        for (const SettlesToday& each : settled.settles_today) {
            if (one && each.solution == name) one->today = &each;
        }
        all.emplace_back(name, one);
    }
    return all;
}

template <class Visitor>
void describe(Visitor& visit, const Settlement& settled) {
    const settle::SettleResult& result = settled.result;
    visit("parties", stakes(settled), {"", "what each has at stake"});
    visit("space", SpaceSize{result.issues, result.outcomes, result.outcomes_exact},
          {"", "how large the space of outcomes is"});
    visit("zone", result.zone, {"", "the deals that everybody accepts, by the analyst's numbers"});
    visit("zone_believed", settled.believed,
          {"",
           "the same where every party holds out for what it itself believes of the war; null: nobody "
           "believes otherwise than the analyst"});
    visit("frontier", result.frontier, {"", "the efficient deals"});
    visit("solutions", solutions_today(settled),
          {"", "by the solution's name; null on an empty zone, or where it was not found"});
    visit("trades", result.trades, {"", "who gives what: each solution against a reference"});
    visit("adjusted_winner", result.adjusted_winner, {"", "of two parties; else null"});
    visit("improvement", result.improvement, {"", "of `--improve`; else null"});
}

struct Fall {
    stability::Breach breach;
};
template <class Visitor>
void describe(Visitor& visit, const Fall& fall) {
    visit("party", fall.breach.party, {"", "who gains by moving away"});
    visit("moves_to", fall.breach.moves_to, {"", "the outcome that it moves to"});
    visit("answered_by", fall.breach.answered_by,
          {"", "an answer of the others that fails; null: there is none"});
    visit("escapes_to", fall.breach.escapes_to, {"", "where it gets away to from that answer"});
}

template <class Visitor>
void describe(Visitor& visit, const JudgedDeal& deal) {
    std::optional<Fall> fall;
    if (!deal.verdict.holds && deal.verdict.breach) fall = Fall{*deal.verdict.breach};
    visit("solution", counted(deal.name), {"", "its name; null: a deal of the frontier"});
    visit("utilities", deal.point.utilities, {"points", "what it is worth, party by party"});
    visit("outcome", deal.point.outcome, {"", "the deal"});
    visit_present(visit, "breach", fall,
                  {"", "of a deal that falls: how; left out where more than 1,000 fall"});
}

struct StableListed {
    std::uint64_t state = 1;
    settle::Listed deal;
};
template <class Visitor>
void describe(Visitor& visit, const StableListed& one) {
    visit("state", one.state, {"", "its number, from 1"});
    visit("utilities", one.deal.point.utilities, {"points", "what it is worth, party by party"});
    visit("outcome", one.deal.point.outcome, {"", "the deal"});
    visit("efficient", one.deal.efficient,
          {"", "no deal that holds is better for one party and worse for none"});
}

struct StableFrontier {
    std::uint64_t points = 0;
    std::vector<settle::Point> items;
};
template <class Visitor>
void describe(Visitor& visit, const StableFrontier& frontier) {
    visit("points", frontier.points, {"", "efficient ones among the deals that hold"});
    visit("items", frontier.items, {"", "the first 1,000 of them; `ties` counts deals that hold"});
}

template <class Visitor>
void describe(Visitor& visit, const StableZone& zone) {
    std::vector<StableListed> deals;
    for (const settle::Listed& deal : zone.deals) deals.push_back({deal.number + 1, deal});
    visit("every_outcome", zone.every_outcome,
          {"", "each outcome was judged; false: what does not hold was ruled out issue by issue"});
    visit("outcomes", counted(zone.outcomes), {"", "of the zone; null: not counted"});
    visit("equilibria", counted(zone.equilibria),
          {"", "outcomes of the whole space that hold; null: not counted"});
    visit("stable", counted(zone.stable), {"", "deals of the zone that hold; null: not counted"});
    visit("counts_exact", zone.counts_exact, {"", "false: some of these counts are estimates"});
    visit("deals", deals,
          {"", "the first 1,000 deals of the zone that hold; none where `every_outcome` is false"});
    visit("frontier", StableFrontier{zone.points, zone.frontier}, {"", "the best of them"});
    visit("solutions", settle::by_name(zone.solutions),
          {"",
           "over the deals of the zone that hold: ideals are theirs, concessions count from the best "
           "conceivable over all outcomes"});
}

template <class Visitor>
void describe(Visitor& visit, const StableDeals& all) {
    std::vector<const JudgedDeal*> kept;
    std::vector<const JudgedDeal*> fallen;
    for (const JudgedDeal& deal : all.deals) (deal.verdict.holds ? kept : fallen).push_back(&deal);
    visit("concept", all.of, {"", "the stability concept"});
    visit("states", counted(all.states), {"", "how many there are; null: they were not numbered"});
    visit("kept", kept, {"", "solutions and listed efficient deals that hold"});
    visit("fallen", fallen, {"", "those that do not"});
    visit("not_judged", std::to_string(all.not_listed),
          {"", "efficient deals in neither list, as the frontier lists fewer"});
    visit("zone", all.zone, {"", "the same for all outcomes of the zone; null: not judged"});
    visit("zone_not_judged", counted(all.why_no_zone), {"", "why not; null: it was"});
    visit("notes", all.notes, {"", "sentences for people"});
}

}  // namespace entente::assess
