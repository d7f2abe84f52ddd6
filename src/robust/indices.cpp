#include "entente/robust/indices.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"

namespace entente::robust {
namespace {

/// Points a block: some hundred runs of the model, so that a stop is heard soon even where a run takes
/// milliseconds.
constexpr std::size_t block_of(std::size_t inputs) {
    return std::clamp<std::size_t>(512 / (inputs + 1), 1, 64);
}

/// Sums of one replicate for one output: of A, and for each input of AB.
struct Moments {
    double a = 0;
    double aa = 0;
    std::vector<double> b;
    std::vector<double> bb;
    std::vector<double> ab;
};

void add(Moments& into, const Moments& from) {
    into.a += from.a;
    into.aa += from.aa;
    if (into.b.empty()) {
        into.b = from.b;
        into.bb = from.bb;
        into.ab = from.ab;
        return;
    }
    for (std::size_t i = 0; i < into.b.size(); ++i) {
        into.b[i] += from.b[i];
        into.bb[i] += from.bb[i];
        into.ab[i] += from.ab[i];
    }
}

}  // namespace

double student_quantile(double degrees, double level) {
    return boost::math::quantile(boost::math::students_t(degrees), (1 + level) / 2);
}

Estimate from_replicates(std::span<const double> replicates, double level) {
    ENTENTE_EXPECTS(replicates.size() >= 2);
    const double n = static_cast<double>(replicates.size());
    const double mean = std::accumulate(replicates.begin(), replicates.end(), 0.0) / n;
    double squares = 0;
    for (const double each : replicates) squares += (each - mean) * (each - mean);
    const double half = student_quantile(n - 1, level) * std::sqrt(squares / (n - 1) / n);
    return {mean, mean - half, mean + half};
}

std::size_t bins_for(std::uint64_t draws) {
    return std::max<std::size_t>(2, static_cast<std::size_t>(std::cbrt(static_cast<double>(draws)) + 1e-9));
}

namespace {

/// The variance between the bins, less what the variance within them puts there, over the whole.
double between(std::span<const BinSums> bins) {
    BinSums all;
    std::size_t used = 0;
    for (const BinSums& bin : bins) {
        all.count += bin.count;
        all.sum += bin.sum;
        all.squares += bin.squares;
        used += bin.count > 0 ? 1 : 0;
    }
    if (used < 2 || all.count <= static_cast<double>(used)) return 0;
    const double total = all.squares - all.sum * all.sum / all.count;
    // Sums of equal numbers leave rounding noise: that is no variance.
    if (!(total > 1e-12 * std::abs(all.squares))) return 0;
    double within = 0;
    for (const BinSums& bin : bins) {
        if (bin.count > 0) within += bin.squares - bin.sum * bin.sum / bin.count;
    }
    const double m = static_cast<double>(used);
    const double noise = (m - 1) * within / (all.count - m);
    return (total - within - noise) / total;
}

}  // namespace

double first_order(std::span<const BinSums> bins) {
    const double fine = between(bins);
    if (bins.size() < 8) return fine;
    // What a bin's width hides shrinks with its square: bins of twice the width tell how much it is.
    std::vector<BinSums> pairs(bins.size() / 2);
    for (std::size_t b = 0; b < bins.size(); ++b) {
        BinSums& pair = pairs[std::min(b / 2, pairs.size() - 1)];
        pair.count += bins[b].count;
        pair.sum += bins[b].sum;
        pair.squares += bins[b].squares;
    }
    return fine + (fine - between(pairs)) / 3;
}

std::optional<Estimate> first_order_of(std::span<const double> input, std::span<const double> output) {
    ENTENTE_EXPECTS(input.size() == output.size());
    constexpr std::size_t kReplicates = 8;
    const std::size_t n = input.size();
    if (n < 64) return std::nullopt;
    const double mean = std::accumulate(output.begin(), output.end(), 0.0) / static_cast<double>(n);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return input[a] < input[b]; });
    const auto index = [&](std::size_t step, std::size_t start) {
        std::vector<std::size_t> part;
        for (const std::size_t row : order)
            if (row % step == start) part.push_back(row);
        const std::size_t m = std::min(bins_for(part.size()), part.size());
        std::vector<BinSums> bins(m);
        for (std::size_t k = 0; k < part.size(); ++k) {
            // Equal inputs share a bin: the order of equal ones means nothing.
            std::size_t first = k;
            while (first > 0 && input[part[first - 1]] == input[part[k]]) --first;
            BinSums& bin = bins[first * m / part.size()];
            const double y = output[part[k]] - mean;
            bin.count += 1;
            bin.sum += y;
            bin.squares += y * y;
        }
        return first_order(bins);
    };
    std::vector<double> parts;
    for (std::size_t r = 0; r < kReplicates; ++r) parts.push_back(index(kReplicates, r));
    const Estimate spread = from_replicates(parts);
    const double value = std::max(0.0, index(1, 0));
    const double half = (spread.high - spread.low) / 2;
    return Estimate{value, std::max(0.0, value - half), std::min(1.0, value + half)};
}

TotalPlan plan_total_order(std::size_t inputs, std::uint64_t runs) {
    TotalPlan plan;
    plan.replicates = runs < (1u << 15) ? 4 : 8;
    const std::uint64_t points = runs / (plan.replicates * (inputs + 1));
    while (plan.log2_points + 1 < SobolPoints::kMostBits &&
           (std::uint64_t{2} << plan.log2_points) <= points)
        ++plan.log2_points;
    // Fewer points than these say nothing.
    plan.log2_points = std::max(plan.log2_points, 4u);
    return plan;
}

std::vector<double> total_order_replicate(std::size_t inputs, std::size_t outputs, const UnitModel& model,
                                          const TotalPlan& plan, unsigned replicate,
                                          const RunOptions& run) {
    const std::size_t points = std::size_t{1} << plan.log2_points;
    const std::size_t block = block_of(inputs);
    const SobolPoints net(2 * inputs, plan.log2_points, run.seed, replicate);
    // Sums are taken about the output of one point, so that a large mean does not drown a small variance.
    std::vector<double> origin(outputs);
    {
        std::vector<double> both(2 * inputs);
        net.point(0, both);
        model(std::span(both).first(inputs), origin);
    }
    std::vector<Moments> sums(outputs);
    const bool whole = reduce_blocks<std::vector<Moments>>(
        (points + block - 1) / block, run,
        [&](std::size_t number) {
            std::vector<Moments> part(outputs);
            for (Moments& each : part) {
                each.b.assign(inputs, 0);
                each.bb.assign(inputs, 0);
                each.ab.assign(inputs, 0);
            }
            std::vector<double> both(2 * inputs);
            std::vector<double> ya(outputs);
            std::vector<double> yb(outputs);
            for (std::size_t n = number * block; n < std::min(points, (number + 1) * block); ++n) {
                net.point(n, both);
                const std::span<double> a = std::span(both).first(inputs);
                model(a, ya);
                for (std::size_t o = 0; o < outputs; ++o) {
                    ya[o] -= origin[o];
                    part[o].a += ya[o];
                    part[o].aa += ya[o] * ya[o];
                }
                for (std::size_t i = 0; i < inputs; ++i) {
                    const double kept = a[i];
                    a[i] = both[inputs + i];
                    model(a, yb);
                    a[i] = kept;
                    for (std::size_t o = 0; o < outputs; ++o) {
                        const double y = yb[o] - origin[o];
                        part[o].b[i] += y;
                        part[o].bb[i] += y * y;
                        part[o].ab[i] += ya[o] * y;
                    }
                }
            }
            return part;
        },
        [&](std::vector<Moments> part) {
            for (std::size_t o = 0; o < outputs; ++o) add(sums[o], part[o]);
        });
    if (!whole) return {};
    std::vector<double> indices;
    const double n = static_cast<double>(points);
    for (const Moments& each : sums) {
        for (std::size_t i = 0; i < inputs; ++i) {
            const double var_a = each.aa - each.a * each.a / n;
            const double var_b = each.bb[i] - each.b[i] * each.b[i] / n;
            const double cov = each.ab[i] - each.a * each.b[i] / n;
            const bool varies = var_a > 1e-12 * each.aa && var_b > 1e-12 * each.bb[i];
            indices.push_back(varies ? 1 - cov / std::sqrt(var_a * var_b)
                                     : std::numeric_limits<double>::quiet_NaN());
        }
    }
    return indices;
}

std::vector<std::vector<Estimate>> total_order_of(const std::vector<std::vector<double>>& replicates,
                                                  std::size_t inputs, std::size_t outputs) {
    std::vector<std::vector<Estimate>> all(outputs, std::vector<Estimate>(inputs));
    for (std::size_t o = 0; o < outputs; ++o) {
        for (std::size_t i = 0; i < inputs; ++i) {
            std::vector<double> values;
            for (const std::vector<double>& each : replicates) {
                if (!each.empty() && std::isfinite(each[o * inputs + i]))
                    values.push_back(each[o * inputs + i]);
            }
            if (values.size() < 2) continue;  // the output does not vary: no input has a share of it
            Estimate& into = all[o][i];
            into = from_replicates(values);
            into.value = std::max(0.0, into.value);
            into.low = std::max(0.0, into.low);
            into.high = std::max(0.0, into.high);
        }
    }
    return all;
}

TotalOrder total_order(std::size_t inputs, std::size_t outputs, const UnitModel& model, std::uint64_t runs,
                       const RunOptions& run) {
    ENTENTE_EXPECTS(inputs > 0 && 2 * inputs <= SobolPoints::kMostDimensions);
    const TotalPlan plan = plan_total_order(inputs, runs);
    TotalOrder result;
    std::vector<std::vector<double>> replicates;
    for (unsigned r = 0; r < plan.replicates; ++r) {
        std::vector<double> one = total_order_replicate(inputs, outputs, model, plan, r, run);
        if (one.empty()) break;
        replicates.push_back(std::move(one));
    }
    result.replicates = static_cast<unsigned>(replicates.size());
    result.points = std::uint64_t{1} << plan.log2_points;
    result.runs = result.replicates * result.points * (inputs + 1);
    result.indices = total_order_of(replicates, inputs, outputs);
    return result;
}

}  // namespace entente::robust
