// From readings as they were taken to moves of one spacing.
#include <algorithm>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/war/calibrate.hpp"

namespace entente::war {
namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Readings that jump away, far beyond what is usual, and straight back.
std::vector<bool> slips(std::span<const Observation> series) {
    constexpr double kFar = 20;
    constexpr double kBack = 0.2;  // of the jump: what may be left of it after the return
    std::vector<bool> slip(series.size(), false);
    if (series.size() < 9) return slip;
    std::vector<double> moves;
    for (std::size_t i = 1; i < series.size(); ++i) moves.push_back(series[i].share - series[i - 1].share);
    const double usual = median(moves);
    std::vector<double> off;
    for (const double move : moves) off.push_back(std::abs(move - usual));
    const double scale = 1.4826 * median(off);
    if (!(scale > 0)) return slip;
    for (std::size_t i = 1; i + 1 < series.size(); ++i) {
        const double there = moves[i - 1];
        const double back = moves[i];
        const double smaller = std::min(std::abs(there), std::abs(back));
        slip[i] = !slip[i - 1] && there * back < 0 && smaller > kFar * scale &&
                  std::abs(there + back) < kBack * smaller;
    }
    return slip;
}

/// Reads the series at times `spacing` apart, counted back from the last reading. A time with no reading
/// within half a spacing is left out.
struct Sampled {
    std::vector<double> time;
    std::vector<double> value;
    std::vector<std::int64_t> step;
};

Sampled sample(const std::vector<Observation>& series, double spacing) {
    Sampled result;
    std::size_t at = series.size() - 1;  // series[at] is the last reading at or before the time
    std::int64_t step = 0;
    for (;;) {
        const double time = series.back().time - spacing * static_cast<double>(step);
        if (time < series.front().time - 1e-9 * spacing) break;
        while (at > 0 && series[at].time > time) --at;
        const Observation& before = series[at];
        const Observation& after = series[std::min(at + 1, series.size() - 1)];
        const double nearest = std::min(std::abs(time - before.time), std::abs(after.time - time));
        if (nearest <= spacing / 2 * (1 - 1e-12)) {
            const double width = after.time - before.time;
            const double share = width > 0 ? std::clamp((time - before.time) / width, 0.0, 1.0) : 0;
            result.time.push_back(time);
            result.value.push_back(before.share * (1 - share) + after.share * share);
            result.step.push_back(step);
        }
        // Over a long gap, on to the last time before it that a reading is near.
        const double gap =
            time - (at > 0 && before.time >= time - 1e-9 * spacing ? series[at - 1].time : before.time);
        const auto empty = static_cast<std::int64_t>(std::floor(std::min(gap / spacing, 1e15) - 0.5));
        step += std::max<std::int64_t>(1, empty);
    }
    return result;
}

}  // namespace

RegularSeries regular_series(std::span<const Observation> series, bool keep_jumps) {
    ENTENTE_EXPECTS(series.size() >= 3);
    RegularSeries result;
    const std::vector<bool> slip = keep_jumps ? std::vector<bool>(series.size(), false) : slips(series);
    std::vector<Observation> kept;
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (slip[i]) {
            result.left_out.push_back(series[i].time);
        } else {
            kept.push_back(series[i]);
        }
    }
    std::vector<double> gaps;
    for (std::size_t i = 1; i < kept.size(); ++i) gaps.push_back(kept[i].time - kept[i - 1].time);
    result.spacing = median(gaps);
    const Sampled seen = sample(kept, result.spacing);
    for (std::size_t i = seen.time.size(); i-- > 1;) {
        result.moves.push_back({seen.value[i - 1] - seen.value[i], seen.step[i] - seen.step[i - 1], false});
        result.ends.push_back(seen.time[i - 1]);
    }
    if (result.moves.empty()) {  // two readings further apart than their own median spacing cannot be
        result.moves.push_back({kept.back().share - kept.front().share, 1, false});
        result.ends.push_back(kept.back().time);
    }
    if (!keep_jumps) result.jumps = mark_jumps(result.moves);
    return result;
}

}  // namespace entente::war
