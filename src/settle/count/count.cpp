#include "settle/count/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "entente/core/gcd.hpp"
#include "entente/core/text.hpp"
#include "settle/count/parts.hpp"
#include "settle/count/sample_range.hpp"

namespace entente::settle {
namespace {

constexpr int128 kWide = int128{1} << 61;

/// Rows of one group over the binding parties, equal ones joined, each party's least value taken off.
using Rows = std::map<std::vector<int128>, std::uint64_t>;

struct Draft {
    std::vector<std::size_t> parties;  // those whose need binds
    std::vector<int128> need;
    std::vector<Rows> groups;
};

/// Which parties bind: those that some outcome fails. \return false where a party cannot be satisfied
bool find_binding(const Separable& space, Draft& draft) {
    for (std::size_t j = 0; j < space.parties; ++j) {
        if (space.highest(j) < 0) return false;
        if (space.lowest(j) < 0) draft.parties.push_back(j);
    }
    return true;
}

void fill_rows(const Separable& space, Draft& draft) {
    const std::size_t n = draft.parties.size();
    for (const std::size_t j : draft.parties) draft.need.push_back(-space.constants[j]);
    for (std::size_t g = 0; g < space.groups.size(); ++g) {
        const SeparableGroup& group = space.groups[g];
        std::vector<int128> least(n);
        for (std::size_t d = 0; d < n; ++d) {
            least[d] = space.value(g, 0)[draft.parties[d]];
            for (std::size_t o = 1; o < group.size(); ++o) {
                least[d] = std::min(least[d], space.value(g, o)[draft.parties[d]]);
            }
            draft.need[d] -= least[d];
        }
        Rows rows;
        for (std::size_t o = 0; o < group.size(); ++o) {
            std::vector<int128> row(n);
            for (std::size_t d = 0; d < n; ++d) row[d] = space.value(g, o)[draft.parties[d]] - least[d];
            rows[row] += group.copies[o];
        }
        draft.groups.push_back(std::move(rows));
    }
}

/// Divides each party's numbers by what they have in common, the need rounded up.
void reduce_units(Draft& draft) {
    for (std::size_t d = 0; d < draft.parties.size(); ++d) {
        int128 common = 0;
        for (const Rows& rows : draft.groups) {
            for (const auto& [row, copies] : rows) common = greatest_common_divisor(row[d], common);
        }
        if (common <= 1) continue;
        draft.need[d] = (draft.need[d] + common - 1) / common;
        for (Rows& rows : draft.groups) {
            Rows reduced;
            for (const auto& [row, copies] : rows) {
                std::vector<int128> divided = row;
                divided[d] /= common;
                reduced[std::move(divided)] += copies;
            }
            rows = std::move(reduced);
        }
    }
}

/// \return nothing where a sum would pass 61 bits
std::optional<CountProblem> finish(const Draft& draft) {
    CountProblem problem;
    problem.dimensions = draft.parties.size();
    for (const int128 need : draft.need) {
        if (need >= kWide) return std::nullopt;
        problem.need.push_back(static_cast<std::int64_t>(need));
    }
    std::vector<int128> reach(problem.dimensions, 0);
    for (const Rows& rows : draft.groups) {
        if (rows.size() == 1) {  // settles nothing: all values are zero
            problem.factor *= rows.begin()->second;
            continue;
        }
        CountGroup group;
        std::uint64_t ways = 0;
        std::vector<int128> most(problem.dimensions, 0);
        for (const auto& [row, copies] : rows) {
            for (std::size_t d = 0; d < problem.dimensions; ++d) {
                most[d] = std::max(most[d], row[d]);
                if (row[d] >= kWide) return std::nullopt;
                group.values.push_back(static_cast<std::int64_t>(row[d]));
            }
            group.copies.push_back(copies);
            ways += copies;
        }
        for (std::size_t d = 0; d < problem.dimensions; ++d) reach[d] += most[d];
        problem.log10_ways += std::log10(static_cast<double>(ways));
        problem.ways *= ways;
        problem.groups.push_back(std::move(group));
    }
    if (std::any_of(reach.begin(), reach.end(), [](int128 r) { return r >= kWide; })) return std::nullopt;
    return problem;
}

BigCount all_outcomes(const Separable& space) {
    BigCount total{1};
    for (const SeparableGroup& group : space.groups) {
        std::uint64_t copies = 0;
        for (const std::uint64_t c : group.copies) copies += c;
        total *= copies;
    }
    return total;
}

void estimate(const CountProblem& problem, const CountOptions& options, const RunOptions& run,
              ZoneCount& result) {
    const Sampled sampled = sample_zone(problem, options.most_samples, run);
    const double factor = std::log10(std::max(1.0, problem.factor.estimate()));
    const std::string samples = group_digits(std::to_string(sampled.samples));
    if (run.stop.stop_requested()) result.stopped = Stopped::cancelled;
    const std::string draws = samples + (sampled.tilted ? " tilted draws" : " draws");
    const std::string seed = " (seed " + std::to_string(run.seed) + ")";
    const std::string how = sampled.tilted ? "importance sampling" : "sampling";
    if (sampled.none_seen) {
        result.method = how + ": none of " + draws + " satisfied everybody" + seed;
        result.estimate = "0";
    } else {
        result.method = how + " with " + draws + seed;
        result.estimate = decimal(sampled.log10_estimate + factor);
    }
    // Powers of ten are rounded: outwards, and a share of everything is never more than everything.
    constexpr double kRounding = 1e-12;
    Interval interval;
    if (sampled.log10_low >= 0) interval.low = capped_power(sampled.log10_low + factor) * (1 - kRounding);
    interval.high =
        std::min({capped_power(sampled.log10_high + factor) * (1 + kRounding),
                  (problem.ways * problem.factor).estimate(), std::numeric_limits<double>::max()});
    result.interval = interval;
}

}  // namespace

CountForm count_form(const Separable& space) {
    CountForm form;
    Draft draft;
    if (space.impossible() || !find_binding(space, draft)) {
        form.known = BigCount{};
        return form;
    }
    if (draft.parties.empty()) {
        form.known = all_outcomes(space);
        return form;
    }
    fill_rows(space, draft);
    reduce_units(draft);
    form.problem = finish(draft);
    return form;
}

ZoneCount count_zone(const Separable& space, const CountOptions& options, const RunOptions& run) {
    ZoneCount result;
    CountForm form = count_form(space);
    if (form.known) {
        result.method =
            form.known->zero() ? "no outcome can satisfy everybody" : "every outcome satisfies everybody";
        result.exact = std::move(form.known);
        return result;
    }
    if (!form.problem) {
        result.method = "the utilities have too many digits to count with";
        result.stopped = Stopped::budget;
        return result;
    }
    const CountProblem& problem = *form.problem;
    const auto memory = static_cast<double>(run.memory_bytes);
    const CountCost dense = dense_cost(problem);
    const CountCost middle = middle_cost(problem);
    const bool dense_fits = dense.steps <= options.exact_work && dense.bytes <= memory;
    const bool middle_fits = middle.steps <= options.exact_work && middle.bytes <= memory;
    if (dense_fits && (!middle_fits || dense.steps <= middle.steps)) {
        result.exact = count_dense(problem, run);
        result.method = "counted on the grid of sums";
    } else if (middle_fits) {
        result.exact = count_middle(problem, run);
        result.method = "counted by meeting in the middle";
    } else {
        // Past some billions of ways only a zone that is nearly all or nearly nothing can be counted so.
        const bool promising = problem.log10_ways < 9.5;
        result.exact = count_boxes(problem, options.exact_work / (promising ? 10 : 400), run);
        result.method = "counted by depth-first search";
    }
    if (result.exact) return result;
    if (run.stop.stop_requested()) {
        result.stopped = Stopped::cancelled;
    } else if (options.sampling) {
        estimate(problem, options, run, result);
    } else {
        result.stopped = Stopped::budget;
    }
    return result;
}

}  // namespace entente::settle
