#include "studio/wish.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "entente/app/map.hpp"
#include "entente/app/play.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"
#include "entente/model/words.hpp"

namespace entente::studio {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostIssues = 200;
constexpr std::size_t kMostItems = 200;

InputError unsound(const std::string& why) {
    return InputError(Diagnostic{.code = "E0703", .message = why, .hint = "reload the page"});
}

void rule_out(Case& conflict, const std::string& id, const std::vector<std::size_t>& options) {
    const auto issue = std::find_if(conflict.space.issues.begin(), conflict.space.issues.end(),
                                    [&](const Issue& one) { return one.id == id; });
    if (issue == conflict.space.issues.end()) throw unsound("there is no issue '" + id + "'");
    std::vector<bool> out(issue->options.size());
    for (const std::size_t option : options) {
        if (option >= out.size()) throw unsound("issue '" + id + "' has no such option");
        out[option] = true;
    }
    if (std::count(out.begin(), out.end(), false) == 0)
        throw unsound("issue '" + id + "' needs an option that is left");
    Condition condition{IssueId(static_cast<std::size_t>(issue - conflict.space.issues.begin())), {}};
    for (std::size_t k = 0; k < out.size(); ++k) {
        if (out[k]) condition.any_of.push_back({OptionId(k), OptionId(k)});
    }
    if (condition.any_of.empty()) return;
    conflict.space.rules.push_back({{std::move(condition)}, "Ruled out in the studio", {}});
}

/// \return the items in their new order
template <class Item>
std::vector<Item> in_order(const std::vector<Item>& items, const std::vector<std::size_t>& order) {
    std::vector<bool> seen(items.size());
    std::vector<Item> sorted;
    for (const std::size_t item : order) {
        if (item >= items.size() || seen[item])
            throw unsound("the order names an item twice, or one too many");
        seen[item] = true;
        sorted.push_back(items[item]);
    }
    if (sorted.size() != items.size()) throw unsound("the order does not name every item");
    return sorted;
}

void put_in_order(Case& conflict, const std::string& id, const std::vector<std::size_t>& order) {
    for (Ranking& ranking : conflict.rankings) {
        if (id == "ranking." + conflict.parties[ranking.party.index()].id) {
            ranking.tiers = in_order(ranking.tiers, order);
            return;
        }
    }
    for (Priorities& list : conflict.priorities) {
        if (id == "priorities." + conflict.parties[list.party.index()].id) {
            list.statements = in_order(list.statements, order);
            return;
        }
    }
    throw unsound("there is no order '" + id + "'");
}

/// What a state is, by its number from 1: the names that the case gives, else what is settled in it.
class StateNames {
public:
    explicit StateNames(const Case& conflict) : conflict_(conflict) {
        double count = outcome_count_estimate(conflict.space);
        if (conflict.graph || count > 4096) return;
        const std::size_t issues = conflict.space.issues.size();
        Outcome outcome;
        outcome.options.assign(issues, OptionId(0));
        for (;;) {
            if (feasible(conflict.space, outcome)) outcomes_.push_back(outcome);
            std::size_t i = 0;
            for (; i < issues; ++i) {
                const std::size_t next = outcome.options[i].index() + 1;
                if (next < conflict.space.issues[i].options.size()) {
                    outcome.options[i] = OptionId(next);
                    break;
                }
                outcome.options[i] = OptionId(0);
            }
            if (i == issues) break;
        }
    }

    std::string of(std::uint32_t number) const {
        const std::size_t state = number - std::size_t{1};
        std::string words = std::to_string(number);
        if (state < conflict_.state_names.size() && !conflict_.state_names[state].empty())
            return words + ": " + conflict_.state_names[state];
        if (state >= outcomes_.size() || !conflict_.same.empty()) return "state " + words;
        std::string settled;
        for (std::size_t i = 0; i < conflict_.space.issues.size(); ++i) {
            const Issue& issue = conflict_.space.issues[i];
            const std::size_t option = outcomes_[state].options[i].index();
            if (option == 0 && issue.options.size() == 2) continue;  // "no"
            settled += (settled.empty() ? "" : ", ") + issue.id;
            if (issue.options.size() > 2) settled += " = " + issue.options[option].label;
        }
        std::replace(settled.begin(), settled.end(), '_', ' ');
        return words + ": " + (settled.empty() ? "none of them" : settled);
    }

private:
    const Case& conflict_;
    std::vector<Outcome> outcomes_;
};

Json orders_of(const Case& conflict) {
    Json orders = Json::array();
    const StateNames names(conflict);
    for (const Ranking& ranking : conflict.rankings) {
        if (ranking.tiers.size() > kMostItems) continue;
        const Party& party = conflict.parties[ranking.party.index()];
        Json items = Json::array();
        for (const auto& tier : ranking.tiers) {
            std::string words;
            for (const std::uint32_t state : tier) words += (words.empty() ? "" : " = ") + names.of(state);
            items.push_back(words);
        }
        orders.push_back(
            {{"id", "ranking." + party.id}, {"name", party.name}, {"items", std::move(items)}});
    }
    for (const Priorities& list : conflict.priorities) {
        if (list.statements.size() > kMostItems) continue;
        const Party& party = conflict.parties[list.party.index()];
        Json items = Json::array();
        for (const Statement& statement : list.statements) items.push_back(statement.text);
        orders.push_back(
            {{"id", "priorities." + party.id}, {"name", party.name}, {"items", std::move(items)}});
    }
    return orders;
}

/// Per party the issues that it scores, with its best and worst option: what a rater is asked about.
Json sheets_of(const Case& conflict) {
    Json parties = Json::array();
    for (const Party& party : conflict.parties) {
        Json issues = Json::array();
        for (std::size_t i = 0; i < party.preference.issues.size() && i < kMostIssues; ++i) {
            const std::vector<Quantity>& scores = party.preference.issues[i].scores;
            const Issue& issue = conflict.space.issues[i];
            const std::vector<Option>& options = issue.scored();
            if (scores.empty() || scores.size() > options.size()) continue;
            const auto [worst, best] = std::minmax_element(
                scores.begin(), scores.end(),
                [](const Quantity& a, const Quantity& b) { return a.value() < b.value(); });
            if (!(worst->value() < best->value())) continue;
            issues.push_back({{"address", "issue." + issue.id + ".for." + party.id + ".weight"},
                              {"name", issue.ask.empty() ? issue.id : issue.ask},
                              {"best", options[static_cast<std::size_t>(best - scores.begin())].label},
                              {"worst", options[static_cast<std::size_t>(worst - scores.begin())].label}});
        }
        if (issues.size() >= 2)
            parties.push_back({{"id", party.id}, {"name", party.name}, {"issues", std::move(issues)}});
    }
    return parties;
}

/// Who can be played against whom; null where there is nothing to talk about.
Json play_of(const Case& conflict) {
    constexpr std::size_t kMostOptions = 5'000;
    std::size_t options = 0;
    for (const Issue& issue : conflict.space.issues) options += issue.options.size();
    if (conflict.parties.size() < 2 || !gives_points(conflict) || options == 0 || options > kMostOptions ||
        conflict.space.issues.size() > kMostIssues)
        return nullptr;
    Json sides = Json::array();
    for (const Party& party : conflict.parties) sides.push_back({{"id", party.id}, {"name", party.name}});
    Json tactics = Json::array();
    for (const app::PlayTactic& each : app::play_tactics())
        tactics.push_back({{"id", each.id}, {"title", each.title}, {"meaning", each.meaning}});
    Json issues = Json::array();
    for (const Issue& issue : conflict.space.issues) {
        Json labels = Json::array();
        for (const Option& option : issue.options) labels.push_back(option.label);
        issues.push_back({{"name", issue.ask.empty() ? issue.id : issue.ask}, {"options", labels}});
    }
    return {{"sides", std::move(sides)},
            {"tactics", std::move(tactics)},
            {"issues", std::move(issues)},
            {"no_deal", no_deal(conflict)}};
}

Json maps_of(const Case& conflict) {
    Json choices = Json::array();
    for (const auto& [id, words] : app::map_choices(conflict))
        choices.push_back({{"id", id}, {"words", words}});
    return choices;
}

/// Null where the case has no levers.
Json levers_of(const Case& conflict) {
    if (conflict.levers.empty() || !gives_points(conflict)) return nullptr;
    Json holders = Json::array();
    const auto add = [&](const std::string& id, const std::string& name) {
        const bool holds = std::any_of(conflict.levers.begin(), conflict.levers.end(),
                                       [&](const Lever& lever) { return lever.by == id; });
        if (holds) holders.push_back({{"id", id}, {"name", name}});
    };
    for (const OutsideActor& actor : conflict.outside) add(actor.id, actor.name);
    for (const Party& party : conflict.parties) add(party.id, party.name);
    return {{"holders", std::move(holders)}, {"stable", !conflict.control.empty()}};
}

/// The numbers that a rater judged cite a source of their own: grade judgement, with the date.
void cite(Case& conflict, const Wish& wish) {
    Source source;
    source.id = "elicited";
    for (int k = 2; std::any_of(conflict.sources.begin(), conflict.sources.end(),
                                [&](const Source& one) { return one.id == source.id; });
         ++k)
        source.id = "elicited_" + std::to_string(k);
    source.what = "Elicited from " + wish.rater + ": order of the issues, swings, comparisons, quantiles";
    source.grade = Grade::judgement;
    source.date = wish.date;
    conflict.sources.push_back(source);
    for (const std::string& address : wish.judged) {
        Quantity* quantity = find_quantity(conflict, address);
        if (quantity == nullptr) throw unsound("there is no number '" + address + "'");
        quantity->source = static_cast<int>(conflict.sources.size()) - 1;
    }
}

}  // namespace

app::Input changed_by(const app::Input& input, const Wish& wish) {
    app::Input changed = app::with_settings(input, wish.settings);
    if (wish.numbers_alone()) return changed;
    for (const auto& [id, options] : wish.ruled) rule_out(changed.conflict, id, options);
    for (const auto& [id, order] : wish.order) put_in_order(changed.conflict, id, order);
    if (!wish.judged.empty()) cite(changed.conflict, wish);
    std::vector<Diagnostic> found = validate(changed.conflict);
    if (has_errors(found)) {
        std::erase_if(found, [](const Diagnostic& one) { return one.severity != Severity::error; });
        throw InputError(std::move(found));
    }
    changed.text.clear();  // it is written anew: the author's text knows nothing of this
    return changed;
}

std::string desk_json(const Case& conflict) {
    Json issues = Json::array();
    const bool numbered = !conflict.rankings.empty() || conflict.graph;
    for (const Issue& issue : conflict.space.issues) {
        if (numbered || conflict.space.issues.size() > kMostIssues) break;
        Json options = Json::array();
        for (const Option& option : issue.options) options.push_back(option.label);
        issues.push_back(
            {{"id", issue.id}, {"name", issue.ask.empty() ? issue.id : issue.ask}, {"options", options}});
    }
    Json json = {{"issues", std::move(issues)},    {"orders", orders_of(conflict)},
                 {"parties", sheets_of(conflict)}, {"play", play_of(conflict)},
                 {"maps", maps_of(conflict)},      {"levers", levers_of(conflict)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace entente::studio
