#include "entente/app/map.hpp"

#include <algorithm>

#include "entente/assess/at_once.hpp"
#include "entente/core/finding.hpp"
#include "entente/model/words.hpp"

namespace entente::app {
namespace {

std::optional<double> gain_of(const assess::Settlement& settled, std::size_t party) {
    const settle::NamedSolution* deal = assess::balanced_deal(settled.result);
    if (deal == nullptr) return std::nullopt;
    return deal->solution->point.utilities[party] -
           settled.result.parties[party].reservation.value_or(settled.result.parties[party].worst);
}

levers::Reading reading_of(const Case& conflict, const std::string& what) {
    if (what == "believed") {
        return [](const Case& changed, const RunOptions& run) -> std::optional<double> {
            const assess::Settlement settled = assess::settlement_at_once(changed, run);
            return settled.believed && settled.believed->zone.empty ? 0 : 1;
        };
    }
    if (what.starts_with("gain:")) {
        const std::size_t party = find_party(conflict, what.substr(5)).index();
        return [party](const Case& changed, const RunOptions& run) {
            return gain_of(assess::settlement_at_once(changed, run), party);
        };
    }
    levers::Goal goal = levers::parse_goal(what == "stable" ? "stable:sseq" : what);
    return [goal](const Case& changed, const RunOptions& run) -> std::optional<double> {
        return levers::holds_in(changed, goal, run) ? 1 : 0;
    };
}

std::string words_of(const Case& conflict, const std::string& what) {
    for (const auto& [id, words] : map_choices(conflict)) {
        if (id == what) return words;
    }
    refuse("E1310", "'" + what + "' is nothing that a map of this case shows", "reload the page");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> map_choices(const Case& conflict) {
    std::vector<std::pair<std::string, std::string>> all;
    if (!gives_points(conflict)) return all;
    all.emplace_back("zone", "Is there a deal worth more than " + no_deal(conflict) + " to everybody?");
    if (!conflict.beliefs.empty())
        all.emplace_back("believed", "Is there one by what the sides themselves believe?");
    if (!conflict.control.empty())
        all.emplace_back("stable", "Is there one that nobody would leave again?");
    for (const Party& party : conflict.parties)
        all.emplace_back("gain:" + party.id, "What " + party.name + " gains by the balanced deal");
    return all;
}

AnswerMap::AnswerMap(const Input& input, std::array<std::string, 2> addresses, const std::string& what)
    : words_(words_of(input.conflict, what)),
      yes_or_no_(!what.starts_with("gain:")),
      field_(input.conflict, std::move(addresses), reading_of(input.conflict, what)) {}

bool AnswerMap::refine(std::size_t steps, const RunOptions& run) { return field_.refine(steps, run); }

report::Section AnswerMap::section(std::size_t steps) const {
    return report::map_section(field_.conflict(), mapped(steps));
}

report::Mapped AnswerMap::mapped(std::size_t steps) const {
    report::Mapped map{.addresses = field_.addresses(),
                       .places = {},
                       .value = {},
                       .what = words_,
                       .nothing = yes_or_no_ ? "no such case" : "no deal",
                       .yes_or_no = yes_or_no_};
    for (std::size_t number = 0; number < 2; ++number) {
        for (std::size_t k = 0; k < steps; ++k)
            map.places[number].push_back(field_.place(number, steps, k));
    }
    for (std::size_t a = 0; a < steps; ++a) {
        map.value.emplace_back();
        for (std::size_t b = 0; b < steps; ++b) map.value.back().push_back(field_.at(steps, a, b));
    }
    return map;
}

}  // namespace entente::app
