#include "report/results/stability.hpp"

#include "entente/report/writer.hpp"

namespace entente::report {
namespace {

using namespace stability;

std::vector<std::string> names_of(const Model& model, const std::vector<std::size_t>& deciders) {
    std::vector<std::string> list;
    for (const std::size_t i : deciders) list.push_back(model.deciders[i]);
    return list;
}

std::vector<StateNumbers> tiers_of(const std::vector<std::vector<State>>& tiers) {
    std::vector<StateNumbers> list;
    for (const std::vector<State>& tier : tiers) list.push_back({tier});
    return list;
}

ConceptShown concept_shown(const StabilityResult& result, Concept c, std::size_t limit) {
    const Model& model = result.built.model;
    ConceptShown shown{.count = std::to_string(result.verdicts.count(c)),
                       .equilibria = {result.verdicts.equilibria(c), limit},
                       .stable = {},
                       .stable_counts = {}};
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        std::vector<State> states;
        for (State s = 0; s < model.states; ++s)
            if (result.verdicts.is_stable(c, i, s)) states.push_back(s);
        shown.stable_counts.emplace_back(model.deciders[i], std::to_string(states.size()));
        shown.stable.emplace_back(model.deciders[i], StateNumbers{std::move(states), limit});
    }
    return shown;
}

StateShown state_shown(const Case& conflict, const StabilityResult& result, State s) {
    const Model& model = result.built.model;
    StateShown shown{.state = {s}, .decimal = decimal_of(result.built, s)};
    const auto pattern = pattern_of(conflict, result.built, s);
    if (!pattern.empty()) shown.outcome.emplace();
    for (std::size_t l = 0; l < pattern.size(); ++l) {
        const Issue& issue = conflict.space.issues[l];
        std::optional<std::string> label;
        if (pattern[l]) label = issue.options[pattern[l]->index()].label;
        shown.outcome->emplace_back(issue.id, std::move(label));
    }
    shown.label = state_words(conflict, result.built, s);
    for (std::size_t i = 0; i < model.deciders.size(); ++i)
        shown.rank.emplace_back(model.deciders[i], model.rank[i][s]);
    for (const Concept c : kAllConcepts)
        if (result.verdicts.is_equilibrium(c, s)) shown.equilibrium_of.push_back(to_string(c));
    return shown;
}

std::vector<StepShown> steps_shown(const Model& model, const std::vector<Step>& steps) {
    std::vector<StepShown> list;
    for (const Step& step : steps) list.push_back({model.deciders[step.decider], {step.to}});
    return list;
}

WitnessShown witness_shown(const Model& model, const Witness& witness) {
    WitnessShown shown{.state = {witness.state},
                       .of = to_string(witness.of),
                       .decider = model.deciders[witness.decider],
                       .stable = witness.stable,
                       .improvements = std::to_string(witness.improvements),
                       .responses = {}};
    for (const Response& response : witness.responses) {
        shown.responses.push_back({.improvement = {response.improvement},
                                   .sanctioned = response.sanctioned,
                                   .moves = steps_shown(model, response.moves),
                                   .lands = {response.lands},
                                   .escape = {response.escape}});
    }
    return shown;
}

PathsShown paths_shown(const Model& model, const Paths& paths) {
    const auto list = [&](const std::vector<Path>& all) {
        std::vector<PathShown> shown;
        for (const Path& path : all) {
            shown.push_back({.to = {path.to}, .reachable = path.reachable, .steps = {}});
            if (path.reachable) shown.back().steps = steps_shown(model, path.steps);
        }
        return shown;
    };
    return {.from = {paths.from},
            .by_moves = list(paths.by_moves),
            .by_improvements = list(paths.by_improvements)};
}

std::optional<ForesightShown> foresight_shown(const Model& model, const Foresight& foresight) {
    if (!foresight.judged) return std::nullopt;
    ForesightShown shown{.movers = names_of(model, foresight.movers), .ties = foresight.ties};
    for (std::size_t h = 0; h < foresight.equilibria.size(); ++h) {
        HorizonShown horizon{.equilibria = {foresight.equilibria[h]}, .stable = {}};
        for (std::size_t k = 0; k < foresight.movers.size(); ++k)
            horizon.stable.emplace_back(model.deciders[foresight.movers[k]],
                                        StateNumbers{foresight.stable[k][h]});
        shown.horizons.emplace_back("L" + std::to_string(h + 1), std::move(horizon));
    }
    if (foresight.settled) {
        shown.non_myopic = StateNumbers{foresight.non_myopic};
        shown.settles_at = foresight.settles_at;
        shown.period = foresight.period;
    }
    return shown;
}

std::optional<CoalitionsShown> coalitions_shown(const Model& model, const CoalitionResult& result,
                                                std::size_t limit) {
    if (!result.judged) return std::nullopt;
    static constexpr std::string_view kNames[] = {"cnash", "cgmr", "csmr", "cseq"};
    CoalitionsShown shown;
    for (const CoalitionStability& one : result.coalitions) {
        shown.coalitions.push_back({.members = names_of(model, one.coalition), .stable = {}});
        for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
            shown.coalitions.back().stable.emplace_back(kNames[c], StateNumbers{one.stable[c], limit});
    }
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
        shown.universal.emplace_back(kNames[c], StateNumbers{result.universal[c], limit});
    for (const EquilibriumJump& jump : result.jumps) {
        shown.jumps.push_back({.of = to_string(jump.of),
                               .from = {jump.from},
                               .to = {jump.to},
                               .members = names_of(model, jump.coalition)});
    }
    return shown;
}

WantedShown wanted_shown(const Model& model, const Wanted& wanted) {
    WantedShown shown{.rankings = wanted.rankings, .profiles = wanted.profiles, .notes = wanted.notes};
    for (const RankingCount& one : wanted.counts) {
        shown.deciders.push_back({.decider = model.deciders[one.decider], .count = one, .witness = {}});
        if (!one.witness.empty()) shown.deciders.back().witness = tiers_of(one.witness);
    }
    if (!wanted.change_found) return shown;
    shown.least_change = {.cost = wanted.change_cost,
                          .bound = wanted.change_bound,
                          .proved = wanted.change_proved,
                          .deciders = {}};
    for (const RankingChange& change : wanted.changes) {
        shown.least_change->deciders.push_back({.decider = model.deciders[change.decider],
                                                .pairs = change.pairs,
                                                .cost = change.cost,
                                                .lowered = {change.lowered},
                                                .ranking = tiers_of(change.tiers)});
    }
    return shown;
}

InverseShown inverse_shown(const Model& model, const Inverse& inverse) {
    InverseShown shown{.wanted = {inverse.wanted}, .concepts = {}};
    for (const Wanted& wanted : inverse.concepts)
        shown.concepts.emplace_back(to_string(wanted.of), wanted_shown(model, wanted));
    return shown;
}

FragilityShown fragility_shown(const Model& model, const Fragility& one) {
    const bool never = !one.swaps && one.searched == 0xffffffffu;
    FragilityShown shown{.of = to_string(one.of), .state = {one.state}, .swaps = one.swaps, .never = never};
    if (!one.swaps && !never) shown.more_than = one.searched;
    for (const Fragility::Swap& swap : one.how)
        shown.how.push_back({model.deciders[swap.decider], swap.place + 1});
    return shown;
}

RobustnessShown robustness_shown(const Model& model, const Robustness& robustness,
                                 const std::vector<Concept>& concepts) {
    RobustnessShown shown{.draws = std::to_string(robustness.draws),
                          .seed = robustness.seed,
                          .spread = robustness.spread,
                          .uncertain = robustness.uncertain,
                          .notes = robustness.notes};
    for (const Chance& chance : robustness.chances) {
        shown.chances.push_back({.state = {chance.state}, .chances = {}});
        for (std::size_t c = 0; c < concepts.size(); ++c)
            shown.chances.back().chances.emplace_back(to_string(concepts[c]),
                                                      ChanceOf{chance.chance[c], chance.error[c]});
    }
    for (const Fragility& one : robustness.fragility)
        shown.fewest_swaps.push_back(fragility_shown(model, one));
    return shown;
}

StabilityShown shown_of(const Case& conflict, const StabilityResult& result, const StabilityView& view) {
    const Model& model = result.built.model;
    StabilityShown shown{.states = std::to_string(model.states), .deciders = model.deciders};
    if (result.built.status_quo) shown.status_quo = {*result.built.status_quo};
    shown.judged = result.verdicts.stopped == Stopped::complete;
    if (!shown.judged) return shown;
    shown.concepts.emplace();
    for (const Concept c : view.concepts) {
        const bool together = c == Concept::sim || c == Concept::sim_unstable;
        std::optional<ConceptShown> one;
        if (!together || result.verdicts.simultaneous) one = concept_shown(result, c, view.list_limit);
        shown.concepts->emplace_back(to_string(c), std::move(one));
    }
    const std::size_t most = std::min<std::size_t>(view.list_limit, 1000);
    if (model.states <= most) {
        for (State s = 0; s < model.states; ++s) shown.listed.push_back(state_shown(conflict, result, s));
    } else {
        std::vector<State> some = some_equilibria(result.verdicts);
        some.resize(std::min(some.size(), most));
        for (const State s : some) shown.listed.push_back(state_shown(conflict, result, s));
    }
    for (const Witness& witness : result.witnesses)
        if (std::find(view.concepts.begin(), view.concepts.end(), witness.of) != view.concepts.end())
            shown.witnesses.push_back(witness_shown(model, witness));
    if (result.paths) shown.paths = paths_shown(model, *result.paths);
    if (result.foresight) shown.limited_moves = foresight_shown(model, *result.foresight);
    if (result.coalitions) shown.coalitions = coalitions_shown(model, *result.coalitions, view.list_limit);
    if (result.inverse) shown.inverse = inverse_shown(model, *result.inverse);
    if (result.robustness)
        shown.robustness = robustness_shown(model, *result.robustness, RobustnessOptions{}.concepts);
    return shown;
}

}  // namespace

void write_stability(JsonWriter& json, const Case& conflict, const StabilityResult& result,
                     const StabilityView& view, const std::vector<std::string>& settings) {
    write_envelope(json, conflict,
                   {.verb = "stability",
                    .seed = result.seed,
                    .method = result.method,
                    .exact = true,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings});
    json.fields(shown_of(conflict, result, view));
}

std::string json_stability(const Case& conflict, const StabilityResult& result, const StabilityView& view,
                           const std::vector<std::string>& settings) {
    JsonWriter json(conflict);
    write_stability(json, conflict, result, view, settings);
    return json.finish();
}

}  // namespace entente::report
