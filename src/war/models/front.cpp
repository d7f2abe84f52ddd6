#include "entente/war/front.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "war/series.hpp"

namespace entente::war {
namespace {

/// log(down/up), accurate where both are nearly equal.
double log_odds_against(double up, double down) {
    if (up <= 0) return std::numeric_limits<double>::infinity();
    if (down <= 0) return -std::numeric_limits<double>::infinity();
    const double ratio = down / up;
    return ratio > 0.5 && ratio < 2 ? std::log1p((down - up) / up) : std::log(ratio);
}

/// L / tanh(L/2), 2 at L = 0.
double over_tanh(double l) { return l == 0 ? 2.0 : l / std::tanh(l / 2); }

/// Chances of both ends and the expected number of decisive battles.
void undiscounted(const Walk& walk, Ending& ending) {
    const auto n = static_cast<double>(walk.forts);
    const auto k = static_cast<double>(walk.start);
    const double l = log_odds_against(walk.advance, walk.retreat);
    const double decisive = walk.advance + walk.retreat;
    ending.win[0] = exponential_ratio(n * l, k / n);
    ending.win[1] = exponential_ratio(-n * l, (n - k) / n);
    double battles = 0;
    if (std::abs(n * l) <= 1) {
        battles = k * (n - k) * over_tanh(l) * exponential_excess(n * l, k / n);
    } else {
        const double shift = ending.win[0] < 0.5 ? n * ending.win[0] - k : (n - k) - n * ending.win[1];
        battles = shift / ((walk.advance - walk.retreat) / decisive);
    }
    ending.duration = battles / decisive;
}

/// log of the larger root of up z^2 - z + down = 0, given 1 - up - down; 0 where that root is 1.
double log_larger_root(double up, double down, double rest) {
    if (up <= 0) return std::numeric_limits<double>::infinity();
    const double drift = up - down;
    const double sum = rest * (1 + up + down);  // (1 - s)(1 + s), s = up + down
    const double root = std::sqrt(sum + drift * drift);
    const double excess = drift > 0 ? sum / (root + drift) : root - drift;
    return std::log1p((rest + excess) / (2 * up));
}

double chain_present_cost(const Walk& walk) {
    const auto inner = static_cast<std::size_t>(walk.forts - 1);
    const Chain chain{std::vector<double>(inner, walk.advance), std::vector<double>(inner, walk.retreat),
                      walk.discount};
    return solve_chain(chain, std::vector<double>(inner, 1.0), 0, 0)[static_cast<std::size_t>(walk.start)];
}

void discounted(const Walk& walk, Ending& ending) {
    if (walk.discount >= 1) {
        ending.discounted_win = ending.win;
        ending.present_cost = ending.duration;
        return;
    }
    const auto n = static_cast<double>(walk.forts);
    const auto k = static_cast<double>(walk.start);
    const double d = walk.discount;
    // Battles that move nothing only delay: fold them into the discount.
    const double base = (1 - d) + d * (walk.advance + walk.retreat);
    const double up = d * walk.advance / base;
    const double down = d * walk.retreat / base;
    const double rest = (1 - d) / base;
    const double above = log_larger_root(up, down, rest);  // log of the larger root
    const double below = log_larger_root(down, up, rest);  // minus the log of the smaller one
    const double spread = above + below;
    const auto factor = [](double steps, double log_root) {
        return steps == 0 ? 1.0 : std::exp(-steps * log_root);
    };
    const auto bridge = [&](double steps) {
        if (steps <= 0) return 0.0;
        if (spread == 0) return steps / n;
        return std::isinf(spread) ? 1.0 : std::expm1(-steps * spread) / std::expm1(-n * spread);
    };
    ending.discounted_win[0] = factor(n - k, above) * bridge(k);
    ending.discounted_win[1] = factor(k, below) * bridge(n - k);
    const double paid = 1 - ending.discounted_win[0] - ending.discounted_win[1];
    ending.present_cost = (1 - d) * ending.duration > 1e-3 ? paid / (1 - d) : chain_present_cost(walk);
}

double walk_deviation(const Walk& walk) {
    const auto inner = static_cast<std::size_t>(walk.forts - 1);
    const Chain chain{std::vector<double>(inner, walk.advance), std::vector<double>(inner, walk.retreat),
                      1};
    const std::vector<double> mean = solve_chain(chain, std::vector<double>(inner, 1.0), 0, 0);
    // Law of total variance, one battle at a time; the expected change of the mean is -1.
    std::vector<double> reward(inner);
    for (std::size_t i = 0; i < inner; ++i) {
        const double up = mean[i + 2] - mean[i + 1];
        const double down = mean[i] - mean[i + 1];
        reward[i] = std::max(0.0, walk.advance * up * up + walk.retreat * down * down - 1);
    }
    return std::sqrt(solve_chain(chain, reward, 0, 0)[static_cast<std::size_t>(walk.start)]);
}

}  // namespace

std::vector<double> solve_chain(const Chain& chain, const std::vector<double>& reward, double low,
                                double high) {
    const std::size_t inner = chain.up.size();
    ENTENTE_EXPECTS(chain.down.size() == inner && reward.size() == inner);
    // x_k = g_k + h_k x_{k+1}; c_k = 1 - h_k is carried along instead of computed, so nothing cancels.
    std::vector<double> x(inner + 2);
    std::vector<double> h(inner);
    const double d = chain.discount;
    double c = 1;
    double g = low;
    for (std::size_t i = 0; i < inner; ++i) {
        const double stay = (1 - d) + d * chain.down[i] * c;
        const double pivot = stay + d * chain.up[i];
        g = (reward[i] + d * chain.down[i] * g) / pivot;
        h[i] = d * chain.up[i] / pivot;
        c = stay / pivot;
        x[i + 1] = g;
    }
    x[0] = low;
    x[inner + 1] = high;
    for (std::size_t i = inner; i > 0; --i) x[i] += h[i - 1] * x[i + 1];
    return x;
}

Ending walk_ending(const Walk& walk, bool with_deviation) {
    ENTENTE_EXPECTS(walk.forts >= 1 && walk.start >= 0 && walk.start <= walk.forts);
    ENTENTE_EXPECTS(walk.advance >= 0 && walk.retreat >= 0 && walk.advance + walk.retreat > 0);
    Ending ending;
    if (walk.start == 0 || walk.start == walk.forts) {
        ending.win[walk.start == 0 ? 1 : 0] = 1;
        ending.discounted_win = ending.win;
        return ending;
    }
    undiscounted(walk, ending);
    discounted(walk, ending);
    if (with_deviation) ending.duration_sd = walk_deviation(walk);
    return ending;
}

namespace {

/// The integral of a function that is smooth but for layers at both ends of the interval, however thin:
/// panels that halve towards either end. A fixed cost, whatever the function.
template <class F>
double graded_integral(const F& f, double low, double high) {
    using Rule = boost::math::quadrature::gauss<double, 15>;
    constexpr int kHalvings = 40;
    double sum = 0;
    double outer = (high - low) / 2;
    for (int i = 0; i <= kHalvings; ++i) {
        const double inner = i == kHalvings ? 0.0 : outer / 2;
        sum +=
            Rule::integrate(f, low + inner, low + outer) + Rule::integrate(f, high - outer, high - inner);
        outer = inner;
    }
    return sum;
}

/// Variance of the time to either end: the occupation density times the squared slope of the expected
/// duration, both positive. `a` >= 0 (a falling front is mirrored).
double front_variance(double x, double a, double volatility) {
    const double s2 = volatility * volatility;
    const auto reach = [a](double z) { return a == 0 ? z : -std::expm1(-a * z) / a; };
    double tail = 0;  // (1 - e^-a)/a - 1
    if (a < 1) {
        double term = 1;
        for (int j = 1; j < 30; ++j) {
            term *= -a / (j + 1);
            tail += term;
        }
    } else {
        tail = reach(1) - 1;
    }
    const auto slope = [&](double y) {  // times s2
        if (a == 0) return 1 - 2 * y;
        return 2 * (std::expm1(-a * y) - tail) / (reach(1) * a);
    };
    const auto below = [&](double y) {
        const double m = slope(y);
        return std::exp(-a * (x - y)) * reach(y) * reach(1 - x) / reach(1) * m * m;
    };
    const auto above = [&](double y) {
        const double m = slope(y);
        return reach(x) * reach(1 - y) / reach(1) * m * m;
    };
    const double integral = graded_integral(below, 0.0, x) + graded_integral(above, x, 1.0);
    return 2 * integral / (s2 * s2);
}

double front_deviation(const Front& front) {
    const double a = 2 * front.drift / (front.volatility * front.volatility);
    // Where the drift all but rules one end out, the time to the other is inverse Gaussian.
    const double behind = a >= 0 ? front.position : 1 - front.position;
    if (std::abs(a) * behind > 45) {
        const double speed = std::abs(front.drift);
        return front.volatility * std::sqrt((1 - behind) / speed) / speed;
    }
    return std::sqrt(a >= 0 ? front_variance(front.position, a, front.volatility)
                            : front_variance(1 - front.position, -a, front.volatility));
}

void front_discounted(const Front& front, Ending& ending) {
    if (front.discount >= 1) {
        ending.discounted_win = ending.win;
        ending.present_cost = ending.duration;
        return;
    }
    const double rate = -std::log(front.discount);
    const double mu = front.drift;
    const double s2 = front.volatility * front.volatility;
    const double root = std::sqrt(mu * mu + 2 * rate * s2);
    // Both roots of s2/2 m^2 + mu m = rate, each from the form that does not cancel.
    const double rising = mu > 0 ? 2 * rate / (root + mu) : (root - mu) / s2;
    const double falling = mu > 0 ? (root + mu) / s2 : 2 * rate / (root - mu);
    const double spread = rising + falling;
    const double x = front.position;
    const double whole = -std::expm1(-spread);
    ending.discounted_win[0] = std::exp(-rising * (1 - x)) * -std::expm1(-spread * x) / whole;
    ending.discounted_win[1] = std::exp(-falling * x) * -std::expm1(-spread * (1 - x)) / whole;
    const double expected = rate * ending.duration;
    if (expected > 1e-6) {
        ending.present_cost = (1 - ending.discounted_win[0] - ending.discounted_win[1]) / rate;
    } else {  // two terms of the series; the third is below 1e-12 of the first
        const double deviation = front_deviation(front);
        const double second = ending.duration * ending.duration + deviation * deviation;
        ending.present_cost = ending.duration - rate * second / 2;
    }
}

}  // namespace

Ending front_ending(const Front& front, bool with_deviation) {
    ENTENTE_EXPECTS(front.position >= 0 && front.position <= 1 && front.volatility > 0);
    Ending ending;
    const double x = front.position;
    if (x == 0 || x == 1) {
        ending.win[x == 0 ? 1 : 0] = 1;
        ending.discounted_win = ending.win;
        return ending;
    }
    const double s2 = front.volatility * front.volatility;
    const double a = 2 * front.drift / s2;
    ending.win[0] = exponential_ratio(-a, x);
    ending.win[1] = exponential_ratio(a, 1 - x);
    if (std::abs(a) <= 1) {
        ending.duration = 2 * x * (1 - x) / s2 * exponential_excess(-a, x);
    } else {
        ending.duration = (ending.win[0] < 0.5 ? ending.win[0] - x : (1 - x) - ending.win[1]) / front.drift;
    }
    if (with_deviation) ending.duration_sd = front_deviation(front);
    front_discounted(front, ending);
    return ending;
}

Pair fighting_values(const Ending& ending, const Pair& cost) {
    return {ending.discounted_win[0] - cost[0] * ending.present_cost,
            ending.discounted_win[1] - cost[1] * ending.present_cost};
}

Walk walk_of(const Front& front, std::int64_t forts) {
    const double h = 1 / static_cast<double>(forts);
    const double s2 = front.volatility * front.volatility;
    Walk walk;
    walk.forts = forts;
    walk.start = static_cast<std::int64_t>(std::llround(front.position * static_cast<double>(forts)));
    const double lean = std::clamp(front.drift * h / s2, -1.0, 1.0);
    walk.advance = (1 + lean) / 2;
    walk.retreat = (1 - lean) / 2;
    walk.discount = std::pow(front.discount, h * h / s2);
    return walk;
}

}  // namespace entente::war
