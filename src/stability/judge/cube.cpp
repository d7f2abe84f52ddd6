#include "stability/judge/cube.hpp"

#include <algorithm>

#include "entente/core/parallel.hpp"

namespace entente::stability {
namespace {

using Value = Cube::Value;

constexpr int kMostRounds = 64;     // past it, the sweep's guaranteed cost is better
constexpr double kCheapMoves = 70;  // own moves per state up to which pairs beat sorted groups
constexpr std::size_t kMostPairs = 1u << 20;

std::vector<Axis> axes_of(const Model& model, std::size_t decider) {
    std::vector<Axis> axes;
    std::size_t stride = 1;
    for (std::size_t l = 0; l < model.radix.size(); ++l) {
        bool up = false;
        bool down = false;
        for (const Move& move : model.moves[decider]) {
            if (move.lever != l) continue;
            up = up || move.direction != Direction::down;
            down = down || move.direction != Direction::up;
        }
        if ((up || down) && model.radix[l] > 1) {
            axes.push_back({stride, model.radix[l],
                            up && down ? Direction::both
                            : up       ? Direction::up
                                       : Direction::down});
        }
        stride *= model.radix[l];
    }
    return axes;
}

/// A decider's own combinations and the legal moves among them.
OwnMoves own_moves(const std::vector<Axis>& axes) {
    OwnMoves own;
    own.offset.assign(1, 0);
    for (const Axis& axis : axes) {
        const std::size_t so_far = own.offset.size();
        for (std::size_t d = 1; d < axis.radix; ++d)
            for (std::size_t k = 0; k < so_far; ++k) own.offset.push_back(own.offset[k] + d * axis.stride);
    }
    own.first.push_back(0);
    for (const std::size_t from : own.offset) {
        for (std::size_t b = 0; b < own.offset.size(); ++b) {
            const std::size_t to = own.offset[b];
            const bool legal = std::all_of(axes.begin(), axes.end(), [&](const Axis& axis) {
                const std::size_t x = from / axis.stride % axis.radix;
                const std::size_t y = to / axis.stride % axis.radix;
                return axis.direction == Direction::both ||
                       (axis.direction == Direction::up ? x <= y : y <= x);
            });
            if (legal && to != from) own.to.push_back(static_cast<std::uint32_t>(b));
        }
        own.first.push_back(own.to.size());
    }
    return own;
}

/// `kMax`: values take the largest along what the lever leads to, else the least.
template <bool kMax>
void along(const Axis& axis, std::vector<Value>& values) {
    const std::size_t block = axis.stride * axis.radix;
    const auto better = [](Value a, Value b) { return kMax ? (a > b ? a : b) : (a < b ? a : b); };
    for (std::size_t base = 0; base < values.size(); base += block) {
        Value* const line = values.data() + base;
        if (axis.direction != Direction::down) {
            for (std::size_t d = axis.radix - 1; d-- > 0;) {
                Value* const low = line + d * axis.stride;
                for (std::size_t k = 0; k < axis.stride; ++k) low[k] = better(low[k], low[k + axis.stride]);
            }
        }
        if (axis.direction != Direction::up) {
            for (std::size_t d = 1; d < axis.radix; ++d) {
                Value* const high = line + d * axis.stride;
                for (std::size_t k = 0; k < axis.stride; ++k)
                    high[k] = better(high[k], *(high + k - axis.stride));
            }
        }
    }
}

constexpr std::size_t kLanes = 16;  // groups treated side by side
struct alignas(64) Lanes {
    Value at[kLanes];
};

// Vectors of the compiler's own kind: auto-vectorisation misses these loops, and they need no intrinsics.
typedef Value Vector4 __attribute__((vector_size(16), may_alias));
typedef Value Vector8 __attribute__((vector_size(32), may_alias));

/// For kLanes groups: each own combination takes the least value among those that it improves to. The
/// arrays are [combination]. \return whether anything fell
template <class Vector>
inline __attribute__((always_inline)) bool improve_body(const OwnMoves& own, const Lanes* rank,
                                                        Lanes* values) {
    constexpr std::size_t kParts = sizeof(Lanes) / sizeof(Vector);
    const Vector none = Vector{} + Cube::kNone;
    Vector changed{};
    for (std::size_t part = 0; part < kParts; ++part) {
        const auto vector_of = [part](const Lanes& lanes) -> const Vector& {
            return *(reinterpret_cast<const Vector*>(lanes.at) + part);
        };
        for (std::size_t a = 0; a < own.offset.size(); ++a) {
            const Vector mine = vector_of(rank[a]);
            const Vector old = vector_of(values[a]);
            Vector best = old;
            for (std::size_t m = own.first[a]; m < own.first[a + 1]; ++m) {
                const Vector better = vector_of(rank[own.to[m]]) > mine;
                const Vector offer = (vector_of(values[own.to[m]]) & better) | (none & ~better);
                const Vector less = offer < best;
                best = (offer & less) | (best & ~less);
            }
            changed |= best ^ old;
            *(reinterpret_cast<Vector*>(values[a].at) + part) = best;
        }
    }
    Value any = 0;
    for (std::size_t k = 0; k < sizeof(Vector) / sizeof(Value); ++k) any |= changed[k];
    return any != 0;
}

bool improve_plain(const OwnMoves& own, const Lanes* rank, Lanes* values) {
    return improve_body<Vector4>(own, rank, values);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) bool improve_avx2(const OwnMoves& own, const Lanes* rank, Lanes* values) {
    return improve_body<Vector8>(own, rank, values);
}
#endif

/// Integers only, so every variant gives the same result.
using Improve = bool (*)(const OwnMoves&, const Lanes*, Lanes*);
Improve best_improve() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return improve_avx2;
#endif
    return improve_plain;
}

}  // namespace

bool Cube::suits(const Model& model) {
    std::uint64_t cells = 1;
    for (const std::uint32_t radix : model.radix) {
        cells *= radix;
        if (cells > 4 * model.states + 1024) return false;
    }
    return true;
}

Cube::Cube(const Model& model, const RunOptions& run) : model_(model) {
    for (const std::uint32_t radix : model.radix) cells_ *= radix;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        axes_.push_back(axes_of(model, i));
        double moves = 1;
        double own = 1;
        for (const Axis& axis : axes_.back()) {
            const auto r = static_cast<double>(axis.radix);
            moves *= axis.direction == Direction::both ? r * r : r * (r + 1) / 2;
            own *= r;
        }
        moves_per_state_.push_back(moves / own);
        const bool cheap = moves / own <= kCheapMoves && moves <= static_cast<double>(kMostPairs);
        own_.push_back(cheap ? own_moves(axes_.back()) : OwnMoves());
        if (!cheap) moves_per_state_.back() = 1e300;
    }
    if (model.codes.empty()) return;
    std::size_t next = 0;
    for (const std::uint64_t code : model.codes) {
        while (next < code) infeasible_.push_back(next++);
        ++next;
    }
    while (next < cells_) infeasible_.push_back(next++);
    rank_.resize(model.deciders.size());
    // Nothing is strictly better than an infeasible cell, so no value ever enters one; it hands on kNone.
    for_each_block(rank_.size(), run.to_its_end(),
                   [&](std::size_t i) { rank_[i] = spread(model.rank[i], kNone); });
}

std::vector<Value> Cube::spread(const std::vector<std::uint32_t>& by_state, Value neutral) const {
    std::vector<Value> values(cells_, neutral);
    for_each_state(
        [&](std::size_t s, std::size_t cell) { values[cell] = static_cast<Value>(by_state[s]); });
    return values;
}

const Value* Cube::rank(std::size_t decider) const {
    // Signed and unsigned forms of one type may alias; ranks stay below 2^31.
    return rank_.empty() ? reinterpret_cast<const Value*>(model_.rank[decider].data())
                         : rank_[decider].data();
}

void Cube::reach_max(std::size_t decider, std::vector<Value>& values) const {
    for (const Axis& axis : axes_[decider]) along<true>(axis, values);
}

void Cube::clear_infeasible(std::vector<Value>& values) const {
    for (const std::size_t cell : infeasible_) values[cell] = kNone;
}

bool Cube::closure_min(std::size_t focal, std::vector<Value>& values) const {
    std::vector<Value> before;
    for (int round = 0; round < kMostRounds; ++round) {
        if (!infeasible_.empty()) before = values;
        for (std::size_t j = 0; j < axes_.size(); ++j) {
            if (j == focal || axes_[j].empty()) continue;
            for (const Axis& axis : axes_[j]) along<false>(axis, values);
            clear_infeasible(values);
        }
        // Where every combination is feasible, moves of different deciders commute: one round is all.
        if (infeasible_.empty() || values == before) return true;
    }
    return false;
}

bool Cube::improving_min_is_cheap(std::size_t focal) const {
    for (std::size_t j = 0; j < axes_.size(); ++j)
        if (j != focal && moves_per_state_[j] > kCheapMoves) return false;
    return true;
}

bool Cube::improve_once(std::size_t decider, std::vector<Value>& values) const {
    static const Improve improve = best_improve();
    const OwnMoves& own = own_[decider];
    const Value* const ranks = rank(decider);
    std::vector<Lanes> rank_lanes(own.offset.size());
    std::vector<Lanes> value_lanes(own.offset.size());
    std::size_t bases[kLanes];
    std::size_t held = 0;
    bool changed = false;
    const auto flush = [&](bool neighbours) {
        if (held == 0) return;
        for (std::size_t k = held; k < kLanes; ++k) bases[k] = bases[0];  // repeats are harmless
        for (std::size_t a = 0; a < own.offset.size(); ++a) {
            for (std::size_t k = 0; k < kLanes; ++k) {
                const std::size_t cell = own.offset[a] + (neighbours ? bases[0] + k : bases[k]);
                rank_lanes[a].at[k] = ranks[cell];
                value_lanes[a].at[k] = values[cell];
            }
        }
        if (improve(own, rank_lanes.data(), value_lanes.data())) {
            changed = true;
            for (std::size_t a = 0; a < own.offset.size(); ++a)
                for (std::size_t k = 0; k < held; ++k)
                    values[own.offset[a] + bases[k]] = value_lanes[a].at[k];
        }
        held = 0;
    };
    // Groups lie at every combination of the foreign digits: count over the gaps between own levers.
    struct Gap {
        std::size_t stride;
        std::size_t count;
    };
    std::vector<Gap> gaps;
    std::size_t below = 1;
    for (const Axis& axis : axes_[decider]) {
        gaps.push_back({below, axis.stride / below});
        below = axis.stride * axis.radix;
    }
    gaps.push_back({below, cells_ / below});
    const std::size_t run = gaps.front().count;  // neighbouring groups
    std::vector<std::size_t> digit(gaps.size(), 0);
    std::size_t base = 0;
    while (true) {
        std::size_t k = 0;
        if (run >= kLanes) {
            flush(false);
            for (; k + kLanes <= run; k += kLanes) {
                for (held = 0; held < kLanes; ++held) bases[held] = base + k + held;
                flush(true);
            }
        }
        for (; k < run; ++k) {
            bases[held++] = base + k;
            if (held == kLanes) flush(false);
        }
        std::size_t g = 1;
        for (; g < gaps.size(); ++g) {
            base += gaps[g].stride;
            if (++digit[g] < gaps[g].count) break;
            base -= gaps[g].stride * gaps[g].count;
            digit[g] = 0;
        }
        if (g == gaps.size()) break;
    }
    flush(false);
    return changed;
}

bool Cube::improving_min(std::size_t focal, std::vector<Value>& values) const {
    // Stops once every opponent has passed over the values in vain since they last fell.
    std::size_t movers = 0;
    for (std::size_t j = 0; j < axes_.size(); ++j) movers += j != focal && !axes_[j].empty();
    std::size_t quiet = 0;
    for (int round = 0; round < kMostRounds; ++round) {
        for (std::size_t j = 0; j < axes_.size(); ++j) {
            if (j == focal || axes_[j].empty()) continue;
            quiet = improve_once(j, values) ? 1 : quiet + 1;
            if (quiet >= movers) return true;
        }
        if (movers == 0) return true;
    }
    return false;
}

}  // namespace entente::stability
