#include "war/front/spectrum.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "entente/war/front.hpp"
#include "war/front/paths.hpp"

namespace entente::war {
namespace {

constexpr std::size_t kCoarse = 32;
constexpr std::size_t kFine = 48;
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
    const auto n = static_cast<Eigen::Index>(grid_);
    const double spread = medium.volatility * medium.volatility / 2;
    const double unit = std::sqrt(spread);
    Eigen::VectorXd diagonal(2 * n);
    Eigen::VectorXd beside(2 * n - 1);
    double root = 0;
    for (std::size_t l = 0; l < grid_; ++l) {
        const auto at = static_cast<Eigen::Index>(2 * l);
        const double below = l == 0 ? 0 : across[l - 1] / root;
        root = std::sqrt(own[l] - below * below);
        if (l > 0) beside[at - 1] = below / unit;
        diagonal[at] = -drift_[l] / spread;
        diagonal[at + 1] = 0;
        beside[at] = root / unit;
    }
    good_ = diagonal.allFinite() && beside.allFinite();
    if (!good_) return;
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    solver.computeFromTridiagonal(diagonal, beside);
    good_ = solver.info() == Eigen::Success;
    if (!good_) return;
    lambda_.resize(2 * grid_);
    shape_.resize(2 * grid_ * grid_);
    for (Eigen::Index j = 0; j < 2 * n; ++j) {
        lambda_[static_cast<std::size_t>(j)] = solver.eigenvalues()[j];
        double squares = 0;
        for (Eigen::Index l = 0; l < n; ++l)
            squares += solver.eigenvectors()(2 * l, j) * solver.eigenvectors()(2 * l, j);
        const double norm = squares > 0 ? 1 / std::sqrt(squares) : 0;
        for (Eigen::Index l = 0; l < n; ++l)
            shape_[static_cast<std::size_t>(j * n + l)] = norm * solver.eigenvectors()(2 * l, j);
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

Discounted DriftSpectrum::of(double position, double drift, double drift_error) const {
    std::vector<double> at(grid_ * kValues, 0.0);
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
    // Over what is not known of the drift, by the polynomial through the six nearest cells.
    Discounted sum{};
    double weights = 0;
    const int reach = drift_error > 0 ? 24 : 0;
    constexpr std::size_t kNear = 6;
    for (int i = -reach; i <= reach; ++i) {
        const double z = 0.25 * i;
        const double weight = std::exp(-z * z / 2);
        weights += weight;
        const double cell = (std::asinh((drift + drift_error * z) / scale_) / stretch_ + 1) / 2 *
                                static_cast<double>(grid_) -
                            0.5;
        const double first = std::clamp(std::floor(cell) - 2, 0.0, static_cast<double>(grid_ - kNear));
        const auto start = static_cast<std::size_t>(first);
        for (std::size_t a = 0; a < kNear; ++a) {
            double factor = weight;
            for (std::size_t b = 0; b < kNear; ++b) {
                if (a == b) continue;
                factor *= (cell - first - static_cast<double>(b)) /
                          (static_cast<double>(a) - static_cast<double>(b));
            }
            for (std::size_t c = 0; c < kValues; ++c) sum[c] += factor * at[(start + a) * kValues + c];
        }
    }
    for (double& each : sum) each /= weights;
    return sum;
}

const PassageSolver::Known& PassageSolver::known(const Medium& medium, double widest) {
    for (const Known& each : known_)
        if (each.medium == medium && each.widest == widest) return each;
    constexpr std::size_t kMost = 8;
    if (known_.size() == kMost) known_.erase(known_.begin());
    return known_.emplace_back(Known{medium, widest,
                                     std::make_shared<const DriftSpectrum>(medium, kCoarse, widest),
                                     std::make_shared<const DriftSpectrum>(medium, kFine, widest)});
}

std::optional<PassageValues> PassageSolver::values(const WanderingFront& front) {
    if (front.discount >= 1) return std::nullopt;
    const double rate = -std::log(front.discount);
    PassageValues result;
    if (front.position <= front.low || front.position >= front.high) {
        result.discounted_win[front.position <= front.low ? 1 : 0] = 1;
        return result;
    }
    if (front.drift_noise <= 0) {
        if (front.persistence < 1) return std::nullopt;
        result = of_constant_drift(front);
    } else {
        const Medium medium = medium_of(front);
        double widest = widest_of(medium);
        const double needed = std::abs(front.drift) + 6 * front.drift_error;
        while (needed > 0.9 * widest) widest *= 2;
        const double fits = widest_that_fits(medium);
        if (!(needed <= 0.9 * fits)) return std::nullopt;
        const Known& both = known(medium, std::min(widest, fits));
        if (!both.coarse->good() || !both.fine->good()) return std::nullopt;
        const Discounted coarse = both.coarse->of(front.position, front.drift, front.drift_error);
        const Discounted fine = both.fine->of(front.position, front.drift, front.drift_error);
        // The grid's error falls with the square of its width: both together leave hardly any of it.
        constexpr double kRatio = static_cast<double>(kFine * kFine) / (kFine * kFine - kCoarse * kCoarse);
        Discounted best;
        for (std::size_t c = 0; c < kValues; ++c) {
            best[c] = coarse[c] + kRatio * (fine[c] - coarse[c]);
            if (!std::isfinite(best[c])) return std::nullopt;
        }
        const double low = std::clamp(best[0], 0.0, 1.0);
        const double high = std::clamp(best[2], 0.0, 1.0 - low);
        if (std::abs(low - best[0]) + std::abs(high - best[2]) > 1e-3) return std::nullopt;
        result.discounted_win = {high, low};
        // Moves without ends, less what they would have been from the end on.
        const double k = fading(front);
        const double home = medium.home;
        const auto free = [&](double end, double won, double drifted) {
            return won * (end - front.position + home / rate - home / (rate + k)) + drifted / (rate + k);
        };
        result.flow = free_flow(front) - free(front.low, low, best[1]) - free(front.high, high, best[3]);
        const double until = 1 - low - high;
        result.flow = std::clamp(result.flow, (front.low - front.position) * until,
                                 (front.high - front.position) * until);
        result.error = 0.1 * std::max(std::abs(fine[0] - coarse[0]), std::abs(fine[2] - coarse[2]));
    }
    result.present_cost = std::max(0.0, 1 - result.discounted_win[0] - result.discounted_win[1]) / rate;
    return result;
}

}  // namespace entente::war
