#include "settle/count/ties.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace entente::settle {
namespace {

bool at_most(const std::vector<int128>& a, const std::vector<int128>& b) {
    for (std::size_t j = 0; j < a.size(); ++j) {
        if (a[j] > b[j]) return false;
    }
    return true;
}

struct Hash {
    std::size_t operator()(const std::vector<int128>& row) const {
        std::uint64_t hash = row.size();
        for (const int128 x : row) {
            hash = (hash ^ static_cast<std::uint64_t>(x)) * 0x9e3779b97f4a7c15ull;
            hash ^= hash >> 29;
        }
        return static_cast<std::size_t>(hash);
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
    const std::size_t n = space_.parties;
    const Bounds bounds = bounds_for(gains);
    struct Partial {
        BigCount ways;
        std::vector<double> loss;  // what the sums lose, whatever the way, up to rounding
    };
    using Layer = std::unordered_map<std::vector<int128>, Partial, Hash>;
    std::vector<int128> open(n);  // what is still to be added
    for (std::size_t j = 0; j < n; ++j) open[j] = gains[j] - space_.constants[j];
    Layer layer;
    layer.emplace(open, Partial{BigCount{1}, std::vector<double>(bounds.lanes, 0)});
    std::vector<double> loss(bounds.lanes);
    for (std::size_t depth = 0; depth < groups_.size(); ++depth) {
        const std::size_t g = bounds.order[depth];
        const std::vector<Row>& rows = groups_[g].rows;
        Layer next;
        for (const auto& [left, partial] : layer) {
            if (steps < rows.size() || run.stop.stop_requested()) return std::nullopt;
            steps -= rows.size();
            for (std::size_t r = 0; r < rows.size(); ++r) {
                bool fits = true;
                for (std::size_t l = 0; l < bounds.lanes && fits; ++l) {
                    loss[l] = partial.loss[l] + bounds.loss[g][r * bounds.lanes + l];
                    fits = loss[l] <= bounds.allowed[l];
                }
                if (!fits) continue;
                for (std::size_t j = 0; j < n; ++j) open[j] = left[j] - rows[r].gains[j];
                if (!at_most(open, bounds.most[depth + 1]) || !at_most(bounds.least[depth + 1], open))
                    continue;
                BigCount ways = partial.ways;
                ways *= rows[r].copies;
                const auto [at, fresh] = next.try_emplace(open, Partial{ways, loss});
                if (!fresh) at->second.ways += ways;
            }
        }
        layer = std::move(next);
    }
    const auto end = layer.find(std::vector<int128>(n, 0));
    if (end == layer.end()) return std::nullopt;  // not an outcome's gains
    return end->second.ways;
}

}  // namespace entente::settle
