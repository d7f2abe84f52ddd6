// What the results of a settlement are called where they leave the program: key, unit and meaning of each.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe_parts.hpp"
#include "entente/model/words.hpp"
#include "entente/settle/settle.hpp"

namespace entente::settle {

template <class Visitor>
void describe(Visitor& visit, const Point& point) {
    visit("utilities", point.utilities, {"points", "what it is worth, party by party"});
    visit("outcome", point.outcome,
          {"",
           "an outcome that has these utilities: the first one; of `search` and `milp` one that they met"});
    visit("ties", counted(point.ties),
          {"", "how many outcomes share the utilities; null: not counted, the notes say why"});
}

/// A point whose ties are not of interest.
struct TiedPoint {
    std::vector<double> utilities;
    Outcome outcome;
};
template <class Visitor>
void describe(Visitor& visit, const TiedPoint& point) {
    visit("utilities", point.utilities, {"points", "what it is worth, party by party"});
    visit("outcome", point.outcome, {"", "an outcome that has these utilities"});
}

template <class Visitor>
void describe(Visitor& visit, const Solution& solution) {
    std::vector<TiedPoint> tied;
    for (const Point& point : solution.tied) tied.push_back({point.utilities, point.outcome});
    visit("utilities", solution.point.utilities, {"points", "what the deal is worth, party by party"});
    visit("outcome", solution.point.outcome, {"", "the deal"});
    visit("gains", solution.gains, {"points", "utility less value of no deal, party by party"});
    visit(
        "concessions", solution.concessions,
        {"share",
         "(best conceivable - utility) / (best conceivable - value of no deal), party by party; the worst "
         "outcome stands in where there is no such value"});
    visit("ties", counted(solution.point.ties),
          {"", "how many outcomes share the utilities; null: not counted"});
    visit("bound_gap", solution.bound_gap,
          {"", "how far the objective may lie below the best one; 0: proved; null: not known"});
    visit("tied", tied, {"", "other deals that are exactly as good, the first 16"});
    visit("tied_points", solution.tied_points, {"", "how many of these there are; null: not known"});
}

/// Solutions as an object keyed by name, in the order of results. The four that every reader may count on
/// are there even where a run was cut short.
[[nodiscard]] inline std::vector<std::pair<std::string_view, const Solution*>> by_name(
    const std::vector<NamedSolution>& all) {
    std::vector<std::pair<std::string_view, const Solution*>> named = {{"nash", nullptr},
                                                                       {"kalai_smorodinsky", nullptr},
                                                                       {"egalitarian", nullptr},
                                                                       {"utilitarian", nullptr}};
    for (const NamedSolution& one : all) {
        const Solution* solution = one.solution ? &*one.solution : nullptr;
        bool there = false;
        for (auto& [name, value] : named) {
            if (name != one.name) continue;
            value = solution;
            there = true;
        }
        if (!there) named.emplace_back(one.name, solution);
    }
    return named;
}

template <class Visitor>
void describe(Visitor& visit, const Blocker& blocker) {
    visit("party", blocker.party, {"", "who falls short"});
    visit("shortfall", blocker.shortfall,
          {"points",
           "by how much the best outcome that satisfies all others falls short for it; null: no outcome "
           "satisfies all others"});
    visit("at", blocker.at, {"", "that outcome; null: there is none"});
}

template <class Visitor>
void describe(Visitor& visit, const Interval& interval) {
    visit("low", interval.low, {"outcomes", "low end"});
    visit("high", interval.high, {"outcomes", "high end"});
    visit("level", interval.level, {"chance", "that the interval holds the true count"});
}

template <class Visitor>
void describe(Visitor& visit, const Zone& zone) {
    const std::optional<bool> empty = zone.proved ? std::optional(zone.empty) : std::nullopt;
    visit("empty", empty,
          {"",
           "is there no outcome at or above every value of no deal? null: none was found, none is proved "
           "not to be"});
    visit("proved", zone.proved, {"", "is that proved"});
    visit("outcomes", counted(zone.outcomes),
          {"", "how many such outcomes there are; null: not counted, or only bounds are known"});
    visit("interval", zone.interval, {"", "where the count is an estimate; else null"});
    visit("blocked_by", zone.blocked_by,
          {"", "of an empty zone: who falls short of the others, and by how much"});
    visit("smallest_shift", zone.smallest_shift,
          {"points", "the smallest sum of cuts of values of no deal that opens the zone"});
    visit("opens_at", zone.opens_at, {"", "the outcome that it opens"});
}

template <class Visitor>
void describe(Visitor& visit, const Frontier& frontier) {
    visit("points", frontier.points, {"", "distinct utility vectors that nothing dominates"});
    visit("outcomes", counted(frontier.outcomes),
          {"", "the same with tied outcomes counted; null: not counted"});
    visit("rational_points", frontier.rational_points, {"", "those at or above every value of no deal"});
    visit("complete", frontier.complete, {"", "false: `items` is a cover, or some of the points"});
    visit("epsilon", frontier.epsilon,
          {"points", "every outcome is within this of an item; null: not known how far"});
    visit("items", frontier.items, {"", "the first party's utility falling, then the second's, ..."});
}

/// An option by its label, for results that name options by number.
struct OptionLabel {
    IssueId issue;
    OptionId option;

    static constexpr std::string_view kShape = "text";
    template <class Writer>
    void write(Writer& writer) const {
        writer.write(label_of(writer.conflict(), issue, option));
    }
};

template <class Visitor>
void describe(Visitor& visit, const Trade& trade) {
    visit("issue", trade.issue, {"", "an issue that is settled otherwise than in the reference"});
    visit("from", OptionLabel{trade.issue, trade.from}, {"", "its option there"});
    visit("to", OptionLabel{trade.issue, trade.to}, {"", "its option in the deal"});
    visit("change", trade.change, {"points", "what that gives, party by party"});
}

template <class Visitor>
void describe(Visitor& visit, const Trades& trades) {
    visit("deal", trades.deal, {"", "the solution that is compared"});
    visit("reference", trades.reference,
          {"", "with what: a party's maximalist goal, the reference or the draft"});
    visit("issues", trades.trades, {"", "issue by issue"});
    visit("interaction", trades.interaction, {"points", "that bonuses add or take in all, party by party"});
}

template <class Visitor>
void describe(Visitor& visit, const AdjustedWinner& winner) {
    std::vector<std::pair<IssueId, double>> shares;
    for (std::size_t i = 0; i < winner.first_share.size(); ++i)
        shares.emplace_back(IssueId(i), winner.first_share[i]);
    visit("totals", winner.totals, {"points", "of 100, as the method deals them out, party by party"});
    visit("first_party_share", shares, {"share", "of each issue that the first party wins, by issue"});
    visit("split", winner.split, {"", "the one issue that is divided; null: none"});
}

template <class Visitor>
void describe(Visitor& visit, const Improvement& improvement) {
    visit("draft", improvement.draft, {"", "the draft deal"});
    visit("utilities", improvement.draft_utilities, {"points", "what it is worth, party by party"});
    visit("efficient", improvement.efficient, {"", "nothing is better for somebody and worse for nobody"});
    visit("complete", improvement.complete, {"", "all such points are listed"});
    visit("items", improvement.items, {"", "efficient points that leave nobody worse off"});
}

}  // namespace entente::settle
