#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "entente/report/stability.hpp"
#include "report/results/json.hpp"

namespace entente::report {
namespace {

using namespace stability;

/// State numbers count from 1.
Json numbers_of(const std::vector<State>& states, std::size_t limit = ~std::size_t{0}) {
    Json list = Json::array();
    for (std::size_t k = 0; k < std::min(states.size(), limit); ++k) list.push_back(states[k] + 1);
    return list;
}

/// Lists of states that are written into the text once the rest is there: a hundred thousand states in each
/// of fifty lists would be as many nodes.
class LateLists {
public:
    /// Stands for the list until then.
    Json put(std::vector<State> states, std::size_t limit) {
        if (states.empty() || limit == 0) return Json::array();
        states.resize(std::min(states.size(), limit));
        lists_.push_back(std::move(states));
        return "\x01" + std::to_string(lists_.size() - 1);
    }

    /// \param text a result in which "concepts" holds stand-ins; all strings among its values are ours
    /// there
    [[nodiscard]] std::string write(const std::string& text) const {
        std::string filled;
        std::size_t from = 0;
        std::size_t at = text.find("\n  \"concepts\": {");
        for (const std::vector<State>& list : lists_) {
            at = text.find(kStandsFor, at);
            const std::size_t line = text.rfind('\n', at) + 1;
            const std::size_t indent = text.find_first_not_of(' ', line) - line;
            filled.append(text, from, at + 2 - from);
            append(list, indent, filled);
            from = at = text.find('"', at + kStandsFor.size()) + 1;
        }
        return filled.append(text, from, std::string::npos);
    }

private:
    static constexpr std::string_view kStandsFor = ": \"\\u0001";

    /// As a list of numbers is dumped.
    static void append(const std::vector<State>& list, std::size_t indent, std::string& text) {
        const std::string next = ",\n" + std::string(indent + 2, ' ');
        text += '[';
        for (std::size_t k = 0; k < list.size(); ++k) {
            text.append(next, k == 0 ? 1 : 0, std::string::npos);
            std::array<char, 16> digits{};
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), list[k] + 1).ptr;
            text.append(digits.data(), end);
        }
        text += "\n" + std::string(indent, ' ') + "]";
    }

    std::vector<std::vector<State>> lists_;
};

Json names_of(const Model& model, const std::vector<std::size_t>& deciders) {
    Json list = Json::array();
    for (const std::size_t i : deciders) list.push_back(model.deciders[i]);
    return list;
}

Json concept_json(const StabilityResult& result, Concept c, std::size_t limit, LateLists& lists) {
    const Model& model = result.built.model;
    Json stable = Json::object();
    Json counts = Json::object();
    std::vector<std::vector<State>> per_decider;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        std::vector<State> states;
        for (State s = 0; s < model.states; ++s)
            if (result.verdicts.is_stable(c, i, s)) states.push_back(s);
        counts[model.deciders[i]] = std::to_string(states.size());
        per_decider.push_back(std::move(states));
    }
    Json equilibria = lists.put(result.verdicts.equilibria(c), limit);
    for (std::size_t i = 0; i < model.deciders.size(); ++i)
        stable[model.deciders[i]] = lists.put(std::move(per_decider[i]), limit);
    return {{"count", std::to_string(result.verdicts.count(c))},
            {"equilibria", std::move(equilibria)},
            {"stable", stable},
            {"stable_counts", counts}};
}

Json state_json(const Case& conflict, const StabilityResult& result, State s) {
    Json outcome = Json::object();
    const auto pattern = pattern_of(conflict, result.built, s);
    for (std::size_t l = 0; l < pattern.size(); ++l) {
        const Issue& issue = conflict.space.issues[l];
        outcome[issue.id] = pattern[l] ? Json(issue.options[pattern[l]->index()].label) : Json(nullptr);
    }
    Json of = Json::array();
    for (const Concept c : kAllConcepts)
        if (result.verdicts.is_equilibrium(c, s)) of.push_back(to_string(c));
    Json ranks = Json::object();
    for (std::size_t i = 0; i < result.built.model.deciders.size(); ++i)
        ranks[result.built.model.deciders[i]] = result.built.model.rank[i][s];
    const std::string decimal = decimal_of(result.built, s);
    return {{"state", s + 1},
            {"decimal", decimal.empty() ? Json(nullptr) : Json(decimal)},
            {"outcome", pattern.empty() ? Json(nullptr) : outcome},
            {"label", state_words(conflict, result.built, s)},
            {"rank", ranks},
            {"equilibrium_of", of}};
}

Json steps_json(const Model& model, const std::vector<Step>& steps) {
    Json list = Json::array();
    for (const Step& step : steps)
        list.push_back({{"decider", model.deciders[step.decider]}, {"to", step.to + 1}});
    return list;
}

Json maybe_state(State s) { return s == kNoState ? Json(nullptr) : Json(s + 1); }

Json witness_json(const Model& model, const Witness& witness) {
    Json responses = Json::array();
    for (const Response& response : witness.responses) {
        responses.push_back({{"improvement", response.improvement + 1},
                             {"sanctioned", response.sanctioned},
                             {"moves", steps_json(model, response.moves)},
                             {"lands", maybe_state(response.lands)},
                             {"escape", maybe_state(response.escape)}});
    }
    return {{"state", witness.state + 1},
            {"concept", to_string(witness.of)},
            {"decider", model.deciders[witness.decider]},
            {"stable", witness.stable},
            {"improvements", std::to_string(witness.improvements)},
            {"responses", responses}};
}

Json paths_json(const Model& model, const Paths& paths) {
    const auto list = [&](const std::vector<Path>& all) {
        Json one = Json::array();
        for (const Path& path : all) {
            one.push_back({{"to", path.to + 1},
                           {"reachable", path.reachable},
                           {"steps", path.reachable ? steps_json(model, path.steps) : Json(nullptr)}});
        }
        return one;
    };
    return {{"from", paths.from + 1},
            {"by_moves", list(paths.by_moves)},
            {"by_improvements", list(paths.by_improvements)}};
}

Json foresight_json(const Model& model, const Foresight& foresight) {
    if (!foresight.judged) return nullptr;
    Json horizons = Json::object();
    for (std::size_t h = 0; h < foresight.equilibria.size(); ++h) {
        Json stable = Json::object();
        for (std::size_t k = 0; k < foresight.movers.size(); ++k)
            stable[model.deciders[foresight.movers[k]]] = numbers_of(foresight.stable[k][h]);
        horizons["L" + std::to_string(h + 1)] = {{"equilibria", numbers_of(foresight.equilibria[h])},
                                                 {"stable", stable}};
    }
    return {{"movers", names_of(model, foresight.movers)},
            {"horizons", horizons},
            {"non_myopic", foresight.settled ? numbers_of(foresight.non_myopic) : Json(nullptr)},
            {"settles_at", foresight.settled ? Json(foresight.settles_at) : Json(nullptr)},
            {"period", foresight.settled ? Json(foresight.period) : Json(nullptr)},
            {"ties", foresight.ties}};
}

Json coalitions_json(const Model& model, const CoalitionResult& result, std::size_t limit) {
    if (!result.judged) return nullptr;
    static constexpr const char* kNames[] = {"cnash", "cgmr", "csmr", "cseq"};
    Json list = Json::array();
    for (const CoalitionStability& one : result.coalitions) {
        Json stable = Json::object();
        for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
            stable[kNames[c]] = numbers_of(one.stable[c], limit);
        list.push_back({{"members", names_of(model, one.coalition)}, {"stable", stable}});
    }
    Json universal = Json::object();
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c)
        universal[kNames[c]] = numbers_of(result.universal[c], limit);
    Json jumps = Json::array();
    for (const EquilibriumJump& jump : result.jumps) {
        jumps.push_back({{"concept", to_string(jump.of)},
                         {"from", jump.from + 1},
                         {"to", jump.to + 1},
                         {"members", names_of(model, jump.coalition)}});
    }
    return {{"coalitions", list}, {"universally_stable", universal}, {"equilibrium_jumps", jumps}};
}

Json inverse_json(const Model& model, const Inverse& inverse) {
    Json concepts = Json::object();
    for (const Wanted& wanted : inverse.concepts) {
        Json counts = Json::array();
        for (const RankingCount& one : wanted.counts) {
            Json witness = Json::array();
            for (const std::vector<State>& tier : one.witness) witness.push_back(numbers_of(tier));
            counts.push_back({{"decider", model.deciders[one.decider]},
                              {"exact", one.exact},
                              {"stable", count(one.stable)},
                              {"equilibrium", count(one.equilibrium)},
                              {"possible", one.possible ? Json(*one.possible) : Json(nullptr)},
                              {"witness", one.witness.empty() ? Json(nullptr) : witness},
                              {"share", number(one.share)},
                              {"standard_error", number(one.error)},
                              {"note", one.note}});
        }
        Json changes = Json::array();
        for (const RankingChange& change : wanted.changes) {
            Json tiers = Json::array();
            for (const std::vector<State>& tier : change.tiers) tiers.push_back(numbers_of(tier));
            changes.push_back({{"decider", model.deciders[change.decider]},
                               {"pairs", number(change.pairs)},
                               {"cost", number(change.cost)},
                               {"lowered", numbers_of(change.lowered)},
                               {"ranking", tiers}});
        }
        Json change = nullptr;
        if (wanted.change_found) {
            change = {{"cost", number(wanted.change_cost)},
                      {"bound", number(wanted.change_bound)},
                      {"proved", wanted.change_proved},
                      {"deciders", changes}};
        }
        concepts[std::string(to_string(wanted.of))] = {{"rankings", count(wanted.rankings)},
                                                       {"profiles", count(wanted.profiles)},
                                                       {"deciders", counts},
                                                       {"least_change", change},
                                                       {"notes", wanted.notes}};
    }
    return {{"wanted", inverse.wanted + 1}, {"concepts", concepts}};
}

Json robustness_json(const Model& model, const Robustness& robustness,
                     const std::vector<Concept>& concepts) {
    Json chances = Json::array();
    for (const Chance& chance : robustness.chances) {
        Json one = {{"state", chance.state + 1}};
        for (std::size_t c = 0; c < concepts.size(); ++c)
            one[std::string(to_string(concepts[c]))] = {{"chance", number(chance.chance[c])},
                                                        {"standard_error", number(chance.error[c])}};
        chances.push_back(std::move(one));
    }
    Json fragility = Json::array();
    for (const Fragility& one : robustness.fragility) {
        Json how = Json::array();
        for (const Fragility::Swap& swap : one.how)
            how.push_back({{"decider", model.deciders[swap.decider]}, {"place", swap.place + 1}});
        const bool never = !one.swaps && one.searched == 0xffffffffu;
        fragility.push_back({{"concept", to_string(one.of)},
                             {"state", one.state + 1},
                             {"swaps", one.swaps ? Json(*one.swaps) : Json(nullptr)},
                             {"more_than", one.swaps || never ? Json(nullptr) : Json(one.searched)},
                             {"never", never},
                             {"how", how}});
    }
    return {{"draws", std::to_string(robustness.draws)},
            {"seed", robustness.seed},
            {"spread", number(robustness.spread)},
            {"uncertain", robustness.uncertain},
            {"chances", chances},
            {"fewest_swaps", fragility},
            {"notes", robustness.notes}};
}

}  // namespace

std::string json_stability(const Case& conflict, const StabilityResult& result, const StabilityView& view,
                           const std::vector<std::string>& settings) {
    const Model& model = result.built.model;
    Envelope about{.verb = "stability",
                   .seed = result.seed,
                   .method = result.method,
                   .exact = true,
                   .stopped = result.stopped,
                   .notes = result.notes,
                   .settings = settings};
    Json json = envelope(conflict, about);
    json["states"] = std::to_string(model.states);
    json["deciders"] = model.deciders;
    json["status_quo"] = result.built.status_quo ? Json(*result.built.status_quo + 1) : Json(nullptr);
    if (result.verdicts.stopped != Stopped::complete) {
        json["concepts"] = nullptr;
        return dump(json);
    }
    LateLists lists;
    Json concepts = Json::object();
    for (const Concept c : view.concepts) {
        const bool together = c == Concept::sim || c == Concept::sim_unstable;
        concepts[std::string(to_string(c))] = together && !result.verdicts.simultaneous
                                                  ? Json(nullptr)
                                                  : concept_json(result, c, view.list_limit, lists);
    }
    json["concepts"] = concepts;
    Json listed = Json::array();
    const std::size_t most = std::min<std::size_t>(view.list_limit, 1000);
    if (model.states <= most) {
        for (State s = 0; s < model.states; ++s) listed.push_back(state_json(conflict, result, s));
    } else {
        std::vector<State> some = some_equilibria(result.verdicts);
        some.resize(std::min(some.size(), most));
        for (const State s : some) listed.push_back(state_json(conflict, result, s));
    }
    json["listed"] = listed;
    Json witnesses = Json::array();
    for (const Witness& witness : result.witnesses)
        if (std::find(view.concepts.begin(), view.concepts.end(), witness.of) != view.concepts.end())
            witnesses.push_back(witness_json(model, witness));
    json["witnesses"] = witnesses;
    json["paths"] = result.paths ? paths_json(model, *result.paths) : Json(nullptr);
    json["limited_moves"] = result.foresight ? foresight_json(model, *result.foresight) : Json(nullptr);
    json["coalitions"] =
        result.coalitions ? coalitions_json(model, *result.coalitions, view.list_limit) : Json(nullptr);
    json["inverse"] = result.inverse ? inverse_json(model, *result.inverse) : Json(nullptr);
    json["robustness"] = result.robustness
                             ? robustness_json(model, *result.robustness, RobustnessOptions{}.concepts)
                             : Json(nullptr);
    return lists.write(dump(json));
}

}  // namespace entente::report
