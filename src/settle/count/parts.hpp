// The counting methods, on the smallest form of the question.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "settle/count/count.hpp"

namespace entente::settle {

/// Count the ways to pick one row from each group so that the sums reach `need` in every dimension. Rows
/// and needs are non-negative; every need binds. A row stands for `copies` ways.
struct CountGroup {
    std::vector<std::int64_t> values;  ///< [row * dimensions + d], at least 0
    std::vector<std::uint64_t> copies;

    [[nodiscard]] std::size_t size() const { return copies.size(); }
};

struct CountProblem {
    std::size_t dimensions = 0;
    std::vector<std::int64_t> need;
    std::vector<CountGroup> groups;
    BigCount factor{1};     ///< ways that do not bear on the answer
    BigCount ways{1};       ///< all picks, copies included
    double log10_ways = 0;  ///< the same
};

/// The question in that form. `known`: the answer needs no counting; neither: sums pass 61 bits.
struct CountForm {
    std::optional<BigCount> known;
    std::optional<CountProblem> problem;
};
[[nodiscard]] CountForm count_form(const Separable& space);

/// The elementary steps and bytes that a method would take; infinite where it does not apply.
struct CountCost {
    double steps = 0;
    double bytes = 0;
};

[[nodiscard]] CountCost dense_cost(const CountProblem& problem);
[[nodiscard]] std::optional<BigCount> count_dense(const CountProblem& problem, const RunOptions& run);

[[nodiscard]] CountCost middle_cost(const CountProblem& problem);
[[nodiscard]] std::optional<BigCount> count_middle(const CountProblem& problem, const RunOptions& run);

/// \return nothing where it takes more than `steps` or is told to stop
[[nodiscard]] std::optional<BigCount> count_boxes(const CountProblem& problem, double steps,
                                                  const RunOptions& run);

struct Sampled {
    double log10_estimate = 0;
    double log10_low = 0;
    double log10_high = 0;
    bool tilted = false;     ///< else every outcome was as likely as any other
    bool none_seen = false;  ///< no sample satisfied everybody: only an upper bound is known
    std::uint64_t samples = 0;
    std::uint64_t hits = 0;
};
[[nodiscard]] Sampled sample_zone(const CountProblem& problem, std::uint64_t most_samples,
                                  const RunOptions& run);

}  // namespace entente::settle
