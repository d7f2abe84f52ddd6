// Numbers in the wrong scale, and preferences that are not there: what a case can say without meaning it.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "entente/model/missing.hpp"
#include "model/validation.hpp"

namespace entente::validation {
namespace {

constexpr double kRounded = 1e-9;  ///< closer than this is no other scale

/// Points per unit of weight.
double points_of_weight(const Case& conflict, const Party& party) {
    if (!conflict.normalise) return 1;
    double sum = 0;
    for (const IssueScore& score : party.preference.issues) sum += score.weight.value();
    return sum > 0 ? conflict.points.value() / sum : 0;
}

struct Extremes {
    double low = 0;
    double high = 0;
};

Extremes scores_of(const IssueScore& score) {
    if (score.scores.empty()) return {};
    Extremes found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const Quantity& each : score.scores) {
        found.low = std::min(found.low, each.value());
        found.high = std::max(found.high, each.value());
    }
    return found;
}

/// The most that any package can be worth, rules aside.
double best_package(const Case& conflict, const Party& party) {
    const double each = points_of_weight(conflict, party);
    double best = 0;
    for (const IssueScore& score : party.preference.issues)
        best += score.weight.value() * each * scores_of(score).high / 100;
    for (const Term& term : party.preference.terms) best += std::max(0.0, term.add.value());
    return conflict.cap ? std::min(best, conflict.cap->value()) : best;
}

std::string number(double value) { return format_number(value, 4); }

/// What the party's score sheet gives to a number on an issue's own scale. \return nothing where it lies
/// outside of the options
std::optional<double> points_at(const Case& conflict, const Party& party, std::size_t issue, double value) {
    const Issue& source = conflict.space.issues[issue];
    const IssueScore& score = party.preference.issues[issue];
    const std::vector<Option>& options = source.scored();
    if (score.scores.size() != options.size()) return std::nullopt;
    for (std::size_t k = 0; k + 1 < options.size(); ++k) {
        if (!options[k].value || !options[k + 1].value) return std::nullopt;
        const double from = options[k].value->value();
        const double to = options[k + 1].value->value();
        if (value < std::min(from, to) || value > std::max(from, to) || from == to) continue;
        const double share = (value - from) / (to - from);
        const double at =
            score.scores[k].value() + share * (score.scores[k + 1].value() - score.scores[k].value());
        return points_of_weight(conflict, party) * score.weight.value() * at / 100;
    }
    return std::nullopt;
}

/// "420000 on the issue price is 20 points": what an author must have meant.
std::string right_scale(const Case& conflict, const Party& party, double reserve, double best) {
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        if (const auto points = points_at(conflict, party, i, reserve)) {
            return "values of no deal are in points, not in the issue's unit: " + number(reserve) +
                   " on the issue " + conflict.space.issues[i].id + " is " + number(*points) + " points";
        }
    }
    if (best <= 1 + kRounded && reserve <= 100)
        return "the scale ends at 1 here: " + number(reserve) + "% would be " + number(reserve / 100);
    return "values of no deal are in the same scale as packages, of which the best is worth " +
           number(best);
}

void check_reserve(const Case& conflict, const Party& party, Findings& findings) {
    if (!party.reserve) return;
    const double best = best_package(conflict, party);
    const double reserve = party.reserve->value();
    if (reserve <= best + kRounded * std::max(1.0, std::abs(best))) return;
    const std::string unit = conflict.points.value() > 1 ? " points" : "";
    const bool genius = conflict.origin.format == "genius" && conflict.points == Rational(1);
    findings.warning("W0204",
                     "reserve." + party.id + " = " + party.reserve->best.to_string() + " lies above the " +
                         number(best) + unit + " of the best package: no deal can ever reach it",
                     genius ? "a GENIUS utility never passes 1: the file is probably of another scale"
                            : right_scale(conflict, party, reserve, best),
                     party.reserve->where, "reserve." + party.id);
}

/// Scores outside 0..100 shift the meaning of weights: only cases whose weights are relative.
void check_score_scale(const Case& conflict, const Party& party, Findings& findings) {
    if (!conflict.normalise) return;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const IssueScore& score = party.preference.issues[i];
        const Extremes ends = scores_of(score);
        if (ends.high <= 100 + kRounded && ends.low >= -kRounded) continue;
        const auto worst = std::max_element(score.scores.begin(), score.scores.end(),
                                            [](const Quantity& a, const Quantity& b) {
                                                return std::abs(a.value() - 50) < std::abs(b.value() - 50);
                                            });
        const double low = std::min(0.0, ends.low);
        const double high = std::max(100.0, ends.high);
        std::string scaled;
        constexpr std::size_t kShown = 6;
        for (std::size_t k = 0; k < score.scores.size() && k < kShown; ++k) {
            scaled += (k > 0 ? ", " : "") +
                      format_number((score.scores[k].value() - low) / (high - low) * 100, 2);
        }
        if (score.scores.size() > kShown) scaled += ", ...";
        const std::string address = "issue." + conflict.space.issues[i].id + ".for." + party.id;
        findings.warning(
            "W0205",
            address + " has a score of " + worst->best.to_string() +
                ": scores run from 0 (worst) to 100 (best) within an issue",
            "in that scale: score = [" + scaled + "]; how much the issue matters is its weight",
            worst->where.line > 0 ? worst->where : score.where, address + ".score");
    }
}

void check_indifference(const Case& conflict, const Party& party, Findings& findings) {
    if (!party.preference.additive() || outcome_count(conflict.space) == "1") return;
    double constant = 0;
    const double each = points_of_weight(conflict, party);
    for (const IssueScore& score : party.preference.issues) {
        const Extremes ends = scores_of(score);
        if (score.weight.value() != 0 && ends.low != ends.high) return;
        constant += score.weight.value() * each * ends.high / 100;
    }
    findings.warning("W0206",
                     "every outcome is worth the same to '" + party.id + "' (" + number(constant) +
                         "): any deal, or none, will do for it",
                     "check its weights and scores", party.where);
}

/// Who moves and has said nothing of what it wants.
void check_missing_preferences(const Case& conflict, Findings& findings) {
    for (const PartyId id : movers_without_preferences(conflict)) {
        const Party& party = conflict.parties[id.index()];
        findings.warning(
            "W0208",
            "'" + party.name +
                "' can move, but has no preferences: it is indifferent between all states, so that "
                "everything is stable for it",
            "what is found says nothing until its preferences are given: [ranking], [priorities] or "
            "scores",
            party.where);
    }
}

}  // namespace

void check_numbers(const Case& conflict, Findings& findings) {
    check_missing_preferences(conflict, findings);
    if (conflict.graph || conflict.space.issues.empty()) return;
    for (const Party& party : conflict.parties) {
        if (!gives_points(party)) continue;
        check_reserve(conflict, party, findings);
        check_score_scale(conflict, party, findings);
    }
    for (const Party& party : conflict.parties) {
        const auto has_sheet = [](const IssueScore& score) { return !score.scores.empty(); };
        const bool sheet =
            std::any_of(party.preference.issues.begin(), party.preference.issues.end(), has_sheet);
        if (sheet) check_indifference(conflict, party, findings);
    }
    if (conflict.parties.size() == 1 && gives_points(conflict)) {
        const bool scenario = conflict.origin.format != "toml";
        findings.warning("W0207",
                         "'" + conflict.parties.front().name +
                             "' alone is no negotiation: a settlement needs two parties",
                         scenario ? "name the domain and one profile for each party, or their folder"
                                  : "add the others to [parties], with their score sheets",
                         conflict.parties.front().where);
    }
}

}  // namespace entente::validation
