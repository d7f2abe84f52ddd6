// What is wrong with the numbers of a war: those that contradict each other, at their best and at the ends
// of their ranges, and ends of the war that nobody would fight for.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "model/validate_war.hpp"

namespace entente {

void WarCheck::check_aims(const WarSpec& war) {
    const bool front = find(war.parameters, "volatility") != nullptr;
    for (std::size_t i = 0; i < 2; ++i) {
        if (war.win[i].at && !front) {
            error("E0516", "win." + side(i) + ".at places an aim on a front that this war does not have",
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

void WarCheck::check_flow_costs(const WarSpec& war) {
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

void WarCheck::check_holdings(const WarSpec& war) {
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

std::optional<double> WarCheck::number(const std::vector<Parameter>& over, const std::string& name) const {
    for (const auto* table : {&over, &case_.war->parameters}) {
        const Parameter* p = find(*table, name);
        if (p != nullptr) return &p->quantity == moved_ ? moved_to_ : p->quantity.value();
    }
    return std::nullopt;
}

std::optional<double> WarCheck::number_or_default(const std::vector<Parameter>& over,
                                                  const std::string& name) const {
    if (const auto written = number(over, name)) return written;
    const WarParameter* parameter = find_war_parameter(model_->parameters, name);
    if (parameter == nullptr) return std::nullopt;
    char* end = nullptr;
    const std::string text(parameter->fallback);
    const double value = std::strtod(text.c_str(), &end);
    return end != text.c_str() && *end == '\0' ? std::optional(value) : std::nullopt;
}

Span WarCheck::place(const std::vector<Parameter>& over, const std::string& name,
                     const Span& otherwise) const {
    const Parameter* p = find(over, name);
    return p != nullptr ? p->quantity.where : otherwise;
}

void WarCheck::check_combinations(const std::vector<Parameter>& over, const Span& where) {
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
        error("E0509",
              "advance and retreat are chances of one battle: together they cannot pass 1, these make " +
                  format_number(*advance + *retreat, 4),
              "what is missing to 1 is the chance of a stalemate", place(over, "retreat", where));
    }
    if (advance && retreat && *advance + *retreat <= 0) {
        error("E0509", "a front that never moves never ends the war", "advance or retreat must be above 0",
              place(over, "advance", where));
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

void WarCheck::check_range_ends(const WarSpec& war) {
    check_ends_of(war.parameters);
    for (const Belief& belief : case_.beliefs) check_ends_of(belief.parameters);
    check_moves_at_their_least(war.parameters, war.where);
    for (const Belief& belief : case_.beliefs) check_moves_at_their_least(belief.parameters, belief.where);
}

void WarCheck::check_ends_of(const std::vector<Parameter>& parameters) {
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

void WarCheck::check_moves_at_their_least(const std::vector<Parameter>& over, const Span& where) {
    const auto least = [&](const std::string& name) -> std::optional<double> {
        const Parameter* p = find(over, name);
        if (p == nullptr) p = find(case_.war->parameters, name);
        if (p == nullptr) return std::nullopt;
        return (p->quantity.low ? *p->quantity.low : p->quantity.best).value();
    };
    const auto advance = least("advance");
    const auto retreat = least("retreat");
    if (!advance || !retreat || *advance + *retreat > 0) return;
    error("E0509", "at the low ends of advance and retreat the front never moves, and the war never ends",
          "let one of the ranges end above 0", place(over, "advance", where));
}

void WarCheck::check_stakes_in_ranges(const WarSpec& war) {
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

void WarCheck::check_ends(const WarSpec& war) {
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
        if (utility(case_, party, ends[i].outcome) > utility(case_, party, ends[1 - i].outcome)) continue;
        error("E0512", side(i) + " is no better off when it wins this war than when it loses",
              "compare win." + side(0) + " and win." + side(1) + " with the scores of " + side(i),
              war.win[i].where.line > 0 ? war.win[i].where : war.where);
    }
}

bool WarCheck::scored() const {
    return std::all_of(case_.parties.begin(), case_.parties.end(), [&](const Party& party) {
        return party.preference.issues.size() == case_.space.issues.size();
    });
}

void WarCheck::check_scale(const WarSpec& war) {
    const double full = case_.points.value();
    for (std::size_t i = 0; i < 2; ++i) {
        const Parameter* cost = find(war.parameters, "cost." + side(i));
        if (cost == nullptr || cost->quantity.value() <= full) continue;
        const std::string address = "war.cost." + side(i);
        add(Severity::warning, "W0518",
            address + " = " + cost->quantity.best.to_string() + " lies above the " + format_number(full) +
                " points of the best package",
            "costs are in the party's own points, not in money or lives: what would a period of "
            "fighting "
            "have to bring for it to be worth its cost?",
            cost->quantity.where, address);
    }
}

}  // namespace entente
