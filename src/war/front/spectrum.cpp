#include "war/front/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

#include "entente/war/front.hpp"
#include "war/front/paths.hpp"
#include "war/front/tridiagonal.hpp"

namespace entente::war {
namespace {

constexpr std::size_t kCoarse = 48;
constexpr std::size_t kFine = 72;
constexpr std::size_t kValues = 4;

double rate_of(const Medium& medium) { return -std::log(medium.discount); }

WanderingFront as_front(const Medium& medium) {
    WanderingFront front;
    front.volatility = medium.volatility;
    front.drift_noise = medium.drift_noise;
    front.persistence = medium.persistence;
    return front;
}

/// The widest drift that matters: what noise makes of it while the discount lasts, and what crosses the
/// ground in a twentieth of that time.
double widest_of(const Medium& medium) {
    const WanderingFront front = as_front(medium);
    const double k = fading(front);
    const double rate = rate_of(medium);
    const double noisy = 10 * std::sqrt(drive(front) / (rate + 2 * k));
    const double fast = 20 * (rate + k) * (medium.high - medium.low);
    return std::sqrt(noisy * noisy + fast * fast + 25 * medium.home * medium.home);
}

/// Where the drift returns home, its far values are so rare that doubles lose them.
double widest_that_fits(const Medium& medium) {
    const WanderingFront front = as_front(medium);
    const double k = fading(front);
    if (k <= 0) return std::numeric_limits<double>::infinity();
    constexpr double kRarest = 300;  // e^-300
    return std::sqrt(kRarest * drive(front) / k) - std::abs(medium.home);
}

constexpr int kReach = 8;
constexpr double kStep = 0.75;  // deviations

const std::array<double, kReach + 1>& normal_weights() {
    static const std::array<double, kReach + 1> weights = [] {
        std::array<double, kReach + 1> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const double z = kStep * static_cast<double>(i);
            made[i] = std::exp(-z * z / 2);
        }
        return made;
    }();
    return weights;
}

constexpr std::size_t kNear = 10;

/// Lagrange's weights of the points 0, 1, ... at x.
std::array<double, kNear> through_near(double x) {
    static const std::array<double, kNear> scale = [] {
        std::array<double, kNear> made{};
        for (std::size_t a = 0; a < kNear; ++a) {
            made[a] = 1;
            for (std::size_t b = 0; b < kNear; ++b)
                if (a != b) made[a] /= static_cast<double>(a) - static_cast<double>(b);
        }
        return made;
    }();
    std::array<double, kNear> weight{};
    double before = 1;
    for (std::size_t a = 0; a < kNear; ++a) {
        weight[a] = before * scale[a];
        before *= x - static_cast<double>(a);
    }
    double after = 1;
    for (std::size_t a = kNear; a-- > 0;) {
        weight[a] *= after;
        after *= x - static_cast<double>(a);
    }
    return weight;
}

/// A drift that stays as it is known: the closed form over all that it may be.
PassageValues of_constant_drift(const WanderingFront& front) {
    const double width = front.high - front.low;
    PassageValues sum;
    double weights = 0;
    const int reach = front.drift_error > 0 ? 24 : 0;
    for (int i = -reach; i <= reach; ++i) {
        const double z = 0.25 * i;
        const double weight = std::exp(-z * z / 2);
        const double drift = front.drift + front.drift_error * z;
        const Ending end = front_ending(
            {(front.position - front.low) / width, drift / width, front.volatility / width, front.discount},
            false);
        const double rate = -std::log(front.discount);
        const double until = std::max(0.0, 1 - end.discounted_win[0] - end.discounted_win[1]);
        const double gain = drift / rate;
        const double flow = front.position + gain - end.discounted_win[0] * (front.high + gain) -
                            end.discounted_win[1] * (front.low + gain) - front.position * until;
        for (std::size_t side = 0; side < 2; ++side)
            sum.discounted_win[side] += weight * end.discounted_win[side];
        sum.flow += weight * std::clamp(flow, (front.low - front.position) * until,
                                        (front.high - front.position) * until);
        weights += weight;
    }
    for (double& each : sum.discounted_win) each /= weights;
    sum.flow /= weights;
    return sum;
}

}  // namespace

Medium medium_of(const WanderingFront& front) {
    return {front.volatility, front.drift_noise, front.persistence, front.persistence < 1 ? front.home : 0,
            front.discount,   front.low,         front.high};
}

DriftSpectrum::DriftSpectrum(const Medium& medium, std::size_t grid, double widest)
    : grid_(grid),
      low_(medium.low),
      high_(medium.high),
      scale_(std::cbrt(drive(as_front(medium)) * (medium.high - medium.low)) / 4),
      stretch_(std::asinh(widest / scale_)),
      drift_(grid),
      size_(grid) {
    for (std::size_t l = 0; l < grid; ++l) drift_[l] = drift_at(static_cast<double>(l) + 0.5);
    separate(medium);
    if (good_) meet_ends();
}

double DriftSpectrum::drift_at(double cell) const {
    return scale_ * std::sinh(stretch_ * (2 * cell / static_cast<double>(grid_) - 1));
}

double DriftSpectrum::width_at(double cell) const {
    const auto n = static_cast<double>(grid_);
    return scale_ * stretch_ * std::cosh(stretch_ * (2 * cell / n - 1)) * 2 / n;
}

/// Cells of the drift with what flows between two of them. Scaled by the root of a cell's width and of the
/// drift's own density (a returning drift's), the part without x is symmetric, G G'. With u exp(lambda x)
/// and y = lambda u the rest is
///     [0 G'; G -V] (a, b) = lambda (a, b) in units of the root of volatility^2/2,
/// which is tridiagonal in the order b1 a1 b2 a2 ...
void DriftSpectrum::separate(const Medium& medium) {
    const WanderingFront front = as_front(medium);
    const double k = fading(front);
    const double q = drive(front);
    const auto rarity = [&](double v) {
        return k > 0 ? -k * (v - medium.home) * (v - medium.home) / q : 0;
    };
    std::vector<double> own(grid_, rate_of(medium));
    std::vector<double> across(grid_, 0);
    for (std::size_t l = 0; l < grid_; ++l)
        size_[l] = std::sqrt(width_at(static_cast<double>(l) + 0.5)) * std::exp(rarity(drift_[l]) / 2);
    for (std::size_t l = 0; l + 1 < grid_; ++l) {
        const double border = static_cast<double>(l) + 1;
        const double flow = q / 2 / width_at(border);
        const double between = rarity(drift_at(border));
        const double left = width_at(border - 0.5);
        const double right = width_at(border + 0.5);
        own[l] += flow / left * std::exp(between - rarity(drift_[l]));
        own[l + 1] += flow / right * std::exp(between - rarity(drift_[l + 1]));
        across[l] = -flow / std::sqrt(left * right) *
                    std::exp(between - (rarity(drift_[l]) + rarity(drift_[l + 1])) / 2);
    }
    const double spread = medium.volatility * medium.volatility / 2;
    const double unit = std::sqrt(spread);
    std::vector<double> diagonal(2 * grid_, 0);
    std::vector<double> beside(2 * grid_ - 1, 0);
    double root = 0;
    for (std::size_t l = 0; l < grid_; ++l) {
        const double below = l == 0 ? 0 : across[l - 1] / root;
        root = std::sqrt(own[l] - below * below);
        if (l > 0) beside[2 * l - 1] = below / unit;
        diagonal[2 * l] = -drift_[l] / spread;
        beside[2 * l] = root / unit;
    }
    HalfEigen eigen;
    good_ = half_eigen(diagonal, beside, eigen);
    if (!good_) return;
    lambda_ = std::move(eigen.values);
    shape_ = std::move(eigen.vectors);
    for (std::size_t j = 0; j < 2 * grid_; ++j) {
        double* const shape = shape_.data() + j * grid_;
        const double squares = std::inner_product(shape, shape + grid_, shape, 0.0);
        const double norm = squares > 0 ? 1 / std::sqrt(squares) : 0;
        for (std::size_t l = 0; l < grid_; ++l) shape[l] *= norm;
    }
}

/// How much of every solution both ends ask for: 1 and v at one end, 0 at the other.
void DriftSpectrum::meet_ends() {
    const auto n = static_cast<Eigen::Index>(grid_);
    Eigen::MatrixXd ends(2 * n, 2 * n);
    Eigen::MatrixXd asked = Eigen::MatrixXd::Zero(2 * n, kValues);
    for (Eigen::Index j = 0; j < 2 * n; ++j) {
        const double lambda = lambda_[static_cast<std::size_t>(j)];
        const double faded = std::exp(-std::abs(lambda) * (high_ - low_));
        for (Eigen::Index l = 0; l < n; ++l) {
            const double shape = shape_[static_cast<std::size_t>(j * n + l)];
            ends(l, j) = shape * (lambda < 0 ? 1 : faded);
            ends(n + l, j) = shape * (lambda < 0 ? faded : 1);
        }
    }
    for (Eigen::Index l = 0; l < n; ++l) {
        const auto at = static_cast<std::size_t>(l);
        asked(l, 0) = asked(n + l, 2) = size_[at];
        asked(l, 1) = asked(n + l, 3) = size_[at] * drift_[at];
    }
    const Eigen::MatrixXd shares = ends.partialPivLu().solve(asked);
    good_ = shares.allFinite();
    share_.resize(2 * grid_ * kValues);
    for (Eigen::Index j = 0; j < 2 * n; ++j)
        for (std::size_t c = 0; c < kValues; ++c)
            share_[static_cast<std::size_t>(j) * kValues + c] = shares(j, static_cast<Eigen::Index>(c));
}

DriftSpectrum::Column DriftSpectrum::at(double position) const {
    Column at(grid_ * kValues, 0.0);
    for (std::size_t j = 0; j < 2 * grid_; ++j) {
        const double lambda = lambda_[j];
        const double faded =
            lambda < 0 ? std::exp(lambda * (position - low_)) : std::exp(-lambda * (high_ - position));
        if (faded < 1e-300) continue;
        for (std::size_t l = 0; l < grid_; ++l) {
            const double part = faded * shape_[j * grid_ + l];
            for (std::size_t c = 0; c < kValues; ++c) at[l * kValues + c] += part * share_[j * kValues + c];
        }
    }
    for (std::size_t l = 0; l < grid_; ++l)
        for (std::size_t c = 0; c < kValues; ++c) at[l * kValues + c] /= size_[l];
    return at;
}

Discounted DriftSpectrum::of(const Column& at, double drift, double drift_error) const {
    // Over what is not known of the drift, by the polynomial through the nearest cells. A step of three
    // quarters of a deviation is far finer than a normal density asks for.
    Discounted sum{};
    double weights = 0;
    const int reach = drift_error > 0 ? kReach : 0;
    for (int i = -reach; i <= reach; ++i) {
        const double weight = normal_weights()[static_cast<std::size_t>(i < 0 ? -i : i)];
        weights += weight;
        const double cell = (std::asinh((drift + drift_error * kStep * i) / scale_) / stretch_ + 1) / 2 *
                                static_cast<double>(grid_) -
                            0.5;
        const double first = std::clamp(std::floor(cell) - static_cast<double>(kNear / 2 - 1), 0.0,
                                        static_cast<double>(grid_ - kNear));
        const std::array<double, kNear> share = through_near(cell - first);
        const double* line = at.data() + static_cast<std::size_t>(first) * kValues;
        for (std::size_t a = 0; a < kNear; ++a) {
            for (std::size_t c = 0; c < kValues; ++c) sum[c] += weight * share[a] * line[a * kValues + c];
        }
    }
    for (double& each : sum) each /= weights;
    return sum;
}

void PassageSolver::Known::start_at(double from) {
    if (position == from) return;
    position = from;
    coarse_column = coarse->at(from);
    fine_column = fine->at(from);
}

PassageSolver::Known& PassageSolver::known(const Medium& medium, double widest) {
    for (Known& each : known_)
        if (each.medium == medium && each.widest == widest) return each;
    constexpr std::size_t kMost = 8;
    if (known_.size() == kMost) known_.erase(known_.begin());
    return known_.emplace_back(Known{medium,
                                     widest,
                                     std::make_shared<const DriftSpectrum>(medium, kCoarse, widest),
                                     std::make_shared<const DriftSpectrum>(medium, kFine, widest),
                                     std::nullopt,
                                     {},
                                     {}});
}

std::optional<Discounted> PassageSolver::discounted(const WanderingFront& front) {
    if (front.discount >= 1) return std::nullopt;
    const Medium medium = medium_of(front);
    double widest = widest_of(medium);
    const double needed = std::abs(front.drift) + 6 * front.drift_error;
    while (needed > 0.9 * widest) widest *= 2;
    const double fits = widest_that_fits(medium);
    if (!(needed <= 0.9 * fits)) return std::nullopt;
    Known& both = known(medium, std::min(widest, fits));
    if (!both.coarse->good() || !both.fine->good()) return std::nullopt;
    both.start_at(front.position);
    const Discounted coarse = both.coarse->of(both.coarse_column, front.drift, front.drift_error);
    const Discounted fine = both.fine->of(both.fine_column, front.drift, front.drift_error);
    // The grid's error falls with the square of its width: both together leave hardly any of it.
    constexpr double kRatio = static_cast<double>(kFine * kFine) / (kFine * kFine - kCoarse * kCoarse);
    Discounted best;
    for (std::size_t c = 0; c < kValues; ++c) {
        best[c] = coarse[c] + kRatio * (fine[c] - coarse[c]);
        if (!std::isfinite(best[c])) return std::nullopt;
    }
    error_ = 0.1 * std::max(std::abs(fine[0] - coarse[0]), std::abs(fine[2] - coarse[2]));
    return best;
}

std::optional<PassageValues> values_from(const WanderingFront& front, const Discounted& ends) {
    const double low = std::clamp(ends[0], 0.0, 1.0);
    const double high = std::clamp(ends[2], 0.0, 1.0 - low);
    if (std::abs(low - ends[0]) + std::abs(high - ends[2]) > 1e-3) return std::nullopt;
    PassageValues result;
    result.discounted_win = {high, low};
    // Moves without ends, less what they would have been from the end on.
    const double rate = -std::log(front.discount);
    const double k = fading(front);
    const double home = front.persistence < 1 ? front.home : 0;
    const auto free = [&](double end, double won, double drifted) {
        return won * (end - front.position + home / rate - home / (rate + k)) + drifted / (rate + k);
    };
    result.flow = free_flow(front) - free(front.low, low, ends[1]) - free(front.high, high, ends[3]);
    const double until = 1 - low - high;
    result.flow = std::clamp(result.flow, (front.low - front.position) * until,
                             (front.high - front.position) * until);
    result.present_cost = std::max(0.0, until) / rate;
    return result;
}

std::optional<PassageValues> PassageSolver::values(const WanderingFront& front) {
    if (front.discount >= 1) return std::nullopt;
    if (front.position <= front.low || front.position >= front.high) {
        PassageValues decided;
        decided.discounted_win[front.position <= front.low ? 1 : 0] = 1;
        return decided;
    }
    if (front.drift_noise <= 0) {
        if (front.persistence < 1) return std::nullopt;
        PassageValues result = of_constant_drift(front);
        const double until = 1 - result.discounted_win[0] - result.discounted_win[1];
        result.present_cost = std::max(0.0, until) / -std::log(front.discount);
        return result;
    }
    const auto ends = discounted(front);
    auto result = ends ? values_from(front, *ends) : std::nullopt;
    if (result) result->error = error_;
    return result;
}

}  // namespace entente::war
