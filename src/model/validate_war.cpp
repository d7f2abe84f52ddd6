// What is wrong with [war], [belief.*] and [aid.*]: names, combinations, and the ends of the war.
#include <algorithm>
#include <set>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/model/war_parameters.hpp"

namespace entente {
namespace {

/// Completions of a war's end that are tried before the search for an allowed one gives up.
constexpr std::size_t kMaxCompletions = 200'000;

class WarCheck {
public:
    WarCheck(const Case& conflict, bool sound) : case_(conflict), sound_(sound) {}

    std::vector<Diagnostic> run() {
        if (!case_.war) {
            for (const Belief& belief : case_.beliefs) {
                error("E0510", "a belief about a war that the case does not describe", "add a [war] table",
                      belief.where);
            }
            for (const Aid& aid : case_.aids) {
                error("E0510", "[aid." + aid.name + "] aids a war that the case does not describe",
                      "add a [war] table", aid.where);
            }
            return std::move(found_);
        }
        const WarSpec& war = *case_.war;
        model_ = find_war_model(war.model);
        if (model_ == nullptr) {
            std::vector<std::string> names;
            for (const WarModel& model : war_models()) names.emplace_back(model.name);
            const std::string guess = did_you_mean(war.model, names);
            error("E0501", "there is no war model '" + war.model + "'",
                  (guess.empty() ? "" : guess + "; ") + std::string("the models are ") + join_words(names),
                  war.where);
            return std::move(found_);
        }
        check_names(war.parameters, model_->parameters, "[war]", std::string(model_->name));
        check_required(war);
        check_combinations(war.parameters, war.where);
        if (sound_) check_ends(war);
        check_beliefs(war);
        check_aids(war);
        check_reserves(war);
        return std::move(found_);
    }

private:
    void add(Severity severity, std::string code, std::string message, std::string hint, const Span& where,
             std::string address = {}) {
        Location location{case_.origin.file, where.line, where.column, where.length, {}};
        found_.push_back({severity, std::move(code), std::move(message), std::move(location),
                          std::move(hint), std::move(address)});
    }
    void error(std::string code, std::string message, std::string hint, const Span& where,
               std::string address = {}) {
        add(Severity::error, std::move(code), std::move(message), std::move(hint), where,
            std::move(address));
    }

    [[nodiscard]] const std::string& side(std::size_t i) const {
        return case_.parties[case_.war->between[i].index()].id;
    }

    /// Every name that the table allows, written out for this case's sides.
    [[nodiscard]] std::vector<std::string> allowed(std::span<const WarParameter> table) const {
        std::vector<std::string> names;
        for (const WarParameter& parameter : table) {
            const std::string name(parameter.name);
            const auto star = name.find('*');
            if (star == std::string::npos) {
                names.push_back(name);
                continue;
            }
            for (std::size_t i = 0; i < 2; ++i) {
                names.push_back(name.substr(0, star) + side(i) + name.substr(star + 1));
            }
        }
        return names;
    }

    void check_names(const std::vector<Parameter>& written, std::span<const WarParameter> table,
                     const std::string& where, const std::string& of) {
        const std::vector<std::string> names = allowed(table);
        std::set<std::string> seen;
        for (const Parameter& parameter : written) {
            if (!seen.insert(parameter.name).second) {
                error("E0503", "'" + parameter.name + "' stands twice in " + where, "keep one",
                      parameter.quantity.where);
            }
            if (std::find(names.begin(), names.end(), parameter.name) != names.end()) continue;
            const WarParameter* pattern = find_war_parameter(table, parameter.name);
            const std::string guess = did_you_mean(parameter.name, names);
            if (pattern != nullptr) {
                error("E0504", "'" + parameter.name + "' is of nobody who fights in this war",
                      guess.empty() ? "the sides are " + side(0) + " and " + side(1) : guess,
                      parameter.quantity.where);
            } else {
                std::vector<std::string> some(
                    names.begin(), names.begin() + std::min<std::ptrdiff_t>(12, std::ssize(names)));
                if (names.size() > some.size()) some.emplace_back("others");
                error("E0502", where + " does not know '" + parameter.name + "' (" + of + ")",
                      guess.empty() ? "it knows " + join_words(some) : guess, parameter.quantity.where);
            }
        }
    }

    /// A model without the numbers that it is about runs on its defaults: said, since they decide.
    void check_required(const WarSpec& war) {
        const auto has = [&](const std::string& name) { return find(war.parameters, name) != nullptr; };
        if (model_->name == "front") {
            const bool drifting = has("drift") || has("volatility") || has("position");
            const bool walking = has("forts") || has("start") || has("advance") || has("retreat");
            if (drifting && walking) {
                error("E0506", "this front both walks over forts and drifts",
                      "keep forts, start, advance, retreat, or drift, volatility, position", war.where);
            } else if (drifting && !has("volatility")) {
                missing(war, "volatility", "how much the front wavers per root period");
            }
            if (drifting) return;
        }
        if (model_->name.starts_with("attrition")) {
            check_attrition_costs(war);
            return;
        }
        std::vector<std::string> silent;
        const auto expect = [&](const std::string& name, const char* value) {
            if (!has(name)) silent.push_back(name + " = " + value);
        };
        if (model_->name == "lottery") expect("chance", "0.5");
        if (model_->name == "front" || model_->name == "learning") {
            expect("forts", "10");
            if (!has("truth")) expect("advance", "0.5");
        }
        if (model_->name == "screening") {
            expect("weak", "0.5");
            expect("advance_weak", "0.7");
            expect("advance_strong", "0.4");
        }
        for (std::size_t i = 0; i < 2 && model_->name == "learning"; ++i) {
            if (!has("prior." + side(i) + ".wins")) silent.push_back("prior." + side(i) + " = [5, 5]");
        }
        if (silent.empty()) return;
        add(Severity::warning, "W0503", "this war runs on the model's own defaults: " + join_words(silent),
            "write them into [war]: they decide the result", war.where);
    }

    void check_attrition_costs(const WarSpec& war) {
        for (std::size_t i = 0; i < 2; ++i) {
            const Parameter* cost = find(war.parameters, "cost." + side(i));
            if (cost == nullptr) {
                missing(war, "cost." + side(i), "what fighting costs this side per period");
            } else if (cost->quantity.value() <= 0) {
                error("E0505",
                      "a side that pays nothing never concedes: cost." + side(i) + " must be above 0",
                      "give it a small cost", cost->quantity.where);
            }
        }
    }

    void missing(const WarSpec& war, const std::string& name, std::string_view text) {
        error("E0507", "model \"" + war.model + "\" needs " + name + ": " + std::string(text),
              "add " + name + " to [war]", war.where);
    }

    /// The number of a name, as written in `over` or else in [war].
    [[nodiscard]] std::optional<double> number(const std::vector<Parameter>& over,
                                               const std::string& name) const {
        if (const Parameter* p = find(over, name)) return p->quantity.value();
        if (const Parameter* p = find(case_.war->parameters, name)) return p->quantity.value();
        return std::nullopt;
    }
    [[nodiscard]] Span place(const std::vector<Parameter>& over, const std::string& name,
                             const Span& otherwise) const {
        const Parameter* p = find(over, name);
        return p != nullptr ? p->quantity.where : otherwise;
    }

    void check_combinations(const std::vector<Parameter>& over, const Span& where) {
        const auto forts = number(over, "forts");
        const auto start = number(over, "start");
        if (forts && start && *start > *forts) {
            error("E0508",
                  "the war cannot start at fort " + format_number(*start) + " of " + format_number(*forts),
                  "start counts the first side's forts, from 0 to forts", place(over, "start", where),
                  "war.start");
        }
        const auto advance = number(over, "advance");
        const auto retreat = number(over, "retreat");
        if (advance && retreat && *advance + *retreat > 1 + 1e-12) {
            error(
                "E0509",
                "advance and retreat are chances of one battle: together they cannot pass 1, these make " +
                    format_number(*advance + *retreat, 4),
                "what is missing to 1 is the chance of a stalemate", place(over, "retreat", where));
        }
        if (advance && retreat && *advance + *retreat <= 0) {
            error("E0509", "a front that never moves never ends the war",
                  "advance or retreat must be above 0", place(over, "advance", where));
        }
        const auto weak = number(over, "advance_weak");
        const auto strong = number(over, "advance_strong");
        if (weak && strong && *weak < *strong) {
            error("E0514", "a weak second side must be easier to beat than a strong one",
                  "advance_weak must be at least advance_strong", place(over, "advance_weak", where));
        }
        const auto low = number(over, "rival_cost.least");
        const auto high = number(over, "rival_cost.most");
        if (low && high && *low > *high) {
            error("E0514", "rival_cost.least lies above rival_cost.most", "swap them",
                  place(over, "rival_cost.least", where));
        }
        for (std::size_t i = 0; i < 2 && model_->name == "lottery"; ++i) {
            if (find(over, "risk." + side(i)) != nullptr && find(over, "caution." + side(i)) != nullptr) {
                error("E0514", "risk and caution both describe how " + side(i) + " feels about risk",
                      "keep one", place(over, "caution." + side(i), where));
            }
        }
    }

    void check_ends(const WarSpec& war) {
        for (std::size_t i = 0; i < 2; ++i) {
            if (war.win[i].options.size() != case_.space.issues.size()) return;  // the loader has said why
        }
        WarOutcome ends[2];
        for (std::size_t i = 0; i < 2; ++i) {
            ends[i] = war_outcome(case_, i);
            if (ends[i].forbidden_by < 0) continue;
            const Rule& rule = case_.space.rules[static_cast<std::size_t>(ends[i].forbidden_by)];
            error("E0511",
                  "what " + side(i) + " imposes when it wins is forbidden by a rule" +
                      (rule.why.empty() ? "" : ": " + rule.why),
                  rule.where.line > 0 ? "the rule stands in line " + std::to_string(rule.where.line) +
                                            "; choose other options in win." + side(i)
                                      : "choose other options in win." + side(i),
                  war.win[i].where.line > 0 ? war.win[i].where : war.where);
        }
        if (ends[0].forbidden_by >= 0 || ends[1].forbidden_by >= 0 || !scored()) return;
        for (std::size_t i = 0; i < 2; ++i) {
            const PartyId party = war.between[i];
            if (utility(case_, party, ends[i].outcome) > utility(case_, party, ends[1 - i].outcome))
                continue;
            error("E0512", side(i) + " is no better off when it wins this war than when it loses",
                  "compare win." + side(0) + " and win." + side(1) + " with the scores of " + side(i),
                  war.win[i].where.line > 0 ? war.win[i].where : war.where);
        }
    }

    /// Utilities can be computed: both sides have one score table per issue.
    [[nodiscard]] bool scored() const {
        return std::all_of(case_.parties.begin(), case_.parties.end(), [&](const Party& party) {
            return party.preference.issues.size() == case_.space.issues.size();
        });
    }

    void check_beliefs(const WarSpec& war) {
        for (const Belief& belief : case_.beliefs) {
            const std::string& party = case_.parties[belief.party.index()].id;
            if (belief.party != war.between[0] && belief.party != war.between[1]) {
                error("E0504", party + " does not fight in this war, so its belief changes nothing",
                      "the sides are " + side(0) + " and " + side(1), belief.where);
            }
            check_names(belief.parameters, model_->parameters, "[belief." + party + "]",
                        std::string(model_->name));
            check_combinations(belief.parameters, belief.where);
        }
    }

    void check_aids(const WarSpec& war) {
        for (const Aid& aid : case_.aids) {
            const std::string table = "[aid." + aid.name + "]";
            const AidKind* kind = find_aid_kind(aid.kind);
            if (kind == nullptr) {
                std::vector<std::string> names;
                for (const AidKind& each : aid_kinds()) names.emplace_back(each.name);
                const std::string guess = did_you_mean(aid.kind, names);
                error(
                    "E0513",
                    aid.kind.empty() ? table + " does not say of what kind it is"
                                     : table + " is of no known kind: '" + aid.kind + "'",
                    (guess.empty() ? "" : guess + "; ") + std::string("the kinds are ") + join_words(names),
                    aid.where);
                continue;
            }
            if (kind->needs_recipient && !aid.to) {
                error("E0513", table + " does not say who is aided", "add to = \"" + side(0) + "\"",
                      aid.where);
            }
            if (aid.to && *aid.to != war.between[0] && *aid.to != war.between[1]) {
                error("E0504", table + " goes to a party that does not fight in this war",
                      "the sides are " + side(0) + " and " + side(1), aid.where);
            }
            check_names(aid.parameters, kind->parameters, table, std::string(kind->name));
            for (const WarParameter& parameter : kind->parameters) {
                if (parameter.fallback == "required" &&
                    find(aid.parameters, std::string(parameter.name)) == nullptr) {
                    error("E0507", table + " needs " + std::string(parameter.name),
                          std::string(parameter.text), aid.where);
                }
            }
        }
    }

    void check_reserves(const WarSpec& war) {
        for (std::size_t i = 0; i < 2; ++i) {
            const Party& party = case_.parties[war.between[i].index()];
            if (party.reserve_from() != ReserveFrom::stated) continue;
            add(Severity::warning, "W0501",
                "reserve." + party.id + " is written beside a [war] from which it would be derived",
                "the written value is used; take it out to use the war's", party.reserve->where,
                "reserve." + party.id);
        }
    }

    const Case& case_;
    bool sound_;
    const WarModel* model_ = nullptr;
    std::vector<Diagnostic> found_;
};

/// The option that gives the party most on one issue; the first of several.
OptionId best_option(const Case& conflict, PartyId party, std::size_t issue) {
    const Preference& preference = conflict.parties[party.index()].preference;
    if (issue >= preference.issues.size() || preference.issues[issue].scores.empty()) return OptionId(0);
    const std::vector<Rational> scores =
        option_scores(conflict.space.issues[issue], preference.issues[issue]);
    return OptionId(
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()));
}

int broken_rule(const Space& space, const Outcome& outcome) {
    for (std::size_t r = 0; r < space.rules.size(); ++r) {
        if (holds(space.rules[r].never, outcome)) return static_cast<int>(r);
    }
    return -1;
}

}  // namespace

WarOutcome war_outcome(const Case& conflict, std::size_t side) {
    const WarSpec& war = *conflict.war;
    const std::vector<std::optional<OptionId>>& named = war.win[side].options;
    const std::size_t issues = conflict.space.issues.size();
    WarOutcome result;
    result.outcome.options.resize(issues);
    result.assumed.resize(issues);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < issues; ++i) {
        const bool given = i < named.size() && named[i].has_value();
        result.assumed[i] = !given;
        result.outcome.options[i] = given ? *named[i] : best_option(conflict, war.between[side], i);
        if (!given) open.push_back(i);
    }
    result.forbidden_by = broken_rule(conflict.space, result.outcome);
    if (result.forbidden_by < 0 || open.empty()) return result;
    // The winner's best allowed completion, by plain enumeration in the order of the options.
    Outcome candidate = result.outcome;
    for (const std::size_t i : open) candidate.options[i] = OptionId(0);
    std::optional<Outcome> best;
    double best_value = 0;
    for (std::size_t tried = 0; tried < kMaxCompletions; ++tried) {
        if (feasible(conflict.space, candidate)) {
            const double value = utility(conflict, war.between[side], candidate);
            if (!best || value > best_value + 1e-12) {
                best = candidate;
                best_value = value;
            }
        }
        std::size_t at = open.size();
        while (at > 0) {
            const std::size_t i = open[at - 1];
            if (candidate.options[i].index() + 1 < conflict.space.issues[i].options.size()) {
                candidate.options[i] = OptionId(candidate.options[i].index() + 1);
                break;
            }
            candidate.options[i] = OptionId(0);
            --at;
        }
        if (at == 0) break;
    }
    if (best) {
        result.outcome = *best;
        result.forbidden_by = -1;
    }
    return result;
}

std::vector<Diagnostic> validate_war(const Case& conflict, bool sound) {
    return WarCheck(conflict, sound).run();
}

}  // namespace entente
