// The conditions of a graph model's file: states that cannot be, what each decider prefers, what it does
// not see.
#include <algorithm>

#include "io/gmcr.hpp"

namespace entente::io {

std::pair<const Json*, bool> GmcrReader::option_and_wish(const Json& pair) {
    if (pair.is_object() && pair.contains("option") && pair.contains("yn") && pair["yn"].is_boolean())
        return {&pair["option"], pair["yn"].get<bool>()};
    if (!pair.is_array() || pair.size() != 2) return {nullptr, false};
    const std::string wish = word(pair[1]);
    const bool yes = wish == "Y" || wish == "y";
    if (!yes && wish != "N" && wish != "n") return {nullptr, false};
    return {&pair[0], yes};
}

std::optional<Pattern> GmcrReader::pattern(const Json& list, const std::string& where, bool& contradicts) {
    Pattern result;
    contradicts = false;
    if (!list.is_array()) {
        error("E0644", where + " is no list of [option, \"Y\" or \"N\"] pairs", "");
        return std::nullopt;
    }
    bool good = true;
    for (const Json& pair : list) {
        const auto [option, wanted] = option_and_wish(pair);
        if (option == nullptr) {
            error("E0644", where + " holds " + pair.dump() + ", which is no [option, \"Y\" or \"N\"] pair",
                  "");
            good = false;
            continue;
        }
        const auto index = option_index(*option, where);
        good = good && index.has_value();
        if (!index) continue;
        const auto [at, fresh] = result.emplace(*index, wanted);
        if (!fresh && at->second != wanted) contradicts = true;
    }
    if (contradicts) {
        warning("W0643", where + " wants an option to be both Y and N: it never holds",
                "the programs that write such files misread every later pair of it");
    }
    if (!good) return std::nullopt;
    return result;
}

std::optional<std::vector<Pattern>> GmcrReader::patterns(const Json& condition, const std::string& where) {
    std::vector<Pattern> any;
    bool contradicts = false;
    if (condition.is_object() && condition.contains("members") && condition["members"].is_array()) {
        bool good = true;
        for (const Json& member : condition["members"]) {
            auto each = pattern(member, where, contradicts);
            good = good && each.has_value();
            if (each && !contradicts) any.push_back(std::move(*each));
        }
        if (!good) return std::nullopt;
        return any;
    }
    auto one = pattern(condition, where, contradicts);
    if (!one) return std::nullopt;
    if (!contradicts) any.push_back(std::move(*one));
    return any;
}

Conjunction GmcrReader::conjunction(const Pattern& all) const {
    Conjunction result;
    for (const auto& [option, wanted] : all) {
        const OptionId value(wanted ? std::size_t{1} : std::size_t{0});
        result.push_back({IssueId(issue_of_[option]), {{value, value}}});
    }
    std::sort(result.begin(), result.end(),
              [](const Condition& a, const Condition& b) { return a.issue < b.issue; });
    return result;
}

std::string GmcrReader::wording(const std::vector<Pattern>& any) const {
    std::string text;
    for (const Pattern& all : any) {
        std::string part;
        for (const auto& [option, wanted] : all)
            part +=
                (part.empty() ? "" : " and ") + std::string(wanted ? "" : "not ") + option_names_[option];
        text += (text.empty() ? "" : ", or ") + (part.empty() ? std::string("anything") : part);
    }
    return text.empty() ? "never" : text;
}

void GmcrReader::infeasibles() {
    if (!file_json_.contains("infeasibles") || !file_json_["infeasibles"].is_array()) return;
    std::set<Pattern> seen;
    std::size_t number = 0;
    for (const Json& each : file_json_["infeasibles"]) {
        const bool named = each.is_object() && each.contains("state");  // the program before
        const auto any =
            patterns(named ? each["state"] : each, "infeasible condition " + std::to_string(++number));
        if (!any) continue;
        for (const Pattern& all : *any)
            if (seen.insert(all).second) loaded_.conflict.space.rules.push_back({conjunction(all), "", {}});
    }
}

void GmcrReader::preferences() {
    bool manual = false;
    bool told = false;
    for (const char* key : {"useManualPreferenceRanking", "useManualPreferenceVectors"}) {
        if (told || !file_json_.contains(key)) continue;
        told = true;
        manual = file_json_[key].is_boolean() && file_json_[key].get<bool>();
    }
    if (!told) {
        warning("W0644", "the file does not say how preferences are given: statements are used",
                "it should have \"useManualPreferenceRanking\"");
    }
    const Json& list = file_json_["decisionMakers"];
    for (std::size_t i = 0; i < owned_.size(); ++i) {
        const Json& each = list[i];
        if (manual && ranking(each, i)) continue;
        if (manual) {
            warning("W0645",
                    "decision maker '" + loaded_.conflict.parties[i].id +
                        "' has no ranking: its statements are used",
                    "the file says that rankings were entered by hand");
        }
        statements(each, i);
    }
}

bool GmcrReader::ranking(const Json& decider, std::size_t i) {
    const Json* list = nullptr;
    for (const char* key : {"preferenceRanking", "preferenceVector"})
        if (list == nullptr && decider.is_object() && decider.contains(key) && decider[key].is_array())
            list = &decider[key];
    if (list == nullptr) return false;
    const std::string where = "the ranking of '" + loaded_.conflict.parties[i].id + "'";
    Ranking ranking{PartyId(i), {}, {}};
    const auto add = [&](const Json& value, std::vector<std::uint32_t>& tier) {
        if (value.is_number_integer() && value.get<std::int64_t>() > 0 &&
            value.get<std::int64_t>() <= 0xffffffffll) {
            tier.push_back(value.get<std::uint32_t>());
        } else {
            error("E0645", where + " holds " + value.dump() + ", which is no state number",
                  "states are numbered from 1; tied ones stand in an inner list");
        }
    };
    for (const Json& each : *list) {
        std::vector<std::uint32_t> tier;
        if (each.is_array()) {
            for (const Json& tied : each) add(tied, tier);
        } else {
            add(each, tier);
        }
        if (!tier.empty()) ranking.tiers.push_back(std::move(tier));
    }
    loaded_.conflict.rankings.push_back(std::move(ranking));
    return true;
}

void GmcrReader::statements(const Json& decider, std::size_t i) {
    Priorities priorities{PartyId(i), {}, {}};
    std::set<std::vector<Pattern>> seen;
    if (decider.is_object() && decider.contains("preferences") && decider["preferences"].is_array()) {
        std::size_t number = 0;
        for (const Json& each : decider["preferences"]) {
            const auto any = patterns(each, "statement " + std::to_string(++number) + " of '" +
                                                loaded_.conflict.parties[i].id + "'");
            // A statement told twice decides nothing the second time.
            if (!any || !seen.insert(*any).second) continue;
            Statement statement{wording(*any), {}, {}};
            for (const Pattern& all : *any) statement.any_of.push_back(conjunction(all));
            priorities.statements.push_back(std::move(statement));
        }
    }
    loaded_.conflict.priorities.push_back(std::move(priorities));
}

std::string GmcrReader::hidden(const Json& conditions, std::size_t i) {
    const Space& space = loaded_.conflict.space;
    std::vector<Conjunction> hides;
    std::string words;
    constexpr std::size_t kNamed = 3;
    std::size_t number = 0;
    if (!conditions.is_array()) return "some states";
    const std::size_t told = found_.size();
    for (const Json& each : conditions) {
        const auto any = patterns(each, "misperception " + std::to_string(++number) + " of '" +
                                            loaded_.conflict.parties[i].id + "'");
        if (!any || any->empty()) continue;
        for (const Pattern& all : *any) hides.push_back(conjunction(all));
        if (number <= kNamed) words += (words.empty() ? "" : "; ") + wording(*any);
    }
    found_.resize(told);  // what is ignored need not be sound
    if (number > kNamed) words += "; and " + std::to_string(number - kNamed) + " more conditions";
    const std::string where = words.empty() ? "" : " (" + words + ")";
    constexpr std::size_t kMostOptions = 14;
    if (hides.empty() || space.issues.size() > kMostOptions) return "some states" + where;
    std::size_t states = 0;
    std::size_t unseen = 0;
    Outcome outcome;
    outcome.options.assign(space.issues.size(), OptionId(std::size_t{0}));
    for (std::size_t code = 0; code < std::size_t{1} << space.issues.size(); ++code) {
        for (std::size_t o = 0; o < space.issues.size(); ++o) outcome.options[o] = OptionId(code >> o & 1u);
        if (!feasible(space, outcome)) continue;
        ++states;
        const auto hides_it = [&](const Conjunction& all) {
            return std::all_of(all.begin(), all.end(), [&](const Condition& condition) {
                return condition.holds(outcome.options[condition.issue.index()]);
            });
        };
        unseen += std::any_of(hides.begin(), hides.end(), hides_it) ? 1 : 0;
    }
    return std::to_string(unseen) + " of " + std::to_string(states) + " states" + where;
}

void GmcrReader::notes_of_the_rest() {
    const Json& list = file_json_["decisionMakers"];
    for (std::size_t i = 0; i < owned_.size(); ++i) {
        if (list[i].is_object() && list[i].contains("misperceptions") && !list[i]["misperceptions"].empty())
            warning("W0646",
                    "'" + loaded_.conflict.parties[i].id + "' does not perceive " +
                        hidden(list[i]["misperceptions"], i) + ": ignored, it sees every state here",
                    "verdicts let it move to these states and be sanctioned there; misperceptions "
                    "(hypergames) are not modelled");
    }
    if (file_json_.contains("coalitions") && file_json_["coalitions"].is_array() &&
        std::any_of(file_json_["coalitions"].begin(), file_json_["coalitions"].end(),
                    [](const Json& each) { return each.is_array() && each.size() > 1; })) {
        warning("W0647", "the coalitions of the file are not used: deciders are judged one by one",
                "coalition stability looks at every coalition");
    }
}

}  // namespace entente::io
