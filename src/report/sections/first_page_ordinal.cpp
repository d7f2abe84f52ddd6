// Page one of a case that ranks states and gives no points: where could it come to rest?
#include <algorithm>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"
#include "report/words/stability.hpp"

namespace entente::report {
namespace {

using stability::Concept;
using stability::State;

constexpr std::size_t kMostNamed = 8;
constexpr std::size_t kMostTold = 3;  // resting states with a bullet of their own

/// States that hold against credible answers; those that nobody gains by leaving come first.
std::vector<State> resting(const stability::Verdicts& verdicts) {
    std::vector<State> states = verdicts.equilibria(Concept::seq);
    std::stable_sort(states.begin(), states.end(), [&](State a, State b) {
        return verdicts.is_equilibrium(Concept::nash, a) > verdicts.is_equilibrium(Concept::nash, b);
    });
    return states;
}

std::string answer(const Findings& findings, const std::vector<State>& states) {
    const std::string all = group_digits(std::to_string(findings.stability->built.model.states));
    if (states.empty()) {
        return "Nowhere by itself: from each of the " + all +
               " states some side gains by moving on, and no credible answer stops it.";
    }
    std::vector<State> in_order = states;
    std::sort(in_order.begin(), in_order.end());
    const std::string count = group_digits(std::to_string(states.size()));
    const std::string where = "At " + count + " of " + all + " states";
    if (states.size() > kMostNamed) return where + ".";
    return where + ": " + (states.size() == 1 ? "state " : "states ") +
           told_apart(findings.conflict, findings.stability->built, in_order) + ".";
}

/// What a state is, and what keeps everybody there.
std::string rest_bullet(const Findings& findings, State state) {
    const stability::StabilityResult& result = *findings.stability;
    const bool now = result.built.status_quo && *result.built.status_quo == state;
    std::string words = "State " + std::to_string(state + 1) + (now ? ", where things stand" : "") + ". " +
                        state_in_words(findings, state) + ".";
    if (result.verdicts.is_equilibrium(Concept::nash, state))
        return words + " No side gains by leaving it.";
    const std::vector<std::string> names = decider_names(findings);
    for (const stability::Witness& witness : result.witnesses) {
        if (witness.of == Concept::seq && witness.state == state && !witness.responses.empty())
            return words + " " + because(names, witness);
    }
    return words + " Who gains by leaving it has an answer to fear.";
}

/// A short way with its states told, not only numbered: "North to 3 (blockade), South to 7 (blockade,
/// withdraw)".
std::string told_way(const Findings& findings, const stability::Path& by_moves,
                     const stability::Path& by_gains) {
    constexpr std::size_t kMostSteps = 4;
    const stability::Path& path = by_gains.reachable ? by_gains : by_moves;
    const std::vector<std::string> names = decider_names(findings);
    if (path.steps.size() > kMostSteps)
        return way_words(names, findings.stability->paths->from, by_moves, by_gains);
    std::string words;
    for (const stability::Step& step : path.steps) {
        words += (words.empty() ? "" : ", ") + names[step.decider] + " to " +
                 told_apart(findings.conflict, findings.stability->built, {step.to});
    }
    return words + (by_gains.reachable ? "; each gains" : "; somebody has to move against its own gain");
}

/// How the first of the resting states is reached from where things stand.
std::string way_bullet(const Findings& findings, const std::vector<State>& states) {
    const auto& paths = findings.stability->paths;
    if (!paths || std::find(states.begin(), states.end(), paths->from) != states.end()) return "";
    for (const bool gains : {true, false}) {
        for (std::size_t k = 0; k < paths->by_moves.size(); ++k) {
            const stability::Path& path = gains ? paths->by_improvements[k] : paths->by_moves[k];
            if (!path.reachable || std::find(states.begin(), states.end(), path.to) == states.end())
                continue;
            return "From where things stand (state " + std::to_string(paths->from + 1) +
                   ") the way to state " + std::to_string(path.to + 1) +
                   " is: " + told_way(findings, paths->by_moves[k], paths->by_improvements[k]) + ".";
        }
    }
    return "No moves of single sides lead there from where things stand (state " +
           std::to_string(paths->from + 1) + ").";
}

std::string foresight_bullet(const Findings& findings) {
    const auto& foresight = findings.stability->foresight;
    if (!foresight || !foresight->judged || !foresight->settled || foresight->non_myopic.empty()) return "";
    const bool one = foresight->non_myopic.size() == 1;
    return "If both sides look many moves ahead, " + std::string(one ? "state " : "states ") +
           list_of(foresight->non_myopic, 6) + (one ? " remains." : " remain.");
}

std::string together_bullet(const Findings& findings) {
    const auto& coalitions = findings.stability->coalitions;
    if (!coalitions || !coalitions->judged) return "";
    const std::vector<std::string> names = decider_names(findings);
    for (const stability::EquilibriumJump& jump : coalitions->jumps) {
        if (jump.of != Concept::seq) continue;
        std::vector<std::string> members;
        for (const std::size_t d : jump.coalition) members.push_back(names[d]);
        return join_words(members) + " together can go from state " + std::to_string(jump.from + 1) +
               " to " + std::to_string(jump.to + 1) +
               (members.size() == 2 ? ", which both prefer." : ", which they all prefer.");
    }
    return "";
}

std::string grades(const Case& conflict) {
    std::vector<std::string> used;
    for (const Source& source : conflict.sources) {
        const std::string word(to_string(source.grade));
        if (std::find(used.begin(), used.end(), word) == used.end()) used.push_back(word);
    }
    return used.empty() ? "the case names no source for them."
                        : "their sources are graded " + join_words(used) + ".";
}

std::string how_sure(const Findings& findings) {
    std::string words =
        "The verdicts are exact for the orders of preference in the case; " + grades(findings.conflict);
    const auto& robustness = findings.stability->robustness;
    if (robustness && !robustness->chances.empty()) {
        std::vector<std::string> parts;
        for (const stability::Chance& chance : robustness->chances) {
            if (!findings.stability->verdicts.is_equilibrium(Concept::seq, chance.state)) continue;
            if (parts.size() == kMostTold) break;
            parts.push_back("state " + std::to_string(chance.state + 1) + " in " +
                            percent(chance.chance[static_cast<std::size_t>(Concept::seq)]));
        }
        if (!parts.empty())
            words += " With neighbours in the orders in doubt, " + join_words(parts) +
                     " of the draws still holds.";
    }
    return words;
}

void say_changes(Document& document, const Findings& findings) {
    const auto& robustness = findings.stability->robustness;
    const std::vector<std::string> names = decider_names(findings);
    if (robustness) {
        for (const stability::Fragility& one : robustness->fragility) {
            if (one.of != Concept::seq || !one.swaps || document.would_change.size() == kMostTold) continue;
            std::vector<std::string> swaps;
            for (const stability::Fragility::Swap& swap : one.how)
                swaps.push_back(names[swap.decider] + " swaps places " + std::to_string(swap.place + 1) +
                                " and " + std::to_string(swap.place + 2) + " of its order");
            document.would_change.push_back("State " + std::to_string(one.state + 1) +
                                            " no longer holds once " + join_words(swaps) + ".");
        }
    }
    if (document.would_change.empty()) {
        document.would_change.push_back(
            "A different order of preferences, or a move that a side turns out to have.");
    }
}

/// There is nothing to judge, or nothing that this copy may show.
void say_nothing(Document& document, const Findings& findings, const Audience& audience) {
    document.caveat = kDisclaimer;
    if (audience.viewer) {
        document.answer =
            "That follows from every side's order of preference, which a copy for one side leaves out.";
        document.how_sure = "This copy holds nothing that was computed from the other sides' sheets.";
        document.would_change.push_back("The full report, for those who may see every side's order.");
        return;
    }
    if (!findings.conflict.control.empty() || findings.conflict.graph) {
        document.answer = "The case has too many states for a report: entente stability judges them.";
        document.how_sure = "Nothing was computed for this page.";
        document.would_change.push_back("Rules that leave fewer states.");
        return;
    }
    if (findings.war) {
        document.question = "What would " + no_deal(findings.conflict) + " bring?";
        document.answer =
            "The course of the war is below. The case does not say what a package is worth to its parties, "
            "so "
            "that no deal can be compared with it.";
        document.how_sure = "As sure as the numbers of the war in the case.";
    } else {
        document.answer = "The case says neither what a package is worth to its parties nor who can move.";
        document.how_sure = "There is nothing to compute yet.";
    }
    document.would_change.push_back("Scores for each party, or a table [control].");
}

}  // namespace

void write_ordinal_page(Document& document, const Findings& findings, const Audience& audience) {
    document.question = "Where could this conflict come to rest?";
    if (!findings.stability) return say_nothing(document, findings, audience);
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    const std::vector<State> states = resting(verdicts);
    document.answer = answer(findings, states);
    if (!states.empty()) {
        document.bullets.push_back(
            "There every side either gains nothing by a move of its own, or would be answered, credibly, "
            "so "
            "that it gains nothing in the end.");
    }
    for (std::size_t k = 0; k < std::min(states.size(), kMostTold); ++k)
        document.bullets.push_back(rest_bullet(findings, states[k]));
    for (const std::string& bullet :
         {way_bullet(findings, states), together_bullet(findings), foresight_bullet(findings)}) {
        if (!bullet.empty() && document.bullets.size() < 5) document.bullets.push_back(bullet);
    }
    document.how_sure = how_sure(findings);
    document.caveat =
        "An order says what is preferred, not by how much: no point total and no bargaining solution "
        "follows "
        "from it.";
    say_changes(document, findings);
    const auto count = [&](Concept c) { return group_digits(std::to_string(verdicts.count(c))); };
    document.headline = {{"States", group_digits(std::to_string(findings.stability->built.model.states))},
                         {"Hold (Nash)", count(Concept::nash)},
                         {"Hold (sequential)", count(Concept::seq)}};
}

}  // namespace entente::report
