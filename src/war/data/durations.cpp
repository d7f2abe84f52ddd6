#include "entente/war/durations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "entente/core/expects.hpp"

namespace entente::war {
namespace {

using Point = std::vector<double>;
constexpr double kNever = -1e300;

/// log of a normal variable's chance to pass z.
double log_beyond(double z) {
    const double p = 0.5 * std::erfc(z / std::numbers::sqrt2);
    if (p > 1e-300) return std::log(p);
    return -z * z / 2 - std::log(z) - 0.5 * std::log(2 * std::numbers::pi);
}

double log_normal_density(double z) { return -z * z / 2 - 0.5 * std::log(2 * std::numbers::pi); }

/// Log density, and log chance to last longer, of one law at its parameters.
struct Law {
    std::string_view name;
    std::size_t parameters = 0;
    double (*density)(const Point&, double) = nullptr;
    double (*beyond)(const Point&, double) = nullptr;
    Point (*start)(double mean_log, double sd_log) = nullptr;
};

// Parameters: mean and log deviation of the logarithm.
double lognormal(const Point& p, double t) {
    const double s = std::exp(p[1]);
    return log_normal_density((std::log(t) - p[0]) / s) - p[1] - std::log(t);
}
double lognormal_beyond(const Point& p, double t) {
    return log_beyond((std::log(t) - p[0]) / std::exp(p[1]));
}

// Log scale, log shape.
double weibull(const Point& p, double t) {
    const double z = std::exp(p[1]) * (std::log(t) - p[0]);
    return p[1] - std::log(t) + z - std::exp(z);
}
double weibull_beyond(const Point& p, double t) { return -std::exp(std::exp(p[1]) * (std::log(t) - p[0])); }

double exponential(const Point& p, double t) { return -p[0] - t * std::exp(-p[0]); }
double exponential_beyond(const Point& p, double t) { return -t * std::exp(-p[0]); }

// The inverse Gaussian of mean m and shape l.
double inverse_gaussian_at(double log_mean, double log_shape, double t) {
    const double m = std::exp(log_mean);
    const double d = (t - m) / m;
    return 0.5 * (log_shape - std::log(2 * std::numbers::pi) - 3 * std::log(t)) -
           std::exp(log_shape) * d * d / (2 * t);
}
double inverse_gaussian_beyond_at(double log_mean, double log_shape, double t) {
    const double root = std::sqrt(std::exp(log_shape) / t);
    const double ratio = t * std::exp(-log_mean);
    const double first = log_beyond(root * (ratio - 1));
    const double second = 2 * std::exp(log_shape - log_mean) + log_beyond(root * (ratio + 1));
    if (second >= first) return -700;  // all but certainly over
    return first + std::log1p(-std::exp(second - first));
}
double inverse_gaussian(const Point& p, double t) { return inverse_gaussian_at(p[0], p[1], t); }
double inverse_gaussian_beyond(const Point& p, double t) {
    return inverse_gaussian_beyond_at(p[0], p[1], t);
}

/// The integral over drifts whose logarithms are normal, by even steps around `centre`: their means have
/// the logarithm p[0] on average, spread by exp(p[1]); exp(p[2]) is the shape of each front's own law.
template <double (*Of)(double, double, double)>
double over_drifts(const Point& p, double t, double centre, double width) {
    constexpr int kNodes = 49;
    constexpr double kReach = 6;
    const double spread = std::exp(p[1]);
    std::array<double, kNodes> terms;
    double most = kNever;
    for (int k = 0; k < kNodes; ++k) {
        const double u = centre + width * (-kReach + 2 * kReach * k / (kNodes - 1));
        const double term = log_normal_density((u - p[0]) / spread) - p[1] + Of(u, p[2], t);
        terms[static_cast<std::size_t>(k)] = term;
        most = std::max(most, term);
    }
    if (most <= kNever) return kNever;
    double sum = 0;
    for (const double term : terms) sum += std::exp(term - most);
    return most + std::log(sum * 2 * kReach * width / (kNodes - 1));
}

/// Where the fronts' own noise is small, only drifts that take just so long count: the steps gather there.
double drifts_that_differ(const Point& p, double t) {
    if (p[2] > 60) return lognormal(p, t);  // no noise is left
    const double spread = std::exp(p[1]);
    const double own = std::exp(0.5 * (std::log(t) - p[2]));
    const double weight = 1 / (spread * spread) + 1 / (own * own);
    const double centre = (p[0] / (spread * spread) + std::log(t) / (own * own)) / weight;
    return over_drifts<inverse_gaussian_at>(p, t, centre, 1 / std::sqrt(weight));
}
double drifts_that_differ_beyond(const Point& p, double t) {
    if (p[2] > 60) return lognormal_beyond(p, t);
    return over_drifts<inverse_gaussian_beyond_at>(p, t, p[0], std::exp(p[1]));
}

constexpr Law kLaws[] = {
    {"lognormal", 2, lognormal, lognormal_beyond, [](double m, double s) { return Point{m, std::log(s)}; }},
    {"weibull", 2, weibull, weibull_beyond,
     [](double m, double s) { return Point{m + 0.58 * s / 1.28, std::log(1.28 / s)}; }},
    {"exponential", 1, exponential, exponential_beyond,
     [](double m, double s) { return Point{m + s * s / 2}; }},
    {"inverse Gaussian", 2, inverse_gaussian, inverse_gaussian_beyond,
     [](double m, double s) { return Point{m + s * s / 2, m}; }},
    {"drifts that differ", 3, drifts_that_differ, drifts_that_differ_beyond,
     [](double m, double s) { return Point{m, std::log(0.9 * s), m + 1.5}; }}};

double log_likelihood(const Law& law, const Point& at, std::span<const Lasted> durations,
                      std::size_t without, std::size_t parts) {
    double sum = 0;
    for (std::size_t i = 0; i < durations.size(); ++i) {
        if (parts > 0 && i % parts == without) continue;
        const Lasted& one = durations[i];
        sum += one.ended ? law.density(at, one.time) : law.beyond(at, one.time);
    }
    return std::isfinite(sum) ? sum : kNever;
}

/// Nelder and Mead's simplex; the surfaces are smooth and have one to three dimensions.
template <class F>
Point highest(const F& f, const Point& start, double step, int rounds) {
    const std::size_t n = start.size();
    std::vector<std::pair<double, Point>> simplex{{f(start), start}};
    for (std::size_t i = 0; i < n; ++i) {
        Point moved = start;
        moved[i] += step;
        simplex.emplace_back(f(moved), moved);
    }
    const auto along = [&](const Point& from, const Point& to, double share) {
        Point result(n);
        for (std::size_t i = 0; i < n; ++i) result[i] = from[i] + share * (to[i] - from[i]);
        return result;
    };
    const auto better = [](const auto& a, const auto& b) { return a.first > b.first; };
    for (int round = 0; round < rounds; ++round) {
        std::sort(simplex.begin(), simplex.end(), better);
        if (simplex.front().first - simplex.back().first < 1e-9) break;
        Point centre(n, 0.0);
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t i = 0; i < n; ++i) centre[i] += simplex[k].second[i] / static_cast<double>(n);
        }
        auto& worst = simplex.back();
        const Point mirrored = along(worst.second, centre, 2);
        const double value = f(mirrored);
        if (value > simplex.front().first) {
            const Point far = along(worst.second, centre, 3);
            const double further = f(far);
            worst = further > value ? std::pair{further, far} : std::pair{value, mirrored};
        } else if (value > simplex[n - 1].first || (n == 1 && value > worst.first)) {
            worst = {value, mirrored};
        } else {
            const Point near = along(worst.second, centre, 0.5);
            const double closer = f(near);
            if (closer > worst.first) {
                worst = {closer, near};
            } else {
                for (std::size_t k = 1; k <= n; ++k) {
                    simplex[k].second = along(simplex[0].second, simplex[k].second, 0.5);
                    simplex[k].first = f(simplex[k].second);
                }
            }
        }
    }
    return std::max_element(simplex.begin(), simplex.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

double median_of(const Law& law, const Point& at, double low, double high) {
    while (law.beyond(at, high) > std::log(0.5) && high < 1e12) high *= 2;
    while (law.beyond(at, low) < std::log(0.5) && low > 1e-12) low /= 2;
    for (int i = 0; i < 80; ++i) {
        const double middle = std::sqrt(low * high);
        (law.beyond(at, middle) > std::log(0.5) ? low : high) = middle;
    }
    return high;
}

}  // namespace

std::vector<DurationLaw> compare_laws(std::span<const Lasted> durations, std::size_t one_by_one) {
    ENTENTE_EXPECTS(durations.size() >= 5);
    const auto n = static_cast<double>(durations.size());
    double mean = 0;
    for (const Lasted& one : durations) mean += std::log(one.time) / n;
    double squares = 0;
    for (const Lasted& one : durations) squares += std::pow(std::log(one.time) - mean, 2) / n;
    const double spread = std::max(0.05, std::sqrt(squares));
    const auto [least, most] =
        std::minmax_element(durations.begin(), durations.end(),
                            [](const Lasted& a, const Lasted& b) { return a.time < b.time; });
    const std::size_t parts = durations.size() <= one_by_one ? durations.size() : 10;
    std::vector<DurationLaw> result;
    for (const Law& law : kLaws) {
        const auto whole = [&](const Point& at) { return log_likelihood(law, at, durations, 0, 0); };
        const Point best = highest(whole, law.start(mean, spread), 0.4, 400);
        DurationLaw found;
        found.law = std::string(law.name);
        found.parameters = best;
        found.log_likelihood = whole(best);
        found.median = median_of(law, best, least->time, most->time);
        for (std::size_t part = 0; part < parts; ++part) {
            const Point fit =
                highest([&](const Point& at) { return log_likelihood(law, at, durations, part, parts); },
                        best, 0.05, 60);
            // What the fit has not seen: all less the rest.
            found.left_out += (whole(fit) - log_likelihood(law, fit, durations, part, parts)) / n;
        }
        result.push_back(std::move(found));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const DurationLaw& a, const DurationLaw& b) { return a.left_out > b.left_out; });
    return result;
}

}  // namespace entente::war
