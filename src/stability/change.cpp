#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/lp.hpp"
#include "stability/inverse.hpp"

namespace entente::stability {
namespace {

constexpr std::size_t kMostAbove = 60;  // states above the wanted one: pairs are rows of the program

/// The cheapest set of states to lower below the wanted one, so that it is stable for one decider.
struct Lowering {
    bool solved = false;
    double pairs = 0;
    States lowered;
};

/// Good sets A stay good when states leave them, so nothing need be raised: only which states fall below
/// the wanted one is to be chosen. Lowering x costs a pair with the wanted state and one with every state
/// that stays above it though x was above that one; states that stay keep their order.
///
/// States tied with the wanted one stay tied with it, and a lowered state falls below them all; or
/// (`split`) the wanted one parts from them, and a lowered state falls just below it.
Lowering cheapest(Concept c, const std::vector<Threat>& threats, const std::vector<std::uint32_t>& rank,
                  State wanted, bool split, const RunOptions& run) {
    Lowering result;
    std::vector<State> above;
    std::vector<char> is_above(rank.size(), 0);
    for (State s = 0; s < rank.size(); ++s) {
        if (rank[s] <= rank[wanted]) continue;
        above.push_back(s);
        is_above[s] = 1;
    }
    if (holds(c, threats, is_above, wanted)) {
        result.solved = true;
        return result;
    }
    if (above.size() > kMostAbove) return result;
    const auto tied = static_cast<double>(std::count(rank.begin(), rank.end(), rank[wanted]));
    Milp program;
    std::map<State, std::size_t> fall;
    for (const State s : above) fall[s] = program.add_integer(split ? 1 : tied);
    for (const State x : above) {
        for (const State y : above) {
            if (x == y || rank[x] < rank[y]) continue;
            // x falls, y stays: a pair turned round, or a tie broken.
            const std::size_t turned = program.add_variable(rank[x] == rank[y] ? 0.5 : 1.0, 0, 1);
            program.add_row({{turned, 1}, {fall[x], -1}, {fall[y], 1}}, 0, kUnbounded);
        }
    }
    std::map<State, std::size_t> safe;  // havens used, by reply
    for (const Threat& threat : threats) {
        if (!is_above[threat.improvement]) continue;
        std::vector<LpEntry> some = {{fall[threat.improvement], 1}};
        bool met = false;
        for (std::size_t k = 0; k < threat.replies.size() && c != Concept::nash && !met; ++k) {
            const State reply = threat.replies[k];
            if (threat.havens.empty()) {
                if (!is_above[reply]) {
                    met = true;
                } else if (reply != threat.improvement) {
                    some.push_back({fall[reply], 1});
                }
                continue;
            }
            auto [at, fresh] = safe.emplace(reply, 0);
            if (fresh) {
                at->second = program.add_integer(0);
                for (const State s : threat.havens[k])
                    if (is_above[s]) program.add_row({{at->second, 1}, {fall[s], -1}}, -kUnbounded, 0);
            }
            some.push_back({at->second, 1});
        }
        if (!met) program.add_row(std::move(some), 1, kUnbounded);
    }
    const MilpResult best = solve(program, {}, run);
    if (best.status != LpStatus::optimal || best.values.empty()) return result;
    result.solved = true;
    for (const State s : above)
        if (best.values[fall[s]] > 0.5) result.lowered.push_back(s);
    return result;
}

/// The ranking with the lowered states right below the wanted one, and the pairs that this changes.
RankingChange apply(std::size_t decider, const std::vector<std::uint32_t>& rank, State wanted,
                    const States& lowered, bool split) {
    RankingChange change;
    change.decider = decider;
    change.lowered = lowered;
    const auto falls = [&](State s) { return std::binary_search(lowered.begin(), lowered.end(), s); };
    const std::uint32_t top = *std::max_element(rank.begin(), rank.end());
    std::vector<std::vector<State>> by_rank(top + std::size_t{1});
    for (State s = 0; s < rank.size(); ++s) by_rank[rank[s]].push_back(s);
    std::vector<std::vector<State>> fallen;
    for (std::uint32_t r = top + 1; r-- > 0;) {
        std::vector<State> stays;
        std::vector<State> down;
        for (const State s : by_rank[r]) (falls(s) ? down : stays).push_back(s);
        if (!down.empty()) fallen.push_back(down);
        if (r != rank[wanted]) {
            if (!stays.empty()) change.tiers.push_back(stays);
            continue;
        }
        if (split) std::erase(stays, wanted);
        change.tiers.push_back(split ? std::vector<State>{wanted} : stays);
        change.tiers.insert(change.tiers.end(), fallen.begin(), fallen.end());
        if (split && !stays.empty()) change.tiers.push_back(stays);
    }
    std::vector<std::size_t> place(rank.size(), 0);
    for (std::size_t t = 0; t < change.tiers.size(); ++t)
        for (const State s : change.tiers[t]) place[s] = t;
    for (State x = 0; x < rank.size(); ++x) {
        for (State y = x + 1; y < rank.size(); ++y) {
            const int before = rank[x] > rank[y] ? 1 : rank[x] < rank[y] ? -1 : 0;
            const int after = place[x] < place[y] ? 1 : place[x] > place[y] ? -1 : 0;
            change.pairs += std::abs(before - after) / 2.0;
        }
    }
    return change;
}

/// A change of everybody's preferences, each as if the others' stood as they are.
struct Plan {
    bool solved = true;
    double cost = 0;
    std::vector<RankingChange> changes;
};

Plan plan_for(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
              const RunOptions& run) {
    Plan plan;
    const Model& model = terrain.model;
    for (std::size_t i = 0; i < model.deciders.size() && plan.solved; ++i) {
        const std::vector<Threat> threats = threats_of(terrain, c, i, wanted);
        const Lowering lowering = cheapest(c, threats, model.rank[i], wanted, false, run);
        plan.solved = lowering.solved;
        if (!lowering.solved || lowering.lowered.empty()) continue;
        RankingChange change = apply(i, model.rank[i], wanted, lowering.lowered, false);
        if (std::count(model.rank[i].begin(), model.rank[i].end(), model.rank[i][wanted]) > 1) {
            const Lowering apart = cheapest(c, threats, model.rank[i], wanted, true, run);
            RankingChange other = apply(i, model.rank[i], wanted, apart.lowered, true);
            if (apart.solved && other.pairs < change.pairs) change = std::move(other);
        }
        change.cost = change.pairs * (options.costs.empty() ? 1.0 : options.costs[i]);
        plan.cost += change.cost;
        plan.changes.push_back(std::move(change));
    }
    return plan;
}

bool works(const Model& model, Concept c, State wanted, const Plan& plan, const RunOptions& run) {
    Model changed = model;
    for (const RankingChange& change : plan.changes)
        changed.rank[change.decider] = ranks_by_tiers(model.states, change.tiers);
    return judge(changed, {.simultaneous = false}, run).is_equilibrium(c, wanted);
}

}  // namespace

void least_change(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                  const RunOptions& run, Wanted& result) {
    const bool credible = c == Concept::seq || c == Concept::sseq;
    const auto take = [&](const Plan& plan) {
        if (!plan.solved || !works(terrain.model, c, wanted, plan, run)) return;
        if (result.change_found && plan.cost >= result.change_cost) return;
        result.change_found = true;
        result.change_cost = plan.cost;
        result.changes = plan.changes;
    };
    const Plan own = plan_for(terrain, c, wanted, options, run);
    take(own);
    if (!credible) {
        // Deciders decouple, so their cheapest changes add up to the cheapest one.
        result.change_proved = result.change_found;
        result.change_bound = result.change_found ? result.change_cost : 0;
    } else {
        // Whatever makes the state sequentially stable makes it metarationally stable: that is the bound.
        const Plan wider =
            plan_for(terrain, c == Concept::seq ? Concept::gmr : Concept::smr, wanted, options, run);
        take(wider);
        take(plan_for(terrain, Concept::nash, wanted, options, run));
        result.change_bound = wider.solved ? wider.cost : 0;
        result.change_proved = result.change_found && result.change_cost <= result.change_bound + 1e-9;
        if (result.change_found && !result.change_proved)
            result.notes.push_back("A cheaper change may exist that makes the others' sanctions credible.");
    }
    if (!result.change_found)
        result.notes.push_back("No change was found: more than " + std::to_string(kMostAbove) +
                               " states lie above the wanted one for some decider.");
}

}  // namespace entente::stability
