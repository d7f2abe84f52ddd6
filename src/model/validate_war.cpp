// What is wrong with [war], [belief.*] and [aid.*]: names, combinations, and the ends of the war.
#include <algorithm>
#include <cmath>
#include <cstdlib>
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
        check_aims(war);
        check_flow_costs(war);
        if (sound_) check_ends(war);
        if (sound_) check_holdings(war);
        check_beliefs(war);
        if (!has_errors(found_)) check_range_ends(war);
        if (sound_ && !has_errors(found_)) check_stakes_in_ranges(war);
        check_aids(war);
        check_reserves(war);
        check_scale(war);
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
            const bool drifting = has("drift") || has("volatility") || has("position") ||
                                  has("drift_error") || has("drift_noise");
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
        const bool strengths = check_strengths(war);
        if (model_->name == "lottery" && !strengths) expect("chance", "0.5");
        if (model_->name == "front" || model_->name == "learning") {
            expect("forts", "10");
            if (!has("truth") && !strengths) expect("advance", "0.5");
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

    /// Strengths come in pairs. \return both are written
    bool check_strengths(const WarSpec& war) {
        const bool first = find(war.parameters, "strength." + side(0)) != nullptr;
        const bool second = find(war.parameters, "strength." + side(1)) != nullptr;
        if (first != second)
            missing(war, "strength." + side(first ? 1 : 0), "one side's strength says nothing alone");
        return first && second;
    }

    /// Where on the front the aims lie.
    void check_aims(const WarSpec& war) {
        const bool front = find(war.parameters, "volatility") != nullptr;
        for (std::size_t i = 0; i < 2; ++i) {
            if (war.win[i].at && !front) {
                error("E0516",
                      "win." + side(i) + ".at places an aim on a front that this war does not have",
                      "a front that drifts has position, drift and volatility", war.win[i].at->where,
                      "war.win." + side(i) + ".at");
            }
            if (!front || !sound_ || war.win[i].at || !war.issue || !scored()) continue;
            if (war.win[i].options.size() != case_.space.issues.size()) continue;
            const auto& imposed = war.win[i].options[war.issue->index()];
            const std::size_t issue = war.issue->index();
            const std::vector<Rational> scores = option_scores(
                case_.space.issues[issue], case_.parties[war.between[i].index()].preference.issues[issue]);
            if (!imposed || scores[imposed->index()] == *std::max_element(scores.begin(), scores.end()))
                continue;
            add(Severity::warning, "W0504",
                side(i) + " imposes '" + case_.space.issues[issue].options[imposed->index()].label +
                    "', which is not the most it could want, but only at the far end of the front",
                "say where it has that: win." + side(i) + ".at", war.win[i].where,
                "war.win." + side(i) + ".at");
        }
    }

    /// A cost told as a share of what a period is worth.
    void check_flow_costs(const WarSpec& war) {
        for (std::size_t i = 0; i < 2; ++i) {
            const Parameter* share = find(war.parameters, "cost_share." + side(i));
            if (share == nullptr) continue;
            const Span& where = share->quantity.where;
            if (find(war.parameters, "cost." + side(i)) != nullptr) {
                error("E0514", "cost and cost_share both say what fighting costs " + side(i), "keep one",
                      where);
            }
            const auto discount = number({}, "discount");
            if (!discount || *discount >= 1) {
                error("E0514",
                      "cost_share is a share of a period, and without a discount a period is worth nothing",
                      "write a discount below 1, or cost in points", where);
            }
            if (war.status_quo.options.empty() && find(war.parameters, "holding." + side(i)) == nullptr) {
                missing(war, "status_quo or holding." + side(i), "what cost_share is a share of");
            }
        }
    }

    /// Written holdings are compared with what the status quo is worth.
    void check_holdings(const WarSpec& war) {
        const auto& named = war.status_quo.options;
        if (named.size() != case_.space.issues.size() || !scored()) return;
        Outcome whole;
        for (const auto& option : named) {
            if (!option) return;
            whole.options.push_back(*option);
        }
        for (std::size_t i = 0; i < 2; ++i) {
            const Parameter* holding = find(war.parameters, "holding." + side(i));
            if (holding == nullptr) continue;
            const double worth = utility(case_, war.between[i], whole);
            if (std::abs(worth - holding->quantity.value()) < 0.5) continue;
            add(Severity::warning, "W0505",
                "holding." + side(i) + " is " + format_number(holding->quantity.value(), 1) +
                    ", but its status quo is worth " + format_number(worth, 1) + " points to it",
                "the written number is used; take one of the two out", holding->quantity.where,
                "war.holding." + side(i));
        }
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
        for (const auto* table : {&over, &case_.war->parameters}) {
            const Parameter* p = find(*table, name);
            if (p != nullptr) return &p->quantity == moved_ ? moved_to_ : p->quantity.value();
        }
        return std::nullopt;
    }
    /// The same, or what the model takes where nobody says.
    [[nodiscard]] std::optional<double> number_or_default(const std::vector<Parameter>& over,
                                                          const std::string& name) const {
        if (const auto written = number(over, name)) return written;
        const WarParameter* parameter = find_war_parameter(model_->parameters, name);
        if (parameter == nullptr) return std::nullopt;
        char* end = nullptr;
        const std::string text(parameter->fallback);
        const double value = std::strtod(text.c_str(), &end);
        return end != text.c_str() && *end == '\0' ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] Span place(const std::vector<Parameter>& over, const std::string& name,
                             const Span& otherwise) const {
        const Parameter* p = find(over, name);
        return p != nullptr ? p->quantity.where : otherwise;
    }

    void check_combinations(const std::vector<Parameter>& over, const Span& where) {
        const auto forts = number_or_default(over, "forts");
        const auto start = number(over, "start");
        if (forts && start && *start > *forts) {
            error("E0508",
                  "the war cannot start at fort " + format_number(*start) + " of " + format_number(*forts),
                  "start counts the first side's forts, from 0 to forts", place(over, "start", where),
                  "war.start");
        }
        const auto advance = number_or_default(over, "advance");
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
        const auto weak = number_or_default(over, "advance_weak");
        const auto strong = number_or_default(over, "advance_strong");
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

    /// Each end of each range of the war's numbers, the others at their best: it must make a war as well.
    void check_range_ends(const WarSpec& war) {
        check_ends_of(war.parameters);
        for (const Belief& belief : case_.beliefs) check_ends_of(belief.parameters);
        check_moves_at_their_least(war.parameters, war.where);
        for (const Belief& belief : case_.beliefs)
            check_moves_at_their_least(belief.parameters, belief.where);
    }

    void check_ends_of(const std::vector<Parameter>& parameters) {
        for (const Parameter& parameter : parameters) {
            const Quantity& quantity = parameter.quantity;
            if (!quantity.ranged()) continue;
            for (const bool low : {true, false}) {
                moved_ = &quantity;
                moved_to_ = (low ? *quantity.low : *quantity.high).value();
                WarCheck at_end(case_, false);
                at_end.model_ = model_;
                at_end.moved_ = moved_;
                at_end.moved_to_ = moved_to_;
                at_end.check_combinations(case_.war->parameters, case_.war->where);
                for (const Belief& belief : case_.beliefs)
                    at_end.check_combinations(belief.parameters, belief.where);
                moved_ = nullptr;
                if (at_end.found_.empty()) continue;
                const Diagnostic& first = at_end.found_.front();
                error(first.code,
                      "at the " + std::string(low ? "low" : "high") + " end of " + parameter.name + ", " +
                          format_number((low ? *quantity.low : *quantity.high).value(), 6) + ": " +
                          first.message,
                      first.hint, quantity.where);
                break;
            }
        }
    }

    /// Two moves whose ranges both reach down to 0: together they would stop the front.
    void check_moves_at_their_least(const std::vector<Parameter>& over, const Span& where) {
        const auto least = [&](const std::string& name) -> std::optional<double> {
            const Parameter* p = find(over, name);
            if (p == nullptr) p = find(case_.war->parameters, name);
            if (p == nullptr) return std::nullopt;
            return (p->quantity.low ? *p->quantity.low : p->quantity.best).value();
        };
        const auto advance = least("advance");
        const auto retreat = least("retreat");
        if (!advance || !retreat || *advance + *retreat > 0) return;
        error("E0509",
              "at the low ends of advance and retreat the front never moves, and the war never ends",
              "let one of the ranges end above 0", place(over, "advance", where));
    }

    /// The winner must be better off at every end of what it thinks of the two ends of the war.
    void check_stakes_in_ranges(const WarSpec& war) {
        if (!scored()) return;
        const Outcome ends[2] = {war_outcome(case_, 0).outcome, war_outcome(case_, 1).outcome};
        Case changed = case_;
        for (std::size_t i = 0; i < 2; ++i) {
            const PartyId party = war.between[i];
            const auto try_ends = [&](Quantity& quantity, const std::string& what) {
                if (!quantity.ranged()) return;
                const Rational best = quantity.best;
                for (const Rational& end : {*quantity.low, *quantity.high}) {
                    quantity.best = end;
                    if (utility(changed, party, ends[i]) > utility(changed, party, ends[1 - i])) continue;
                    error("E0512",
                          side(i) + " is no better off when it wins this war than when it loses, where " +
                              what + " is " + end.to_string(),
                          "narrow the range, or choose other options in win." + side(i), quantity.where);
                    break;
                }
                quantity.best = best;
            };
            Preference& preference = changed.parties[party.index()].preference;
            for (std::size_t k = 0; k < preference.issues.size(); ++k) {
                const Issue& issue = case_.space.issues[k];
                IssueScore& score = preference.issues[k];
                try_ends(score.weight, "the weight of " + issue.id);
                for (std::size_t option = 0; option < score.scores.size(); ++option) {
                    const bool matters = issue.grid || option == ends[0].options[k].index() ||
                                         option == ends[1].options[k].index();
                    if (matters)
                        try_ends(score.scores[option],
                                 "its score of '" + issue.scored()[option].label + "' on " + issue.id);
                }
            }
            for (Term& term : preference.terms) try_ends(term.add, "bonus " + term.id);
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

    /// A newcomer writes money; a period that costs more than the best package is told in the right scale.
    void check_scale(const WarSpec& war) {
        const double full = case_.points.value();
        for (std::size_t i = 0; i < 2; ++i) {
            const Parameter* cost = find(war.parameters, "cost." + side(i));
            if (cost == nullptr || cost->quantity.value() <= full) continue;
            const std::string address = "war.cost." + side(i);
            add(Severity::warning, "W0518",
                address + " = " + cost->quantity.best.to_string() + " lies above the " +
                    format_number(full) + " points of the best package",
                "costs are in the party's own points, not in money or lives: what would a period of "
                "fighting "
                "have to bring for it to be worth its cost?",
                cost->quantity.where, address);
        }
    }

    const Case& case_;
    bool sound_;
    const WarModel* model_ = nullptr;
    const Quantity* moved_ = nullptr;  ///< a number that stands at an end of its range for now
    double moved_to_ = 0;
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
