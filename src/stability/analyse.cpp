#include "entente/stability/analyse.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"

namespace entente::stability {
namespace {

State chosen(std::uint64_t number, const Model& model, const std::string& what) {
    if (number >= 1 && number <= model.states) return static_cast<State>(number - 1);
    Diagnostic made;
    made.code = "E0630";
    made.message = what + ": there is no state " + std::to_string(number);
    made.hint = "states are numbered from 1 to " + group_digits(std::to_string(model.states));
    throw InputError(std::move(made));
}

void add_witnesses(const Explorer& explorer, const StabilityOptions& options, const std::stop_token& stop,
                   StabilityResult& result) {
    const Model& model = result.built.model;
    // A search costs time linear in the states: large models are explained at fewer of them.
    constexpr std::size_t kSearched = 400'000;
    const std::size_t most = std::min(options.witness_states, 1 + kSearched / model.states);
    std::vector<State> states;
    const auto add = [&](State s) {
        if (std::find(states.begin(), states.end(), s) == states.end()) states.push_back(s);
    };
    if (options.explain) add(chosen(*options.explain, model, "the state to explain"));
    if (options.witnesses) {
        if (result.built.status_quo) add(*result.built.status_quo);
        for (const State s : some_equilibria(result.verdicts)) {
            if (states.size() >= most) break;
            add(s);
        }
    }
    if (most < options.witness_states && options.witnesses) {
        result.notes.push_back("With " + group_digits(std::to_string(model.states)) +
                               " states the verdicts of " + std::to_string(states.size()) +
                               " are explained; --explain STATE explains another one.");
    }
    for (const State s : states) {
        for (const Concept c : kAllConcepts) {
            const bool together = c == Concept::sim || c == Concept::sim_unstable;
            if (together && !result.verdicts.simultaneous) continue;
            for (std::size_t i = 0; i < model.deciders.size(); ++i) {
                auto reason = explorer.explain(c, i, s);
                if (stop.stop_requested()) return;  // a search that ended early proves nothing
                result.witnesses.push_back(std::move(reason));
            }
        }
    }
}

void add_paths(const Explorer& explorer, const StabilityOptions& options, const std::stop_token& stop,
               StabilityResult& result) {
    std::optional<State> from = result.built.status_quo;
    if (options.from) from = chosen(*options.from, result.built.model, "the state to start from");
    if (!from) return;
    std::vector<State> targets = some_equilibria(result.verdicts);
    if (targets.size() > options.path_targets) {
        result.notes.push_back("Paths lead to the first " + std::to_string(options.path_targets) + " of " +
                               std::to_string(targets.size()) + " equilibria.");
        targets.resize(options.path_targets);
    }
    auto paths = explorer.paths(*from, targets);
    if (!stop.stop_requested()) result.paths = std::move(paths);
}

}  // namespace

std::vector<State> some_equilibria(const Verdicts& verdicts) {
    // The strongest first: those that more concepts call stable.
    std::array<std::vector<State>, 6> by_strength;
    for (std::size_t s = 0; s < verdicts.equilibrium.size(); ++s) {
        const unsigned concepts = verdicts.equilibrium[s] & 0x1fu;
        if (concepts != 0)
            by_strength[static_cast<std::size_t>(std::popcount(concepts))].push_back(static_cast<State>(s));
    }
    std::vector<State> found;
    for (auto strength = by_strength.rbegin(); strength != by_strength.rend(); ++strength)
        found.insert(found.end(), strength->begin(), strength->end());
    return found;
}

std::vector<std::optional<OptionId>> pattern_of(const Case& conflict, const CaseModel& built, State state) {
    if (!built.patterns.empty()) return built.patterns[state];
    if (conflict.graph) return {};
    const Outcome outcome = outcome_of(conflict.space, built.model.code(state));
    return {outcome.options.begin(), outcome.options.end()};
}

std::string decimal_of(const CaseModel& built, State state) {
    if (!built.decimals.empty()) return built.decimals[state];
    return built.model.graph_form() ? "" : std::to_string(built.model.code(state));
}

StabilityResult analyse(const Case& conflict, const StabilityOptions& options, const RunOptions& run) {
    StabilityResult result;
    result.seed = run.seed;
    result.built = build_model(conflict, run);
    const Model& model = result.built.model;
    result.notes = result.built.notes;
    // Before the long work: a number that names no state is told at once.
    if (options.want) (void)chosen(*options.want, model, "the wanted state");
    if (options.from) (void)chosen(*options.from, model, "the state to start from");
    if (options.explain) (void)chosen(*options.explain, model, "the state to explain");
    result.verdicts = judge(model, options.judge, run);
    result.method = model.graph_form() ? "search over legal sequences of moves"
                                       : "sweeps over groups of states, no move written out";
    if (!result.verdicts.why_not_simultaneous.empty())
        result.notes.push_back(result.verdicts.why_not_simultaneous);
    if (result.verdicts.stopped != Stopped::complete) {
        result.stopped = result.verdicts.stopped;
        return result;
    }
    bool moves = false;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) moves = moves || model.moves_at_all(i);
    if (!moves) {
        result.notes.push_back(
            "Nobody controls anything: every state is stable. [control] says who can move "
            "what alone.");
    }
    const Explorer explorer(model, run);
    add_witnesses(explorer, options, run.stop, result);
    add_paths(explorer, options, run.stop, result);
    if (options.foresight) {
        result.foresight = foresee(model, {}, run);
        if (!result.foresight->judged && result.foresight->movers.size() == 2)
            result.notes.push_back(result.foresight->why_not);
    }
    if (options.coalitions) {
        result.coalitions = judge_coalitions(model, result.verdicts, {}, run);
        if (!result.coalitions->judged && model.deciders.size() > 1)
            result.notes.push_back(result.coalitions->why_not);
    }
    if (options.want) {
        result.inverse = invert(model, static_cast<State>(*options.want - 1), options.inverse, run);
        if (result.inverse->stopped != Stopped::complete) result.stopped = result.inverse->stopped;
    }
    if (options.robustness) {
        result.robustness = assess_robustness(conflict, result.built, result.verdicts, options.robust, run);
        if (result.robustness->stopped != Stopped::complete) result.stopped = result.robustness->stopped;
    }
    if (run.stop.stop_requested()) result.stopped = Stopped::cancelled;
    return result;
}

}  // namespace entente::stability
