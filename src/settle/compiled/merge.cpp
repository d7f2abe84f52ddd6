// Two parties, additive values: the efficient outcomes issue by issue, where looking at each is too much.
#include <algorithm>
#include <cmath>

#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;

bool before(const MergePoint& a, const MergePoint& b) {
    return a.first != b.first ? a.first > b.first : a.second > b.second;
}

/// Keeps what nothing dominates of `work.gathered`, which is in order. \return false where two points lie
/// so near that rounding may have told them apart
bool keep_efficient(Work& work, std::vector<MergePoint>& into) {
    const double near = kNearTie * work.size;
    into.clear();
    for (const MergePoint& point : work.gathered) {
        if (into.empty() || point.second > into.back().second) {
            into.push_back(point);
            continue;
        }
        const MergePoint& over = into.back();
        if (over.second - point.second <= near && over.first - point.first <= near) return false;
    }
    return true;
}

/// The front of issues 0..i from that of 0..i-1. \param prune leave out what cannot reach both reserves
bool extend(const Parts& parts, Work& work, std::size_t issue, const std::array<double, 2>& rest,
            bool prune) {
    const double near = kNearTie * work.size;
    const std::array<double, 2> least = {
        prune && !std::isnan(work.reserves[0]) ? work.reserves[0] - rest[0] - near : -HUGE_VAL,
        prune && !std::isnan(work.reserves[1]) ? work.reserves[1] - rest[1] - near : -HUGE_VAL};
    const std::vector<MergePoint> start = {MergePoint{}};
    const std::vector<MergePoint>& from = issue == 0 ? start : work.fronts[issue - 1];
    std::vector<MergePoint>& all = work.gathered;
    all.clear();
    for (std::size_t c = 0; c < parts.classes[issue].size(); ++c) {
        const double a = work.table[0][issue][c];
        const double b = work.table[1][issue][c];
        const std::size_t middle = all.size();
        for (std::size_t p = 0; p < from.size(); ++p) {
            const MergePoint point{from[p].first + a, from[p].second + b, static_cast<std::uint32_t>(p),
                                   static_cast<std::uint32_t>(c)};
            if (point.first >= least[0] && point.second >= least[1]) all.push_back(point);
        }
        // Each shifted copy is in order already.
        work.merged.resize(all.size());
        std::merge(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(middle),
                   all.begin() + static_cast<std::ptrdiff_t>(middle), all.end(), work.merged.begin(),
                   before);
        all.swap(work.merged);
    }
    return keep_efficient(work, work.fronts[issue]);
}

bool build(const Parts& parts, Work& work, bool prune) {
    work.fronts.resize(parts.issues());
    std::array<double, 2> rest{0, 0};
    std::vector<std::array<double, 2>> rests(parts.issues());
    for (std::size_t i = parts.issues(); i-- > 0;) {
        rests[i] = rest;
        for (std::size_t j = 0; j < 2; ++j)
            rest[j] += *std::max_element(work.table[j][i].begin(), work.table[j][i].end());
    }
    for (std::size_t i = 0; i < parts.issues(); ++i)
        if (!extend(parts, work, i, rests[i], prune)) return false;
    return true;
}

void read_outcome(const Parts& parts, const Work& work, std::size_t point,
                  std::vector<std::uint32_t>& options) {
    for (std::size_t i = parts.issues(); i-- > 0;) {
        const MergePoint& at = work.fronts[i][point];
        options[i] = parts.classes[i][at.chosen];
        point = at.before;
    }
}

/// The best point of the front under a number. \return nothing where two are too near
template <class Number>
std::optional<std::size_t> best_point(const std::vector<MergePoint>& front, double near,
                                      const Number& number) {
    std::size_t best = 0;
    double top = -HUGE_VAL;
    double second = -HUGE_VAL;
    for (std::size_t p = 0; p < front.size(); ++p) {
        const double value = number(front[p]);
        if (value > top) {
            second = top;
            top = value;
            best = p;
        } else {
            second = std::max(second, value);
        }
    }
    if (top - second <= near) return std::nullopt;
    return best;
}

double least_gain(const Work& work, const MergePoint& point) {
    return std::min(point.first - work.origin[0], point.second - work.origin[1]);
}

}  // namespace

bool settle_merged(const Parts& parts, Work& work) {
    QuickAnswer& answer = work.answer;
    answer.outcomes = std::numeric_limits<double>::quiet_NaN();
    work.rational.clear();
    for (std::size_t j = 0; j < 2; ++j) {
        work.origin[j] = work.reserves[j];
        if (!std::isnan(work.origin[j])) continue;
        work.origin[j] = 0;
        for (const auto& line : work.table[j])
            work.origin[j] += *std::min_element(line.begin(), line.end());
    }
    const double near = kNearTie * work.size;
    if (!build(parts, work, true)) return false;
    std::vector<MergePoint>& front = work.fronts.back();
    const auto gains = [&](const MergePoint& p) { return least_gain(work, p); };
    if (front.empty()) {
        answer.zone = false;
        if (!build(parts, work, false)) return false;
        answer.margin = -HUGE_VAL;
        for (const MergePoint& point : work.fronts.back())
            answer.margin = std::max(answer.margin, gains(point));
        return answer.margin < -near;
    }
    answer.zone = true;
    answer.ideal = {-HUGE_VAL, -HUGE_VAL};
    answer.margin = -HUGE_VAL;
    for (const MergePoint& point : front) {
        if (std::abs(gains(point)) <= near) return false;  // on the edge of the zone
        if (gains(point) < 0) return false;
        answer.margin = std::max(answer.margin, gains(point));
        answer.ideal[0] = std::max(answer.ideal[0], point.first);
        answer.ideal[1] = std::max(answer.ideal[1], point.second);
    }
    const double a = answer.ideal[0] - work.origin[0];
    const double b = answer.ideal[1] - work.origin[1];
    if (std::min(a, b) < 1e-4 * work.size) return false;
    const auto first = [&](const MergePoint& p) { return (p.first - work.origin[0]) / a; };
    const auto second = [&](const MergePoint& p) { return (p.second - work.origin[1]) / b; };
    const std::optional<std::size_t> found[4] = {
        best_point(front, 1e-9, [&](const MergePoint& p) { return first(p) * second(p); }),
        best_point(front, 1e-9, [&](const MergePoint& p) { return std::min(first(p), second(p)); }),
        best_point(front, near, gains),
        best_point(front, near, [](const MergePoint& p) { return p.first + p.second; })};
    for (std::size_t s = 0; s < 4; ++s) {
        if (!found[s]) return false;
        read_outcome(parts, work, *found[s], answer.solution[s]);
    }
    return true;
}

}  // namespace entente::settle
