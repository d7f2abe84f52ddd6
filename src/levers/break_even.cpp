#include "levers/break_even.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "entente/model/draws.hpp"

namespace entente::levers {
namespace {

/// A case with one number set; out of its domain or unsound: nothing.
class Mover {
public:
    Mover(const Case& conflict, std::string address) : changed_(conflict), address_(std::move(address)) {
        number_ = find_quantity(changed_, address_);
    }
    [[nodiscard]] bool holds(double value, const Holds& goal) {
        number_->best = Rational::nearest(value);
        number_->low.reset();
        number_->high.reset();
        return goal(changed_);
    }
    [[nodiscard]] Quantity& number() { return *number_; }
    [[nodiscard]] Case& changed() { return changed_; }

private:
    Case changed_;
    std::string address_;
    Quantity* number_;
};

/// Where to look on either side of the value: its range, else twice as far as it stands from 0, within the
/// domain.
std::array<double, 2> reach(const QuantityRef& ref) {
    const double now = ref.quantity->value();
    double low = ref.quantity->low ? ref.quantity->low->value() : now - 2 * std::fabs(now);
    double high = ref.quantity->high ? ref.quantity->high->value() : now + 2 * std::fabs(now);
    if (!ref.quantity->ranged() && ref.domain.high < 1e300) high = ref.domain.high;
    if (!ref.quantity->ranged() && ref.domain.low > -1e300) low = ref.domain.low;
    const double width = high - low;
    const double open = 1e-6 * (width > 0 ? width : 1);
    low = std::max(low, ref.domain.low + (ref.domain.low_open ? open : 0));
    high = std::min(high, ref.domain.high - (ref.domain.high_open ? open : 0));
    return {low, high};
}

void search(Mover& mover, const QuantityRef& ref, const Holds& goal, bool believed, const RunOptions& run,
            std::vector<BreakEven>& found) {
    const double now = ref.quantity->value();
    const bool here = mover.holds(now, goal);
    for (const double end : reach(ref)) {
        if (end == now || run.stop.stop_requested()) continue;
        if (mover.holds(end, goal) == here) continue;
        double same = now;
        double other = end;
        for (int step = 0;
             step < 40 && std::fabs(other - same) > 1e-9 * std::max(std::fabs(end - now), 1e-12); ++step) {
            const double middle = ref.domain.integer ? std::round((same + other) / 2) : (same + other) / 2;
            if (middle == same || middle == other) break;
            (mover.holds(middle, goal) == here ? same : other) = middle;
        }
        found.push_back({.address = ref.address,
                         .unit = ref.unit,
                         .value = other,
                         .now = now,
                         .low = std::min(same, other),
                         .high = std::max(same, other),
                         .opens = !here,
                         .believed = believed});
    }
}

}  // namespace

std::vector<BreakEven> break_evens(const Case& conflict, const Holds& holds, const Holds& believed,
                                   const RunOptions& run) {
    std::vector<QuantityRef> numbers;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const bool bears = ref.address.starts_with("war.") || ref.address.starts_with("reserve.") ||
                           ref.address.starts_with("belief.") || ref.address.starts_with("aid.");
        if (bears_on_deals(ref.address) && (ref.quantity->ranged() || bears)) numbers.push_back(ref);
    });
    std::vector<BreakEven> found;
    std::size_t done = 0;
    for (const QuantityRef& ref : numbers) {
        if (run.stop.stop_requested()) break;
        if (run.progress) run.progress({"break-even values", double(done), double(numbers.size())});
        ++done;
        Mover mover(conflict, ref.address);
        const bool belief = ref.address.starts_with("belief.");
        if (belief && !believed) continue;
        search(mover, ref, belief ? believed : holds, belief, run, found);
    }
    return found;
}

MapEnds ends_of(const Case& conflict, const std::string& address) {
    std::optional<MapEnds> ends;
    std::vector<std::string> all;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        all.push_back(ref.address);
        if (ref.address == address) ends = {reach(ref), ref.domain.integer};
    });
    if (ends) return *ends;
    const std::string near = did_you_mean(address, all);
    throw InputError(Diagnostic{Severity::error,
                                "E1308",
                                "the case has no number at '" + address + "'",
                                {},
                                near.empty() ? "`entente check FILE --json` lists every address" : near,
                                address});
}

MapResult map_of(const Case& conflict, const std::array<std::string, 2>& addresses, std::size_t steps,
                 const Holds& holds, const RunOptions& run) {
    MapResult map{addresses, {}, {}, {}};
    std::array<std::array<double, 2>, 2> ends{};
    for (std::size_t k = 0; k < 2; ++k) ends[k] = ends_of(conflict, addresses[k]).reach;
    const auto grid = [&](std::size_t k) {
        std::vector<double> values;
        for (std::size_t s = 0; s < steps; ++s) {
            const double share = steps > 1 ? double(s) / double(steps - 1) : 0.5;
            values.push_back(ends[k][0] + share * (ends[k][1] - ends[k][0]));
        }
        return values;
    };
    map.first = grid(0);
    map.second = grid(1);
    Case changed = conflict;
    Quantity* const a = find_quantity(changed, addresses[0]);
    Quantity* const b = find_quantity(changed, addresses[1]);
    for (const double first : map.first) {
        std::vector<bool> row;
        for (const double second : map.second) {
            if (run.stop.stop_requested()) return map;
            *a = Quantity(Rational::nearest(first));
            *b = Quantity(Rational::nearest(second));
            row.push_back(holds(changed));
        }
        map.holds.push_back(std::move(row));
    }
    return map;
}

}  // namespace entente::levers
