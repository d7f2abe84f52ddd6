#include "report/words/stability.hpp"

#include <algorithm>
#include <iterator>

#include "entente/core/text.hpp"

namespace entente::report {

using namespace stability;

std::string short_name(Concept which) {
    static constexpr const char* kNames[] = {"Nash", "GMR", "SMR", "SEQ", "SSEQ", "SIM", "SIM-u"};
    static_assert(std::size(kNames) == kConcepts);
    return kNames[static_cast<std::size_t>(which)];
}

std::string concept_words(Concept which) {
    static constexpr const char* kWords[] = {"Nash: no side gains by one move",
                                             "GMR, general metarational: every gain can be answered",
                                             "SMR, symmetric metarational: answered, with no way out",
                                             "SEQ, sequential: answered by moves that pay the others",
                                             "SSEQ, symmetric sequential: so answered, with no way out",
                                             "SIM, simultaneous: undone by the others' own moves",
                                             "SIM-u, simultaneous, unstable movers only"};
    static_assert(std::size(kWords) == kConcepts);
    return kWords[static_cast<std::size_t>(which)];
}

std::string list_of(const std::vector<State>& states, std::size_t limit) {
    std::vector<std::string> words;
    for (std::size_t k = 0; k < std::min(states.size(), limit); ++k)
        words.push_back(std::to_string(states[k] + 1));
    if (states.size() <= limit || words.empty()) return join_words(words);
    std::string text;
    for (const std::string& word : words) text += word + ", ";
    return text + "and " + group_digits(std::to_string(states.size() - limit)) + " more";
}

std::string moves_words(const std::vector<std::string>& names, const std::vector<Step>& steps) {
    std::string text;
    for (const Step& step : steps)
        text += (text.empty() ? "" : ", ") + names[step.decider] + " to " + std::to_string(step.to + 1);
    return text;
}

std::string because(const std::vector<std::string>& names, const Witness& witness) {
    const std::string& name = names[witness.decider];
    if (witness.responses.empty()) return name + " has nothing to gain.";
    const Response& first = witness.responses.front();
    const std::string gain = name + " gains by moving to " + std::to_string(first.improvement + 1);
    if (first.sanctioned)
        return name + " would gain by moving to " + std::to_string(first.improvement + 1) +
               ", but the answer (" + moves_words(names, first.moves) + ") leaves it no better off.";
    if (first.escape != kNoState)
        return gain + ": the others can answer (" + moves_words(names, first.moves) +
               "), but it gets away to " + std::to_string(first.escape + 1) + ".";
    return gain + ", and nothing holds it back.";
}

std::string way_words(const std::vector<std::string>& names, State from, const Path& by_moves,
                      const Path& by_gains) {
    if (by_moves.to == from) return "already there";
    if (!by_moves.reachable) return "no way";
    if (by_gains.reachable) return moves_words(names, by_gains.steps) + " (each gains)";
    return moves_words(names, by_moves.steps) + " (somebody has to move against its own gain)";
}

}  // namespace entente::report
