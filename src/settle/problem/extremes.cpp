#include "settle/problem/extremes.hpp"

#include <algorithm>
#include <limits>

#include "settle/frontier/enumerate.hpp"
#include "settle/frontier/merge.hpp"
#include "settle/milp/model.hpp"
#include "settle/problem/restrict.hpp"

namespace entente::settle {
namespace {

/// The problem of one party alone, which wants the most (or the least), on the choices that could matter:
/// issues that no clause names have one choice left. \param shift what is to be added to its units
template <class Units>
Problem<Units> alone(const Problem<Units>& problem, std::size_t party, bool largest, Units& shift) {
    const std::size_t n = problem.parties;
    const Units sign = largest ? 1 : -1;
    Problem<Units> one;
    one.parties = 1;
    one.issues = problem.issues;
    one.ids = {problem.ids[party]};
    one.choices = problem.choices;
    one.infeasible = problem.infeasible;
    one.has_reserve = {0};
    one.reserve = {std::numeric_limits<Units>::lowest()};
    one.has_cap = {0};
    one.cap = {0};
    one.fine = {1};
    one.origin = {0};
    one.base = {0};
    one.step = one.scale = {1};
    one.lowest = one.highest = {0};
    std::vector<std::uint8_t> tied(problem.issues, 0);
    const auto mark = [&](const Clause<Units>& clause) {
        for (const ClausePart& part : clause.parts) tied[part.issue] = 1;
    };
    for (const auto& term : problem.terms) {
        const Units amount = sign * term.amount[party];
        if (amount == 0) continue;
        one.terms.push_back({term.parts, {amount}});
        (amount > 0 ? one.highest[0] : one.lowest[0]) += amount;
        mark(term);
    }
    one.rules = problem.rules;
    for (const auto& rule : one.rules) mark(rule);
    for (std::size_t i = 0; i < problem.issues; ++i) {
        std::vector<Units> values;
        for (std::size_t c = 0; c < problem.choices[i].size(); ++c)
            values.push_back(sign * problem.value[i][c * n + party]);
        if (!values.empty()) {
            const auto best = std::max_element(values.begin(), values.end());
            if (tied[i] == 0) {
                one.choices[i] = {problem.choices[i][static_cast<std::size_t>(best - values.begin())]};
                values = {*best};
            }
            const Units least = *std::min_element(values.begin(), values.end());
            for (Units& value : values) value -= least;
            shift += least;
            one.highest[0] += *std::max_element(values.begin(), values.end());
        }
        one.value.push_back(std::move(values));
    }
    return one;
}

/// By one integer program; its outcome is evaluated on the problem itself.
template <class Units>
std::optional<Extreme<Units>> by_program(const Problem<Units>& one, const Trimmed<Units>& trimmed,
                                         const RunOptions& run) {
    MilpModel model = milp_model(one, trimmed);
    model.program.maximise = true;
    model.program.objective[model.units[0]] = 1;
    MilpOptions options;
    options.absolute_gap = 0.25 * std::min(1.0, model.scale[0]);
    options.max_nodes = 200'000;
    options.cuts = false;
    const MilpResult result = solve(model.program, options, run);
    if (result.status == LpStatus::infeasible) return Extreme<Units>{Units{}, true, true};
    if (result.values.empty()) return std::nullopt;
    Units units{};
    if (!one.evaluate(model.selection(result.values).data(), &units)) return std::nullopt;
    return Extreme<Units>{units, result.status == LpStatus::optimal && model.scale[0] == 1, false};
}

}  // namespace

template <class Units>
Extreme<Units> extreme(const Problem<Units>& problem, std::size_t party, bool largest,
                       const RunOptions& run) {
    Units shift = 0;
    const auto finish = [&](Extreme<Units> found) {
        found.units += shift;
        if (!largest) found.units = -found.units;
        found.units = problem.capped_units(party, found.units);
        return found;
    };
    const Problem<Units> one = alone(problem, party, largest, shift);
    if (one.infeasible) return finish({Units{}, true, true});
    if (one.additive()) return finish({one.highest[0], true, false});
    const Trimmed<Units> trimmed = trim(one);
    if (trimmed.infeasible) return finish({Units{}, true, true});
    const Problem<Units> small = restricted(one, trimmed);
    const auto of = [&](const Front<Units>& front) {
        if (front.size() == 0) return finish({Units{}, true, true});
        return finish({front.row(0)[0], true, false});
    };
    if (small.selections() <= 1e5) {
        const Enumeration<Units> found = enumerate(small, run);
        if (found.stopped == Stopped::complete) return of(found.front);
    } else {
        MergeOptions options;
        options.work_limit = 5'000'000;
        options.sparse_work_limit = 20'000'000;
        options.count_ties = false;
        options.forecast = true;
        const Merged<Units> found = merge(small, options, run);
        if (found.end == MergeEnd::complete) return of(found.front);
        if (const auto best = by_program(one, trimmed, run)) return finish(*best);
    }
    return finish({one.highest[0], false, false});
}

template Extreme<std::int64_t> extreme(const Problem<std::int64_t>&, std::size_t, bool, const RunOptions&);
template Extreme<int128> extreme(const Problem<int128>&, std::size_t, bool, const RunOptions&);

}  // namespace entente::settle
