#include "entente/stability/robustness.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>

#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "entente/core/text.hpp"
#include "entente/model/quantile.hpp"
#include "stability/model/digits.hpp"
#include "stability/model/layout.hpp"
#include "stability/model/ranker.hpp"

namespace entente::stability {
namespace {

/// A decider's preferences as a list whose order is uncertain: statements, or the tiers of its ranking.
struct Order {
    bool statements = false;
    std::size_t length = 0;
    std::vector<std::vector<char>> truth;   ///< statements: [statement][state]
    std::vector<std::vector<State>> tiers;  ///< ranking: best first

    [[nodiscard]] std::vector<std::uint32_t> ranks(const std::vector<std::uint16_t>& order,
                                                   std::size_t states) const {
        if (!statements) {
            std::vector<std::vector<State>> moved;
            for (const std::uint16_t k : order) moved.push_back(tiers[k]);
            return ranks_by_tiers(states, moved);
        }
        std::vector<std::uint32_t> rank(states, 0);
        std::vector<std::uint64_t> keys(states);
        constexpr std::size_t kBatch = 24;
        for (std::size_t first = 0; first < order.size(); first += kBatch) {
            const std::size_t last = std::min(first + kBatch, order.size());
            for (std::size_t s = 0; s < states; ++s) {
                keys[s] = rank[s];
                for (std::size_t k = first; k < last; ++k)
                    keys[s] = keys[s] << 1 | static_cast<std::uint64_t>(truth[order[k]][s] != 0);
            }
            rank = dense_ranks(keys);
        }
        return rank;
    }
};

struct Preferences {
    std::vector<Order> orders;  ///< per decider; length 0: not by an order
    std::vector<char> scored;   ///< per decider: scores with ranges
    std::vector<std::string> uncertain;
};

std::vector<std::vector<State>> tiers_of(const std::vector<std::uint32_t>& rank) {
    const std::uint32_t top = rank.empty() ? 0 : *std::max_element(rank.begin(), rank.end());
    std::vector<std::vector<State>> tiers(top + std::size_t{1});
    for (State s = 0; s < rank.size(); ++s) tiers[top - rank[s]].push_back(s);
    return tiers;
}

bool ranged(const Party& party) {
    const auto any = [](const IssueScore& score) {
        return score.weight.ranged() || std::any_of(score.scores.begin(), score.scores.end(),
                                                    [](const Quantity& each) { return each.ranged(); });
    };
    return std::any_of(party.preference.issues.begin(), party.preference.issues.end(), any) ||
           std::any_of(party.preference.terms.begin(), party.preference.terms.end(),
                       [](const Term& term) { return term.add.ranged(); });
}

Feasible states_of(const Model& model) { return {model.codes, model.codes.empty(), model.states}; }

Preferences preferences_of(const Case& conflict, const CaseModel& built) {
    Preferences all;
    const Model& model = built.model;
    const bool space = built.patterns.empty() && !conflict.graph;  // states are outcomes, one by one
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        Order order;
        const auto its = [&](const auto& entry) { return entry.party.index() == i; };
        const auto ranking = std::find_if(conflict.rankings.begin(), conflict.rankings.end(), its);
        const auto ranked = std::find_if(conflict.priorities.begin(), conflict.priorities.end(), its);
        bool scored = false;
        if (ranking == conflict.rankings.end() && ranked != conflict.priorities.end() && space) {
            order.statements = true;
            order.length = ranked->statements.size();
            const std::vector<std::uint32_t> radix = radix_of(conflict.space);
            std::vector<char> truth;
            for (const Statement& statement : ranked->statements) {
                std::vector<char> any(model.states, 0);
                for (const Conjunction& each : statement.any_of) {
                    truth_of(each, radix, states_of(model), truth);
                    for (std::size_t s = 0; s < any.size(); ++s)
                        any[s] = static_cast<char>(any[s] | truth[s]);
                }
                order.truth.push_back(std::move(any));
            }
            if (order.length > 1)
                all.uncertain.push_back("the order of the statements of " + model.deciders[i]);
        } else if (ranking != conflict.rankings.end() || ranked != conflict.priorities.end()) {
            order.tiers = tiers_of(model.rank[i]);
            order.length = order.tiers.size();
            if (order.length > 1) all.uncertain.push_back("the ranking of " + model.deciders[i]);
        } else if (space && ranged(conflict.parties[i])) {
            scored = true;
            all.uncertain.push_back("the scores of " + model.deciders[i]);
        }
        if (order.length > 65'535) order.length = 0;
        all.orders.push_back(std::move(order));
        all.scored.push_back(scored ? 1 : 0);
    }
    return all;
}

/// Mallows' distribution by repeated insertion: entry k goes j places up with weight spread^j.
std::vector<std::uint16_t> draw_order(std::size_t length, double spread, RandomStream& random) {
    std::vector<std::uint16_t> order;
    for (std::size_t k = 0; k < length; ++k) {
        double total = 0;
        double weight = 1;
        for (std::size_t j = 0; j <= k; ++j, weight *= spread) total += weight;
        double at = random.uniform() * total;
        std::size_t up = 0;
        for (weight = 1; up < k && at >= weight; ++up, weight *= spread) at -= weight;
        order.insert(order.end() - static_cast<std::ptrdiff_t>(up), static_cast<std::uint16_t>(k));
    }
    return order;
}

/// The number in this draw: the same as every other analysis of the case draws for its address.
double draw_quantity(const Quantity& quantity, const Domain& domain, double level, std::uint64_t seed,
                     const std::string& address, std::uint64_t draw) {
    if (!quantity.ranged()) return quantity.value();
    const double share = RandomStream(seed, address, draw).uniform() + 0x1p-54;
    return QuantileFunction(quantity, domain, level)(share);
}

/// What a thread draws with, kept from one draw to the next.
struct DrawBench {
    Model drawn;
    std::vector<double> value;  ///< [state]
    std::vector<std::uint64_t> keys;
    std::vector<char> truth;
    Ranker ranker;
};

void draw_scores(const Case& conflict, const Model& model, std::size_t party, std::uint64_t seed,
                 std::uint64_t draw, DrawBench& bench) {
    const double level = conflict.range_level;
    const Party& of = conflict.parties[party];
    const std::vector<std::uint32_t> radix = radix_of(conflict.space);
    std::vector<double> weights;
    double total = 0;
    for (std::size_t l = 0; l < radix.size(); ++l) {
        weights.push_back(
            draw_quantity(of.preference.issues[l].weight, Domain{.low = 0}, level, seed,
                          "issue." + conflict.space.issues[l].id + ".for." + of.id + ".weight", draw));
        total += weights.back();
    }
    std::vector<std::vector<double>> worth;  // [lever][option]
    for (std::size_t l = 0; l < radix.size(); ++l) {
        IssueScore drawn = of.preference.issues[l];
        std::vector<double>& of_option = worth.emplace_back(radix[l], 0.0);
        if (drawn.scores.empty()) continue;
        const Issue& issue = conflict.space.issues[l];
        for (std::size_t o = 0; o < drawn.scores.size(); ++o) {
            if (!drawn.scores[o].ranged()) continue;
            const double shown = draw_quantity(
                drawn.scores[o], Domain{}, level, seed,
                "issue." + issue.id + ".for." + of.id + ".score." + issue.scored()[o].label, draw);
            drawn.scores[o].best = Rational::nearest(std::round(1e9 * shown) / 1e9);
        }
        const double points = conflict.normalise ? (total > 0 ? conflict.points.value() / total : 0) : 1;
        const std::vector<Rational> scores = option_scores(issue, drawn);
        for (std::size_t o = 0; o < scores.size(); ++o)
            of_option[o] = weights[l] * points * scores[o].value() / 100;
    }
    std::vector<double>& value = bench.value;
    sum_options(worth, radix, states_of(model), value);
    for (const Term& term : of.preference.terms) {
        const double add =
            draw_quantity(term.add, Domain{}, level, seed, "bonus." + term.id + ".add", draw);
        truth_of(term.when, radix, states_of(model), bench.truth);
        for (std::size_t s = 0; s < value.size(); ++s) value[s] += bench.truth[s] ? add : 0;
    }
    if (conflict.cap)
        for (double& each : value) each = std::min(each, conflict.cap->value());
    // Sums that differ by rounding only are ties.
    const auto [low, high] = std::minmax_element(value.begin(), value.end());
    const double grid = std::max(*high - *low, 1e-300) / 1e9;
    const double lowest = *low;
    bench.keys.resize(value.size());
    for (std::size_t s = 0; s < value.size(); ++s)
        bench.keys[s] = static_cast<std::uint64_t>((value[s] - lowest) / grid + 0.5);
    bench.ranker(bench.keys, bench.drawn.rank[party]);
}

/// How many threads the memory has room for: each judges a model of its own.
int threads_that_fit(const Model& model, const RunOptions& run) {
    const double each = bytes_to_judge(model.states, model.deciders.size());
    const double left = static_cast<double>(run.memory_bytes) - each;  // the model drawn from stays
    const auto most = static_cast<int>(std::clamp(std::floor(left / each), 1.0, 1024.0));
    return std::min(threads_of(run), most);
}

/// Chances of the states that were an equilibrium most often. Counted is how often a verdict is another
/// one than without draws: few are. Counts are whole numbers, added by all threads to one table, so that
/// the order of adding is of no matter.
void draw_chances(const Case& conflict, const CaseModel& built, const Verdicts& before,
                  const Preferences& preferences, const RobustnessOptions& options, const RunOptions& given,
                  Robustness& result) {
    constexpr std::size_t kCounted = 5;  // concepts
    const Model& model = built.model;
    RunOptions run = given;
    run.threads = threads_that_fit(model, given);
    constexpr std::uint64_t kMostBlocks = 4'096;
    // Several draws a block where one is a moment's work; of large models one, so that no thread waits.
    const std::uint64_t in_a_moment =
        std::clamp<std::uint64_t>((1u << 20) / (model.states * model.deciders.size()), 1, 16);
    const std::uint64_t block_size = std::max(in_a_moment, options.draws / kMostBlocks + 1);
    const auto blocks = static_cast<std::size_t>((options.draws + block_size - 1) / block_size);
    std::vector<std::uint32_t> others(model.states * kCounted, 0);
    std::vector<std::size_t> drawn;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        const bool uncertain = preferences.orders[i].length > 1 || preferences.scored[i] != 0;
        if (uncertain && model.moves_at_all(i)) drawn.push_back(i);
    }
    // Where nobody who is uncertain can move, each draw says what is said without.
    std::atomic<std::uint64_t> done = drawn.empty() ? options.draws : 0;
    const RunOptions one_thread = run.inner();
    std::mutex telling;
    const auto tell = [&] {
        if (!run.progress) return;
        const std::scoped_lock lock(telling);
        run.progress({"draws", static_cast<double>(done.load()), static_cast<double>(options.draws)});
    };
    for_each_block(drawn.empty() ? 0 : blocks, run, [&](std::size_t block) {
        DrawBench bench{.drawn = model};
        const std::uint64_t end = std::min(options.draws, (block + 1) * block_size);
        for (std::uint64_t d = block * block_size; d < end && !run.stop.stop_requested(); ++d) {
            for (const std::size_t i : drawn) {
                const Order& order = preferences.orders[i];
                if (order.length > 1) {
                    RandomStream random(run.seed, "stability.order." + model.deciders[i], d);
                    bench.drawn.rank[i] =
                        order.ranks(draw_order(order.length, options.spread, random), model.states);
                } else {
                    draw_scores(conflict, model, i, run.seed, d, bench);
                }
            }
            const Verdicts verdicts = judge(bench.drawn, {.simultaneous = false}, one_thread);
            if (verdicts.stopped != Stopped::complete) return;
            for (std::size_t s = 0; s < model.states; ++s) {
                const unsigned bits = (verdicts.equilibrium[s] ^ before.equilibrium[s]) & 0x1fu;
                for (std::size_t c = 0; bits >> c != 0; ++c) {
                    if ((bits >> c & 1u) != 0)
                        std::atomic_ref(others[s * kCounted + c]).fetch_add(1, std::memory_order_relaxed);
                }
            }
            ++done;
        }
        tell();
    });
    if (done < options.draws) result.stopped = Stopped::cancelled;
    result.draws = done;
    const auto count_at = [&](std::size_t s, std::size_t c) -> std::uint64_t {
        const std::uint64_t other = others[s * kCounted + c];
        return (before.equilibrium[s] >> c & 1u) != 0 ? result.draws - other : other;
    };
    std::vector<State> ever;
    for (std::size_t s = 0; s < model.states; ++s) {
        bool any = false;
        for (std::size_t c = 0; c < kCounted; ++c) any = any || count_at(s, c) > 0;
        if (any) ever.push_back(static_cast<State>(s));
    }
    const auto count_of = [&](State s, Concept c) {
        const auto at = static_cast<std::size_t>(c);
        return at < kCounted ? count_at(s, at) : 0;
    };
    const auto all_of = [&](State s) {
        std::uint64_t sum = 0;
        for (const Concept c : options.concepts) sum += count_of(s, c);
        return sum;
    };
    const std::size_t listed = std::min(ever.size(), options.most_states);
    std::partial_sort(ever.begin(), ever.begin() + static_cast<std::ptrdiff_t>(listed), ever.end(),
                      [&](State a, State b) {
                          const std::uint64_t of_a = all_of(a);
                          const std::uint64_t of_b = all_of(b);
                          return of_a != of_b ? of_a > of_b : a < b;
                      });
    const double n = static_cast<double>(std::max<std::uint64_t>(done, 1));
    for (std::size_t k = 0; k < listed; ++k) {
        Chance chance{ever[k], {}, {}};
        for (const Concept c : options.concepts) {
            const double p = static_cast<double>(count_of(ever[k], c)) / n;
            chance.chance.push_back(p);
            chance.error.push_back(std::sqrt(p * (1 - p) / n));
        }
        result.chances.push_back(std::move(chance));
    }
    if (ever.size() > options.most_states) {
        result.notes.push_back(std::to_string(ever.size()) +
                               " states were an equilibrium in some draw; the likeliest " +
                               std::to_string(options.most_states) + " are listed.");
    }
}

/// Breadth first over profiles of orders, one swap of neighbours a step.
class SwapSearch {
public:
    SwapSearch(const Model& model, const Verdicts& verdicts, std::vector<Order> orders,
               const RobustnessOptions& options, const RunOptions& run)
        : model_(model), orders_(std::move(orders)), options_(options), run_(run) {
        for (const Concept c : options.concepts)
            for (const State s : verdicts.equilibria(c)) open_.push_back({c, s, std::nullopt, 0, {}});
        for (std::size_t i = 0; i < orders_.size(); ++i) {
            if (orders_[i].statements || orders_[i].length > 1) continue;
            orders_[i].tiers = tiers_of(model.rank[i]);
            orders_[i].length = orders_[i].tiers.size() > 65'535 ? 0 : orders_[i].tiers.size();
        }
    }

    std::vector<Fragility> run() {
        std::vector<Fragility> settled;
        Profile start;
        for (const Order& order : orders_) {
            start.emplace_back(order.length);
            std::iota(start.back().begin(), start.back().end(), std::uint16_t{0});
        }
        std::set<Profile> seen = {start};
        struct Node {
            Profile profile;
            std::vector<Fragility::Swap> how;
        };
        std::vector<Node> level = {{start, {}}};
        // A profile costs one judgement: large models get fewer.
        const double cost = static_cast<double>(model_.states) * static_cast<double>(orders_.size());
        const std::uint64_t most =
            std::min<std::uint64_t>(options_.most_profiles, static_cast<std::uint64_t>(2e9 / cost) + 1);
        std::uint64_t looked = 0;
        std::uint32_t depth = 0;
        bool whole = true;
        while (!open_.empty() && !level.empty() && whole) {
            std::vector<Node> next;
            for (const Node& node : level) {
                for (std::size_t i = 0; i < node.profile.size() && whole; ++i) {
                    for (std::size_t k = 0; k + 1 < node.profile[i].size(); ++k) {
                        Profile swapped = node.profile;
                        std::swap(swapped[i][k], swapped[i][k + 1]);
                        if (!seen.insert(swapped).second) continue;
                        if (++looked > most || run_.stop.stop_requested()) {
                            whole = false;
                            break;
                        }
                        std::vector<Fragility::Swap> how = node.how;
                        how.push_back({i, k});
                        look(swapped, how, settled);
                        next.push_back({std::move(swapped), std::move(how)});
                    }
                }
            }
            if (whole) ++depth;
            level = std::move(next);
        }
        for (Fragility& each : open_) {
            each.searched = level.empty() && whole ? 0xffffffffu : depth;
            settled.push_back(std::move(each));
        }
        std::stable_sort(settled.begin(), settled.end(), [](const Fragility& a, const Fragility& b) {
            return std::pair(a.of, a.state) < std::pair(b.of, b.state);
        });
        return settled;
    }

private:
    using Profile = std::vector<std::vector<std::uint16_t>>;

    void look(const Profile& profile, const std::vector<Fragility::Swap>& how,
              std::vector<Fragility>& settled) {
        Model changed = model_;
        for (std::size_t i = 0; i < orders_.size(); ++i)
            if (orders_[i].length > 1) changed.rank[i] = orders_[i].ranks(profile[i], model_.states);
        const Verdicts verdicts = judge(changed, {.simultaneous = false}, run_);
        if (verdicts.stopped != Stopped::complete) return;
        std::erase_if(open_, [&](Fragility& each) {
            if (verdicts.is_equilibrium(each.of, each.state)) return false;
            each.swaps = static_cast<std::uint32_t>(how.size());
            each.searched = *each.swaps;
            each.how = how;
            settled.push_back(each);
            return true;
        });
    }

    const Model& model_;
    std::vector<Order> orders_;
    const RobustnessOptions& options_;
    const RunOptions& run_;
    std::vector<Fragility> open_;
};

}  // namespace

Robustness assess_robustness(const Case& conflict, const CaseModel& built, const Verdicts& verdicts,
                             const RobustnessOptions& options, const RunOptions& run) {
    Robustness result;
    result.seed = run.seed;
    result.spread = options.spread;
    const Preferences preferences = preferences_of(conflict, built);
    result.uncertain = preferences.uncertain;
    if (result.uncertain.empty()) {
        result.notes.push_back("Nothing is uncertain: no statements to reorder and no scores with ranges.");
    } else {
        draw_chances(conflict, built, verdicts, preferences, options, run, result);
    }
    if (run.stop.stop_requested()) {
        result.stopped = Stopped::cancelled;
        return result;
    }
    std::uint64_t equilibria = 0;
    for (const Concept c : options.concepts) equilibria += verdicts.count(c);
    if (equilibria > 1'000) {
        result.notes.push_back("The fewest swaps were left out: there are " + std::to_string(equilibria) +
                               " equilibria.");
        return result;
    }
    result.fragility = SwapSearch(built.model, verdicts, preferences.orders, options, run).run();
    return result;
}

}  // namespace entente::stability
