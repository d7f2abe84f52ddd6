// Graph models written by GMCR+ and gmcr-py: JSON, read leniently, never trusted.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "entente/core/text.hpp"
#include "entente/io/load.hpp"
#include "io/source_text.hpp"

namespace entente::io {
namespace {

using Json = nlohmann::json;

/// A condition of the file: option (file order) to wanted value; nothing where it contradicts itself.
using Pattern = std::map<std::size_t, bool>;

class Reader {
public:
    Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    LoadedCase read() {
        parse();
        if (!file_json_.is_object() || !file_json_.contains("options") ||
            !file_json_.contains("decisionMakers")) {
            error("E0641", "this JSON is no graph model: it has no 'options' and 'decisionMakers'",
                  "a .gmcr file is what GMCR+ or gmcr-py saves");
            raise();
        }
        options();
        if (option_names_.empty()) error("E0642", "the model has no options", "add one with its owner");
        deciders();
        if (owned_.empty()) error("E0642", "the model has no decision makers", "add one with its options");
        raise();
        issues();
        infeasibles();
        preferences();
        notes_of_the_rest();
        raise();
        std::vector<Diagnostic> meaning = validate(loaded_.conflict);
        for (Diagnostic& each : meaning) {
            each.where.file = file_;
            found_.push_back(std::move(each));
        }
        raise();
        loaded_.warnings = std::move(found_);
        return std::move(loaded_);
    }

private:
    void add(Severity severity, std::string code, std::string message, std::string hint) {
        Diagnostic made{severity, std::move(code), std::move(message), {}, std::move(hint), {}};
        made.where.file = file_;
        found_.push_back(std::move(made));
    }
    void error(std::string code, std::string message, std::string hint) {
        add(Severity::error, std::move(code), std::move(message), std::move(hint));
    }
    void warning(std::string code, std::string message, std::string hint) {
        add(Severity::warning, std::move(code), std::move(message), std::move(hint));
    }
    void raise() {
        if (!has_errors(found_)) return;
        std::stable_partition(found_.begin(), found_.end(),
                              [](const Diagnostic& each) { return each.severity == Severity::error; });
        throw InputError(std::move(found_));
    }

    void parse() {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
        constexpr int kDeepest = 64;  // a model is flat; what nests deeper is refused before it is built
        bool deep = false;
        const auto shallow = [&](int level, Json::parse_event_t, Json&) {
            deep = deep || level > kDeepest;
            return !deep;
        };
        try {
            file_json_ = Json::parse(text_.begin(), text_.end(), shallow);
        } catch (const Json::parse_error& broken) {
            const std::size_t at =
                std::min<std::size_t>(broken.byte == 0 ? 0 : broken.byte - 1, text_.size());
            const std::string_view before = text_.substr(0, at);
            Diagnostic made{Severity::error,
                            "E0640",
                            "the file is not complete JSON",
                            {},
                            "it may have been cut off: save the model again",
                            {}};
            made.where.file = file_;
            made.where.line =
                static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
            const std::size_t line = before.rfind('\n');
            made.where.column =
                static_cast<std::uint32_t>(at - (line == std::string_view::npos ? 0 : line + 1) + 1);
            throw InputError(std::move(made));
        } catch (const Json::out_of_range&) {
            throw InputError(number_past_doubles());
        }
        if (!deep) return;
        error("E0640", "the file nests lists or tables more than 64 deep", "no model of this format does");
        raise();
    }

    /// The first number of the text that no double holds, with its place.
    [[nodiscard]] Diagnostic number_past_doubles() const {
        Diagnostic made{Severity::error,
                        "E0640",
                        "a number is too large",
                        {},
                        "no number of a model is past 1e308",
                        {}};
        made.where.file = file_;
        std::size_t line_begin = 0;
        std::uint32_t line = 1;
        bool in_text = false;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            const char c = text_[at];
            if (c == '\n') {
                line_begin = at + 1;
                ++line;
            } else if (in_text && c == '\\') {
                ++at;
            } else if (c == '"') {
                in_text = !in_text;
            } else if (!in_text && ((c >= '0' && c <= '9') || c == '-')) {
                const std::size_t end =
                    std::min(text_.find_first_not_of("0123456789+-.eE", at), text_.size());
                const std::string number(text_.substr(at, end - at));
                if (!std::isfinite(std::strtod(number.c_str(), nullptr))) {
                    made.where.line = line;
                    made.where.column = static_cast<std::uint32_t>(at - line_begin + 1);
                    made.where.length = static_cast<std::uint32_t>(end - at);
                    const std::size_t line_end = std::min(text_.find('\n', at), text_.size());
                    made.where.source_line =
                        carried_line(text_.substr(line_begin, line_end - line_begin), made.where.column);
                    return made;
                }
                at = end - 1;
            }
        }
        return made;
    }

    static std::string word(const Json& value) {
        return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
    }

    void options() {
        const Json& list = file_json_["options"];
        if (!list.is_array()) return;
        for (const Json& each : list) {
            const bool table = each.is_object();
            option_names_.push_back(table && each.contains("name") ? word(each["name"]) : word(each));
            const std::string way =
                table && each.contains("permittedDirection") ? word(each["permittedDirection"]) : "both";
            const std::string old = table && each.contains("reversible") ? word(each["reversible"]) : "";
            Direction direction = Direction::both;
            if (way == "fwd" || old == "NtoY") {
                direction = Direction::up;
            } else if (way == "back" || old == "YtoN") {
                direction = Direction::down;
            } else if (way != "both") {
                warning("W0640",
                        "option '" + option_names_.back() + "' has the direction '" + way +
                            "': it is read as both ways",
                        "directions are \"both\", \"fwd\" and \"back\"");
            }
            directions_.push_back(direction);
        }
    }

    /// An option's number in the file's order. \return nothing after an error
    std::optional<std::size_t> option_index(const Json& value, const std::string& where) {
        if (value.is_number_integer() && value.get<std::int64_t>() >= 0 &&
            static_cast<std::uint64_t>(value.get<std::int64_t>()) < option_names_.size())
            return value.get<std::size_t>();
        error("E0643",
              where + " speaks of option " + word(value) + ", but there are " +
                  std::to_string(option_names_.size()) + " options (0 to " +
                  std::to_string(option_names_.size() - 1) + ")",
              "option numbers count from 0 in the order of 'options'");
        return std::nullopt;
    }

    void deciders() {
        const Json& list = file_json_["decisionMakers"];
        if (!list.is_array() || option_names_.empty()) return;
        std::vector<std::size_t> owners(option_names_.size(), 0);
        std::set<std::string> seen;
        for (const Json& each : list) {
            const std::string raw =
                each.is_object() && each.contains("name") ? word(each["name"]) : word(each);
            const std::string name = unique(raw, "decider " + std::to_string(owned_.size() + 1), seen);
            Party party;
            party.id = name;
            party.name = raw.empty() ? name : raw;
            loaded_.conflict.parties.push_back(std::move(party));
            std::vector<std::size_t> own;
            if (each.is_object() && each.contains("options") && each["options"].is_array()) {
                for (const Json& option : each["options"]) {
                    const auto index = option_index(option, "decision maker '" + name + "'");
                    if (!index || std::find(own.begin(), own.end(), *index) != own.end()) continue;
                    own.push_back(*index);
                    if (++owners[*index] == 2) {
                        warning("W0641",
                                "option '" + option_names_[*index] +
                                    "' has several owners: each of them can move it",
                                "simultaneous stability is not defined then");
                    }
                }
            }
            owned_.push_back(std::move(own));
        }
        for (std::size_t o = 0; o < owners.size(); ++o) {
            if (owners[o] == 0)
                warning("W0642", "nobody owns option '" + option_names_[o] + "': nobody can change it",
                        "give it an owner, or leave it out");
        }
    }

    static std::string unique(std::string name, const std::string& otherwise, std::set<std::string>& seen) {
        if (name.empty()) name = otherwise;
        std::string result = name;
        for (int k = 2; !seen.insert(result).second; ++k) result = name + " " + std::to_string(k);
        return result;
    }

    /// Issues in the order in which the writing programs number options once a file is loaded: they take
    /// the deciders' options one by one and put the k-th that they meet at place k (from 0), which leaves
    /// options that nobody owns in front or in between. State numbers in rankings follow that order.
    void issues() {
        std::vector<std::size_t> order(option_names_.size());
        for (std::size_t o = 0; o < order.size(); ++o) order[o] = o;
        std::set<std::size_t> moved;
        for (const std::vector<std::size_t>& own : owned_) {
            for (const std::size_t option : own) {
                if (!moved.insert(option).second) continue;
                order.erase(std::find(order.begin(), order.end(), option));
                const std::size_t place = std::min(moved.size(), order.size());
                order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), option);
            }
        }
        issue_of_.resize(order.size());
        std::set<std::string> seen;
        for (std::size_t k = 0; k < order.size(); ++k) {
            issue_of_[order[k]] = k;
            const std::string& name = option_names_[order[k]];
            Issue issue;
            issue.id = unique(name, "option " + std::to_string(order[k] + 1), seen);
            issue.ask = name;
            issue.options = {{"N", std::nullopt}, {"Y", std::nullopt}};
            loaded_.conflict.space.issues.push_back(std::move(issue));
        }
        for (std::size_t i = 0; i < owned_.size(); ++i) {
            loaded_.conflict.parties[i].preference.issues.resize(order.size());
            for (const std::size_t option : owned_[i])
                loaded_.conflict.control.push_back(
                    {PartyId(i), IssueId(issue_of_[option]), directions_[option], {}});
        }
    }

    /// [2, "Y"], also with a small letter; {"option": 2, "yn": true} of the program before. \return no
    /// option where it is neither
    static std::pair<const Json*, bool> option_and_wish(const Json& pair) {
        if (pair.is_object() && pair.contains("option") && pair.contains("yn") && pair["yn"].is_boolean())
            return {&pair["option"], pair["yn"].get<bool>()};
        if (!pair.is_array() || pair.size() != 2) return {nullptr, false};
        const std::string wish = word(pair[1]);
        const bool yes = wish == "Y" || wish == "y";
        if (!yes && wish != "N" && wish != "n") return {nullptr, false};
        return {&pair[0], yes};
    }

    /// A list of [option, "Y" | "N"] pairs. `contradicts` is set where it wants an option both ways.
    std::optional<Pattern> pattern(const Json& list, const std::string& where, bool& contradicts) {
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
                error("E0644",
                      where + " holds " + pair.dump() + ", which is no [option, \"Y\" or \"N\"] pair", "");
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

    /// A plain condition, or the members of a compound one; members that never hold are left out.
    std::optional<std::vector<Pattern>> patterns(const Json& condition, const std::string& where) {
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

    [[nodiscard]] Conjunction conjunction(const Pattern& all) const {
        Conjunction result;
        for (const auto& [option, wanted] : all) {
            const OptionId value(wanted ? std::size_t{1} : std::size_t{0});
            result.push_back({IssueId(issue_of_[option]), {{value, value}}});
        }
        std::sort(result.begin(), result.end(),
                  [](const Condition& a, const Condition& b) { return a.issue < b.issue; });
        return result;
    }

    [[nodiscard]] std::string wording(const std::vector<Pattern>& any) const {
        std::string text;
        for (const Pattern& all : any) {
            std::string part;
            for (const auto& [option, wanted] : all)
                part += (part.empty() ? "" : " and ") + std::string(wanted ? "" : "not ") +
                        option_names_[option];
            text += (text.empty() ? "" : ", or ") + (part.empty() ? std::string("anything") : part);
        }
        return text.empty() ? "never" : text;
    }

    void infeasibles() {
        if (!file_json_.contains("infeasibles") || !file_json_["infeasibles"].is_array()) return;
        std::set<Pattern> seen;
        std::size_t number = 0;
        for (const Json& each : file_json_["infeasibles"]) {
            const bool named = each.is_object() && each.contains("state");  // the program before
            const auto any =
                patterns(named ? each["state"] : each, "infeasible condition " + std::to_string(++number));
            if (!any) continue;
            for (const Pattern& all : *any)
                if (seen.insert(all).second)
                    loaded_.conflict.space.rules.push_back({conjunction(all), "", {}});
        }
    }

    void preferences() {
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

    bool ranking(const Json& decider, std::size_t i) {
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

    void statements(const Json& decider, std::size_t i) {
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

    /// What a decider does not perceive: how many states, where few options make that quick, and which.
    std::string hidden(const Json& conditions, std::size_t i) {
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
            for (std::size_t o = 0; o < space.issues.size(); ++o)
                outcome.options[o] = OptionId(code >> o & 1u);
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

    void notes_of_the_rest() {
        const Json& list = file_json_["decisionMakers"];
        for (std::size_t i = 0; i < owned_.size(); ++i) {
            if (list[i].is_object() && list[i].contains("misperceptions") &&
                !list[i]["misperceptions"].empty())
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

    std::string_view text_;
    std::string file_;
    Json file_json_;
    std::vector<Diagnostic> found_;
    std::vector<std::string> option_names_;        ///< in the file's order
    std::vector<Direction> directions_;            ///< likewise
    std::vector<std::vector<std::size_t>> owned_;  ///< per decider: options in the file's order
    std::vector<std::size_t> issue_of_;            ///< file order to issue
    LoadedCase loaded_;
};

}  // namespace

LoadedCase load_gmcr(std::string_view text, std::string_view file) {
    LoadedCase loaded = Reader(text, file).read();
    std::string_view stem = file.substr(file.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.find_last_of('.'));
    loaded.conflict.title = stem.empty() ? "Graph model" : std::string(stem);
    loaded.conflict.origin.file = std::string(file);
    loaded.conflict.origin.format = "gmcr";
    return loaded;
}

}  // namespace entente::io
