// A problem on the options that trimming leaves.
#pragma once

#include <algorithm>
#include <memory>

#include "settle/frontier/front.hpp"
#include "settle/milp/model.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// The problem with only the kept choices, in the same units. Its frontier is the problem's own; ties,
/// zone size and worst utilities are not.
template <class Units>
[[nodiscard]] Problem<Units> restricted(const Problem<Units>& problem, const Trimmed<Units>& trimmed) {
    const std::size_t n = problem.parties;
    Problem<Units> result = problem;
    result.terms = trimmed.terms;
    result.rules = trimmed.rules;
    result.value = trimmed.value;
    result.infeasible = problem.infeasible || trimmed.infeasible;
    for (std::size_t i = 0; i < problem.issues; ++i) {
        result.choices[i].clear();
        for (std::uint32_t kept : trimmed.kept[i]) result.choices[i].push_back(problem.choices[i][kept]);
        for (std::size_t c = 0; i == 0 && c < trimmed.kept[i].size(); ++c) {
            for (std::size_t j = 0; j < n; ++j) result.value[i][c * n + j] += trimmed.constant[j];
        }
    }
    result.lowest.assign(n, 0);
    result.highest.assign(n, 0);
    for (std::size_t i = 0; i < problem.issues; ++i) {
        for (std::size_t j = 0; j < n && !result.choices[i].empty(); ++j) {
            Units low = result.value[i][j];
            Units high = low;
            for (std::size_t c = 1; c < result.choices[i].size(); ++c) {
                low = std::min(low, result.value[i][c * n + j]);
                high = std::max(high, result.value[i][c * n + j]);
            }
            result.lowest[j] += low;
            result.highest[j] += high;
        }
    }
    for (const auto& term : result.terms) {
        for (std::size_t j = 0; j < n; ++j) {
            (term.amount[j] > 0 ? result.highest[j] : result.lowest[j]) += term.amount[j];
        }
    }
    return result;
}

/// A front of the restricted problem as one of the problem itself: choices renumbered, ties unknown.
template <class Units>
[[nodiscard]] Front<Units> unrestricted(Front<Units> front, const Trimmed<Units>& trimmed) {
    auto kept = std::make_shared<std::vector<std::vector<std::uint32_t>>>(trimmed.kept);
    front.selection = [inner = front.selection, kept](std::size_t point, std::uint32_t* selection) {
        inner(point, selection);
        for (std::size_t i = 0; i < kept->size(); ++i) selection[i] = (*kept)[i][selection[i]];
    };
    front.ties = nullptr;
    front.outcomes.clear();
    return front;
}

}  // namespace entente::settle
