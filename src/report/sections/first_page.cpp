// Page one, in plain words: question, answer, bullets, how sure, caveat, what would change the answer.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/report/robust.hpp"
#include "report/sections/first_page.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

std::string all_names(const Case& conflict) {
    std::vector<std::string> names;
    for (const Party& party : conflict.parties) names.push_back(party.name);
    if (names.size() > 4) return "all " + std::to_string(names.size()) + " parties";
    return names.size() == 2 ? "both " + join_words(names) : join_words(names);
}

std::string all_sides(const Case& conflict) {
    return conflict.parties.size() == 2 ? "both sides" : "every party";
}

std::string no_words(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const settle::Zone& zone = findings.settle->zone;
    std::string words =
        zone.proved ? "No: as the case stands, no package leaves every party at least as well off as " +
                          no_deal(conflict) + " would"
                    : "None was found: no package tried leaves every party at least as well off as " +
                          no_deal(conflict) + " would";
    const settle::Blocker* nearest = nullptr;
    for (const auto& blocker : zone.blocked_by) {
        if (blocker.shortfall && (nearest == nullptr || *blocker.shortfall < *nearest->shortfall))
            nearest = &blocker;
    }
    if (nearest != nullptr) {
        words += "; the nearest falls " + points(conflict, *nearest->shortfall) + " short for " +
                 conflict.parties[nearest->party.index()].name;
    }
    return words + ".";
}

/// Whether, by the analyst's numbers; how many packages only stands in brackets.
std::string analysts_answer(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const settle::SettleResult& result = *findings.settle;
    if (result.zone.empty) return no_words(findings);
    if (conflict.parties.size() == 1)
        return conflict.parties[0].name + " alone is no negotiation: there is nobody to agree with.";
    if (const std::string any = any_passes_words(conflict, result); !any.empty())
        return "Yes, but that says little: " + any + ".";
    const bool counted = !result.zone.outcomes.empty();
    std::string words = counted && result.zone.outcomes == "1" ? "Yes: there is one package that leaves "
                                                               : "Yes: there are packages that leave ";
    words += all_sides(conflict) + " no worse off than " + no_deal(conflict);
    if (counted)
        words += " (" + count_words(result.zone.outcomes) + " of " + count_words(result.outcomes) + ")";
    return words + ".";
}

/// "61 packages", "1 package".
std::string packages_counted(const std::string& count) {
    return count_words(count) + (count == "1" ? " package" : " packages");
}

/// Both verdicts, and which package.
std::string answer(const Findings& findings) {
    const settle::Zone& ours = findings.settle->zone;
    std::string words = analysts_answer(findings);
    if (findings.believed) {
        const settle::Zone& theirs = findings.believed->zone;
        const std::string verdict = ours.empty ? "No" : "Yes";
        const bool plain = words.starts_with(verdict + ":") || words.starts_with(verdict + ",");
        if (theirs.empty != ours.empty && plain) {
            words = verdict + " by the analyst's numbers, " + (ours.empty ? "yes" : "no") +
                    " by the sides' own" + words.substr(verdict.size());
        }
        if (ours.empty || theirs.empty || theirs.outcomes.empty()) {
            words += believed_words(findings.conflict, ours, theirs);
        } else {
            words += " By what each side itself believes of " + contest(findings.conflict) + ", " +
                     packages_counted(theirs.outcomes) + (theirs.outcomes == "1" ? " does." : " do.");
        }
    }
    return words + which_words(*findings.settle);
}

/// Would the sides refuse, each by its own belief, what the analyst's numbers hold acceptable?
bool refused_by_belief(const Findings& findings) {
    return findings.believed && findings.believed->zone.empty && !findings.settle->zone.empty;
}

/// "by its own belief Armenia holds out for 40 points more and Azerbaijan for 3.2 points more".
std::string who_holds_out(const Findings& findings) {
    std::vector<std::string> parts;
    for (std::size_t p = 0; p < findings.conflict.parties.size(); ++p) {
        const auto& ours = findings.settle->parties[p].reservation;
        const auto& own = findings.believed->reservations[p];
        if (!own || (ours && *own <= *ours + 1e-9)) continue;
        parts.push_back(findings.conflict.parties[p].name + (parts.empty() ? " holds out" : "") + " for " +
                        points(findings.conflict, *own - ours.value_or(0)) + (ours ? " more" : ""));
    }
    return "by its own belief " + join_words(parts);
}

std::string how_sure(const Findings& findings) {
    const auto& share = findings.evidence.importance;
    const settle::SettleResult& result = *findings.settle;
    std::string words = result.exact ? "The arithmetic is exact; "
                                     : "The arithmetic is approximate, with the bound in the notes; ";
    words += "the numbers are less so: by importance " + percent(share[0]) + " rest on data, " +
             percent(share[1]) + " on judgement and " + percent(share[2]) +
             (findings.evidence.uncited > 0 ? " on assumptions or on no source." : " on assumptions.");
    if (findings.robust && findings.robust->zone) {
        std::string drawn = robust_answer(findings.conflict, *findings.robust);
        if (findings.believed && !drawn.empty() && drawn[0] >= 'A' && drawn[0] <= 'Z')
            drawn = "By the analyst's numbers: " + std::string(1, static_cast<char>(drawn[0] + 32)) +
                    drawn.substr(1);
        words += " " + drawn;
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
        return "The sides do not share this view of " + contest(findings.conflict) + ": " +
               who_holds_out(findings) +
               ", and no package gives all parties what they hold out for. While they believe so, expect "
               "a refusal.";
    }
    if (share[2] >= 0.5) {
        return percent(share[2]) +
               " of what decides this case, by importance, is assumed or has no source: read the result as "
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

/// A number inside a sentence: "the weight for North on “Who gets the water?”", "North's value of no deal".
std::string swing_words(const Case& conflict, const std::string& address) {
    if (address.starts_with("reserve.")) return number_words(conflict, address);
    const AddressWords words = address_words(conflict, address);
    if (address.starts_with("issue.")) return "the " + words.label + " on “" + words.group + "”";
    return "“" + words.group + ": " + words.label + "”";
}

void say_changes(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    if (refused_by_belief(findings)) {
        const auto& apart = findings.believed->zone.smallest_shift;
        document.would_change.push_back(
            "As the sides themselves believe " + contest(conflict) + " to stand, no deal is left" +
            (apart ? ": they are " + points(conflict, *apart) + " apart in all." : std::string(".")));
    }
    std::size_t shown = 0;
    const auto swings = findings.robust ? findings.robust->swings : std::vector<robust::Swing>{};
    for (const robust::Swing& swing : swings) {
        constexpr double kWorthSaying = 0.1;
        if (std::abs(swing.high - swing.low) < kWorthSaying || shown == 3) break;
        document.would_change.push_back("With " + swing_words(conflict, swing.address) +
                                        " in its lowest tenth a deal exists in " + percent(swing.low) +
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
    const bool any = std::any_of(result.parties.begin(), result.parties.end(),
                                 [](const auto& party) { return party.reservation.has_value(); });
    if (!any)
        document.would_change.push_back(
            "What " + no_deal(conflict) +
            " is worth to the parties, once the case says it: today any package passes.");
    if (document.would_change.empty())
        document.would_change.push_back("No single number within its range; see what goes in.");
}

void say_headline(Document& document, const Findings& findings) {
    const settle::SettleResult& result = *findings.settle;
    const Case& conflict = findings.conflict;
    document.headline.push_back({"Zone of agreement", result.zone.empty ? "empty"
                                                      : result.zone.outcomes.empty()
                                                          ? "not empty"
                                                          : packages_counted(result.zone.outcomes)});
    if (findings.believed) {
        const settle::Zone& own = findings.believed->zone;
        document.headline.push_back(
            {"Zone by the sides' own beliefs", own.empty              ? "empty"
                                               : own.outcomes.empty() ? "not empty"
                                                                      : packages_counted(own.outcomes)});
    }
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
            document.headline.push_back(
                {name + ": " + solution_name(deal->name) +
                     (has_equals(*deal->solution) ? " (one of several as fair)" : ""),
                 points(conflict, deal->solution->point.utilities[p]), static_cast<Tone>(p)});
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
    document.choice = candidates_table(findings);
    document.choosing = candidates_words(findings);
    document.how_sure = how_sure(findings);
    document.caveat = caveat(findings);
    if (findings.stability && document.bullets.size() < 5) {
        const std::string holds = hold_bullet(findings);
        if (!holds.empty()) document.bullets.push_back(holds);
    }
    say_changes(document, findings);
    answer_questions(document, findings);
    say_headline(document, findings);
}

}  // namespace entente::report
