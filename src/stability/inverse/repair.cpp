#include "stability/inverse/repair.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <queue>
#include <set>

namespace entente::stability {
namespace {

constexpr std::size_t kMostNamed = 12;
constexpr std::uint64_t kMostSteps = 200'000;  // of one ranking
constexpr std::uint64_t kStepsOfLook = 200;
constexpr double kNever = 1e300;
constexpr double kSame = 1e-9;

/// What a pair costs that had ranks `high` and `low` and now has the first above the second.
double turned(std::uint32_t high, std::uint32_t low) { return high < low ? 1 : high == low ? 0.5 : 0; }

/// Weak orders of the states that demands name, block by block from the top; all other states keep their
/// order and take, each rank for itself, the cheapest place between the blocks.
class Blocks {
public:
    Blocks(const std::vector<std::uint32_t>& rank, const std::vector<std::vector<State>>& by_rank,
           const std::vector<Demand>& demands)
        : rank_(rank) {
        for (const Demand& demand : demands) {
            named_.push_back(demand.above);
            named_.push_back(demand.below);
        }
        std::sort(named_.begin(), named_.end());
        named_.erase(std::unique(named_.begin(), named_.end()), named_.end());
        if (named_.empty() || named_.size() > kMostNamed) return;
        // Best first, so that cheap orders come early.
        std::stable_sort(named_.begin(), named_.end(), [&](State a, State b) { return rank[a] > rank[b]; });
        for (const Demand& demand : demands) {
            Needed& needed = needed_[index(demand.below)];
            (demand.weak ? needed.weak : needed.strict) |= 1u << index(demand.above);
        }
        std::uint32_t low = rank[named_[0]];
        std::uint32_t high = low;
        for (const State s : named_) {
            low = std::min(low, rank[s]);
            high = std::max(high, rank[s]);
        }
        // Whatever lies outside stays outside.
        for (std::uint32_t r = high + 1; r-- > low;) {
            std::size_t others = by_rank[r].size();
            for (const State s : named_) others -= rank[s] == r ? 1 : 0;
            if (others > 0) between_.push_back({r, static_cast<double>(others)});
        }
    }

    [[nodiscard]] std::size_t named() const { return named_.size(); }

    /// \return the distance, kNever where the demands cannot be met
    double solve() {
        place(0, 0);
        return best_;
    }
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    [[nodiscard]] bool gave_up() const { return steps_ > kMostSteps; }
    [[nodiscard]] const std::vector<std::vector<State>>& blocks() const { return best_blocks_; }

    /// The cheapest place of a rank among blocks: 2 p above block p, 2 p + 1 tied with it.
    static std::pair<double, std::size_t> slot(std::uint32_t r,
                                               const std::vector<std::vector<State>>& blocks,
                                               const std::vector<std::uint32_t>& rank) {
        double cost = 0;  // of standing above all blocks
        for (const auto& block : blocks)
            cost += static_cast<double>(block.size()) * turned(r, rank[block[0]]);
        std::pair<double, std::size_t> least{cost, 0};
        for (std::size_t b = 0; b < blocks.size(); ++b) {
            const auto size = static_cast<double>(blocks[b].size());
            const std::uint32_t of = rank[blocks[b][0]];
            cost -= size * turned(r, of);
            if (of == r && cost < least.first) least = {cost, 2 * b + 1};
            cost += size * turned(of, r);
            if (cost < least.first) least = {cost, 2 * b + 2};
        }
        return least;
    }

private:
    struct Needed {
        unsigned strict = 0;  ///< who must stand above
        unsigned weak = 0;    ///< who must not stand below
    };

    /// Whether the block may come next: whoever must stand above its states is placed.
    [[nodiscard]] bool may_come(unsigned placed, unsigned block) const {
        for (std::size_t k = 0; k < named_.size(); ++k) {
            if ((block >> k & 1u) == 0) continue;
            if ((needed_[k].strict & ~placed) != 0) return false;
            if ((needed_[k].weak & ~(placed | block)) != 0) return false;
        }
        return true;
    }
    /// Whether a state comes right after a worse one that need not stand above it: to change places is
    /// cheaper, whatever stands between them.
    [[nodiscard]] bool wasteful(unsigned block) const {
        if (blocks_.empty() || std::popcount(block) != 1 || blocks_.back().size() != 1) return false;
        const auto k = static_cast<std::size_t>(std::countr_zero(block));
        const State before = blocks_.back().front();
        if (rank_[before] >= rank_[named_[k]]) return false;
        return ((needed_[k].strict | needed_[k].weak) >> index(before) & 1u) == 0;
    }
    [[nodiscard]] std::size_t index(State s) const {
        return static_cast<std::size_t>(std::find(named_.begin(), named_.end(), s) - named_.begin());
    }

    void place(unsigned placed, double cost) {
        if (cost >= best_ || ++steps_ > kMostSteps) return;
        const unsigned all = (1u << named_.size()) - 1;
        if (placed == all) {
            steps_ += between_.size();
            for (const auto& [r, size] : between_) cost += size * slot(r, blocks_, rank_).first;
            if (cost >= best_) return;
            best_ = cost;
            best_blocks_ = blocks_;
            return;
        }
        for (std::size_t first = 0; first < named_.size(); ++first) {
            if ((placed >> first & 1u) != 0) continue;
            unsigned tied = 0;  // later ones that were tied with it
            for (std::size_t k = first + 1; k < named_.size(); ++k)
                if ((placed >> k & 1u) == 0 && rank_[named_[k]] == rank_[named_[first]]) tied |= 1u << k;
            // Every block whose least member is this one.
            for (unsigned more = tied;; more = (more - 1) & tied) {
                const unsigned block = more | 1u << first;
                if (may_come(placed, block) && !wasteful(block)) place_block(placed, block, cost);
                if (more == 0) break;
            }
        }
    }
    void place_block(unsigned placed, unsigned block, double cost) {
        std::vector<State> members;
        for (std::size_t k = 0; k < named_.size(); ++k) {
            if ((block >> k & 1u) == 0) continue;
            members.push_back(named_[k]);
            for (std::size_t e = 0; e < named_.size(); ++e)
                if ((placed >> e & 1u) != 0) cost += turned(rank_[named_[e]], rank_[named_[k]]);
        }
        blocks_.push_back(std::move(members));
        place(placed | block, cost);
        blocks_.pop_back();
    }

    const std::vector<std::uint32_t>& rank_;
    std::vector<State> named_;
    std::array<Needed, kMostNamed> needed_{};
    std::vector<std::pair<std::uint32_t, double>> between_;  ///< ranks of other states, and how many
    std::vector<std::vector<State>> blocks_;
    std::vector<std::vector<State>> best_blocks_;
    double best_ = kNever;
    std::uint64_t steps_ = 0;
};

/// One of the ways out of a failing verdict.
struct Way {
    std::size_t decider = 0;
    std::vector<Demand> demands;

    auto operator<=>(const Way&) const = default;
};

/// Rankings of all deciders under judgement at one state.
class Judge {
public:
    Judge(const Terrain& terrain, Concept c, State wanted) : c_(c), wanted_(wanted), model_(terrain.model) {
        moves_.resize(model_.deciders.size());
        for (std::size_t i = 0; i < moves_.size(); ++i) {
            moves_[i].resize(model_.states);
            for (State s = 0; s < model_.states; ++s)
                terrain.for_each_move(i, s, [&](State t) { moves_[i][s].push_back(t); });
            for (auto& list : moves_[i]) std::sort(list.begin(), list.end());
        }
    }

    /// The ways out of one failing verdict, the one with the fewest; nothing where all verdicts hold.
    /// \param rank per decider
    std::optional<std::vector<Way>> failing(const std::vector<const std::vector<std::uint32_t>*>& rank,
                                            bool& too_many) {
        rank_ = &rank;
        std::optional<std::vector<Way>> fewest;
        for (std::size_t i = 0; i < moves_.size(); ++i) {
            for (const State s1 : moves_[i][wanted_]) {
                if (!above(i, s1)) continue;
                std::vector<Way> ways{{i, {falls(s1)}}};
                const bool held =
                    c_ == Concept::sim ? together(i, s1, ways, too_many) : in_turn(i, s1, ways);
                if (held) continue;
                std::sort(ways.begin(), ways.end());
                ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
                if (!fewest || ways.size() < fewest->size()) fewest = std::move(ways);
            }
        }
        return fewest;
    }

private:
    [[nodiscard]] std::uint32_t rank(std::size_t i, State s) const { return (*(*rank_)[i])[s]; }
    [[nodiscard]] bool above(std::size_t i, State s) const { return rank(i, s) > rank(i, wanted_); }
    [[nodiscard]] Demand falls(State s) const { return {wanted_, s, true}; }

    /// Sequences of the others' improvements from s1. \return whether one of them holds i back
    bool in_turn(std::size_t i, State s1, std::vector<Way>& ways) {
        const std::size_t n = moves_.size();
        std::set<std::pair<State, std::size_t>> seen;  // state, who moved last
        std::vector<std::pair<State, std::size_t>> stack{{s1, n}};
        std::set<State> states;
        std::vector<std::pair<std::pair<State, std::size_t>, State>> shut;  // node beyond, from where
        while (!stack.empty()) {
            const auto [x, last] = stack.back();
            stack.pop_back();
            for (std::size_t j = 0; j < n; ++j) {
                if (j == i || j == last) continue;
                for (const State y : moves_[j][x]) {
                    if (rank(j, y) <= rank(j, x)) {
                        shut.push_back({{y, j}, x});
                    } else if (seen.insert({y, j}).second) {
                        if (states.insert(y).second && holds_back(i, y)) return true;
                        stack.push_back({y, j});
                    }
                }
            }
        }
        for (const State t : states) {
            Way way{i, {}};
            for (const State q : haven(i, t))
                if (q != wanted_) way.demands.push_back(falls(q));
            std::sort(way.demands.begin(), way.demands.end());
            ways.push_back(std::move(way));
        }
        for (const auto& [node, x] : shut)
            if (seen.count(node) == 0) ways.push_back({node.second, {{node.first, x, false}}});
        return false;
    }
    [[nodiscard]] std::vector<State> haven(std::size_t i, State t) const {
        std::vector<State> all{t};
        if (c_ == Concept::sseq) all.insert(all.end(), moves_[i][t].begin(), moves_[i][t].end());
        return all;
    }
    [[nodiscard]] bool holds_back(std::size_t i, State t) const {
        if (above(i, t)) return false;
        return c_ != Concept::sseq ||
               std::none_of(moves_[i][t].begin(), moves_[i][t].end(), [&](State q) { return above(i, q); });
    }

    /// The others' improvements from the wanted state, at once with s1. \return whether some hold i back
    bool together(std::size_t i, State s1, std::vector<Way>& ways, bool& too_many) {
        constexpr std::size_t kMostSums = 4'096;
        std::vector<std::uint64_t> sums{model_.code(s1)};
        for (std::size_t j = 0; j < moves_.size(); ++j) {
            if (j == i) continue;
            const std::size_t before = sums.size();
            for (const State t : moves_[j][wanted_]) {
                if (!above(j, t)) {
                    ways.push_back({j, {{t, wanted_, false}}});
                    continue;
                }
                if (sums.size() + before > kMostSums) {
                    too_many = true;
                    return true;
                }
                for (std::size_t k = 0; k < before; ++k)
                    sums.push_back(sums[k] + model_.code(t) - model_.code(wanted_));
            }
        }
        for (std::size_t k = 1; k < sums.size(); ++k) {
            const State lands = state_of(model_, sums[k]);
            if (lands == kNoState) continue;
            if (!above(i, lands)) return true;
            ways.push_back({i, {falls(lands)}});
        }
        return false;
    }

    Concept c_;
    State wanted_;
    const Model& model_;
    std::vector<std::vector<std::vector<State>>> moves_;  ///< [decider][state]
    const std::vector<const std::vector<std::uint32_t>*>* rank_ = nullptr;
};

/// The search over sets of demands.
class Search {
public:
    Search(const Terrain& terrain, Concept c, State wanted, const RepairOptions& options)
        : model_(terrain.model), judge_(terrain, c, wanted), options_(options) {
        for (const auto& rank : model_.rank) nearest_.emplace_back(rank);
        known_.resize(model_.rank.size());
    }

    Repair run(const RunOptions& run) {
        Repair result;
        double open = kNever;  // the cheapest that was left out
        Node root{0, 0, std::vector<const Known*>(nearest_.size(), look(0, {}))};
        for (std::size_t i = 0; i < nearest_.size(); ++i) {
            root.of[i] = look(i, {});
            root.cost += share(i, 0);
        }
        queue_.push(root);
        while (!queue_.empty()) {
            const Node node = queue_.top();
            if (looks_ > options_.most_looks || run.stop.stop_requested()) {
                open = std::min(open, node.cost);
                break;
            }
            queue_.pop();
            std::vector<const std::vector<std::uint32_t>*> rank;
            for (const Known* known : node.of) rank.push_back(&known->rank);
            bool too_many = false;
            const auto ways = judge_.failing(rank, too_many);
            if (too_many) {
                open = std::min(open, node.cost);
                continue;
            }
            if (!ways) {  // nobody changes less than it must, so this is what the node said it costs
                take(node, result);
                break;
            }
            for (const Way& way : *ways) extend(node, way, open);
        }
        result.proved = result.found ? result.cost <= open + kSame : open == kNever;
        result.bound = std::min(open, result.found ? result.cost : options_.below);
        return result;
    }

private:
    /// The nearest ranking of one decider under a set of demands.
    struct Known {
        std::vector<Demand> demands;
        bool possible = false;
        bool too_many = false;
        double pairs = 0;
        std::vector<std::uint32_t> rank;
        std::vector<std::vector<State>> tiers;
    };
    struct Node {
        double cost = 0;
        std::uint64_t number = 0;
        std::vector<const Known*> of;  ///< per decider

        bool operator<(const Node& other) const {  // the queue gives the greatest; of equals the newest
            return cost != other.cost ? cost > other.cost : number < other.number;
        }
    };

    [[nodiscard]] double price(std::size_t i) const {
        return options_.costs.empty() ? 1 : options_.costs[i];
    }

    /// What a decider's changing so many pairs costs, or what it must cost in the end.
    [[nodiscard]] double share(std::size_t i, double pairs) const {
        return price(i) * (options_.least.empty() ? pairs : std::max(pairs, options_.least[i]));
    }

    const Known* look(std::size_t i, std::vector<Demand> demands) {
        const auto [at, fresh] = known_[i].try_emplace(demands);
        Known& known = at->second;
        if (!fresh) return &known;
        ++looks_;
        const auto ranking = nearest_[i].meeting(demands, known.too_many, looks_);
        known.demands = std::move(demands);
        if (!ranking) return &known;
        known.possible = true;
        known.pairs = ranking->pairs;
        known.tiers = ranking->tiers;
        known.rank.resize(model_.states);
        for (std::size_t t = 0; t < known.tiers.size(); ++t)
            for (const State s : known.tiers[t])
                known.rank[s] = static_cast<std::uint32_t>(known.tiers.size() - 1 - t);
        return &known;
    }

    void extend(const Node& node, const Way& way, double& open) {
        const std::size_t i = way.decider;
        if (!options_.free.empty() && options_.free[i] == 0) return;
        const double others = node.cost - share(i, node.of[i]->pairs);
        // Each demand alone already costs so much.
        for (const Demand& demand : way.demands)
            if (others + share(i, alone(i, demand)) >= options_.below - kSame) return;
        std::vector<Demand> demands = node.of[i]->demands;
        demands.insert(demands.end(), way.demands.begin(), way.demands.end());
        std::sort(demands.begin(), demands.end());
        demands.erase(std::unique(demands.begin(), demands.end()), demands.end());
        const Known* known = look(i, std::move(demands));
        if (known->too_many) {
            open = std::min(open, node.cost);
            return;
        }
        if (!known->possible) return;
        Node next = node;
        next.of[i] = known;
        next.cost = others + share(i, known->pairs);
        if (next.cost >= options_.below - kSame || !seen_.insert(next.of).second) return;
        next.number = ++numbers_;
        queue_.push(std::move(next));
    }
    [[nodiscard]] double alone(std::size_t i, const Demand& demand) const {
        const std::uint32_t a = model_.rank[i][demand.above];
        const std::uint32_t b = model_.rank[i][demand.below];
        return demand.weak && a == b ? 0 : turned(a, b);
    }

    void take(const Node& node, Repair& result) const {
        result.found = true;
        result.cost = node.cost;
        for (const Known* known : node.of) {
            result.pairs.push_back(known->pairs);
            result.tiers.push_back(known->pairs > 0 ? known->tiers : std::vector<std::vector<State>>());
        }
    }

    const Model& model_;
    Judge judge_;
    const RepairOptions& options_;
    std::vector<Nearest> nearest_;
    std::vector<std::map<std::vector<Demand>, Known>> known_;
    std::priority_queue<Node> queue_;
    std::set<std::vector<const Known*>> seen_;
    std::uint64_t looks_ = 0;
    std::uint64_t numbers_ = 0;
};

}  // namespace

Nearest::Nearest(std::vector<std::uint32_t> rank) : rank_(std::move(rank)) {
    by_rank_.resize(*std::max_element(rank_.begin(), rank_.end()) + std::size_t{1});
    for (State s = 0; s < rank_.size(); ++s) by_rank_[rank_[s]].push_back(s);
}

std::optional<Nearest::Ranking> Nearest::meeting(const std::vector<Demand>& demands, bool& too_many,
                                                 std::uint64_t& looks) const {
    Blocks search(rank_, by_rank_, demands);
    too_many = search.named() > kMostNamed;
    if (too_many) return std::nullopt;
    Ranking result;
    std::vector<std::vector<State>> blocks;
    if (search.named() > 0) {
        result.pairs = search.solve();
        looks += search.steps() / kStepsOfLook;
        too_many = search.gave_up();
        if (too_many) return std::nullopt;
        if (result.pairs >= kNever) return std::nullopt;
        blocks = search.blocks();
    }
    // Per place the states that stand there: between blocks by rank, tied with one as one tier.
    std::vector<std::vector<std::vector<State>>> places(2 * blocks.size() + 1);
    for (std::size_t b = 0; b < blocks.size(); ++b) places[2 * b + 1].push_back(blocks[b]);
    for (std::size_t r = by_rank_.size(); r-- > 0;) {
        std::vector<State> others;
        for (const State s : by_rank_[r]) {
            const bool named = std::any_of(blocks.begin(), blocks.end(), [&](const auto& block) {
                return std::find(block.begin(), block.end(), s) != block.end();
            });
            if (!named) others.push_back(s);
        }
        if (others.empty()) continue;
        const std::size_t at = Blocks::slot(static_cast<std::uint32_t>(r), blocks, rank_).second;
        if (at % 2 == 0) {
            places[at].push_back(std::move(others));
        } else {
            std::vector<State>& tier = places[at].front();
            tier.insert(tier.end(), others.begin(), others.end());
            std::sort(tier.begin(), tier.end());
        }
    }
    for (auto& place : places)
        for (auto& tier : place) result.tiers.push_back(std::move(tier));
    return result;
}

Repair cheapest_repair(const Terrain& terrain, Concept c, State wanted, const RepairOptions& options,
                       const RunOptions& run) {
    return Search(terrain, c, wanted, options).run(run);
}

}  // namespace entente::stability
