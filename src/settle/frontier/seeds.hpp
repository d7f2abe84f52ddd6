// A few good outcomes found greedily: they let an enumeration reject whole blocks from the start.
#pragma once

#include <cmath>

#include "settle/frontier/running_front.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// Best selections for some weightings of the parties, terms left aside: real outcomes, weight zero.
template <class Units>
RunningFront<Units> seed_front(const Problem<Units>& problem) {
    const std::size_t n = problem.parties;
    RunningFront<Units> front(n);
    constexpr std::size_t kSeeds = 64;
    std::vector<std::uint32_t> selection(problem.issues, 0);
    std::vector<double> lambda(n);
    std::vector<Units> row(n);
    for (std::size_t s = 0; s < kSeeds; ++s) {
        for (std::size_t j = 0; j < n; ++j) {
            // Multiples of irrational steps spread over the weightings without a random stream.
            const double turn =
                static_cast<double>(s + 1) * 0.6180339887498949 * static_cast<double>(j + 1);
            const double spread = static_cast<double>(problem.highest[j] - problem.lowest[j]);
            const double along = static_cast<double>(s) / (kSeeds - 1);
            lambda[j] = n == 2 ? (j == 0 ? along : 1 - along) : turn - std::floor(turn);
            lambda[j] = (lambda[j] + 1e-3) / (spread > 0 ? spread : 1);
        }
        std::uint64_t rank = 0;
        for (std::size_t i = 0; i < problem.issues; ++i) {
            double best = -1;
            for (std::size_t c = 0; c < problem.choices[i].size(); ++c) {
                double value = 0;
                for (std::size_t j = 0; j < n; ++j) {
                    value += lambda[j] * static_cast<double>(problem.value[i][c * n + j]);
                }
                if (value > best) {
                    best = value;
                    selection[i] = static_cast<std::uint32_t>(c);
                }
            }
            rank = rank * problem.choices[i].size() + selection[i];
        }
        if (problem.evaluate(selection.data(), row.data())) front.offer(row.data(), 0, rank);
    }
    front.flush();
    return front;
}

}  // namespace entente::settle
