#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "entente/core/parallel.hpp"
#include "entente/war/front_tables.hpp"
#include "war/front/spectrum.hpp"
#include "war/records/front.hpp"
#include "war/records/record.hpp"
#include "war/view.hpp"

namespace entente::war {
namespace {

constexpr std::size_t kMostAxes = 4;
constexpr std::size_t kMostPoints = 29;    // of an axis whose points all count
constexpr std::size_t kMostGrounds = 700;  // each costs a solution of the whole front
constexpr std::size_t kCompared = 48;
constexpr std::size_t kFarOut = 500;  // one of so many on either side
constexpr std::size_t kNear = 6;      // evenly spaced points that a value is read from

struct Field {
    double WanderingFront::* number;
    bool ground;         ///< of the ground rather than of where the front starts
    bool scale;          ///< a size: even in its logarithm
    bool sharp = false;  ///< what it is worth turns within a small part of its range
};
constexpr Field kFields[] = {
    {&WanderingFront::volatility, true, true},   {&WanderingFront::drift_noise, true, true},
    {&WanderingFront::persistence, true, false}, {&WanderingFront::home, true, false},
    {&WanderingFront::discount, true, true},     {&WanderingFront::low, true, false},
    {&WanderingFront::high, true, false},        {&WanderingFront::drift_error, false, false},
    {&WanderingFront::position, false, false},   {&WanderingFront::drift, false, false, true}};

/// The number of a field as an axis counts it: a discount by its rate.
double coordinate(std::size_t field, bool logarithmic, double number) {
    if (kFields[field].number == &WanderingFront::discount) return std::log(-std::log(number));
    return logarithmic ? std::log(number) : number;
}
double number_of(std::size_t field, bool logarithmic, double at) {
    if (kFields[field].number == &WanderingFront::discount) return std::exp(-std::exp(at));
    return logarithmic ? std::exp(at) : at;
}

/// Weights of evenly spaced points around x in [-1, 1]: the polynomial through the nearest ones.
/// \return the first point that has one
std::size_t weigh_evenly(std::size_t points, double x, double* weights) {
    const double cell = (x + 1) / 2 * static_cast<double>(points - 1);
    const double first = std::clamp(std::floor(cell) - static_cast<double>(kNear / 2 - 1), 0.0,
                                    static_cast<double>(points - kNear));
    for (std::size_t a = 0; a < kNear; ++a) {
        weights[a] = 1;
        for (std::size_t b = 0; b < kNear; ++b) {
            if (a != b)
                weights[a] *= (cell - first - static_cast<double>(b)) /
                              (static_cast<double>(a) - static_cast<double>(b));
        }
    }
    return static_cast<std::size_t>(first);
}

/// Weights of an axis's points at x in [-1, 1]: the barycentric formula for Chebyshev points.
void weigh(const std::vector<double>& points, double x, double* weights) {
    const std::size_t n = points.size();
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (x == points[i]) {
            std::fill(weights, weights + n, 0.0);
            weights[i] = 1;
            return;
        }
        const double end = i == 0 || i + 1 == n ? 0.5 : 1;
        weights[i] = (i % 2 == 0 ? end : -end) / (x - points[i]);
        sum += weights[i];
    }
    for (std::size_t i = 0; i < n; ++i) weights[i] /= sum;
}

}  // namespace

struct PassageTable::Shared {
    std::vector<PassageSolver> grounds;   ///< per point of the ground's axes
    std::vector<PassageSolver> compared;  ///< per front that is compared
};

bool PassageTable::sharp_last() const { return !axes_.empty() && kFields[axes_.back().field].sharp; }

bool PassageTable::fill(Shared& shared, const RunOptions& run) {
    std::size_t grounds = 1;
    std::size_t starts = 1;
    for (const Axis& axis : axes_) (kFields[axis.field].ground ? grounds : starts) *= axis.points.size();
    if (grounds > kMostGrounds || grounds * starts > 200'000) return false;
    nodes_.assign(grounds * starts * outputs(), 0);
    if (shared.grounds.size() < grounds) shared.grounds.resize(grounds);
    std::vector<unsigned char> failed(grounds, 0);
    const std::size_t done = for_each_block(grounds, run.quiet(), [&](std::size_t ground) {
        PassageSolver& solver = shared.grounds[ground];
        for (std::size_t start = 0; start < starts; ++start) {
            WanderingFront front = base_;
            std::size_t rest = ground * starts + start;
            for (std::size_t a = axes_.size(); a-- > 0;) {
                const Axis& axis = axes_[a];
                const double x = axis.points[rest % axis.points.size()];
                rest /= axis.points.size();
                const double at = axis.low + (axis.high - axis.low) * (x + 1) / 2;
                front.*kFields[axis.field].number = number_of(axis.field, axis.logarithmic, at);
            }
            const auto ends = front.drift_noise > 0 ? solver.discounted(front) : std::nullopt;
            if (!ends) {
                failed[ground] = 1;
                return;
            }
            const Passage drawn = with_median_ ? drawn_passage(front) : Passage{};
            // Few points of a sharp axis count: they lie widest apart, so that each is one piece of memory.
            const std::size_t number = ground * starts + start;
            const std::size_t sharp = sharp_last() ? axes_.back().points.size() : 1;
            const std::size_t place = number % sharp * (grounds * starts / sharp) + number / sharp;
            double* into = nodes_.data() + place * outputs();
            std::copy(ends->begin(), ends->end(), into);
            if (with_median_) into[4] = drawn.quantiles[2].value_or(drawn.horizon);
        }
    });
    return done == grounds && std::all_of(failed.begin(), failed.end(), [](auto f) { return f == 0; });
}

std::optional<PassageTable::Read> PassageTable::at(const WanderingFront& front) const {
    struct Weights {
        std::size_t first = 0;  ///< point with a weight
        std::size_t count = 0;
        std::array<double, kMostPoints> of;
    };
    std::array<Weights, kMostAxes> weights;
    for (std::size_t a = 0; a < axes_.size(); ++a) {
        const Axis& axis = axes_[a];
        const double number = front.*kFields[axis.field].number;
        const double at = coordinate(axis.field, axis.logarithmic, number);
        if (!(at >= axis.low && at <= axis.high)) return std::nullopt;
        const double x = 2 * (at - axis.low) / (axis.high - axis.low) - 1;
        if (kFields[axis.field].sharp) {
            weights[a].first = weigh_evenly(axis.points.size(), x, weights[a].of.data());
            weights[a].count = kNear;
        } else {
            weigh(axis.points, x, weights[a].of.data());
            weights[a].count = axis.points.size();
        }
    }
    thread_local std::vector<double> sums[2];
    const double* from = nodes_.data();
    std::size_t left = nodes_.size();
    std::size_t turn = 0;
    const auto sum_along = [&](std::size_t a) {
        const std::size_t each = left / axes_[a].points.size();
        std::vector<double>& into = sums[turn++ % 2];
        into.resize(std::max(into.size(), each));
        const double* line = from + weights[a].first * each;
        const double* w = weights[a].of.data();
        for (std::size_t k = 0; k < each; ++k) into[k] = w[0] * line[k];
        for (std::size_t i = 1; i < weights[a].count; ++i) {
            line += each;
            for (std::size_t k = 0; k < each; ++k) into[k] += w[i] * line[k];
        }
        from = into.data();
        left = each;
    };
    if (sharp_last()) sum_along(axes_.size() - 1);
    for (std::size_t a = 0; a + (sharp_last() ? 1 : 0) < axes_.size(); ++a) sum_along(a);
    const auto values = values_from(front, {from[0], from[1], from[2], from[3]});
    if (!values) return std::nullopt;
    Read read;
    read.values = *values;
    if (with_median_) read.median = from[4];
    read.values.error = error_;
    return read;
}

void PassageTable::compare(const std::vector<WanderingFront>& seen, Shared& shared) {
    error_ = 0;
    flow_error_ = 0;
    const std::size_t step = std::max<std::size_t>(1, seen.size() / kCompared);
    if (shared.compared.size() < seen.size() / step + 1) shared.compared.resize(seen.size() / step + 1);
    for (std::size_t k = 0; k < seen.size(); k += step) {
        const auto read = at(seen[k]);
        const auto exact = shared.compared[k / step].values(seen[k]);
        if (!read || !exact) continue;
        for (std::size_t side = 0; side < 2; ++side) {
            const double off = exact->discounted_win[side] - read->values.discounted_win[side];
            error_ = std::max(error_, std::abs(off));
        }
        flow_error_ = std::max(flow_error_, std::abs(exact->flow - read->values.flow));
    }
    // Some fronts were compared, not all: the worst of all may be further off.
    constexpr double kSafety = 4;
    error_ = kSafety * error_ + 1e-12;
    flow_error_ *= kSafety;
}

std::optional<PassageTable> PassageTable::over(const std::vector<WanderingFront>& seen, double tolerance,
                                               bool with_median, Shared* shared, const RunOptions& run) {
    Shared own;
    if (shared == nullptr) shared = &own;
    if (seen.empty()) return std::nullopt;
    PassageTable table;
    table.base_ = seen.front();
    table.with_median_ = with_median;
    std::vector<double> numbers;
    for (std::size_t f = 0; f < std::size(kFields); ++f) {
        const auto number = kFields[f].number;
        numbers.clear();
        for (const WanderingFront& each : seen) numbers.push_back(each.*number);
        std::sort(numbers.begin(), numbers.end());
        if (number == &WanderingFront::discount && numbers.back() >= 1) return std::nullopt;
        if (numbers.front() == numbers.back()) continue;
        // A few draws far out would make the box wide and the table coarse: they are worked out instead.
        const std::size_t far = numbers.size() / kFarOut;
        const double low = numbers[far];
        const double high = numbers[numbers.size() - 1 - far];
        if (!(low < high)) return std::nullopt;
        Axis axis;
        axis.field = f;
        axis.logarithmic = kFields[f].scale && low > 0;
        axis.low = coordinate(f, axis.logarithmic, low);
        axis.high = coordinate(f, axis.logarithmic, high);
        if (axis.low > axis.high) std::swap(axis.low, axis.high);  // a rate falls as its discount rises
        table.axes_.push_back(std::move(axis));
    }
    if (table.axes_.size() > kMostAxes) return std::nullopt;
    // Points of the ground, of the start, of a sharp axis.
    constexpr std::size_t kSizes[][3] = {{5, 9, 40}, {8, 17, 120}, {12, 29, 300}, {15, 29, 300}};
    bool filled = false;
    for (const auto& [ground, start, sharp] : kSizes) {
        PassageTable wider = table;
        for (Axis& axis : wider.axes_) {
            const Field& field = kFields[axis.field];
            const std::size_t n = field.sharp ? sharp : field.ground ? ground : start;
            axis.points.clear();
            for (std::size_t i = 0; i < n; ++i) {
                const double share = static_cast<double>(i) / static_cast<double>(n - 1);
                axis.points.push_back(field.sharp ? 2 * share - 1 : -std::cos(std::numbers::pi * share));
            }
        }
        if (!wider.fill(*shared, run)) break;
        wider.compare(seen, *shared);
        // Past some size the grids' own error is all that is left, and more points follow it, not the
        // front.
        const bool better = !filled || wider.error_ < table.error_ / 2;
        if (!filled || wider.error_ < table.error_) table = std::move(wider);
        filled = true;
        if (!better || table.error_ <= tolerance) break;
    }
    if (!filled) return std::nullopt;
    return table;
}

void FrontTables::see(const Case& conflict) {
    if (!record_of(conflict).has_front) return;
    for (std::size_t eyes = 0; eyes < 3; ++eyes) {
        const int side = static_cast<int>(eyes) - 1;
        if (eyes > 0 && !sees_otherwise(conflict, side)) continue;
        const View view(conflict, eyes == 0 ? kAnalyst : side);
        if (!drifts(view) || !wanders(view)) continue;
        const WanderingFront front = wandering_in(view);
        const bool within = front.low < front.position && front.position < front.high;
        if (within && front.volatility > 0) seen_[eyes].push_back(front);
    }
}

bool FrontTables::build(double tolerance, double own, bool with_median, const RunOptions& run) {
    bool any = false;
    PassageTable::Shared shared;
    for (std::size_t eyes = 0; eyes < 3; ++eyes) {
        tables_[eyes] = PassageTable::over(seen_[eyes], eyes == 0 ? tolerance : own,
                                           with_median && eyes == 0, &shared, run);
        any = any || tables_[eyes].has_value();
    }
    return any;
}

}  // namespace entente::war
