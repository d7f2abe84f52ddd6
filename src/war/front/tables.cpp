#include <algorithm>
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
constexpr std::size_t kMostGrounds = 700;  // each costs a solution of the whole front
constexpr std::size_t kCompared = 16;
constexpr std::size_t kFarOut = 1000;  // one of so many on either side

struct Field {
    double WanderingFront::* number;
    bool ground;  ///< of the ground rather than of where the front starts
    bool scale;   ///< a size: even in its logarithm
};
constexpr Field kFields[] = {
    {&WanderingFront::volatility, true, true},   {&WanderingFront::drift_noise, true, true},
    {&WanderingFront::persistence, true, false}, {&WanderingFront::home, true, false},
    {&WanderingFront::discount, true, true},     {&WanderingFront::low, true, false},
    {&WanderingFront::high, true, false},        {&WanderingFront::drift_error, false, false},
    {&WanderingFront::position, false, false},   {&WanderingFront::drift, false, false}};

/// The number of a field as an axis counts it: a discount by its rate.
double coordinate(std::size_t field, bool logarithmic, double number) {
    if (kFields[field].number == &WanderingFront::discount) return std::log(-std::log(number));
    return logarithmic ? std::log(number) : number;
}
double number_of(std::size_t field, bool logarithmic, double at) {
    if (kFields[field].number == &WanderingFront::discount) return std::exp(-std::exp(at));
    return logarithmic ? std::exp(at) : at;
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

bool PassageTable::fill(Shared& shared, const RunOptions& run) {
    std::size_t grounds = 1;
    std::size_t starts = 1;
    for (const Axis& axis : axes_) (kFields[axis.field].ground ? grounds : starts) *= axis.points.size();
    if (grounds > kMostGrounds || grounds * starts > 100'000) return false;
    nodes_.assign(grounds * starts * kOutputs, 0);
    if (shared.grounds.size() < grounds) shared.grounds.resize(grounds);
    std::vector<unsigned char> failed(grounds, 0);
    RunOptions quiet = run;
    quiet.progress = nullptr;
    const std::size_t done = for_each_block(grounds, quiet, [&](std::size_t ground) {
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
            const auto values = solver.values(front);
            if (!values) {
                failed[ground] = 1;
                return;
            }
            const Passage drawn = with_median_ ? drawn_passage(front) : Passage{};
            double* into = nodes_.data() + (ground * starts + start) * kOutputs;
            into[0] = values->discounted_win[0];
            into[1] = values->discounted_win[1];
            into[2] = values->flow;
            into[3] = drawn.quantiles[2].value_or(drawn.horizon);
        }
    });
    return done == grounds && std::all_of(failed.begin(), failed.end(), [](auto f) { return f == 0; });
}

std::optional<PassageTable::Read> PassageTable::at(const WanderingFront& front) const {
    thread_local std::vector<double> sums;
    thread_local std::vector<double> weights;
    std::size_t most = 1;
    for (const Axis& axis : axes_) most = std::max(most, axis.points.size());
    weights.resize(kMostAxes * most);
    for (std::size_t a = 0; a < axes_.size(); ++a) {
        const Axis& axis = axes_[a];
        const double number = front.*kFields[axis.field].number;
        const double at = coordinate(axis.field, axis.logarithmic, number);
        if (!(at >= axis.low && at <= axis.high)) return std::nullopt;
        weigh(axis.points, 2 * (at - axis.low) / (axis.high - axis.low) - 1, weights.data() + a * most);
    }
    const double* from = nodes_.data();
    std::size_t left = nodes_.size();
    sums.resize(nodes_.size());
    for (std::size_t a = 0; a < axes_.size(); ++a) {  // the first axis is the widest apart in memory
        const std::size_t n = axes_[a].points.size();
        const std::size_t each = left / n;
        double* into = sums.data() + (a % 2 == 0 ? 0 : nodes_.size() / 2 + 1);
        const double* w = weights.data() + a * most;
        for (std::size_t k = 0; k < each; ++k) into[k] = w[0] * from[k];
        for (std::size_t i = 1; i < n; ++i)
            for (std::size_t k = 0; k < each; ++k) into[k] += w[i] * from[i * each + k];
        from = into;
        left = each;
    }
    Read read;
    read.values.discounted_win = {std::clamp(from[0], 0.0, 1.0), std::clamp(from[1], 0.0, 1.0)};
    read.values.flow = from[2];
    read.median = from[3];
    read.values.present_cost =
        std::max(0.0, 1 - read.values.discounted_win[0] - read.values.discounted_win[1]) /
        -std::log(front.discount);
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
    constexpr double kSafety = 3;
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
    constexpr std::size_t kSizes[][2] = {{5, 9}, {8, 17}, {12, 29}};  // of the ground, of the start
    bool filled = false;
    for (const auto& [ground, start] : kSizes) {
        PassageTable wider = table;
        for (Axis& axis : wider.axes_) {
            const std::size_t n = kFields[axis.field].ground ? ground : start;
            axis.points.clear();
            for (std::size_t i = 0; i < n; ++i)
                axis.points.push_back(
                    -std::cos(std::numbers::pi * static_cast<double>(i) / static_cast<double>(n - 1)));
        }
        if (!wider.fill(*shared, run)) break;
        wider.compare(seen, *shared);
        filled = true;
        table = std::move(wider);
        if (table.error_ <= tolerance) break;
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
