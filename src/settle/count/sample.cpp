// An estimate of the zone's size: independent draws per group, tilted towards what the parties need, and
// weighted back.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "settle/count/parts.hpp"
#include "settle/count/sample_range.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kBlock = 1u << 13;  // samples of one block and one random stream
constexpr std::size_t kTable = 2048;      // rows of a table that several small groups share

/// Groups joined so that one draw settles several issues.
struct Table {
    std::vector<std::int64_t> values;  // [row * dimensions + d]
    std::vector<double> log_copies;
    std::vector<double> cut;           // alias method: below it the row itself,
    std::vector<std::uint32_t> alias;  // else this one
};

std::vector<Table> join_groups(const CountProblem& problem) {
    const std::size_t n = problem.dimensions;
    std::vector<Table> tables;
    for (const CountGroup& group : problem.groups) {
        Table table;
        table.values = group.values;
        for (const std::uint64_t copies : group.copies)
            table.log_copies.push_back(std::log(static_cast<double>(copies)));
        if (tables.empty() || tables.back().log_copies.size() * group.size() > kTable) {
            tables.push_back(std::move(table));
            continue;
        }
        Table joined;
        const Table& last = tables.back();
        for (std::size_t a = 0; a < last.log_copies.size(); ++a) {
            for (std::size_t b = 0; b < group.size(); ++b) {
                for (std::size_t d = 0; d < n; ++d) {
                    joined.values.push_back(last.values[a * n + d] + table.values[b * n + d]);
                }
                joined.log_copies.push_back(last.log_copies[a] + table.log_copies[b]);
            }
        }
        tables.back() = std::move(joined);
    }
    return tables;
}

/// Tilts: weight of a row proportional to copies * exp(theta . value), theta per unit of need.
class Tilt {
public:
    Tilt(const CountProblem& problem, std::vector<Table>& tables) : problem_(problem), tables_(tables) {
        n_ = problem.dimensions;
        for (const std::int64_t need : problem.need) unit_.push_back(1 / static_cast<double>(need));
    }

    /// log Z(theta) - theta . need, with gradient and Hessian where wanted. Values in units of the need.
    double objective(const std::vector<double>& theta, std::vector<double>* gradient,
                     std::vector<double>* hessian) const {
        double total = 0;
        if (gradient != nullptr) gradient->assign(n_, -1.0);
        if (hessian != nullptr) hessian->assign(n_ * n_, 0);
        std::vector<double> weight, mean(n_);
        for (std::size_t d = 0; d < n_; ++d) total -= theta[d];
        for (const Table& table : tables_) {
            const double top = weights(table, theta, weight);
            const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
            total += top + std::log(sum);
            if (gradient == nullptr) continue;
            std::fill(mean.begin(), mean.end(), 0.0);
            for (std::size_t r = 0; r < weight.size(); ++r) {
                for (std::size_t d = 0; d < n_; ++d) mean[d] += weight[r] / sum * value(table, r, d);
            }
            for (std::size_t d = 0; d < n_; ++d) (*gradient)[d] += mean[d];
            for (std::size_t r = 0; r < weight.size(); ++r) {
                for (std::size_t a = 0; a < n_; ++a) {
                    const double da = weight[r] / sum * (value(table, r, a) - mean[a]);
                    for (std::size_t b = 0; b < n_; ++b)
                        (*hessian)[a * n_ + b] += da * (value(table, r, b) - mean[b]);
                }
            }
        }
        return total;
    }

    /// theta >= 0 at which the tilted mean sits at the need, where that is possible: projected Newton
    /// steps.
    [[nodiscard]] std::vector<double> best() const {
        std::vector<double> theta(n_, 0), gradient, hessian;
        constexpr int kSteps = 60;
        for (int step = 0; step < kSteps; ++step) {
            const double here = objective(theta, &gradient, &hessian);
            std::vector<double> direction = newton(theta, gradient, hessian);
            double slope = 0;
            for (std::size_t d = 0; d < n_; ++d) slope += direction[d] * gradient[d];
            if (slope > -1e-9) break;
            bool moved = false;
            double length = 1;
            std::vector<double> next(n_);
            for (int halving = 0; halving < 40 && !moved; ++halving, length /= 2) {
                for (std::size_t d = 0; d < n_; ++d)
                    next[d] = std::max(0.0, theta[d] + length * direction[d]);
                moved = objective(next, nullptr, nullptr) < here;
            }
            if (!moved) break;
            theta = next;
        }
        return theta;
    }

    /// Prepares the alias tables. \return log Z
    double prepare(const std::vector<double>& theta) {
        double log_z = 0;
        std::vector<double> weight;
        for (Table& table : tables_) {
            const double top = weights(table, theta, weight);
            const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
            log_z += top + std::log(sum);
            set_alias(table, weight, sum);
        }
        return log_z;
    }

private:
    [[nodiscard]] double value(const Table& table, std::size_t row, std::size_t d) const {
        return static_cast<double>(table.values[row * n_ + d]) * unit_[d];
    }

    double weights(const Table& table, const std::vector<double>& theta,
                   std::vector<double>& weight) const {
        weight = table.log_copies;
        double top = -1e300;
        for (std::size_t r = 0; r < weight.size(); ++r) {
            for (std::size_t d = 0; d < n_; ++d) weight[r] += theta[d] * value(table, r, d);
            top = std::max(top, weight[r]);
        }
        for (double& w : weight) w = std::exp(w - top);
        return top;
    }

    /// The Newton direction over the coordinates that are free to move; steepest descent where it fails.
    [[nodiscard]] std::vector<double> newton(const std::vector<double>& theta,
                                             const std::vector<double>& gradient,
                                             const std::vector<double>& hessian) const {
        std::vector<std::size_t> open;
        for (std::size_t d = 0; d < n_; ++d) {
            if (theta[d] > 0 || gradient[d] < 0) open.push_back(d);
        }
        const std::size_t m = open.size();
        std::vector<double> matrix(m * (m + 1));
        for (std::size_t a = 0; a < m; ++a) {
            for (std::size_t b = 0; b < m; ++b) matrix[a * (m + 1) + b] = hessian[open[a] * n_ + open[b]];
            matrix[a * (m + 1) + a] += 1e-9;
            matrix[a * (m + 1) + m] = -gradient[open[a]];
        }
        for (std::size_t p = 0; p < m; ++p) {  // positive definite: no pivoting needed
            for (std::size_t a = p + 1; a < m; ++a) {
                const double f = matrix[a * (m + 1) + p] / matrix[p * (m + 1) + p];
                for (std::size_t b = p; b <= m; ++b) matrix[a * (m + 1) + b] -= f * matrix[p * (m + 1) + b];
            }
        }
        std::vector<double> direction(n_, 0);
        for (std::size_t p = m; p-- > 0;) {
            double sum = matrix[p * (m + 1) + m];
            for (std::size_t b = p + 1; b < m; ++b) sum -= matrix[p * (m + 1) + b] * direction[open[b]];
            direction[open[p]] = sum / matrix[p * (m + 1) + p];
        }
        return direction;
    }

    /// \source Walker 1977, Vose 1991
    static void set_alias(Table& table, const std::vector<double>& weight, double sum) {
        const std::size_t size = weight.size();
        table.cut.assign(size, 1);
        table.alias.resize(size);
        std::iota(table.alias.begin(), table.alias.end(), 0u);
        std::vector<double> share(size);
        std::vector<std::uint32_t> small, large;
        for (std::size_t r = 0; r < size; ++r) {
            share[r] = weight[r] / sum * static_cast<double>(size);
            (share[r] < 1 ? small : large).push_back(static_cast<std::uint32_t>(r));
        }
        while (!small.empty() && !large.empty()) {
            const std::uint32_t s = small.back(), l = large.back();
            small.pop_back();
            table.cut[s] = share[s];
            table.alias[s] = l;
            share[l] -= 1 - share[s];
            if (share[l] < 1) {
                large.pop_back();
                small.push_back(l);
            }
        }
    }

    const CountProblem& problem_;
    std::vector<Table>& tables_;
    std::size_t n_ = 0;
    std::vector<double> unit_;
};

/// One block of samples: the weight exp(-theta . (sum - need)) of those that satisfy everybody.
Moments draw_block(const CountProblem& problem, const std::vector<Table>& tables,
                   const std::vector<double>& theta, std::uint64_t seed, std::uint64_t block) {
    const std::size_t n = problem.dimensions;
    RandomStream random(seed, "settle.zone.sample", block);
    Moments moments;
    std::vector<std::int64_t> sum(n);
    for (std::size_t i = 0; i < kBlock; ++i) {
        std::fill(sum.begin(), sum.end(), 0);
        for (const Table& table : tables) {
            const double u = random.uniform() * static_cast<double>(table.cut.size());
            auto row = static_cast<std::size_t>(u);
            if (row >= table.cut.size()) row = table.cut.size() - 1;
            if (u - static_cast<double>(row) >= table.cut[row]) row = table.alias[row];
            const std::int64_t* values = table.values.data() + row * n;
            for (std::size_t d = 0; d < n; ++d) sum[d] += values[d];
        }
        double exponent = 0;
        bool in = true;
        for (std::size_t d = 0; d < n && in; ++d) {
            in = sum[d] >= problem.need[d];
            exponent += theta[d] * static_cast<double>(sum[d] - problem.need[d]) /
                        static_cast<double>(problem.need[d]);
        }
        if (!in) continue;
        const double weight = std::exp(-exponent);
        moments.sum += weight;
        moments.squares += weight * weight;
        ++moments.hits;
    }
    moments.samples = kBlock;
    return moments;
}

}  // namespace

Sampled sample_zone(const CountProblem& problem, std::uint64_t most_samples, const RunOptions& run) {
    std::vector<Table> tables = join_groups(problem);
    Tilt tilt(problem, tables);
    const std::vector<double> theta = tilt.best();
    double log_scale = tilt.prepare(theta);
    for (const double t : theta) log_scale -= t;
    const bool plain = std::all_of(theta.begin(), theta.end(), [](double t) { return t == 0; });
    const auto range_of = [&](const Moments& m) { return plain ? share_range(m) : weight_range(m); };
    Moments moments;
    constexpr double kGoodEnough = 0.005;  // relative half-width at which no more samples are drawn
    std::uint64_t blocks_done = 0;
    std::uint64_t blocks = (1u << 16) / kBlock;
    while (true) {
        std::vector<Moments> parts(blocks);
        const std::size_t done = for_each_block(blocks, run, [&](std::size_t block) {
            parts[block] = draw_block(problem, tables, theta, run.seed, blocks_done + block);
        });
        for (std::size_t b = 0; b < done; ++b) moments += parts[b];
        blocks_done += done;
        if (done < blocks || moments.samples >= most_samples) break;
        const double mean = moments.sum / static_cast<double>(moments.samples);
        if (moments.hits >= 1000 && range_of(moments).half() < kGoodEnough * mean) break;
        blocks =
            std::min<std::uint64_t>(blocks_done, (most_samples - moments.samples + kBlock - 1) / kBlock);
    }
    Sampled result;
    result.tilted = !plain;
    result.samples = moments.samples;
    result.hits = moments.hits;
    const double log10_scale = log_scale / std::log(10.0);
    if (moments.samples == 0) {
        result.none_seen = true;
        result.log10_high = problem.log10_ways;
        return result;
    }
    const double mean = moments.sum / static_cast<double>(moments.samples);
    const Range range = range_of(moments);
    result.none_seen = moments.hits == 0;
    result.log10_estimate = moments.hits == 0 ? 0 : log10_scale + std::log10(mean);
    result.log10_low = range.low > 0 ? log10_scale + std::log10(range.low) : -1;
    result.log10_high = std::min(problem.log10_ways, log10_scale + std::log10(range.high));
    return result;
}

}  // namespace entente::settle
