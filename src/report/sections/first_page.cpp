// Page one, in plain words: question, answer, bullets, how sure, caveat, what would change the answer.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/report/levers.hpp"
#include "entente/report/robust.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"
#include "report/words/durations.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

std::string all_names(const Case& conflict) {
    std::vector<std::string> names;
    for (const Party& party : conflict.parties) names.push_back(party.name);
    if (names.size() > 4) return "all " + std::to_string(names.size()) + " parties";
    return names.size() == 2 ? "both " + join_words(names) : join_words(names);
}

/// The deal in a few sentences, an issue each: all issues where they are few, else the weightiest.
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

std::string analysts_answer(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const settle::SettleResult& result = *findings.settle;
    if (!result.zone.empty) {
        const bool counted = !result.zone.outcomes.empty();
        return "Yes: " + (counted ? count_words(result.zone.outcomes) + " of " +
                                        count_words(result.outcomes) + " possible packages leave " +
                                        (conflict.parties.size() == 2 ? "both sides" : "every party") +
                                        " no worse off than " + no_deal(conflict) + "."
                                  : "there are packages that leave every party no worse off than " +
                                        no_deal(conflict) + ".");
    }
    std::string words = "No: as the case stands, no package leaves every party at least as well off as " +
                        no_deal(conflict) + " would";
    const settle::Blocker* nearest = nullptr;
    for (const auto& blocker : result.zone.blocked_by) {
        if (blocker.shortfall && (nearest == nullptr || *blocker.shortfall < *nearest->shortfall))
            nearest = &blocker;
    }
    if (nearest != nullptr) {
        words += "; the nearest falls " + points(conflict, *nearest->shortfall) + " short for " +
                 conflict.parties[nearest->party.index()].name;
    }
    return words + ".";
}

std::string answer(const Findings& findings) {
    std::string words = analysts_answer(findings);
    if (findings.believed)
        words += believed_words(findings.conflict, findings.settle->zone, findings.believed->zone);
    return words;
}

/// Would the sides refuse, each by its own belief, what the analyst's numbers hold acceptable?
bool refused_by_belief(const Findings& findings) {
    return findings.believed && findings.believed->zone.empty && !findings.settle->zone.empty;
}

/// "58.8 points to North and 54.1 to South"; of more than four parties, the ends.
template <class Value>
std::string worth_to_each(const Case& conflict, const std::vector<std::size_t>& parties,
                          const Value& value) {
    const auto part = [&](std::size_t p, bool first) {
        return (first ? points(conflict, value(p)) : worth(conflict, value(p))) + " to " +
               conflict.parties[p].name;
    };
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
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (all[p].reservation) parties.push_back(p);
    }
    const std::string nothing = no_deal(conflict);
    if (parties.empty())
        return "The case names no value of " + nothing + ": any deal counts as acceptable.";
    std::string words =
        std::string(1, static_cast<char>(nothing[0] - 32)) + nothing.substr(1) + " is worth " +
        worth_to_each(conflict, parties, [&](std::size_t p) { return *all[p].reservation; });
    // With interactions of issues a package may be worth more than the points of the issues.
    const double full = conflict.points.value();
    if (std::all_of(all.begin(), all.end(),
                    [&](const auto& party) { return party.best <= full * (1 + 1e-9); }))
        words += ", where " + format_number(full, 2) + " is the best package that a party can wish for";
    return words + ".";
}

std::string war_bullet(const Findings& findings) {
    const war::WarResult& war = *findings.war;
    const auto name = [&](std::size_t side) {
        return findings.conflict.parties[war.sides[side].party.index()].name;
    };
    std::string words;
    if (war.out_of_sight) {
        words = "If fighting goes on as now: " + duration_words(war) + "; no victory is in sight.";
    } else {
        words = "If fighting goes on, " + name(0) + " wins with a chance of " + percent(war.sides[0].win) +
                " and " + name(1) + " of " + percent(war.sides[1].win);
        if (war.learning)
            words += ", and they settle before that with a chance of " + percent(war.learning->settles);
        if (!(war.duration.value <= 0)) words += "; how long: " + duration_words(war);
        words += ".";
    }
    for (std::size_t side = 0; side < 2; ++side) {
        const double gap = war.sides[side].believed.reservation.value - war.sides[side].reservation.value;
        if (gap > 0.5)
            words += " " + name(side) + " itself expects " + points(findings.conflict, gap) +
                     " more from fighting than the analyst does.";
    }
    return words;
}

std::string deal_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto* deal = assess::balanced_deal(*findings.settle);
    std::vector<std::size_t> parties(conflict.parties.size());
    std::iota(parties.begin(), parties.end(), std::size_t{0});
    return "The most balanced package is worth " +
           worth_to_each(conflict, parties,
                         [&](std::size_t p) { return deal->solution->point.utilities[p]; }) +
           ". " + short_deal(conflict, deal->solution->point.outcome);
}

std::string concession_bullet(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto& solution = *assess::balanced_deal(*findings.settle)->solution;
    std::vector<std::string> parts;
    for (std::size_t p = 0; p < conflict.parties.size() && p < solution.concessions.size(); ++p) {
        if (std::isfinite(solution.concessions[p]))
            parts.push_back(conflict.parties[p].name + " " + percent(solution.concessions[p]));
    }
    if (parts.empty()) return "";
    if (parts.size() > 4) {
        if (parts.size() < solution.concessions.size()) return "";
        const auto& given = solution.concessions;
        const auto [least, most] = std::minmax_element(given.begin(), given.end());
        const auto name = [&](const auto at) {
            return conflict.parties[static_cast<std::size_t>(at - given.begin())].name;
        };
        return "Of the way from its best conceivable package down to " + no_deal(conflict) + ", " +
               name(most) + " gives up most (" + percent(*most) + ") and " + name(least) + " least (" +
               percent(*least) + ").";
    }
    return "Nobody gets all it wants: of the way from its best conceivable package down to " +
           no_deal(conflict) + ", " + join_words(parts) + (parts.size() == 1 ? " is" : " are") +
           " given up.";
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
        return "In that package every side gives most on “" + issue_name(conflict.space.issues[*shared]) +
               "”: it lies " + join_words(same) + ".";
    }
    return parts.empty() ? ""
                         : "In that package each side gives most in one place: " + join_words(parts) + ".";
}

void say_bullets(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    document.bullets.push_back(no_deal_bullet(findings));
    if (findings.war) document.bullets.push_back(war_bullet(findings));
    if (findings.war && !findings.war->waiting.empty())
        document.bullets.push_back(waiting_words(findings.conflict, *findings.war).front() + ".");
    if (assess::balanced_deal(result) != nullptr) {
        document.bullets.push_back(deal_bullet(findings));
        const std::string concessions = concession_bullet(findings);
        if (!concessions.empty()) document.bullets.push_back(concessions);
        const std::string trades = findings.stability ? "" : trade_bullet(findings);
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
    if (findings.levers) document.bullets.push_back(levers_answer(findings.conflict, *findings.levers));
}

std::string how_sure(const Findings& findings) {
    const auto& share = findings.evidence.importance;
    const settle::SettleResult& result = *findings.settle;
    std::string words = result.exact ? "The arithmetic is exact; "
                                     : "The arithmetic is approximate, with the bound in the notes; ";
    words += "the numbers are less so: by importance " + percent(share[0]) + " rest on data, " +
             percent(share[1]) + " on judgement and " + percent(share[2]) + " on assumptions.";
    if (findings.robust && findings.robust->zone) {
        words += " " + robust_answer(findings.conflict, *findings.robust);
    } else if (findings.evidence.ranged == 0) {
        words += " No number has a range, so how far each could be wrong is not known.";
    } else {
        words += " A draw of this case takes too long for a page: entente robust draws its ranges.";
    }
    return words;
}

std::string caveat(const Findings& findings) {
    const auto& share = findings.evidence.importance;
    const settle::SettleResult& result = *findings.settle;
    if (!result.zone.proved)
        return "The search ended before it could prove whether a zone exists: the answer is what was "
               "found, not a proof.";
    if (refused_by_belief(findings)) {
        return "The sides do not share this view of the war: by its own belief each holds out for more, "
               "and "
               "no package gives all of them that much. While they believe so, expect them to refuse.";
    }
    if (share[2] >= 0.5) {
        return percent(share[2]) +
               " of what decides this case, by importance, is assumed and not known: read the result as "
               "“if these numbers, then "
               "this deal”, and replace the assumptions first.";
    }
    if (!result.frontier.complete && !result.frontier.epsilon)
        return "The frontier is not listed in full: how far other packages are from those shown is not "
               "known.";
    if (!result.frontier.complete) {
        return "The frontier is covered, not listed: every package lies within " +
               points(findings.conflict, *result.frontier.epsilon) + " of one that is shown.";
    }
    if (share[1] >= 0.5)
        return percent(share[1]) +
               " of the importance rests on judgement: another panel may weigh the issues otherwise.";
    return "Utilities stand for what a party would accept; leaders, factions and publics of one party may "
           "differ, and a deal must also hold once signed.";
}

void say_changes(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    if (refused_by_belief(findings)) {
        const auto& apart = findings.believed->zone.smallest_shift;
        document.would_change.push_back(
            "As each side itself believes the war to stand, no deal is left" +
            (apart ? ": they are " + points(conflict, *apart) + " apart in all." : std::string(".")));
    }
    std::size_t shown = 0;
    const auto swings = findings.robust ? findings.robust->swings : std::vector<robust::Swing>{};
    for (const robust::Swing& swing : swings) {
        constexpr double kWorthSaying = 0.1;
        if (std::abs(swing.high - swing.low) < kWorthSaying || shown == 3) break;
        const AddressWords words = address_words(conflict, swing.address);
        document.would_change.push_back("“" + words.group + ": " + words.label +
                                        "”: in its lowest tenth a deal exists in " + percent(swing.low) +
                                        " of the draws, in its highest in " + percent(swing.high) + ".");
        ++shown;
    }
    if (!result.zone.empty) {
        for (std::size_t p = 0; p < conflict.parties.size() && document.would_change.size() < 4; ++p) {
            const auto& party = result.parties[p];
            if (!party.reservation || !party.ideal) continue;
            document.would_change.push_back(conflict.parties[p].name + " refuses every deal once " +
                                            no_deal(conflict) + " is worth more than " +
                                            points(conflict, *party.ideal) + " to it (now " +
                                            worth(conflict, *party.reservation) + ").");
        }
    } else {
        for (const auto& blocker : result.zone.blocked_by) {
            if (!blocker.shortfall || document.would_change.size() >= 4) continue;
            const std::string& name = conflict.parties[blocker.party.index()].name;
            document.would_change.push_back("A deal becomes possible where " + name + "'s value of " +
                                            no_deal(conflict) + " falls by " +
                                            points(conflict, *blocker.shortfall) + ", the others' held.");
        }
    }
    if (document.would_change.empty())
        document.would_change.push_back("No single number within its range; see what goes in.");
}

/// Do the packages hold, in one sentence?
std::string hold_bullet(const Findings& findings) {
    const auto* deal = assess::balanced_deal(*findings.settle);
    if (deal == nullptr) return "";
    const auto state = state_of_deal(findings, deal->solution->point.outcome);
    if (state == stability::kNoState) return "";
    if (findings.stability->verdicts.is_equilibrium(stability::Concept::nash, state)) {
        return "Once agreed, that package holds: no side gains by a move of its own.";
    }
    const std::vector<std::string> names = decider_names(findings);
    std::vector<std::string> leavers;
    for (std::size_t d = 0; d < names.size(); ++d) {
        if (!findings.stability->verdicts.is_stable(stability::Concept::nash, d, state))
            leavers.push_back(names[d]);
    }
    return "Once agreed, that package does not hold by itself: " + join_words(leavers) +
           " would gain by a move that needs nobody's consent.";
}

void say_headline(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    document.headline.push_back(
        {"Zone of agreement", result.zone.empty ? "empty"
                              : result.zone.outcomes.empty()
                                  ? "not empty"
                                  : count_words(result.zone.outcomes) + " packages"});
    if (findings.robust && findings.robust->zone)
        document.headline.push_back({"Chance of a deal", percent(findings.robust->zone->chance)});
    document.headline.push_back(
        {"Frontier", group_digits(std::to_string(result.frontier.points)) + " points"});
    const auto* deal = assess::balanced_deal(result);
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        const std::string& name = conflict.parties[p].name;
        if (result.parties[p].reservation) {
            document.headline.push_back({name + ": value of " + no_deal(conflict),
                                         points(conflict, *result.parties[p].reservation),
                                         static_cast<Tone>(p)});
        }
        if (deal != nullptr) {
            document.headline.push_back({name + ": " + solution_name(deal->name),
                                         points(conflict, deal->solution->point.utilities[p]),
                                         static_cast<Tone>(p)});
        }
    }
    if (deal != nullptr) {
        for (std::size_t i = 0; i < conflict.space.issues.size() && i < 40; ++i) {
            const Issue& issue = conflict.space.issues[i];
            document.headline.push_back(
                {issue_name(issue), issue.options[deal->solution->point.outcome.options[i].index()].label});
        }
    }
}

/// What one party may read: its own points, the packages, nothing that the other sheets decide.
void private_page(Document& document, const Findings& findings, PartyId viewer) {
    const Case& conflict = findings.conflict;
    const settle::SettleResult& result = *findings.settle;
    const std::string& name = conflict.parties[viewer.index()].name;
    const auto& own = result.parties[viewer.index()];
    document.answer = result.zone.empty ? "No: as the case stands, no package is acceptable to every party."
                                        : "Yes: there are packages that every party prefers to " +
                                              no_deal(conflict) + ".";
    if (own.reservation) {
        document.bullets.push_back(
            "Without a deal " + name + " gets " + points(conflict, *own.reservation) +
            "; its best conceivable package is worth " + points(conflict, own.best) + ".");
    }
    for (const Package& package : packages(result)) {
        if (document.bullets.size() >= 4) break;
        document.bullets.push_back(package.name + " gives " + name + " " +
                                   points(conflict, package.solution->point.utilities[viewer.index()]) +
                                   ": " + short_deal(conflict, package.solution->point.outcome));
    }
    const auto& share = findings.evidence.by_party[viewer.index()];
    document.how_sure = "Of " + name + "'s own numbers, by importance, " + percent(share[0]) +
                        " rest on data, " + percent(share[1]) + " on judgement and " + percent(share[2]) +
                        " on assumptions.";
    document.caveat = "This copy is for " + name +
                      ": the other parties' points, ranges and beliefs are not in this file.";
    document.would_change.push_back("A deal that gives " + name + " less than its value of " +
                                    no_deal(conflict) + " is none.");
}

}  // namespace

void write_first_page(Document& document, const Findings& findings, const Audience& audience) {
    const Case& conflict = findings.conflict;
    if (!findings.settle) return write_ordinal_page(document, findings, audience);
    document.question = "Is there a settlement that " + all_names(conflict) + " would rather have than " +
                        no_deal(conflict) + "?";
    if (audience.viewer) return private_page(document, findings, *audience.viewer);
    document.answer = answer(findings);
    say_bullets(document, findings);
    document.how_sure = how_sure(findings);
    document.caveat = caveat(findings);
    if (findings.stability && document.bullets.size() < 5) {
        const std::string holds = hold_bullet(findings);
        if (!holds.empty()) document.bullets.push_back(holds);
    }
    say_changes(document, findings);
    say_headline(document, findings);
}

}  // namespace entente::report
