// The bullets of page one: what no deal is worth, what the deal is worth, who gives up what, does it hold?
#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/settle/solutions.hpp"
#include "report/sections/first_page.hpp"
#include "report/words/durations.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

/// "58.8 points to North and 54.1 to South"; of more than four parties, the ends.
template <class Value>
std::string worth_to_each(const Case& conflict, const std::vector<std::size_t>& parties,
                          const Value& value) {
    const auto part = [&](std::size_t p, bool first) {
        return (first ? points(conflict, value(p)) : worth(conflict, value(p))) + " to " +
               conflict.parties[p].name;
    };
    const bool alike = std::all_of(parties.begin(), parties.end(), [&](std::size_t p) {
        return std::abs(value(p) - value(parties.front())) < 1e-9;
    });
    if (alike && parties.size() > 2) return points(conflict, value(parties.front())) + " to each of them";
    if (parties.size() > 4) {
        const auto by_value = [&](std::size_t a, std::size_t b) { return value(a) < value(b); };
        const auto [least, most] = std::minmax_element(parties.begin(), parties.end(), by_value);
        return "between " + part(*least, true) + " and " + part(*most, false);
    }
    std::vector<std::string> parts;
    for (const std::size_t p : parties) parts.push_back(part(p, parts.empty()));
    return join_words(parts);
}

std::string no_deal_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto& all = findings.settle->parties;
    std::vector<std::size_t> parties;
    std::vector<std::string> others;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (all[p].reservation) {
            parties.push_back(p);
        } else {
            others.push_back(conflict.parties[p].name);
        }
    }
    const std::string nothing = no_deal(conflict);
    if (parties.empty())
        return "The case does not say what " + nothing +
               " is worth to anybody: gains count from each party's worst package.";
    std::string words =
        std::string(1, static_cast<char>(nothing[0] - 32)) + nothing.substr(1) + " is worth " +
        worth_to_each(conflict, parties, [&](std::size_t p) { return *all[p].reservation; });
    // With interactions of issues a package may be worth more than the points of the issues.
    const double full = conflict.points.value();
    if (std::all_of(all.begin(), all.end(),
                    [&](const auto& party) { return party.best <= full * (1 + 1e-9); }))
        words += ", where " + format_number(full, 2) + " is the best package that a party can wish for";
    if (!others.empty() && others.size() <= 4)
        words += "; for " + join_words(others) + " the case does not say it, so that any package will do";
    return words + ".";
}

std::string war_bullet(const Findings& findings) {
    const war::WarResult& war = *findings.war;
    const auto name = [&](std::size_t side) {
        return findings.conflict.parties[war.sides[side].party.index()].name;
    };
    std::string words;
    if (war.out_of_sight) {
        words = "If " + goes_on(findings.conflict) + " as now: " + duration_words(war) +
                "; no victory is in sight.";
    } else {
        words = "If " + goes_on(findings.conflict) + ", ";
        if (war.learning && war.learning->settles > 0.995) {
            words += "they settle on the way with a chance of " + percent(war.learning->settles);
        } else {
            words += name(0) + " wins with a chance of " + percent(war.sides[0].win) + " and " + name(1) +
                     " of " + percent(war.sides[1].win);
            if (war.learning)
                words += ", and they settle before that with a chance of " + percent(war.learning->settles);
        }
        if (!(war.duration.value <= 0)) words += "; how long: " + duration_words(war);
        words += ".";
    }
    std::vector<std::string> more;
    for (std::size_t side = 0; side < 2; ++side) {
        const double gap = war.sides[side].believed.reservation.value - war.sides[side].reservation.value;
        if (gap > 0.5) more.push_back(name(side) + " " + points(findings.conflict, gap));
    }
    if (!more.empty()) {
        words +=
            " By their own beliefs it brings " + join_words(more) + " more than by the analyst's numbers.";
    }
    return words;
}

std::string deal_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto* deal = assess::balanced_deal(*findings.settle);
    std::vector<std::size_t> parties(conflict.parties.size());
    std::iota(parties.begin(), parties.end(), std::size_t{0});
    const bool equals = has_equals(*deal->solution);
    return "Package A, " + std::string(equals ? "one of the choices" : "the choice") + " of " +
           solution_name(deal->name) + " (" + std::string(settle::solution_text(deal->name).brief) +
           "), is worth " +
           worth_to_each(conflict, parties,
                         [&](std::size_t p) { return deal->solution->point.utilities[p]; }) +
           ".";
}

std::string concession_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto& solution = *assess::balanced_deal(*findings.settle)->solution;
    std::vector<std::string> parts;
    for (std::size_t p = 0; p < conflict.parties.size() && p < solution.concessions.size(); ++p) {
        if (std::isfinite(solution.concessions[p]))
            parts.push_back(conflict.parties[p].name + (parts.empty() ? " gives up " : " ") +
                            percent(solution.concessions[p]));
    }
    if (parts.empty()) return "";
    if (parts.size() > 4) {
        if (parts.size() < solution.concessions.size()) return "";
        const auto& given = solution.concessions;
        const auto [least, most] = std::minmax_element(given.begin(), given.end());
        // Those who give up as much in what is shown are named alike.
        const auto those = [&](double share, const std::string& how) {
            std::vector<std::string> names;
            for (std::size_t p = 0; p < given.size(); ++p)
                if (percent(given[p]) == percent(share)) names.push_back(conflict.parties[p].name);
            const std::string who =
                names.size() > 3 ? std::to_string(names.size()) + " of the parties" : join_words(names);
            return who + (names.size() > 1 ? " give up " : " gives up ") + how + " (" + percent(share) +
                   (names.size() > 1 ? " each)" : ")");
        };
        const std::string lead = "In package A, of the way from its best conceivable package down to " +
                                 no_deal(conflict) + ", ";
        if (percent(*most) == percent(*least)) return lead + "every party gives up " + percent(*most) + ".";
        return lead + those(*most, "most") + " and " + those(*least, "least") + ".";
    }
    return "In package A, of the way from its best conceivable package down to " + no_deal(conflict) +
           ", " + join_words(parts) + ".";
}

/// Where each side gives most: the points below its own best option on one issue.
std::string trade_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    if (conflict.parties.size() > 3 || conflict.space.issues.size() < 2) return "";
    const auto exact = exact_utilities(conflict);
    const Outcome& deal = assess::balanced_deal(*findings.settle)->solution->point.outcome;
    std::vector<std::string> parts;
    std::vector<std::string> same;  // the same, where it is one issue for all
    std::optional<std::size_t> shared;
    bool one_issue = true;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        double most = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            const auto& worth = exact[p].contribution[i];
            const double given = exact[p].points(*std::max_element(worth.begin(), worth.end()) -
                                                 worth[deal.options[i].index()]);
            if (given <= most) continue;
            most = given;
            at = i;
        }
        if (most <= 0) continue;
        one_issue = one_issue && (!shared || *shared == at);
        shared = at;
        same.push_back(points(conflict, most) + " below " + conflict.parties[p].name + "'s goal");
        parts.push_back(conflict.parties[p].name + " on “" + issue_name(conflict.space.issues[at]) + "” (" +
                        points(conflict, most) + " below its goal)");
    }
    if (parts.size() > 1 && one_issue) {
        return "In package A every side gives most on “" + issue_name(conflict.space.issues[*shared]) +
               "”: it lies " + join_words(same) + ".";
    }
    return parts.empty() ? ""
                         : "In package A each side gives most in one place: " + join_words(parts) + ".";
}

}  // namespace

std::string short_deal(const Case& conflict, const Outcome& outcome) {
    const std::size_t all = outcome.options.size();
    std::string words;
    for (const std::size_t i : weightiest(conflict, all <= 6 ? all : 4)) {
        words +=
            (words.empty() ? "" : " ") + term_words(conflict.space.issues[i], outcome.options[i]) + ".";
    }
    if (all > 6) words += " And " + std::to_string(all - 4) + " issues of less weight.";
    return words;
}

void say_bullets(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    document.bullets.push_back(no_deal_bullet(findings));
    if (findings.war) document.bullets.push_back(war_bullet(findings));
    if (findings.war && !findings.war->waiting.empty())
        document.bullets.push_back(waiting_words(findings.conflict, *findings.war).front() + ".");
    if (assess::balanced_deal(result) != nullptr) {
        document.bullets.push_back(deal_bullet(findings));
        // Of several packages that are exactly as fair, one alone would say who gives more.
        const bool one = !has_equals(*assess::balanced_deal(result)->solution);
        const std::string concessions = one ? concession_bullet(findings) : "";
        if (!concessions.empty()) document.bullets.push_back(concessions);
        const std::string trades = findings.stability || !one ? "" : trade_bullet(findings);
        if (!trades.empty()) document.bullets.push_back(trades);
    } else {
        if (result.zone.smallest_shift && result.zone.opens_at) {
            document.bullets.push_back(
                "A deal becomes possible where the values of " + no_deal(findings.conflict) + " fall by " +
                points(findings.conflict, *result.zone.smallest_shift) + " in all. It would be this one. " +
                short_deal(findings.conflict, *result.zone.opens_at));
        }
        document.bullets.push_back(
            "An empty zone is a finding, not an error: it says what would have to change first.");
    }
}

std::string hold_bullet(const Findings& findings) {
    const auto* deal = assess::balanced_deal(*findings.settle);
    if (deal == nullptr) return "";
    const auto state = state_of_deal(findings, deal->solution->point.outcome);
    if (state == stability::kNoState) return "";
    if (findings.stability->verdicts.is_equilibrium(stability::Concept::nash, state)) {
        return "Once agreed, package A holds: no side gains by a move of its own.";
    }
    const std::vector<std::string> names = decider_names(findings);
    std::vector<std::string> leavers;
    for (std::size_t d = 0; d < names.size(); ++d) {
        if (!findings.stability->verdicts.is_stable(stability::Concept::nash, d, state))
            leavers.push_back(names[d]);
    }
    return "Once agreed, package A does not hold by itself: " + join_words(leavers) +
           " would gain by a move that needs nobody's consent.";
}

}  // namespace entente::report
