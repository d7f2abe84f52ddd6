// [talks]: how the parties talk. Names of tactics and protocols are judged by the verb that knows them.
#include <algorithm>

#include "io/case/reading.hpp"

namespace entente::io {
namespace {

constexpr std::int64_t kMostRounds = 10'000'000;

void load_tactics(Reading& reading, const Node& node, TalksSpec& talks) {
    if (node.is(Kind::text)) {
        talks.tactics.push_back({std::nullopt, std::string(node.text()), node.span()});
        return;
    }
    if (!node.is(Kind::table)) return;
    for (const Node each : node) {
        if (each.bad() || each.key().starts_with("x-")) continue;
        const auto party = reading.party(each.key(), each.key_span());
        if (party && each.is(Kind::text))
            talks.tactics.push_back({*party, std::string(each.text()), each.span()});
    }
}

/// The party's best option of an issue, bonuses aside: the first of equals.
OptionId best_option(const Case& conflict, PartyId party, IssueId issue) {
    const Issue& about = conflict.space.issues[issue.index()];
    const Preference& preference = conflict.parties[party.index()].preference;
    if (issue.index() >= preference.issues.size()) return OptionId(0);
    const std::vector<Rational> scores = option_scores(about, preference.issues[issue.index()]);
    if (scores.empty()) return OptionId(0);
    return OptionId(
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()));
}

void load_positions(Reading& reading, const Node& table, TalksSpec& talks) {
    const Case& conflict = reading.conflict();
    for (const Node each : table) {
        if (each.bad() || each.key().starts_with("x-")) continue;
        const auto party = reading.party(each.key(), each.key_span());
        if (!party || !each.is(Kind::table)) continue;
        TalksSpec::Position position{*party, {}, each.span()};
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            position.outcome.options.push_back(
                reading.broken(IssueId(i)) ? OptionId(0) : best_option(conflict, *party, IssueId(i)));
        }
        bool good = true;
        for (const Node node : each) {
            if (node.key().starts_with("x-")) continue;
            const auto issue = reading.issue(node.key(), node.key_span());
            const auto option = issue ? reading.option(node, *issue) : std::nullopt;
            good = good && option.has_value();
            if (option) position.outcome.options[issue->index()] = *option;
        }
        if (good) talks.positions.push_back(std::move(position));
    }
}

}  // namespace

void load_talks(Reading& reading, const Node& root) {
    const Node table = root.find("talks");
    if (!table.is(Kind::table)) return;
    TalksSpec talks;
    talks.where = table.span();
    if (const Node protocol = table.find("protocol"); protocol.is(Kind::text)) {
        talks.protocol = std::string(protocol.text());
        talks.protocol_where = protocol.span();
    }
    if (const Node node = table.find("deadline"); node && !node.bad()) {
        const auto rounds = reading.exact(node, "talks.deadline");
        if (rounds && rounds->denominator == 1 && rounds->numerator >= 1 &&
            rounds->numerator <= kMostRounds) {
            talks.deadline = static_cast<std::uint64_t>(rounds->numerator);
        } else if (rounds) {
            reading.error("E0216", node.span(), "deadline must be a whole number from 1 to 10,000,000",
                          "it counts rounds; in each every party has one turn", "talks.deadline");
        }
    }
    if (const Node first = table.find("first"); first.is(Kind::text))
        talks.first = reading.party(first.text(), first.span());
    if (const Node tactics = table.find("tactic"); tactics && !tactics.bad())
        load_tactics(reading, tactics, talks);
    if (const Node positions = table.find("position"); positions.is(Kind::table))
        load_positions(reading, positions, talks);
    reading.conflict().talks = std::move(talks);
}

}  // namespace entente::io
