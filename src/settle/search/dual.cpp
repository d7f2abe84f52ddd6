// The Lagrangian dual of search: smoothing (Nesterov 2005) and damped Newton steps with a barrier.
#include <algorithm>
#include <cmath>
#include <limits>

#include "settle/search/core.hpp"

namespace entente::settle {
namespace {

using Vector = std::vector<double>;

/// The smoothed objective at x, with its derivatives where they are wanted.
struct Smooth {
    double value = 0;
    double support = 0;  // not smoothed
    Vector gradient;
    Vector hessian;  // n x n, lower triangle used
};

class Dual {
public:
    Dual(const Reduced& space, const DualSpec& spec) : space_(space), spec_(spec), n_(space.parties) {}

    [[nodiscard]] Vector lambda(const Vector& x) const {
        Vector sum(n_);
        for (std::size_t j = 0; j < n_; ++j) sum[j] = spec_.fixed[j] + x[j];
        return sum;
    }

    [[nodiscard]] Smooth at(const Vector& x, double tau, double mu, bool derivatives) {
        Smooth s;
        const Vector weights = lambda(x);
        if (derivatives) {
            s.gradient.assign(n_, 0);
            s.hessian.assign(n_ * n_, 0);
        }
        for (std::size_t j = 0; j < n_; ++j) s.support += weights[j] * space_.offset[j];
        s.value = s.support;
        if (derivatives) s.gradient = space_.offset;
        for (std::size_t g = 0; g < space_.groups(); ++g) add_group(g, weights, tau, derivatives, s);
        for (std::size_t j = 0; j < n_; ++j) {
            const double strength = spec_.barrier[j] > 0 ? spec_.barrier[j] : mu;
            s.value -= spec_.linear[j] * x[j] + strength * std::log(x[j]);
            const double room = spec_.ceiling.empty() ? 0 : spec_.ceiling[j] - x[j];
            if (!spec_.ceiling.empty()) s.value -= mu * std::log(room);
            if (!derivatives) continue;
            s.gradient[j] -= spec_.linear[j] + strength / x[j];
            s.hessian[j * n_ + j] += strength / (x[j] * x[j]);
            if (spec_.ceiling.empty()) continue;
            s.gradient[j] += mu / room;
            s.hessian[j * n_ + j] += mu / (room * room);
        }
        return s;
    }

    /// The Newton step, kept on the equality where there is one. \return empty where it cannot be had
    [[nodiscard]] Vector step(Smooth& s) const {
        if (!factor(s.hessian)) return {};
        Vector direction = solve(s.hessian, s.gradient);
        if (!spec_.equality.empty()) {
            const Vector normal = solve(s.hessian, spec_.equality);
            double along = 0, size = 0;
            for (std::size_t j = 0; j < n_; ++j) {
                along += spec_.equality[j] * direction[j];
                size += spec_.equality[j] * normal[j];
            }
            if (!(size > 0)) return {};
            for (std::size_t j = 0; j < n_; ++j) direction[j] -= along / size * normal[j];
        }
        for (double& d : direction) d = -d;
        return direction;
    }

private:
    void add_group(std::size_t g, const Vector& weights, double tau, bool derivatives, Smooth& s) {
        const Vector& values = space_.values[g];
        const std::size_t size = space_.options[g].size();
        score_.resize(size);
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < size; ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < n_; ++j) sum += weights[j] * values[k * n_ + j];
            score_[k] = sum;
            best = std::max(best, sum);
        }
        s.support += best;
        double total = 0;
        for (std::size_t k = 0; k < size; ++k) {
            const double distance = (score_[k] - best) / tau;
            score_[k] = distance < -40 ? 0 : std::exp(distance);
            total += score_[k];
        }
        s.value += best + tau * std::log(total);
        if (!derivatives) return;
        mean_.assign(n_, 0);
        for (std::size_t k = 0; k < size; ++k) {
            if (score_[k] == 0) continue;
            score_[k] /= total;
            for (std::size_t j = 0; j < n_; ++j) mean_[j] += score_[k] * values[k * n_ + j];
        }
        for (std::size_t j = 0; j < n_; ++j) s.gradient[j] += mean_[j];
        for (std::size_t k = 0; k < size; ++k) {
            if (score_[k] == 0 || score_[k] == 1) continue;
            for (std::size_t a = 0; a < n_; ++a) {
                const double da = score_[k] / tau * (values[k * n_ + a] - mean_[a]);
                for (std::size_t b = 0; b <= a; ++b)
                    s.hessian[a * n_ + b] += da * (values[k * n_ + b] - mean_[b]);
            }
        }
    }

    /// Cholesky in place, lower triangle.
    [[nodiscard]] bool factor(Vector& h) const {
        for (std::size_t j = 0; j < n_; ++j) {
            double pivot = h[j * n_ + j];
            for (std::size_t k = 0; k < j; ++k) pivot -= h[j * n_ + k] * h[j * n_ + k];
            if (!(pivot > 1e-300)) return false;
            h[j * n_ + j] = std::sqrt(pivot);
            for (std::size_t i = j + 1; i < n_; ++i) {
                double sum = h[i * n_ + j];
                for (std::size_t k = 0; k < j; ++k) sum -= h[i * n_ + k] * h[j * n_ + k];
                h[i * n_ + j] = sum / h[j * n_ + j];
            }
        }
        return true;
    }

    [[nodiscard]] Vector solve(const Vector& factor, Vector right) const {
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t k = 0; k < i; ++k) right[i] -= factor[i * n_ + k] * right[k];
            right[i] /= factor[i * n_ + i];
        }
        for (std::size_t i = n_; i-- > 0;) {
            for (std::size_t k = i + 1; k < n_; ++k) right[i] -= factor[k * n_ + i] * right[k];
            right[i] /= factor[i * n_ + i];
        }
        return right;
    }

    const Reduced& space_;
    const DualSpec& spec_;
    std::size_t n_;
    Vector score_, mean_;
};

/// The longest step up to 1 that keeps x positive and below the ceiling.
double longest_step(const Vector& x, const Vector& direction, const Vector& ceiling) {
    double step = 1;
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (direction[j] < 0) step = std::min(step, -0.95 * x[j] / direction[j]);
        if (!ceiling.empty() && direction[j] > 0)
            step = std::min(step, 0.95 * (ceiling[j] - x[j]) / direction[j]);
    }
    return step;
}

}  // namespace

std::vector<double> minimise_dual(const Reduced& space, const DualSpec& spec,
                                  const std::function<double(const std::vector<double>&, double)>& bound) {
    Dual dual(space, spec);
    Vector x = spec.start;
    Vector best = x;
    double best_bound = std::numeric_limits<double>::infinity();
    const auto consider = [&](const Vector& candidate, double support) {
        const double value = bound(dual.lambda(candidate), support);
        if (value < best_bound) {
            best_bound = value;
            best = candidate;
        }
    };
    constexpr double kLastTau = 2e-6;
    constexpr int kSteps = 12;  // Newton steps at one smoothing
    for (double tau = 0.03; tau >= kLastTau; tau /= 4) {
        const double mu = tau;
        for (int i = 0; i < kSteps; ++i) {
            Smooth here = dual.at(x, tau, mu, true);
            consider(x, here.support);
            const Vector gradient = here.gradient;
            const Vector direction = dual.step(here);
            if (direction.empty()) break;
            double slope = 0;
            for (std::size_t j = 0; j < x.size(); ++j) slope += gradient[j] * direction[j];
            if (!(slope < -1e-2 * tau)) break;
            double step = longest_step(x, direction, spec.ceiling);
            Vector next(x.size());
            bool moved = false;
            for (int halving = 0; halving < 20 && !moved; ++halving, step /= 2) {
                for (std::size_t j = 0; j < x.size(); ++j) next[j] = x[j] + step * direction[j];
                const Smooth there = dual.at(next, tau, mu, false);
                moved = there.value <= here.value + 0.1 * step * slope;
            }
            if (!moved) break;
            x = next;
        }
    }
    consider(x, space.support(dual.lambda(x).data()));
    return best;
}

}  // namespace entente::settle
