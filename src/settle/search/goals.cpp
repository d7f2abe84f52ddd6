#include "settle/search/goals.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {
namespace {

constexpr double kRounding = 1e-15;  // relative error of a demand as a double, with room to spare
constexpr double kViolation = 1e3;   // what hill climbing pays for a missed demand

}  // namespace

bool Goal::offer(std::vector<std::uint32_t> choice) {
    std::vector<int128> gains = space_.gains(choice);
    if (!acceptable(gains)) return false;
    if (best) {
        const int against = order(gains);
        if (against < 0 || (against == 0 && !(break_ties && preferred(space_, gains, best->gains))))
            return false;
    }
    best_value = value(gains);
    best = Found{std::move(choice), std::move(gains)};
    tighten();
    return true;
}

// ---- diagonal

DiagonalGoal::DiagonalGoal(const Separable& space, const Reduced& reduced, std::vector<int128> base,
                           std::vector<int128> unit, const Level& lowest,
                           const std::vector<int128>& demands)
    : Goal(space, reduced), base_(std::move(base)), unit_(std::move(unit)) {
    const std::size_t n = space.parties;
    least = static_cast<double>(static_cast<long double>(lowest.numerator) /
                                static_cast<long double>(lowest.denominator));
    double total = 0;
    scale = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < n; ++j) {
        demand_.push_back(base_[j] + (unit_[j] > 0 ? round_up(lowest, unit_[j]) : int128{0}));
        if (!demands.empty()) demand_[j] = std::max(demand_[j], demands[j]);
        base_normal_.push_back(normal(j, base_[j]));
        unit_normal_.push_back(normal(j, unit_[j]));
        total += unit_normal_[j];
        if (unit_[j] > 0) scale = std::min(scale, 1 / unit_normal_[j]);
    }
    spec.fixed.assign(n, 0);
    spec.linear = base_normal_;
    spec.barrier.assign(n, 0);
    spec.equality = unit_normal_;
    double units = 0;
    for (std::size_t j = 0; j < n; ++j) units += unit_[j] > 0 ? 1 : 0;
    for (std::size_t j = 0; j < n; ++j) {
        spec.start.push_back(unit_[j] > 0 ? 1 / (units * unit_normal_[j]) : 0.1 / total);
    }
}

double DiagonalGoal::bound(const std::vector<double>& lambda, double support) const {
    double top = support, bottom = 0;
    for (std::size_t j = 0; j < lambda.size(); ++j) {
        top -= lambda[j] * base_normal_[j];
        bottom += lambda[j] * unit_normal_[j];
    }
    return top / bottom;
}

void DiagonalGoal::needs(double target, const Lanes& lanes, std::vector<double>& need) const {
    const std::size_t n = space_.parties;
    std::vector<double> each(n);
    for (std::size_t j = 0; j < n; ++j) {
        each[j] = normal(j, demand_[j]);
        if (unit_[j] > 0 && target > least)
            each[j] = std::max(each[j], base_normal_[j] + target * unit_normal_[j]);
    }
    for (std::size_t l = 0; l < lanes.count(); ++l) {
        double sum = 0, size = 0;
        for (std::size_t j = 0; j < n; ++j) {
            sum += lanes.lambda[l * n + j] * each[j];
            size += lanes.lambda[l * n + j] * (std::abs(each[j]) + std::abs(base_normal_[j]));
        }
        need[l] = sum - kRounding * static_cast<double>(n + 4) * size;
    }
}

double DiagonalGoal::soft(const std::vector<double>& gains) const {
    double lowest = std::numeric_limits<double>::infinity(), missing = 0, sum = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        const double over = gains[j] - base_normal_[j];
        if (unit_[j] > 0) {
            lowest = std::min(lowest, over / unit_normal_[j]);
            sum += over / unit_normal_[j];
        } else {
            missing += std::min(0.0, over);
        }
    }
    return lowest + kViolation * scale * missing + 1e-4 * sum;
}

Level DiagonalGoal::level(const std::vector<int128>& gains) const {
    Level lowest;
    bool first = true;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (unit_[j] <= 0) continue;
        const Level here{gains[j] - base_[j], unit_[j]};
        if (first || compare(here, lowest) < 0) lowest = here;
        first = false;
    }
    return lowest;
}

bool DiagonalGoal::acceptable(const std::vector<int128>& gains) const {
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (gains[j] < demand_[j]) return false;
    }
    return true;
}

int DiagonalGoal::order(const std::vector<int128>& gains) const {
    return compare(level(gains), level(best->gains));
}

double DiagonalGoal::value(const std::vector<int128>& gains) const {
    const Level lowest = level(gains);
    return static_cast<double>(static_cast<long double>(lowest.numerator) /
                               static_cast<long double>(lowest.denominator));
}

void DiagonalGoal::tighten() {
    const Level lowest = level(best->gains);
    for (std::size_t j = 0; j < unit_.size(); ++j) {
        if (unit_[j] > 0) demand_[j] = std::max(demand_[j], base_[j] + next_above(lowest, unit_[j]));
    }
}

// ---- linear

LinearGoal::LinearGoal(const Separable& space, const Reduced& reduced, std::vector<double> weights,
                       std::vector<int128> demands, std::optional<std::size_t> party)
    : Goal(space, reduced), demands_(std::move(demands)), party_(party) {
    const std::size_t n = space.parties;
    scale = 0;
    for (std::size_t j = 0; j < n; ++j) {
        demands_normal_.push_back(normal(j, demands_[j]));
        scale += weights[j];
    }
    // A party's gain moves by whole units, a sum of points by the least common fraction of a point.
    step_ = party_ ? static_cast<double>(space.unit_points[*party_]) : sum_step(space);
    if (party_) {
        factors_.assign(n, 0);
        factors_[*party_] = 1;
    } else {
        factors_ = sum_factors(space);
    }
    if (!factors_.empty()) {
        most_ = whole(space.constants.data());
        for (std::size_t g = 0; g < space.groups.size(); ++g) {
            int128 largest = whole(space.value(g, 0));
            for (std::size_t o = 1; o < space.groups[g].size(); ++o)
                largest = std::max(largest, whole(space.value(g, o)));
            most_ += largest;
        }
    }
    spec.fixed = std::move(weights);
    spec.linear = demands_normal_;
    spec.barrier.assign(n, 0);
    spec.start.assign(n, 0.05 * scale);
}

double LinearGoal::bound(const std::vector<double>& lambda, double support) const {
    double total = support;
    for (std::size_t j = 0; j < lambda.size(); ++j)
        total -= (lambda[j] - spec.fixed[j]) * demands_normal_[j];
    return total;
}

void LinearGoal::needs(double target, const Lanes& lanes, std::vector<double>& need) const {
    const std::size_t n = space_.parties;
    if (best) target = std::max(target, best_value + 0.999 * step_);
    const std::size_t units_from = lanes.count() - n;
    for (std::size_t l = 0; l < units_from; ++l) {
        if (target == kNoValue) {
            need[l] = kNoValue;
            continue;
        }
        double sum = target, size = std::abs(target);
        for (std::size_t j = 0; j < n; ++j) {
            const double extra = lanes.lambda[l * n + j] - spec.fixed[j];
            sum += extra * demands_normal_[j];
            size += std::abs(extra * demands_normal_[j]);
        }
        need[l] = sum - kRounding * static_cast<double>(n + 4) * size;
    }
    for (std::size_t j = 0; j < n; ++j) {
        need[units_from + j] = demands_normal_[j] - kRounding * 8 * std::abs(demands_normal_[j]);
    }
}

double LinearGoal::soft(const std::vector<double>& gains) const {
    double total = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        total +=
            spec.fixed[j] * gains[j] + kViolation * scale * std::min(0.0, gains[j] - demands_normal_[j]);
    }
    return total;
}

bool LinearGoal::acceptable(const std::vector<int128>& gains) const {
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (gains[j] < demands_[j]) return false;
    }
    return true;
}

int LinearGoal::order(const std::vector<int128>& gains) const {
    if (factors_.empty()) return compare_sums(space_, gains, best->gains);
    const int128 mine = whole(gains.data()), known = whole(best->gains.data());
    return mine < known ? -1 : mine > known ? 1 : 0;
}

bool LinearGoal::unbeatable() const { return !factors_.empty() && whole(best->gains.data()) == most_; }

int128 LinearGoal::whole(const int128* gains) const {
    int128 sum = 0;
    for (std::size_t j = 0; j < factors_.size(); ++j) sum += factors_[j] * gains[j];
    return sum;
}

double LinearGoal::value(const std::vector<int128>& gains) const {
    long double total = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (!party_ || *party_ == j) total += static_cast<long double>(gains[j]) * space_.unit_points[j];
    }
    return static_cast<double>(total);
}

// ---- shift

ShiftGoal::ShiftGoal(const Separable& space, const Reduced& reduced, std::vector<double> weights)
    : Goal(space, reduced), weights_(std::move(weights)) {
    const std::size_t n = space.parties;
    scale = 0;
    for (const double weight : weights_) scale += weight;
    spec.fixed.assign(n, 0);
    spec.linear.assign(n, 0);
    spec.barrier.assign(n, 0);
    spec.ceiling = weights_;
    for (const double weight : weights_) spec.start.push_back(0.5 * weight);
}

double ShiftGoal::bound(const std::vector<double>& lambda, double support) const {
    // min(0, w g) <= lambda g for every lambda in [0, w].
    double most = 1;
    for (std::size_t j = 0; j < lambda.size(); ++j) most = std::max(most, lambda[j] / weights_[j]);
    return std::min(0.0, support / most);
}

void ShiftGoal::needs(double target, const Lanes& lanes, std::vector<double>& need) const {
    const std::size_t n = space_.parties;
    if (best) target = std::max(target, best_value);
    for (std::size_t l = 0; l < lanes.count(); ++l) {
        double most = 0;
        for (std::size_t j = 0; j < n; ++j) most = std::max(most, lanes.lambda[l * n + j] / weights_[j]);
        need[l] = target == kNoValue ? kNoValue : target * most - 1e-14 * scale * most;
    }
}

double ShiftGoal::soft(const std::vector<double>& gains) const {
    double total = 0, sum = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        total += weights_[j] * std::min(0.0, gains[j]);
        sum += weights_[j] * gains[j];
    }
    return total + 1e-6 * sum;
}

int ShiftGoal::order(const std::vector<int128>& gains) const {
    const auto missing = [](std::vector<int128> all) {
        for (int128& gain : all) gain = std::min<int128>(0, gain);
        return all;
    };
    return compare_sums(space_, missing(gains), missing(best->gains));
}

double ShiftGoal::value(const std::vector<int128>& gains) const {
    long double total = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        total += static_cast<long double>(std::min<int128>(0, gains[j])) * space_.unit_points[j];
    }
    return static_cast<double>(total);
}

// ---- Nash

NashGoal::NashGoal(const Separable& space, const Reduced& reduced, std::vector<double> weight)
    : Goal(space, reduced), weight_(std::move(weight)) {
    const std::size_t n = space.parties;
    for (std::size_t j = 0; j < n; ++j) {
        if (!(weight_[j] > 0)) continue;
        in_.push_back(j);
        total_ += weight_[j];
        whole_ = whole_ && weight_[j] == std::floor(weight_[j]) && weight_[j] <= 64;
    }
    for (const std::size_t j : in_) {
        if (whole_) factors_.insert(factors_.end(), static_cast<std::size_t>(weight_[j]), j);
    }
    break_ties = true;
    scale = total_;
    spec.fixed.assign(n, 0);
    spec.linear.assign(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
        spec.barrier.push_back(weight_[j] > 0 ? weight_[j] : 0);
        spec.start.push_back(weight_[j] > 0 ? 2 * weight_[j] : 0.1 * total_);
    }
}

double NashGoal::bound(const std::vector<double>& lambda, double support) const {
    if (!(support > 0)) return kNoValue;
    double log_product = 0;
    for (const std::size_t j : in_)
        log_product += weight_[j] * std::log(weight_[j] * support / (total_ * lambda[j]));
    return log_product;
}

void NashGoal::needs(double target, const Lanes& lanes, std::vector<double>& need) const {
    const std::size_t n = space_.parties;
    const std::size_t units_from = lanes.count() - n;
    if (best) target = std::max(target, best_value);
    for (std::size_t l = 0; l < units_from; ++l) {
        double log_need = target;
        for (const std::size_t j : in_)
            log_need += weight_[j] * std::log(lanes.lambda[l * n + j] / weight_[j]);
        // The least lambda . gain with this product (inequality of means), a hair less for rounding.
        need[l] = target == kNoValue ? 0 : total_ * std::exp(log_need / total_) * (1 - 1e-13);
    }
    for (std::size_t j = 0; j < n; ++j) {
        double log_reach = target;
        for (const std::size_t other : in_) {
            if (other != j) log_reach -= weight_[other] * std::log(normal(other, space_.highest(other)));
        }
        const bool counts = weight_[j] > 0;
        need[units_from + j] = counts ? normal(j, 1) * (1 - kRounding) : 0;
        if (counts && target != kNoValue) {
            need[units_from + j] =
                std::max(need[units_from + j], std::exp(log_reach / weight_[j]) * (1 - 1e-12 / weight_[j]));
        }
    }
}

double NashGoal::soft(const std::vector<double>& gains) const {
    double total = 0;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (weight_[j] > 0) {
            total += weight_[j] *
                     (gains[j] > 1e-9 ? std::log(gains[j]) : std::log(1e-9) + kViolation * gains[j]);
        } else {
            total += kViolation * std::min(0.0, gains[j]);
        }
    }
    return total;
}

bool NashGoal::acceptable(const std::vector<int128>& gains) const {
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (gains[j] < (weight_[j] > 0 ? 1 : 0)) return false;
    }
    return true;
}

int NashGoal::order(const std::vector<int128>& gains) const {
    if (whole_) return compare_products(gains, best->gains, factors_);
    long double difference = 0;
    for (const std::size_t j : in_) {
        difference +=
            static_cast<long double>(weight_[j]) * (std::log(static_cast<long double>(gains[j])) -
                                                    std::log(static_cast<long double>(best->gains[j])));
    }
    // Weights that are not whole numbers leave products that can only be told apart to this much.
    if (std::abs(difference) <= 1e-12L * static_cast<long double>(total_)) return 0;
    return difference < 0 ? -1 : 1;
}

double NashGoal::value(const std::vector<int128>& gains) const {
    long double total = 0;
    for (const std::size_t j : in_) {
        total +=
            static_cast<long double>(weight_[j]) *
            std::log(static_cast<long double>(gains[j]) / static_cast<long double>(reduced_.divisor[j]));
    }
    return static_cast<double>(total);
}

}  // namespace entente::settle
