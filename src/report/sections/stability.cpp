// Would it hold: which states nobody leaves, which deals fall, and why.
#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/stability/explain.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"
#include "report/words/stability.hpp"

namespace entente::report {
namespace {

using stability::Concept;
using stability::State;

constexpr std::size_t kMostListed = 60;  // states in the table
constexpr std::size_t kMostDrawn = 9;    // states of a graph
constexpr std::size_t kMostColumns = 6;  // issues with a column of their own
constexpr std::size_t kMostReasons = 8;  // states whose verdicts are explained
constexpr std::size_t kMostWays = 8;

/// What changes between two states, in words.
std::string move_words(const Findings& findings, State from, State to) {
    const auto& model = findings.stability->built;
    const std::string number = "state " + std::to_string(to + 1);
    if (model.model.graph_form() || !model.patterns.empty())
        return "moving to " + number + " (" + state_in_words(findings, to) + ")";
    const Space& space = findings.conflict.space;
    const Outcome before = stability::outcome_of(space, model.model.code(from));
    const Outcome after = stability::outcome_of(space, model.model.code(to));
    std::string words;
    for (std::size_t i = 0; i < space.issues.size(); ++i) {
        if (before.options[i] == after.options[i]) continue;
        words += (words.empty() ? "" : " and ") + std::string("“") + issue_name(space.issues[i]) +
                 "” to “" + space.issues[i].options[after.options[i].index()].label + "”";
    }
    return "moving " + words + " (" + number + ")";
}

Table equilibria_table(const Findings& findings) {
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    Table table{.id = "equilibria",
                .title = "States that hold, by foresight",
                .columns = {{"Foresight", ""}, {"States", "", 0}, {"Which", ""}},
                .rows = {}};
    for (const Concept c : stability::kAllConcepts) {
        const bool simultaneous = c == Concept::sim || c == Concept::sim_unstable;
        if (simultaneous && !verdicts.simultaneous) continue;
        const auto states = verdicts.equilibria(c);
        table.rows.push_back({concept_words(c), static_cast<double>(states.size()), list_of(states, 24)});
    }
    return table;
}

/// One line a package: it holds, or who leaves it for what.
Table deals_table(const Findings& findings, const stability::Explorer& explorer) {
    Table table{.id = "deals-that-hold",
                .title = "Would the packages hold, once agreed?",
                .columns = {{"Package", ""}, {"State", "", 0}, {"Holds?", ""}, {"Why", ""}},
                .rows = {}};
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    const std::vector<std::string> names = decider_names(findings);
    for (const Package& package : packages(*findings.settle)) {
        const State state = state_of_deal(findings, package.solution->point.outcome);
        if (state == stability::kNoState) continue;
        std::vector<Cell> row = {package.name, static_cast<double>(state + 1)};
        if (verdicts.is_equilibrium(Concept::nash, state)) {
            row.insert(row.end(),
                       {std::string("yes"), std::string("no side gains by any move of its own")});
        } else {
            std::string why;
            for (std::size_t d = 0; d < verdicts.stable.size(); ++d) {
                if (verdicts.is_stable(Concept::nash, d, state)) continue;
                const auto witness = explorer.explain(Concept::nash, d, state, 1);
                if (witness.responses.empty()) continue;
                why += (why.empty() ? "" : "; ") + names[d] + " gains by " +
                       move_words(findings, state, witness.responses[0].improvement);
            }
            const bool deterred = verdicts.is_equilibrium(Concept::seq, state) ||
                                  verdicts.is_equilibrium(Concept::smr, state);
            row.insert(row.end(),
                       {std::string(deterred ? "only while the others would answer" : "no"), why});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Where a state stands in a decider's order, from the best: "3", or "3=" beside its equals.
std::vector<std::string> places(const std::vector<std::uint32_t>& rank, const std::vector<State>& states) {
    const std::uint32_t top = *std::max_element(rank.begin(), rank.end());
    std::vector<std::size_t> holders(top + std::size_t{1});
    for (const std::uint32_t r : rank) ++holders[r];
    std::vector<std::string> words;
    for (const State s : states)
        words.push_back(std::to_string(top - rank[s] + 1) + (holders[rank[s]] > 1 ? "=" : ""));
    return words;
}

std::string held_under(const stability::Verdicts& verdicts, State state) {
    std::string words;
    for (const Concept c : stability::kAllConcepts) {
        if (verdicts.is_equilibrium(c, state)) words += (words.empty() ? "" : ", ") + short_name(c);
    }
    return words;
}

/// The states themselves: all of few, else where things stand and those that hold.
Table states_table(const Findings& findings) {
    const stability::CaseModel& built = findings.stability->built;
    const stability::Verdicts& verdicts = findings.stability->verdicts;
    std::vector<State> states;
    if (built.model.states <= kMostListed) {
        for (State s = 0; s < built.model.states; ++s) states.push_back(s);
    } else {
        if (built.status_quo) states.push_back(*built.status_quo);
        for (const State s : stability::some_equilibria(verdicts)) {
            if (states.size() >= kMostListed) break;
            if (!built.status_quo || s != *built.status_quo) states.push_back(s);
        }
    }
    const std::string all = group_digits(std::to_string(built.model.states));
    Table table{
        .id = "states-that-hold",
        .title = states.size() == built.model.states
                     ? "The states: each side's order of preference, and under which foresight they hold"
                     : "Where things stand, and the states that hold (" + std::to_string(states.size()) +
                           " of " + all + ")",
        .columns = {{"State", ""}},
        .rows = {}};
    const auto& issues = findings.conflict.space.issues;
    const bool by_issue = built.model.labels.empty() && !issues.empty() && issues.size() <= kMostColumns;
    if (by_issue) {
        for (const Issue& issue : issues) table.columns.push_back({issue_name(issue), ""});
    } else {
        table.columns.push_back({"What it is", ""});
    }
    const std::vector<std::string> names = decider_names(findings);
    std::vector<std::vector<std::string>> place;
    for (std::size_t d = 0; d < built.model.deciders.size(); ++d) {
        table.columns.push_back({"Place for " + names[d], "", 0, static_cast<Tone>(d)});
        place.push_back(places(built.model.rank[d], states));
    }
    table.columns.push_back({"Holds under", ""});
    for (std::size_t k = 0; k < states.size(); ++k) {
        const bool now = built.status_quo && *built.status_quo == states[k];
        std::vector<Cell> row = {std::to_string(states[k] + 1) + (now ? " (now)" : "")};
        if (by_issue) {
            const auto pattern = stability::pattern_of(findings.conflict, built, states[k]);
            for (std::size_t i = 0; i < issues.size(); ++i) {
                if (i < pattern.size() && pattern[i])
                    row.emplace_back(issues[i].options[pattern[i]->index()].label);
                else
                    row.emplace_back();
            }
        } else {
            row.emplace_back(state_in_words(findings, states[k]));
        }
        for (const auto& own : place) row.emplace_back(own[k]);
        const std::string held = held_under(verdicts, states[k]);
        if (held.empty())
            row.emplace_back();
        else
            row.emplace_back(held);
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// For where things stand and for states that hold: what each side could gain, and what answers it.
List reasons(const Findings& findings) {
    const stability::StabilityResult& result = *findings.stability;
    const std::vector<std::string> names = decider_names(findings);
    List list;
    State last = stability::kNoState;
    for (const stability::Witness& witness : result.witnesses) {
        if (witness.of != Concept::seq) continue;
        if (witness.state != last) {
            if (list.items.size() == kMostReasons) break;
            last = witness.state;
            const bool now = result.built.status_quo && *result.built.status_quo == last;
            list.items.push_back(
                "State " + std::to_string(last + 1) + (now ? ", where things stand," : "") +
                (result.verdicts.is_equilibrium(Concept::seq, last) ? " holds." : " does not hold."));
        }
        list.items.back() += " " + because(names, witness);
    }
    return list;
}

List ways(const Findings& findings) {
    List list;
    const auto& paths = findings.stability->paths;
    if (!paths) return list;
    const std::vector<std::string> names = decider_names(findings);
    for (std::size_t k = 0; k < paths->by_moves.size() && list.items.size() < kMostWays; ++k) {
        const stability::Path& moves = paths->by_moves[k];
        if (moves.to == paths->from) continue;
        list.items.push_back("To " + std::to_string(moves.to + 1) + ": " +
                             way_words(names, paths->from, moves, paths->by_improvements[k]) + ".");
    }
    return list;
}

/// "the ranking of north" with the decider's name for its id.
std::string by_name(const Findings& findings, std::string text) {
    const std::vector<std::string>& ids = findings.stability->built.model.deciders;
    const std::vector<std::string> names = decider_names(findings);
    for (std::size_t d = 0; d < ids.size(); ++d) {
        if (text.ends_with(" of " + ids[d]))
            return text.replace(text.size() - ids[d].size(), ids[d].size(), names[d]);
    }
    return text;
}

/// How sure the verdicts are where the rankings are not.
Table chances_table(const stability::Robustness& robustness) {
    constexpr Concept kShown[] = {Concept::nash, Concept::gmr, Concept::seq};
    Table table{.id = "chances-to-hold",
                .title = "Chance that a state holds, were neighbours in the rankings in doubt",
                .columns = {{"State", ""}},
                .rows = {}};
    for (const Concept c : kShown) table.columns.push_back({short_name(c), "%", 0});
    table.columns.push_back({"Swaps of neighbours that end it (SEQ)", ""});
    for (const stability::Chance& chance : robustness.chances) {
        if (table.rows.size() == 12) break;
        std::vector<Cell> row = {std::to_string(chance.state + 1)};
        for (const Concept c : kShown) row.emplace_back(100 * chance.chance[static_cast<std::size_t>(c)]);
        std::string swaps;
        for (const stability::Fragility& one : robustness.fragility) {
            if (one.of != Concept::seq || one.state != chance.state) continue;
            swaps = one.swaps ? std::to_string(*one.swaps) : "more than " + std::to_string(one.searched);
            if (!one.swaps && one.searched == 0xffffffffu) swaps = "none does";
        }
        if (swaps.empty())
            row.emplace_back();
        else
            row.emplace_back(swaps);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

State state_of_deal(const Findings& findings, const Outcome& outcome) {
    const auto& model = findings.stability->built;
    if (model.model.graph_form() || !model.patterns.empty()) return stability::kNoState;
    return stability::state_of(model.model, stability::code_of(findings.conflict.space, outcome));
}

std::vector<std::string> decider_names(const Findings& findings) {
    std::vector<std::string> names;
    for (std::size_t d = 0; d < findings.stability->built.model.deciders.size(); ++d) {
        names.push_back(d < findings.conflict.parties.size() ? findings.conflict.parties[d].name
                                                             : findings.stability->built.model.deciders[d]);
    }
    return names;
}

std::string state_in_words(const Findings& findings, State state) {
    const stability::CaseModel& built = findings.stability->built;
    const std::vector<std::string>& names = findings.conflict.state_names;
    if (state < names.size() && !names[state].empty()) return names[state];
    if (state < built.model.labels.size() && !built.model.labels[state].empty())
        return built.model.labels[state];
    std::string words;
    const auto pattern = stability::pattern_of(findings.conflict, built, state);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!pattern[i]) continue;
        const Issue& issue = findings.conflict.space.issues[i];
        words += (words.empty() ? "" : "; ") + term_words(issue, *pattern[i]);
    }
    return words.empty() ? "state " + std::to_string(state + 1) : words;
}

std::optional<Section> stability_section(const Findings& findings, const Audience& audience) {
    if (!findings.stability || audience.viewer) return std::nullopt;  // rankings are every party's own
    const stability::StabilityResult& result = *findings.stability;
    Section section{"stability", "Would it hold?", {}};
    const auto count = [&](Concept c) {
        const std::uint64_t states = result.verdicts.count(c);
        return group_digits(std::to_string(states)) + (states == 1 ? " holds" : " hold");
    };
    section.blocks.push_back(
        Paragraph{"Once agreed, a state holds where no side gains by a move that it can make alone. Of " +
                  group_digits(std::to_string(result.built.model.states)) + " states " +
                  count(Concept::nash) + " in that sense, and " + count(Concept::seq) +
                  " where a side that would gain has a credible answer to fear (sequential stability)."});
    const stability::Explorer explorer(result.built.model);
    if (findings.settle) {
        Table deals = deals_table(findings, explorer);
        if (!deals.rows.empty()) section.blocks.push_back(std::move(deals));
    } else {
        section.blocks.push_back(states_table(findings));
        section.blocks.push_back(
            Paragraph{"Place 1 is a side's best state; “=” marks states that it likes equally.",
                      Paragraph::Style::note});
    }
    // A graph that can be read, or none: past so many states the tables tell the moves in words.
    if (result.built.model.states <= kMostDrawn) section.blocks.push_back(graph_figure(findings, explorer));
    section.blocks.push_back(equilibria_table(findings));
    if (!result.verdicts.why_not_simultaneous.empty())
        section.blocks.push_back(Paragraph{result.verdicts.why_not_simultaneous, Paragraph::Style::note});
    if (List why = reasons(findings); !why.items.empty() && !findings.settle) {
        section.blocks.push_back(Paragraph{"Why, under sequential stability:"});
        section.blocks.push_back(std::move(why));
    }
    if (List roads = ways(findings); !roads.items.empty() && !findings.settle) {
        section.blocks.push_back(Paragraph{"How state " + std::to_string(result.paths->from + 1) +
                                           ", where things stand, leads there:"});
        section.blocks.push_back(std::move(roads));
    }
    if (result.robustness && !result.robustness->chances.empty()) {
        std::vector<std::string> uncertain = result.robustness->uncertain;
        for (std::string& one : uncertain) one = by_name(findings, std::move(one));
        section.blocks.push_back(chances_table(*result.robustness));
        section.blocks.push_back(Paragraph{
            "From " + group_digits(std::to_string(result.robustness->draws)) + " draws of " +
                join_words(uncertain) + " (seed " + std::to_string(result.robustness->seed) +
                "): an order loses half its weight with each swap of neighbours that separates it from the "
                "case's.",
            Paragraph::Style::note});
    }
    return section;
}

}  // namespace entente::report
