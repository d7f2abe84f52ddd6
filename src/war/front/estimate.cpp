// Maximum likelihood of the two noises, jumps, and forecasts scored on the series' own past.
#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "war/front/state_space.hpp"

namespace entente::war {
namespace {

/// The likelihood with its scale concentrated out, at a share of the drift's noise in the whole.
struct Profile {
    double value = -std::numeric_limits<double>::infinity();
    double share = 0;
    double variance = 0;  ///< the scale
    double mean = 0;
    DriftState state;
    std::size_t used = 0;
};

Profile profile_at(std::span<const Move> moves, double persistence, double share) {
    FilterPass pass(persistence, 1 - share, share);
    for (const Move& move : moves) pass.see(move);
    Profile result;
    result.share = share;
    result.used = pass.used();
    result.mean = persistence < 1 ? pass.best_mean() : 0;
    result.state = pass.state(result.mean);
    if (pass.used() == 0) return result;
    const auto n = static_cast<double>(pass.used());
    result.variance = std::max(0.0, pass.squares(result.mean)) / n;
    result.value = result.variance > 0 ? -0.5 * (pass.logs() + n * std::log(result.variance))
                                       : std::numeric_limits<double>::infinity();
    return result;
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// A grid over the whole range first: the profile can have two peaks.
Profile highest(std::span<const Move> moves, double persistence) {
    constexpr double kReach = 18;
    constexpr int kGrid = 36;
    Profile best = profile_at(moves, persistence, 0);
    int at = -1;
    std::vector<double> grid;
    for (int i = 0; i <= kGrid; ++i) {
        const double x = -kReach + 2 * kReach * i / kGrid;
        Profile here = profile_at(moves, persistence, logistic(x));
        if (here.value > best.value) best = here, at = i;
    }
    if (const Profile edge = profile_at(moves, persistence, 1); edge.value > best.value) return edge;
    if (at < 0) return best;
    double low = -kReach + 2 * kReach * (at - 1) / kGrid;
    double high = -kReach + 2 * kReach * (at + 1) / kGrid;
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double a = high - golden * (high - low);
    double b = low + golden * (high - low);
    Profile left = profile_at(moves, persistence, logistic(a));
    Profile right = profile_at(moves, persistence, logistic(b));
    while (high - low > 1e-5) {
        if (left.value > right.value) {
            high = b, b = a, right = left;
            a = high - golden * (high - low);
            left = profile_at(moves, persistence, logistic(a));
        } else {
            low = a, a = b, left = right;
            b = low + golden * (high - low);
            right = profile_at(moves, persistence, logistic(b));
        }
    }
    for (const Profile& each : {left, right}) {
        if (each.value > best.value) best = each;
    }
    return best;
}

double likelihood_at(std::span<const Move> moves, DriftModel model, double level, double drift) {
    model.level_noise = std::exp(level);
    model.drift_noise = std::exp(drift);
    double value = 0;
    (void)filter_drift(model, moves, &value);
    return value;
}

/// Standard errors from the curvature of the likelihood in the logarithms of both noises.
void add_errors(std::span<const Move> moves, DriftFit& fit) {
    if (!(fit.model.level_noise > 0) || !(fit.model.drift_noise > 0)) return;
    const double l = std::log(fit.model.level_noise);
    const double d = std::log(fit.model.drift_noise);
    constexpr double h = 0.02;
    const auto f = [&](double i, double j) {
        return likelihood_at(moves, fit.model, l + i * h, d + j * h);
    };
    const double here = f(0, 0);
    const double ll = (f(1, 0) + f(-1, 0) - 2 * here) / (h * h);
    const double dd = (f(0, 1) + f(0, -1) - 2 * here) / (h * h);
    const double ld = (f(1, 1) + f(-1, -1) - f(1, -1) - f(-1, 1)) / (4 * h * h);
    const double determinant = ll * dd - ld * ld;
    if (!(ll < 0) || !(dd < 0) || !(determinant > 0)) return;
    fit.level_noise_error = fit.model.level_noise * std::sqrt(-dd / determinant);
    fit.drift_noise_error = fit.model.drift_noise * std::sqrt(-ll / determinant);
}

DriftFit best_fit(std::span<const Move> moves, double persistence) {
    const Profile best = highest(moves, persistence);
    DriftFit fit;
    fit.model.persistence = persistence;
    fit.model.mean = best.mean;
    fit.model.level_noise = std::sqrt((1 - best.share) * best.variance);
    fit.model.drift_noise = std::sqrt(best.share * best.variance);
    fit.filtered = {best.state.drift, best.state.variance * best.variance};
    fit.used = best.used;
    return fit;
}

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

constexpr std::size_t kNear = 6;         // moves on either side
constexpr std::size_t kFewestMoves = 9;  // to tell a jump from the rest
constexpr std::size_t kWindow = 3000;    // of the past that a hindcast refits on, at most

/// Mean and deviation of some moves, per step.
struct Spread {
    double mean = 0;
    double sd = 0;
};
Spread spread_of(std::span<const Move> moves, std::size_t last) {
    double sum = 0;
    double steps = 0;
    for (const Move& move : moves.last(std::min(last, moves.size()))) {
        sum += move.sum;
        steps += static_cast<double>(move.steps);
    }
    Spread result{sum / steps, 0};
    double squares = 0;
    double mean = 0;
    double n = 0;
    for (const Move& move : moves) mean += move.sum, n += static_cast<double>(move.steps);
    mean /= n;
    for (const Move& move : moves) {
        const double surprise = move.sum - mean * static_cast<double>(move.steps);
        squares += surprise * surprise / static_cast<double>(move.steps);
    }
    result.sd = std::sqrt(squares / static_cast<double>(std::max<std::size_t>(1, moves.size() - 1)));
    return result;
}

constexpr double kNormal80 = 1.2815515655446004;

struct Tally {
    double crps = 0;
    std::size_t held = 0;
    void add(double mean, double sd, double outcome) {
        crps += normal_crps(mean, sd, outcome);
        held += std::abs(outcome - mean) <= kNormal80 * sd ? 1 : 0;
    }
    [[nodiscard]] Score over(std::size_t n) const {
        return {crps / static_cast<double>(n), static_cast<double>(held) / static_cast<double>(n)};
    }
};

}  // namespace

DriftFit fit_drift(std::span<const Move> moves, double persistence) {
    ENTENTE_EXPECTS(persistence > 0 && persistence <= 1 && !moves.empty());
    DriftFit fit = best_fit(moves, persistence);
    if (fit.used < 2) {  // one move or two say nothing about how the drift changes
        const Spread spread = spread_of(moves, moves.size());
        fit.model.drift_noise = 0;
        fit.model.level_noise = spread.sd;
        fit.model.mean = spread.mean;
        double steps = 0;
        for (const Move& move : moves) steps += static_cast<double>(move.steps);
        fit.filtered = {spread.mean, spread.sd * spread.sd / steps};
        return fit;
    }
    (void)filter_drift(fit.model, moves, &fit.log_likelihood);
    add_errors(moves, fit);
    return fit;
}

std::size_t mark_jumps(std::span<Move> moves, double threshold) {
    for (Move& move : moves) move.jump = false;
    if (moves.size() < kFewestMoves) return 0;
    std::vector<double> rate;
    for (const Move& move : moves) rate.push_back(move.sum / static_cast<double>(move.steps));
    std::vector<double> off(rate.size());
    std::vector<double> near;
    for (std::size_t i = 0; i < rate.size(); ++i) {
        const std::size_t from = i > kNear ? i - kNear : 0;
        const std::size_t to = std::min(rate.size(), i + kNear + 1);
        near.assign(rate.begin() + static_cast<std::ptrdiff_t>(from),
                    rate.begin() + static_cast<std::ptrdiff_t>(to));
        // The rates of long moves waver less.
        off[i] = std::abs(rate[i] - median(near)) * std::sqrt(static_cast<double>(moves[i].steps));
    }
    std::vector<double> sorted = off;
    const double scale = 1.4826 * median(sorted);
    if (!(scale > 0)) return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < off.size(); ++i) {
        moves[i].jump = off[i] > threshold * scale;
        count += moves[i].jump ? 1 : 0;
    }
    return count;
}

std::vector<Hindcast> hindcast(std::span<const Move> moves, std::span<const std::int64_t> ahead,
                               double persistence, bool keep_jumps, std::size_t spread) {
    std::vector<Hindcast> result;
    // The first origin has a year of weeks behind it, or half of a shorter series.
    const std::size_t first = std::max<std::size_t>(8, std::min<std::size_t>(52, moves.size() / 2));
    if (moves.size() <= first || ahead.empty()) return result;
    std::vector<std::int64_t> time(moves.size() + 1, 0);  // steps before each move
    std::vector<double> level(moves.size() + 1, 0);
    for (std::size_t i = 0; i < moves.size(); ++i) {
        time[i + 1] = time[i] + moves[i].steps;
        level[i + 1] = level[i] + moves[i].sum;
    }
    struct Kind {
        Tally wandering, constant, last;
        std::size_t origins = 0;
    };
    std::vector<Kind> kinds(ahead.size());
    const std::size_t stride = std::max<std::size_t>(1, (moves.size() - first + spread - 1) / spread);
    for (std::size_t origin = first; origin < moves.size(); origin += stride) {
        const std::size_t from = origin > kWindow ? origin - kWindow : 0;
        std::vector<Move> past(moves.begin() + static_cast<std::ptrdiff_t>(from),
                               moves.begin() + static_cast<std::ptrdiff_t>(origin));
        if (!keep_jumps) mark_jumps(past);
        const DriftFit fit = best_fit(past, persistence);
        const Spread all = spread_of(past, past.size());
        const Spread last = spread_of(past, 13);
        for (std::size_t h = 0; h < ahead.size(); ++h) {
            const auto there =
                std::lower_bound(time.begin(), time.end(), time[origin] + ahead[h]) - time.begin();
            const auto to = static_cast<std::size_t>(there);
            // In the middle of a gap nothing was seen.
            if (to >= time.size() || time[to] != time[origin] + ahead[h]) continue;
            const double outcome = level[to] - level[origin];
            const auto n = static_cast<double>(ahead[h]);
            const Sum sum = sum_ahead(fit.model, fit.filtered, ahead[h]);
            kinds[h].wandering.add(sum.mean, sum.sd, outcome);
            kinds[h].constant.add(n * all.mean, all.sd * std::sqrt(n), outcome);
            kinds[h].last.add(n * last.mean, last.sd * std::sqrt(n), outcome);
            ++kinds[h].origins;
        }
    }
    for (std::size_t h = 0; h < ahead.size(); ++h) {
        const Kind& kind = kinds[h];
        if (kind.origins == 0) continue;
        result.push_back({ahead[h], kind.origins, kind.wandering.over(kind.origins),
                          kind.constant.over(kind.origins), kind.last.over(kind.origins)});
    }
    return result;
}

}  // namespace entente::war
