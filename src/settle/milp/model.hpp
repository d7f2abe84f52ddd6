// A settlement problem as a mixed-integer program.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/core/lp.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// Options that can be left out: those that another option of the same issue makes pointless, whatever
/// else is agreed. Clauses that this decides are folded away.
template <class Units>
struct Trimmed {
    std::vector<std::vector<std::uint32_t>> kept;  ///< [issue]: choices of the problem
    std::vector<Clause<Units>> terms;              ///< `holds` runs over the kept choices
    std::vector<Clause<Units>> rules;
    std::vector<Units> constant;            ///< per party: terms that now always hold
    std::vector<std::vector<Units>> value;  ///< [issue][kept * parties + party], one-issue terms added
    bool infeasible = false;

    [[nodiscard]] double combinations() const;
};

/// Drops choice c of an issue where another one gives every party at least as much, belongs to every
/// part of a welcome term that c belongs to, and to no part of an unwelcome term or a rule that c does
/// not belong to. No nondominated vector is lost. \cost choices^2 * clauses on the issue, a few rounds
template <class Units>
[[nodiscard]] Trimmed<Units> trim(const Problem<Units>& problem);

extern template Trimmed<std::int64_t> trim(const Problem<std::int64_t>&);
extern template Trimmed<int128> trim(const Problem<int128>&);

/// The program: one whole variable per kept choice (exactly one per issue), one variable per term.
/// `units[j]` is the variable that equals party j's units times `scale[j]` (at most the cap).
struct MilpModel {
    Milp program;
    std::vector<std::vector<std::size_t>> choice;  ///< [issue][kept]: variable
    std::vector<std::vector<std::uint32_t>> kept;
    std::vector<std::size_t> units;  ///< per party: variable
    std::vector<double> scale;       ///< so that numbers stay within what doubles can hold

    /// The selection of choices that a solution stands for.
    [[nodiscard]] std::vector<std::uint32_t> selection(const std::vector<double>& values) const;
};

template <class Units>
[[nodiscard]] MilpModel milp_model(const Problem<Units>& problem, const Trimmed<Units>& trimmed);

extern template MilpModel milp_model(const Problem<std::int64_t>&, const Trimmed<std::int64_t>&);
extern template MilpModel milp_model(const Problem<int128>&, const Trimmed<int128>&);

}  // namespace entente::settle
