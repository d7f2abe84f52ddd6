// The questions of page one that need a deal first: how talks get there, what holds it, what outsiders can
// do.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/negotiate/path.hpp"
#include "entente/report/levers.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

std::string how_to_get_there(const Findings& findings) {
    const Case& conflict = findings.conflict;
    const auto* deal = assess::balanced_deal(*findings.settle);
    if (deal == nullptr) return "";
    const Outcome& outcome = deal->solution->point.outcome;
    if (outcome.options.size() != conflict.space.issues.size()) return "";
    const negotiate::ConcessionPath path = negotiate::concessions(conflict, outcome);
    if (path.steps.empty()) return "";
    const negotiate::Concession& first = path.steps.front();
    const std::string steps =
        path.steps.size() == 1 ? "one concession" : std::to_string(path.steps.size()) + " concessions";
    std::string words = "To package A in " + steps +
                        ", whoever has gone the smallest part of its way next. " +
                        conflict.parties[first.party.index()].name + " begins";
    if (!first.changes.empty()) {
        const auto& change = first.changes.front();
        words +=
            ": “" + issue_name(conflict.space.issues[change.issue.index()]) + "” to “" + change.to + "”";
    }
    return words + (path.holds ? ". On the way nobody falls below " + no_deal(conflict) + "."
                               : ". One step takes a party below " + no_deal(conflict) +
                                     ": there, issues must change hands together.");
}

std::string what_outsiders_can_do(const Findings& findings) {
    if (findings.levers) {
        const std::string weakest = weakest_link(findings.conflict, *findings.levers);
        return levers_answer(findings.conflict, *findings.levers) + (weakest.empty() ? "" : " " + weakest);
    }
    if (findings.conflict.levers.empty())
        return "The case names nothing that an outsider could change ([lever]).";
    return "";
}

/// Which of the solutions' packages hold; if none does, the best one that would.
std::string which_would_hold(const Findings& findings) {
    const Case& conflict = findings.conflict;
    if (findings.settle->zone.empty) return "";
    if (!findings.stability) {
        return conflict.control.empty() && !conflict.graph
                   ? "Not judged: the case does not say what each side can change alone ([control])."
                   : "";
    }
    const auto holds = [&](const Outcome& outcome) {
        const auto state = state_of_deal(findings, outcome);
        return state != stability::kNoState &&
               findings.stability->verdicts.is_equilibrium(stability::Concept::nash, state);
    };
    std::vector<std::string> kept;
    for (const Package& package : packages(*findings.settle)) {
        if (holds(package.solution->point.outcome)) kept.push_back(package.name);
    }
    if (!kept.empty())
        return "No side gains by a move of its own from the deal of " + join_words(kept) + ".";
    // Else the efficient package that holds and gives the party that gains least the most.
    const settle::Point* best = nullptr;
    double most = -INFINITY;
    for (const settle::Point& point : findings.settle->frontier.items) {
        double least = INFINITY;
        for (std::size_t p = 0; p < point.utilities.size(); ++p) {
            const auto& reservation = findings.settle->parties[p].reservation;
            if (reservation) least = std::min(least, point.utilities[p] - *reservation);
        }
        if (least < -1e-9 || least <= most || !holds(point.outcome)) continue;
        most = least;
        best = &point;
    }
    if (best == nullptr) {
        const bool whole = findings.settle->frontier.complete;
        return "None of the packages above, nor any other efficient one " +
               std::string(whole ? "that all accept" : "that is listed and that all accept") +
               ": somebody gains by leaving each of them alone.";
    }
    return "None of the packages above. Of the efficient ones that hold, the one with the largest least "
           "gain: " +
           outcome_words(conflict, best->outcome) + ".";
}

}  // namespace

void answer_questions(Document& document, const Findings& findings) {
    const auto say = [&](const char* question, std::string answer) {
        if (!answer.empty()) document.answers.push_back({question, std::move(answer)});
    };
    say("How do we get there?", how_to_get_there(findings));
    say("Which deal would hold?", which_would_hold(findings));
    say("What can a third party do?", what_outsiders_can_do(findings));
}

}  // namespace entente::report
