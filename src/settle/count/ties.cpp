#include "settle/count/ties.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace entente::settle {
namespace {

/// A count in two words that remembers whether it ever overflowed.
struct Ways {
    uint128 value = 0;

    bool add(const Ways& other) { return !__builtin_add_overflow(value, other.value, &value); }
    bool scale(std::uint64_t copies) { return !__builtin_mul_overflow(value, uint128{copies}, &value); }
    [[nodiscard]] BigCount big() const { return BigCount::from(value); }
};

/// The same without limit.
struct BigWays {
    BigCount value;

    bool add(const BigWays& other) {
        value += other.value;
        return true;
    }
    bool scale(std::uint64_t copies) {
        value *= copies;
        return true;
    }
    [[nodiscard]] BigCount big() const { return value; }
};

/// Partial outcomes by what they leave open: open addressing over lists, so that a step allocates nothing.
template <class Count>
struct Layer {
    std::size_t parties = 0;
    std::size_t lanes = 0;
    std::vector<int128> open{};  // [partial * parties + j]: what is still to be added
    std::vector<double> loss{};  // [partial * lanes + lane]: what the sums lose, whatever the way
    std::vector<Count> ways{};
    std::vector<std::uint32_t> slot = std::vector<std::uint32_t>(64, 0);  // partial + 1; 0: free

    void clear() {
        // As many slots as the last partials took, not as many as ever: emptying them would be the work.
        slot.assign(std::max<std::size_t>(64, std::bit_ceil(4 * ways.size())), 0u);
        open.clear();
        loss.clear();
        ways.clear();
    }
    void begin(std::size_t of_parties, std::size_t of_lanes) {
        clear();
        slot.assign(64, 0u);
        parties = of_parties;
        lanes = of_lanes;
    }
    /// \return the partial with these gains open and its place, or the place where it belongs
    [[nodiscard]] std::size_t place_of(const int128* key) const {
        std::uint64_t hash = parties;
        for (std::size_t j = 0; j < parties; ++j) {
            hash = (hash ^ static_cast<std::uint64_t>(key[j])) * 0x9e3779b97f4a7c15ull;
            hash ^= hash >> 29;
        }
        const std::size_t mask = slot.size() - 1;
        std::size_t at = static_cast<std::size_t>(hash) & mask;
        while (slot[at] != 0 && !std::equal(key, key + parties, open.data() + (slot[at] - 1) * parties))
            at = (at + 1) & mask;
        return at;
    }
    /// \return false where a count overflows
    bool add(const int128* key, const double* lost, const Count& more) {
        const std::size_t at = place_of(key);
        if (slot[at] != 0) return ways[slot[at] - 1].add(more);
        open.insert(open.end(), key, key + parties);
        loss.insert(loss.end(), lost, lost + lanes);
        ways.push_back(more);
        slot[at] = static_cast<std::uint32_t>(ways.size());
        if (2 * ways.size() > slot.size()) grow();
        return true;
    }

private:
    void grow() {
        slot.assign(2 * slot.size(), 0);
        for (std::size_t p = 0; p < ways.size(); ++p)
            slot[place_of(open.data() + p * parties)] = static_cast<std::uint32_t>(p + 1);
    }
};

}  // namespace

TieCounter::TieCounter(const Separable& space) : space_(space), reduced_(reduce(space)) {
    const std::size_t n = space.parties;
    std::vector<int128> offset = space.constants;
    std::vector<int128> range(n, 0);
    for (std::size_t g = 0; g < space.groups.size(); ++g) {
        std::map<std::vector<int128>, std::uint64_t> joined;
        for (std::size_t o = 0; o < space.groups[g].size(); ++o) {
            const int128* row = space.value(g, o);
            joined[std::vector<int128>(row, row + n)] += space.groups[g].copies[o];
        }
        Group group;
        group.least = group.most = joined.begin()->first;
        for (const auto& [row, copies] : joined) {
            for (std::size_t j = 0; j < n; ++j) {
                group.least[j] = std::min(group.least[j], row[j]);
                group.most[j] = std::max(group.most[j], row[j]);
            }
        }
        for (const auto& [row, copies] : joined) {
            group.rows.push_back({row, copies});
            for (std::size_t j = 0; j < n; ++j) {
                group.values.push_back(static_cast<double>(row[j] - group.least[j]) / reduced_.divisor[j]);
            }
        }
        for (std::size_t j = 0; j < n; ++j) {
            offset[j] += group.least[j];
            range[j] += group.most[j] - group.least[j];
        }
        groups_.push_back(std::move(group));
    }
    for (std::size_t j = 0; j < n; ++j) {
        offset_.push_back(static_cast<double>(offset[j]) / reduced_.divisor[j]);
        reach_.push_back(static_cast<double>(range[j]) / reduced_.divisor[j] + std::abs(offset_[j]));
    }
}

/// What a partial outcome must keep to: in the order of its groups, the gains that the rest can add, and
/// the loss on each weighted sum.
struct TieCounter::Bounds {
    std::vector<std::size_t> order;
    std::vector<std::vector<int128>> least, most;  // [depth]: what the groups from there on add
    std::size_t lanes = 0;
    std::vector<double> allowed;            // [lane]: what the given outcome loses itself
    std::vector<std::vector<double>> loss;  // [group][row * lanes + lane]
};

TieCounter::Bounds TieCounter::bounds_for(const std::vector<int128>& gains) const {
    const std::size_t n = space_.parties;
    DualSpec spec;
    spec.fixed.assign(n, 0);
    spec.barrier.assign(n, 0);
    spec.equality.assign(n, 1);
    spec.start.assign(n, 1.0 / static_cast<double>(n));
    for (std::size_t j = 0; j < n; ++j)
        spec.linear.push_back(static_cast<double>(gains[j]) / reduced_.divisor[j]);
    const auto excess = [&](const std::vector<double>& lambda, double support) {
        return support - std::inner_product(lambda.begin(), lambda.end(), spec.linear.begin(), 0.0);
    };
    const std::vector<double> best = minimise_dual(reduced_, spec, excess);
    std::vector<std::vector<double>> weights{best};
    for (std::size_t j = 0; j < n; ++j) {
        for (const double factor : {1.05, 0.95, 1.25, 0.8}) {
            weights.push_back(best);
            weights.back()[j] *= factor;
        }
    }
    Bounds bounds;
    bounds.lanes = weights.size();
    bounds.loss.resize(groups_.size());
    for (const std::vector<double>& weight : weights) {
        // Losses are sums of rounded numbers: the outcome itself must never seem to lose too much.
        double size = 0;
        double most = 0;
        for (std::size_t j = 0; j < n; ++j) {
            size += weight[j] * reach_[j];
            most += weight[j] * (offset_[j] - spec.linear[j]);
        }
        bounds.allowed.push_back(most + 1e-11 * size);
    }
    std::vector<double> range(groups_.size(), 0);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        const std::size_t rows = groups_[g].rows.size();
        std::vector<double>& losses = bounds.loss[g];
        losses.resize(rows * bounds.lanes);
        for (std::size_t l = 0; l < bounds.lanes; ++l) {
            double top = 0;
            for (std::size_t r = 0; r < rows; ++r) {
                double& sum = losses[r * bounds.lanes + l];
                for (std::size_t j = 0; j < n; ++j) sum += weights[l][j] * groups_[g].values[r * n + j];
                top = std::max(top, sum);
            }
            bounds.allowed[l] += top;
            for (std::size_t r = 0; r < rows; ++r) {
                double& loss = losses[r * bounds.lanes + l];
                loss = top - loss;
                if (l == 0) range[g] = std::max(range[g], loss);
            }
        }
    }
    bounds.order.resize(groups_.size());
    std::iota(bounds.order.begin(), bounds.order.end(), std::size_t{0});
    std::stable_sort(bounds.order.begin(), bounds.order.end(),
                     [&](std::size_t a, std::size_t b) { return range[a] > range[b]; });
    bounds.least.assign(groups_.size() + 1, std::vector<int128>(n, 0));
    bounds.most = bounds.least;
    for (std::size_t depth = groups_.size(); depth-- > 0;) {
        const Group& group = groups_[bounds.order[depth]];
        for (std::size_t j = 0; j < n; ++j) {
            bounds.least[depth][j] = bounds.least[depth + 1][j] + group.least[j];
            bounds.most[depth][j] = bounds.most[depth + 1][j] + group.most[j];
        }
    }
    return bounds;
}

std::optional<BigCount> TieCounter::count(const std::vector<int128>& gains, std::uint64_t steps,
                                          const RunOptions& run) const {
    const Bounds bounds = bounds_for(gains);
    bool overflow = false;
    auto counted = count_in<Ways>(bounds, gains, steps, run, overflow);
    if (overflow) counted = count_in<BigWays>(bounds, gains, steps, run, overflow);
    return counted;
}

template <class Count>
std::optional<BigCount> TieCounter::count_in(const Bounds& bounds, const std::vector<int128>& gains,
                                             std::uint64_t steps, const RunOptions& run,
                                             bool& overflow) const {
    const std::size_t n = space_.parties;
    std::vector<int128> open(n);
    for (std::size_t j = 0; j < n; ++j) open[j] = gains[j] - space_.constants[j];
    std::vector<double> loss(bounds.lanes);
    // A frontier asks thousands of times: what one question took serves the next.
    thread_local Layer<Count> layer;
    thread_local Layer<Count> next;
    layer.begin(n, bounds.lanes);
    next.begin(n, bounds.lanes);
    layer.add(open.data(), loss.data(), Count{1});
    for (std::size_t depth = 0; depth < groups_.size(); ++depth) {
        const std::size_t g = bounds.order[depth];
        const std::vector<Row>& rows = groups_[g].rows;
        const int128* const least = bounds.least[depth + 1].data();
        const int128* const most = bounds.most[depth + 1].data();
        next.clear();
        for (std::size_t p = 0; p < layer.ways.size(); ++p) {
            if (steps < rows.size() || run.stop.stop_requested()) return std::nullopt;
            steps -= rows.size();
            for (std::size_t r = 0; r < rows.size(); ++r) {
                bool fits = true;
                for (std::size_t j = 0; j < n && fits; ++j) {
                    open[j] = layer.open[p * n + j] - rows[r].gains[j];
                    fits = least[j] <= open[j] && open[j] <= most[j];
                }
                for (std::size_t l = 0; l < bounds.lanes && fits; ++l) {
                    loss[l] = layer.loss[p * bounds.lanes + l] + bounds.loss[g][r * bounds.lanes + l];
                    fits = loss[l] <= bounds.allowed[l];
                }
                if (!fits) continue;
                Count ways = layer.ways[p];
                if (!ways.scale(rows[r].copies) || !next.add(open.data(), loss.data(), ways)) {
                    overflow = true;
                    return std::nullopt;
                }
            }
        }
        std::swap(layer, next);
    }
    // All is added: what is left open is nothing, or it was not an outcome's gains.
    std::fill(open.begin(), open.end(), int128{0});
    const std::uint32_t end = layer.slot[layer.place_of(open.data())];
    if (end == 0) return std::nullopt;
    return layer.ways[end - 1].big();
}

}  // namespace entente::settle
