#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/missing.hpp"
#include "entente/report/stability.hpp"
#include "report/render/layout.hpp"
#include "report/words/stability.hpp"

namespace entente::report {
namespace {

using namespace stability;

constexpr Concept kSequences[] = {Concept::nash, Concept::gmr, Concept::smr, Concept::seq, Concept::sseq};

std::string who(const Case& conflict, std::size_t i) { return clean(party_name(conflict, i)); }

std::vector<std::string> names_of(const Case& conflict) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) names.push_back(who(conflict, i));
    return names;
}

/// "withdraw", "no strike", "border 0.5": an option in the fewest words.
std::string option_words(const Issue& issue, OptionId option) {
    const std::string label = clean(issue.options[option.index()].label);
    std::string small = label;
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool two = issue.options.size() == 2;
    if (two && (small == "y" || small == "yes")) return clean(issue.id);
    if (two && (small == "n" || small == "no")) return "no " + clean(issue.id);
    return clean(issue.id) + " " + label;
}

/// What a state is called, or else what differs from where things stand, or among the states told.
std::string label_of(const Case& conflict, const CaseModel& built, State state,
                     const std::vector<State>& among) {
    if (!built.model.labels.empty() ||
        (state < conflict.state_names.size() && !conflict.state_names[state].empty()))
        return state_words(conflict, built, state);
    const auto own = pattern_of(conflict, built, state);
    std::string differs;
    std::string all;
    for (std::size_t l = 0; l < own.size(); ++l) {
        if (!own[l]) continue;
        const std::string said = option_words(conflict.space.issues[l], *own[l]);
        all += (all.empty() ? "" : ", ") + said;
        const auto other = [&](State against) {
            const auto pattern = pattern_of(conflict, built, against);
            return l < pattern.size() && pattern[l] != own[l];
        };
        const bool moved = built.status_quo && *built.status_quo != state
                               ? other(*built.status_quo)
                               : std::any_of(among.begin(), among.end(), other);
        if (moved) differs += (differs.empty() ? "" : ", ") + said;
    }
    return differs.empty() ? all : differs;
}

}  // namespace

std::string told_apart(const Case& conflict, const CaseModel& built, const std::vector<State>& states) {
    constexpr std::size_t kInWords = 3;
    if (states.size() > kInWords) return list_of(states, 6);
    std::vector<std::string> words;
    for (const State state : states)
        words.push_back(std::to_string(state + 1) + " (" + label_of(conflict, built, state, states) + ")");
    return join_words(words);
}

namespace {

std::string equilibria_table(const Case& conflict, const StabilityResult& result, const StabilityView& view,
                             const TextOptions& options) {
    const std::vector<State> some = some_equilibria(result.verdicts);
    std::string text = heading("Equilibria", options);
    if (some.empty()) return text + "  none\n";
    // Comparing with very many states costs more than it tells.
    const std::vector<State> compared(
        some.begin(), some.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(some.size(), 100)));
    std::vector<Concept> columns;
    for (const Concept c : view.concepts) {
        const bool together = c == Concept::sim || c == Concept::sim_unstable;
        if (!together || result.verdicts.simultaneous) columns.push_back(c);
    }
    std::string head = "  " + right("state", 7) + "  ";
    for (const Concept c : columns) head += left(short_name(c), 6);
    text += dim(head, options) + "\n";
    std::size_t shown = 0;
    for (const State s : some) {
        if (shown++ == options.list_limit) break;
        std::string line = "  " + right(std::to_string(s + 1), 7) + "  ";
        for (const Concept c : columns) line += left(result.verdicts.is_equilibrium(c, s) ? "yes" : "-", 6);
        const std::size_t used = display_width(line);
        text += line +
                cut(label_of(conflict, result.built, s, compared),
                    options.width > used + 8 ? options.width - used : 8) +
                "\n";
    }
    return text + and_more(some.size() - std::min(some.size(), options.list_limit), "  ", options);
}

std::string reasons(const Case& conflict, const StabilityResult& result, const TextOptions& options) {
    const std::vector<std::string> names = names_of(conflict);
    // The status quo first, then the strongest equilibria: for each, the sequential verdicts.
    std::string text;
    std::size_t shown = 0;
    State last = kNoState;
    for (const Witness& witness : result.witnesses) {
        if (witness.of != Concept::seq) continue;
        if (witness.state != last) {
            if (shown++ == 6) break;
            last = witness.state;
            const bool now = result.built.status_quo && *result.built.status_quo == witness.state;
            text += wrap("State " + std::to_string(witness.state + 1) + (now ? " (now)" : "") + ": " +
                             state_words(conflict, result.built, witness.state),
                         options.width, "  ", "    ");
        }
        text +=
            wrap(because(names, witness), options.width, witness.stable ? "    + " : "    - ", "      ");
    }
    return text.empty() ? "" : heading("Why (sequential stability)", options) + text;
}

std::string paths_text(const Case& conflict, const StabilityResult& result, const TextOptions& options) {
    if (!result.paths) return "";
    const std::vector<std::string> names = names_of(conflict);
    std::string text = heading("From state " + std::to_string(result.paths->from + 1), options);
    for (std::size_t k = 0; k < std::min(result.paths->by_moves.size(), options.list_limit); ++k) {
        const Path& moves = result.paths->by_moves[k];
        const Path& gains = result.paths->by_improvements[k];
        const std::string line = "to " + std::to_string(moves.to + 1) + ": " +
                                 way_words(names, result.paths->from, moves, gains);
        text += wrap(line, options.width, "  ", "    ");
    }
    return text;
}

std::string foresight_text(const StabilityResult& result, const TextOptions& options) {
    if (!result.foresight || !result.foresight->judged) return "";
    const Foresight& foresight = *result.foresight;
    std::string text = heading("Looking ahead", options);
    for (std::size_t h = 0; h < foresight.equilibria.size(); ++h) {
        const std::string list = list_of(foresight.equilibria[h], options.list_limit);
        text += "  " + left(std::to_string(h + 1) + (h == 0 ? " move" : " moves"), 10) +
                (list.empty() ? "none" : list) + "\n";
    }
    if (foresight.settled) {
        const std::string list = list_of(foresight.non_myopic, options.list_limit);
        text += "  " + left("any more", 10) + (list.empty() ? "none" : list) + "\n";
    }
    return text;
}

std::string coalitions_text(const Case& conflict, const StabilityResult& result,
                            const TextOptions& options) {
    if (!result.coalitions || !result.coalitions->judged) return "";
    std::string text;
    std::size_t shown = 0;
    for (const EquilibriumJump& jump : result.coalitions->jumps) {
        if (jump.of != Concept::seq) continue;
        if (shown++ == options.list_limit) break;
        std::vector<std::string> names;
        for (const std::size_t i : jump.coalition) names.push_back(who(conflict, i));
        text += wrap(join_words(names) + " can go from equilibrium " + std::to_string(jump.from + 1) +
                         " to " + std::to_string(jump.to + 1) + ", which they all prefer",
                     options.width, "  ", "    ");
    }
    return text.empty() ? "" : heading("Together", options) + text;
}

std::string inverse_text(const Case& conflict, const StabilityResult& result, const TextOptions& options) {
    if (!result.inverse) return "";
    std::string text =
        heading("To make state " + std::to_string(result.inverse->wanted + 1) + " stable", options);
    for (const Wanted& wanted : result.inverse->concepts) {
        std::string line = short_name(wanted.of) + ": ";
        if (!wanted.change_found) {
            line += "no change found";
        } else if (wanted.changes.empty()) {
            line += "it is an equilibrium already";
        } else {
            for (std::size_t k = 0; k < wanted.changes.size(); ++k) {
                const RankingChange& change = wanted.changes[k];
                line +=
                    (k == 0 ? "" : "; ") + who(conflict, change.decider) +
                    (change.lowered.empty() ? std::string(" must change its order of other states")
                                            : " must come to prefer it to " + list_of(change.lowered, 8)) +
                    " (" + format_number(change.pairs, 1) + " pairs)";
            }
            if (!wanted.change_proved)
                line += "; at least " + format_number(wanted.change_bound, 1) + " pairs must change";
        }
        text += wrap(line + ".", options.width, "  ", "    ");
        for (const RankingCount& count : wanted.counts) {
            if (std::isnan(count.share)) continue;
            std::string share = who(conflict, count.decider) + ": stable under " +
                                format_number(100 * count.share, 2) + "% of its rankings";
            if (!count.exact) share += " (estimated, +-" + format_number(200 * count.error, 2) + ")";
            if (!count.equilibrium.empty())
                share += ", an equilibrium under " + count_words(count.equilibrium) + " of " +
                         count_words(wanted.rankings);
            else if (count.possible && *count.possible)
                share += ", an equilibrium under some";
            text += wrap(share, options.width, "      ", "        ");
        }
    }
    return text;
}

std::string robustness_text(const Case& conflict, const StabilityResult& result,
                            const TextOptions& options) {
    if (!result.robustness) return "";
    const Robustness& robustness = *result.robustness;
    std::string text = heading("How sure", options);
    if (!robustness.uncertain.empty()) {
        text += wrap("Chance of being an equilibrium over " +
                         group_digits(std::to_string(robustness.draws)) + " draws (seed " +
                         std::to_string(robustness.seed) + ") of " + join_words(robustness.uncertain) + ":",
                     options.width, "  ", "  ");
        std::string head = "  " + right("state", 7) + "  ";
        for (const Concept c : kSequences) head += left(short_name(c), 13);
        text += dim(head, options) + "\n";
        for (std::size_t k = 0; k < std::min(robustness.chances.size(), options.list_limit); ++k) {
            const Chance& chance = robustness.chances[k];
            text += "  " + right(std::to_string(chance.state + 1), 7) + "  ";
            for (std::size_t c = 0; c < chance.chance.size(); ++c) {
                // Two standard errors: about 95 in 100 such intervals hold the chance.
                const std::string spread = c < chance.error.size() && chance.error[c] > 0
                                               ? " +-" + format_number(200 * chance.error[c], 1)
                                               : "";
                text += left(format_number(100 * chance.chance[c], 1) + "%" + spread, 13);
            }
            text += "\n";
        }
    }
    std::size_t shown = 0;
    for (const Fragility& one : robustness.fragility) {
        if (one.of != Concept::seq) continue;
        if (shown++ == options.list_limit) break;
        std::string line = "State " + std::to_string(one.state + 1) + " (SEQ) ";
        if (one.swaps) {
            std::vector<std::string> names;
            for (const Fragility::Swap& swap : one.how)
                names.push_back(who(conflict, swap.decider) + "'s " + std::to_string(swap.place + 1) +
                                " and " + std::to_string(swap.place + 2));
            line += "breaks after " + std::to_string(*one.swaps) +
                    (*one.swaps == 1 ? " swap: " : " swaps: ") + join_words(names);
        } else if (one.searched == 0xffffffffu) {
            line += "holds under every order";
        } else {
            line += "holds under any " + std::to_string(one.searched) + " swaps";
        }
        text += wrap(line, options.width, "  ", "    ");
    }
    return text;
}

}  // namespace

std::string state_words(const Case& conflict, const CaseModel& built, State state) {
    if (state < conflict.state_names.size() && !conflict.state_names[state].empty())
        return clean(conflict.state_names[state]);
    if (!built.model.labels.empty()) return clean(built.model.labels[state]);
    std::string text;
    const auto pattern = pattern_of(conflict, built, state);
    for (std::size_t l = 0; l < pattern.size(); ++l) {
        const Issue& issue = conflict.space.issues[l];
        text += (l == 0 ? "" : ", ") + clean(issue.id) + " " +
                (pattern[l] ? clean(issue.options[pattern[l]->index()].label) : std::string("-"));
    }
    return text;
}

std::string stability_answer(const Case& conflict, const StabilityResult& result) {
    const std::size_t states = result.built.model.states;
    if (const std::vector<PartyId> unsaid = movers_without_preferences(conflict); !unsaid.empty()) {
        std::vector<std::string> names;
        for (const PartyId party : unsaid) names.push_back(clean(conflict.parties[party.index()].name));
        return "No finding yet: " + join_words(names) + (names.size() == 1 ? " has" : " have") +
               " no preferences in the file, and for one who is indifferent every state is stable.";
    }
    if (result.verdicts.stopped != Stopped::complete)
        return "The analysis was cut short before any verdict.";
    const std::vector<State> seq = result.verdicts.equilibria(Concept::seq);
    const std::vector<State> nash = result.verdicts.equilibria(Concept::nash);
    std::string text;
    if (seq.empty()) {
        text = "None of the " + group_digits(std::to_string(states)) +
               " states would hold: from each, somebody gains by moving and no credible answer stops it";
    } else {
        text = group_digits(std::to_string(seq.size())) + " of " + group_digits(std::to_string(states)) +
               " states would hold against moves that meet credible answers: " +
               (seq.size() == 1 ? "state " : "states ") + told_apart(conflict, result.built, seq);
        text += nash.empty()
                    ? "; none leaves everybody without an improvement"
                    : "; " +
                          std::string(nash == seq
                                          ? (nash.size() == 1 ? "nobody has" : "in all of them nobody has")
                                          : "in " + list_of(nash, 6) + " nobody has") +
                          " an improvement at all";
    }
    return text + ".";
}

std::string text_stability(const Case& conflict, const StabilityResult& result, const StabilityView& view,
                           const TextOptions& options) {
    std::string text = wrap(bold(stability_answer(conflict, result), options), options.width);
    if (result.verdicts.stopped == Stopped::complete) {
        text += equilibria_table(conflict, result, view, options);
        for (const std::string& part :
             {reasons(conflict, result, options), paths_text(conflict, result, options),
              foresight_text(result, options), coalitions_text(conflict, result, options),
              inverse_text(conflict, result, options), robustness_text(conflict, result, options)}) {
            text += part;
        }
    }
    if (!result.notes.empty()) {
        text += "\n";
        for (const std::string& note : result.notes)
            text += wrap(clean(note), options.width, "note: ", "      ");
    }
    return text + model_not_advice(options);
}

std::string text_stability_short(const Case& conflict, const StabilityResult& result,
                                 const TextOptions& options) {
    TextOptions few = options;
    few.list_limit = std::min<std::size_t>(options.list_limit, 5);
    StabilityView view;
    view.concepts = {Concept::nash, Concept::gmr, Concept::smr, Concept::seq};
    return equilibria_table(conflict, result, view, few);
}

}  // namespace entente::report
