#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/expects.hpp"
#include "entente/core/lp.hpp"
#include "stability/inverse/inverse.hpp"
#include "stability/inverse/repair.hpp"

namespace entente::stability {
namespace {

constexpr std::size_t kMostInOrder = 4'000;  // states above the wanted one, where no choice is left
constexpr std::size_t kMostChoices = 20'000;
constexpr std::size_t kMostAbove = 60;  // states above the wanted one: pairs are rows of the program

/// The cheapest set of states to lower below the wanted one, so that it is stable for one decider.
struct Lowering {
    bool solved = false;
    double pairs = 0;
    States lowered;
};

/// Per improvement that must be met: the sets of states of which one must fall whole below the wanted
/// state. Improvements that are met already are left out.
std::vector<std::vector<States>> needs_of(Concept c, const std::vector<Threat>& threats,
                                          const std::vector<char>& is_above) {
    std::vector<std::vector<States>> needs;
    for (const Threat& threat : threats) {
        if (!is_above[threat.improvement]) continue;
        std::vector<States> options = {{threat.improvement}};
        for (std::size_t k = 0; k < threat.replies.size() && c != Concept::nash; ++k) {
            States option = threat.havens.empty() ? States{threat.replies[k]} : threat.havens[k];
            std::erase_if(option, [&](State s) { return !is_above[s]; });
            options.push_back(std::move(option));
        }
        std::sort(options.begin(), options.end());
        options.erase(std::unique(options.begin(), options.end()), options.end());
        if (!options.front().empty()) needs.push_back(std::move(options));
    }
    return needs;
}

/// Drops single states for which a lower-ranked one serves every need that they serve: to lower that one
/// instead is always cheaper. Where some option has several states, which may share, all are kept.
void keep_lowest(const std::vector<std::uint32_t>& rank, std::vector<std::vector<States>>& needs) {
    for (const auto& options : needs)
        for (const States& option : options)
            if (option.size() > 1) return;
    std::map<State, std::vector<std::size_t>> serves;
    for (std::size_t n = 0; n < needs.size(); ++n)
        for (const States& option : needs[n])
            if (option.size() == 1) serves[option[0]].push_back(n);
    const auto dropped = [&](State s) {
        return std::any_of(serves.begin(), serves.end(), [&](const auto& other) {
            return rank[other.first] < rank[s] && std::includes(other.second.begin(), other.second.end(),
                                                                serves[s].begin(), serves[s].end());
        });
    };
    std::vector<State> gone;
    for (const auto& entry : serves)
        if (dropped(entry.first)) gone.push_back(entry.first);
    for (auto& options : needs) {
        std::erase_if(options, [&](const States& option) {
            return std::find(gone.begin(), gone.end(), option[0]) != gone.end();
        });
    }
}

/// The cheapest set to lower that holds `must`. Of states that are tied it does not matter which ones fall
/// beside those that must. \param above the states above the wanted one, lowest first \param below what
/// each costs against the wanted state (and those tied with it) \cost quadratic
States cheapest_holding(const std::vector<State>& above, const std::vector<std::uint32_t>& rank,
                        const States& must, double below, double& total) {
    const std::size_t size = above.size();
    constexpr double kNever = 1e300;
    std::vector<double> cost(size + 1, kNever);  // by how many of the states looked at fall
    cost[0] = 0;
    struct Tied {
        std::size_t first;
        std::size_t size;
        std::vector<std::size_t> fell;  // by how many fall so far, how many of these
    };
    std::vector<Tied> groups;
    for (std::size_t k = 0; k < size;) {
        std::size_t end = k;
        std::size_t least = 0;
        for (; end < size && rank[above[end]] == rank[above[k]]; ++end)
            least += std::binary_search(must.begin(), must.end(), above[end]) ? 1 : 0;
        const std::size_t count = end - k;
        std::vector<double> next(size + 1, kNever);
        std::vector<std::size_t> fell(size + 1, 0);
        for (std::size_t d = 0; d <= k; ++d) {
            if (cost[d] >= kNever) continue;
            for (std::size_t l = least; l <= count; ++l) {
                const auto fall = static_cast<double>(l);
                const double whole = cost[d] + fall * (below + static_cast<double>(k - d)) +
                                     fall * static_cast<double>(count - l) / 2;
                if (whole >= next[d + l]) continue;
                next[d + l] = whole;
                fell[d + l] = l;
            }
        }
        cost = std::move(next);
        groups.push_back({k, count, std::move(fell)});
        k = end;
    }
    std::size_t d = 0;
    for (std::size_t e = 0; e <= size; ++e)
        if (cost[e] < cost[d]) d = e;
    total = cost[d];
    States lowered;
    for (std::size_t g = groups.size(); g-- > 0;) {
        const Tied& group = groups[g];
        std::size_t left = group.fell[d];
        d -= left;
        for (const bool first : {true, false}) {
            for (std::size_t k = group.first; k < group.first + group.size && left > 0; ++k) {
                if (std::binary_search(must.begin(), must.end(), above[k]) != first) continue;
                lowered.push_back(above[k]);
                --left;
            }
        }
    }
    std::sort(lowered.begin(), lowered.end());
    return lowered;
}

/// Chooses an option for each need, so that the whole is cheapest: depth first, cut where the states
/// chosen so far already cost as much as the best whole choice (more states never cost less).
class Chooser {
public:
    Chooser(const std::vector<State>& above, const std::vector<std::uint32_t>& rank,
            const std::vector<std::vector<States>>& needs, double below, std::size_t most)
        : above_(above), rank_(rank), needs_(needs), below_(below), left_(most) {}

    /// \return false where there were too many choices
    bool run() {
        descend({});
        return whole_ && best_ < kNever;
    }
    [[nodiscard]] const States& lowered() const { return lowered_; }

private:
    void descend(const States& must) {
        const auto holds = [&](const States& option) {
            return std::includes(must.begin(), must.end(), option.begin(), option.end());
        };
        const auto open = std::find_if(needs_.begin(), needs_.end(), [&](const auto& options) {
            return std::none_of(options.begin(), options.end(), holds);
        });
        double cost = 0;
        const bool done = open == needs_.end();
        if (done && left_ == 0) whole_ = false;
        if (!whole_) return;
        States lowered;
        // A choice of one way is not worth a look on the way down.
        if (done || best_ < kNever) {
            if (left_ > 0) --left_;
            lowered = cheapest_holding(above_, rank_, must, below_, cost);
            if (cost >= best_) return;
        }
        if (done) {
            best_ = cost;
            lowered_ = std::move(lowered);
            return;
        }
        for (const States& option : *open) {
            States next;
            std::set_union(must.begin(), must.end(), option.begin(), option.end(),
                           std::back_inserter(next));
            descend(next);
            if (left_ == 0 && needs_.size() > 0 && &option != &open->back()) whole_ = false;
            if (!whole_) return;
        }
    }

    static constexpr double kNever = 1e300;
    const std::vector<State>& above_;
    const std::vector<std::uint32_t>& rank_;
    const std::vector<std::vector<States>>& needs_;
    double below_;
    std::size_t left_;  ///< looks that may still be taken
    bool whole_ = true;
    double best_ = kNever;
    States lowered_;
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
    std::sort(above.begin(), above.end(), [&](State a, State b) { return rank[a] < rank[b]; });
    const auto tied = static_cast<double>(std::count(rank.begin(), rank.end(), rank[wanted]));
    const double below = split ? 1 : tied;
    std::vector<std::vector<States>> needs = needs_of(c, threats, is_above);
    keep_lowest(rank, needs);
    // Nothing above the highest state that may have to fall need fall: it stays above whatever falls.
    std::uint32_t highest = 0;
    for (const auto& options : needs)
        for (const States& option : options)
            for (const State s : option) highest = std::max(highest, rank[s]);
    std::erase_if(above, [&](State s) { return rank[s] > highest; });
    const bool settled =
        std::all_of(needs.begin(), needs.end(), [](const auto& options) { return options.size() == 1; });
    if (above.size() <= kMostInOrder) {
        Chooser chooser(above, rank, needs, below, settled ? 1 : kMostChoices);
        if (chooser.run()) {
            result.lowered = chooser.lowered();
            result.solved = true;
            return result;
        }
    }
    if (above.size() > kMostAbove) return result;
    Milp program;
    std::map<State, std::size_t> fall;
    for (const State s : above) fall[s] = program.add_integer(below);
    for (const State x : above) {
        for (const State y : above) {
            if (x == y || rank[x] < rank[y]) continue;
            // x falls, y stays: a pair turned round, or a tie broken.
            const std::size_t turned = program.add_variable(rank[x] == rank[y] ? 0.5 : 1.0, 0, 1);
            program.add_row({{turned, 1}, {fall[x], -1}, {fall[y], 1}}, 0, kUnbounded);
        }
    }
    std::map<States, std::size_t> used;  // options of several states, each lowered whole
    for (const auto& options : needs) {
        std::vector<LpEntry> some;
        for (const States& option : options) {
            if (option.size() == 1) {
                some.push_back({fall[option[0]], 1});
                continue;
            }
            auto [at, fresh] = used.emplace(option, 0);
            if (fresh) {
                at->second = program.add_integer(0);
                for (const State s : option)
                    program.add_row({{at->second, 1}, {fall[s], -1}}, -kUnbounded, 0);
            }
            some.push_back({at->second, 1});
        }
        program.add_row(std::move(some), 1, kUnbounded);
    }
    const MilpResult best = solve(program, {.max_nodes = 500}, run);
    if (best.status != LpStatus::optimal || best.values.empty()) return result;
    result.solved = true;
    for (const State s : above)
        if (best.values[fall[s]] > 0.5) result.lowered.push_back(s);
    std::sort(result.lowered.begin(), result.lowered.end());
    return result;
}

/// Per state the number of its tier, the best one 0.
std::vector<std::size_t> places_of(const std::vector<std::vector<State>>& tiers, std::size_t states) {
    std::vector<std::size_t> place(states, 0);
    for (std::size_t t = 0; t < tiers.size(); ++t)
        for (const State s : tiers[t]) place[s] = t;
    return place;
}

/// Pairs whose order changes; a tie broken or made counts a half.
double pairs_changed(const std::vector<std::uint32_t>& rank, const std::vector<std::size_t>& place) {
    double pairs = 0;
    for (State x = 0; x < rank.size(); ++x) {
        for (State y = x + 1; y < rank.size(); ++y) {
            const int before = rank[x] > rank[y] ? 1 : rank[x] < rank[y] ? -1 : 0;
            const int after = place[x] < place[y] ? 1 : place[x] > place[y] ? -1 : 0;
            pairs += std::abs(before - after) / 2.0;
        }
    }
    return pairs;
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
    change.pairs = pairs_changed(rank, places_of(change.tiers, rank.size()));
    return change;
}

/// A change that a search over all deciders found.
RankingChange change_to(std::size_t decider, const std::vector<std::uint32_t>& rank, State wanted,
                        std::vector<std::vector<State>> tiers) {
    RankingChange change;
    change.decider = decider;
    const std::vector<std::size_t> place = places_of(tiers, rank.size());
    change.pairs = pairs_changed(rank, place);
    for (State s = 0; s < rank.size(); ++s)
        if (rank[s] > rank[wanted] && place[s] >= place[wanted]) change.lowered.push_back(s);
    change.tiers = std::move(tiers);
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
    return judge(changed, {.simultaneous = c == Concept::sim}, run).is_equilibrium(c, wanted);
}

/// What a search over all deciders' rankings at once can add: a cheaper change, or that there is none.
/// \param wider the cheapest changes under a concept that this one implies
void search_on(const Terrain& terrain, Concept c, State wanted, const Plan& wider,
               const InverseOptions& options, const RunOptions& run, Wanted& result) {
    const Model& model = terrain.model;
    if (model.states > options.most_searched) {
        result.notes.push_back(
            "A cheaper change that makes the others' sanctions credible may exist: it is "
            "searched for in models of up to " +
            std::to_string(options.most_searched) + " states.");
        return;
    }
    RepairOptions search;
    search.costs = options.costs;
    search.most_looks = options.most_looks;
    search.least.assign(model.deciders.size(), 0);
    for (const RankingChange& change : wider.changes) search.least[change.decider] = change.pairs;
    if (result.change_found) search.below = result.change_cost;
    const Repair repair = cheapest_repair(terrain, c, wanted, search, run);
    if (repair.found) {
        Plan plan;
        for (std::size_t i = 0; i < repair.tiers.size(); ++i) {
            if (repair.tiers[i].empty()) continue;
            RankingChange change = change_to(i, model.rank[i], wanted, repair.tiers[i]);
            change.cost = change.pairs * (options.costs.empty() ? 1.0 : options.costs[i]);
            plan.cost += change.cost;
            plan.changes.push_back(std::move(change));
        }
        ENTENTE_EXPECTS(works(model, c, wanted, plan, run));
        result.change_found = true;
        result.change_cost = plan.cost;
        result.changes = std::move(plan.changes);
    }
    result.change_bound = std::max(result.change_bound, std::min(repair.bound, result.change_cost));
    result.change_proved = result.change_found && repair.proved;
    if (result.change_found && !result.change_proved)
        result.notes.push_back(
            "The search for a cheaper change ended early: none costs less than the bound.");
}

}  // namespace

void least_change(const Terrain& terrain, Concept c, State wanted, const InverseOptions& options,
                  const RunOptions& run, Wanted& result) {
    const auto take = [&](const Plan& plan) {
        if (!plan.solved || !works(terrain.model, c, wanted, plan, run)) return;
        if (result.change_found && plan.cost >= result.change_cost) return;
        result.change_found = true;
        result.change_cost = plan.cost;
        result.changes = plan.changes;
    };
    const Plan own = plan_for(terrain, c, wanted, options, run);
    take(own);
    if (!coupled(c)) {
        // Deciders decouple, so their cheapest changes add up to the cheapest one.
        result.change_proved = result.change_found;
        result.change_bound = result.change_found ? result.change_cost : 0;
    } else {
        take(plan_for(terrain, Concept::nash, wanted, options, run));
        Plan wider;
        if (c != Concept::sim) {
            // Whatever makes the state sequentially stable makes it metarationally stable: that is a bound.
            wider =
                plan_for(terrain, c == Concept::seq ? Concept::gmr : Concept::smr, wanted, options, run);
            take(wider);
            result.change_bound = wider.solved ? wider.cost : 0;
        }
        result.change_proved = result.change_found && result.change_cost <= result.change_bound + 1e-9;
        if (!wider.solved) wider.changes.clear();
        if (!result.change_proved) search_on(terrain, c, wanted, wider, options, run, result);
    }
    if (!result.change_found)
        result.notes.push_back("No change was found: more than " + std::to_string(kMostAbove) +
                               " states lie above the wanted one for some decider.");
}

}  // namespace entente::stability
