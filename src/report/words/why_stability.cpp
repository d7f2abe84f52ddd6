// What holds under a stability concept, and why, in one case.
#include <fmt/format.h>

#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/report/lessons.hpp"
#include "entente/report/stability.hpp"
#include "report/render/layout.hpp"
#include "report/words/stability.hpp"

namespace entente::report {
namespace {

using namespace stability;

constexpr std::size_t kListed = 6;

std::vector<std::string> names_of(const Case& conflict) {
    std::vector<std::string> names;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p)
        names.push_back(clean(party_name(conflict, p)));
    return names;
}

/// "State 5 (withdraw, no strike)".
std::string state_name(const Case& conflict, const StabilityResult& result, State state) {
    return std::to_string(state + 1) + " (" + state_words(conflict, result.built, state) + ")";
}

std::string holding_words(const Case& conflict, const StabilityResult& result,
                          const std::vector<State>& states, std::uint64_t count) {
    const std::string all = group_digits(std::to_string(result.built.model.states));
    if (count == 0) return "No state of " + all + " holds for everybody under it.";
    std::vector<std::string> words;
    for (std::size_t k = 0; k < std::min<std::size_t>(states.size(), 3); ++k)
        words.push_back(state_name(conflict, result, states[k]));
    std::string said =
        fmt::format("{} of {} {} for everybody under it: {}", group_digits(std::to_string(count)), all,
                    count == 1 ? "states holds" : "states hold", join_words(words));
    if (count > words.size())
        said += fmt::format(", and {} more", group_digits(std::to_string(count - words.size())));
    return said + ".";
}

/// One state, party by party.
void explain_state(std::vector<std::string>& said, const Case& conflict, const StabilityResult& result,
                   const Explorer& explorer, Concept which, State state, std::string_view what) {
    const std::vector<std::string> names = names_of(conflict);
    said.push_back(fmt::format("State {}, {}:", state_name(conflict, result, state), what));
    for (std::size_t d = 0; d < std::min(names.size(), kListed); ++d) {
        const Witness witness = explorer.explain(which, d, state);
        said.push_back(std::string(witness.stable ? "holds for " : "does not hold for ") + names[d] + ": " +
                       because(names, witness));
    }
    if (names.size() > kListed) said.push_back(fmt::format("and {} more parties.", names.size() - kListed));
}

std::vector<std::string> of_concept(const Case& conflict, const StabilityResult& result, Concept which) {
    const bool together = which == Concept::sim || which == Concept::sim_unstable;
    if (together && !result.verdicts.simultaneous) return {result.verdicts.why_not_simultaneous};
    const std::vector<State> equilibria = result.verdicts.equilibria(which);
    std::vector<std::string> said = {
        holding_words(conflict, result, equilibria, result.verdicts.count(which))};
    if (which == Concept::sim_unstable) return said;
    const Explorer explorer(result.built.model);
    const auto& now = result.built.status_quo;
    if (now) explain_state(said, conflict, result, explorer, which, *now, "where things stand");
    const auto other =
        std::find_if(equilibria.begin(), equilibria.end(), [&](State s) { return !now || s != *now; });
    if (other != equilibria.end()) {
        explain_state(said, conflict, result, explorer, which, *other, "which holds for everybody");
    } else if (!now && result.built.model.states > 0) {
        explain_state(said, conflict, result, explorer, which, 0, "the first");
    }
    return said;
}

std::vector<std::string> of_coalitions(const Case& conflict, const StabilityResult& result,
                                       std::size_t which) {
    if (!result.coalitions) return {"Coalitions were not looked at here."};
    if (!result.coalitions->judged) return {result.coalitions->why_not};
    const std::vector<State>& states = result.coalitions->universal[which];
    std::vector<std::string> said = {holding_words(conflict, result, states, states.size())};
    const std::vector<std::string> names = names_of(conflict);
    for (const CoalitionStability& one : result.coalitions->coalitions) {
        if (said.size() > kListed) break;
        std::vector<std::string> members;
        for (const std::size_t d : one.coalition) members.push_back(names[d]);
        said.push_back(fmt::format("For {} together: {}.", join_words(members),
                                   one.stable[which].empty()
                                       ? std::string("no state holds")
                                       : "states " + list_of(one.stable[which], kListed) + " hold"));
    }
    return said;
}

std::vector<std::string> of_jumps(const Case& conflict, const StabilityResult& result) {
    if (!result.coalitions) return {"Coalitions were not looked at here."};
    if (!result.coalitions->judged) return {result.coalitions->why_not};
    std::vector<std::string> said;
    const std::vector<std::string> names = names_of(conflict);
    for (const EquilibriumJump& jump : result.coalitions->jumps) {
        if (said.size() == kListed) break;
        std::vector<std::string> members;
        for (const std::size_t d : jump.coalition) members.push_back(names[d]);
        said.push_back(
            fmt::format("{} together go from {} to {}, which all of them prefer (equilibria by {}).",
                        join_words(members), state_name(conflict, result, jump.from),
                        state_name(conflict, result, jump.to), short_name(jump.of)));
    }
    if (said.empty())
        said.emplace_back("No group can go from one equilibrium to another that all its members prefer.");
    return said;
}

std::vector<std::string> of_foresight(const Case& conflict, const StabilityResult& result) {
    if (!result.foresight) return {"It takes exactly two parties that can move."};
    const Foresight& ahead = *result.foresight;
    if (!ahead.judged) return {ahead.why_not};
    std::vector<std::string> said;
    for (std::size_t h = 0; h < ahead.equilibria.size(); ++h)
        said.push_back(fmt::format("{} ahead: {}.",
                                   h == 0 ? std::string("One move") : std::to_string(h + 1) + " moves",
                                   ahead.equilibria[h].empty() ? std::string("no state holds")
                                                               : list_of(ahead.equilibria[h], kListed)));
    if (ahead.settled) {
        std::vector<std::string> words;
        for (std::size_t k = 0; k < std::min<std::size_t>(ahead.non_myopic.size(), 3); ++k)
            words.push_back(state_name(conflict, result, ahead.non_myopic[k]));
        said.push_back(words.empty() ? std::string("However far they look, no state holds for good.")
                                     : "However far they look: " + join_words(words) +
                                           (ahead.non_myopic.size() > words.size() ? ", and more." : "."));
    }
    if (ahead.ties)
        said.emplace_back("Somebody was indifferent between best moves somewhere: the first was taken.");
    return said;
}

}  // namespace

std::vector<std::string> why_here(const Case& conflict, const StabilityResult& result,
                                  std::string_view id) {
    if (id == "nash_stable") return of_concept(conflict, result, Concept::nash);
    if (const auto which = concept_named(id)) return of_concept(conflict, result, *which);
    constexpr std::string_view kTogether[] = {"cnash", "cgmr", "csmr", "cseq"};
    for (std::size_t k = 0; k < kCoalitionConcepts; ++k) {
        if (id == kTogether[k]) return of_coalitions(conflict, result, k);
    }
    if (id == "jump") return of_jumps(conflict, result);
    if (id == "non_myopic") return of_foresight(conflict, result);
    return {};
}

}  // namespace entente::report
