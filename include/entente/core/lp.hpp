// Linear and mixed-integer programs, solved by CLP and CBC behind two functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "entente/core/run.hpp"

namespace entente {

inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// One coefficient of a row: variable index and factor. A variable may appear once a row.
struct LpEntry {
    std::size_t variable = 0;
    double factor = 0;
};

/// low <= sum of the entries <= high; +-kUnbounded where there is no such side.
struct LpRow {
    std::vector<LpEntry> entries;
    double low = -kUnbounded;
    double high = kUnbounded;
};

/// A linear program: the best value of sum objective_j x_j subject to bounds and rows.
struct Lp {
    bool maximise = false;
    std::vector<double> objective;  ///< one per variable
    std::vector<double> low;        ///< one per variable; -kUnbounded: free below
    std::vector<double> high;       ///< one per variable; kUnbounded: free above
    std::vector<LpRow> rows;

    /// \return the new variable's index
    std::size_t add_variable(double cost, double lower = 0, double upper = kUnbounded);
    /// \return the new row's index
    std::size_t add_row(std::vector<LpEntry> entries, double lower, double upper);
};

/// A linear program some of whose variables must be whole numbers.
struct Milp : Lp {
    std::vector<std::size_t> integers;  ///< indices of the variables that must be whole
    std::vector<double> start;          ///< a feasible point to begin with, or empty

    /// \return the index of a new whole variable (0..1 unless said)
    std::size_t add_integer(double cost, double lower = 0, double upper = 1);
};

/// `optimal`: proved within the tolerances. `infeasible`, `unbounded`: proved. `limit`: a node limit or
/// the stop token ended the search. `failed`: the solver gave up (numerical trouble).
enum class LpStatus { optimal, infeasible, unbounded, limit, failed };

struct LpResult {
    LpStatus status = LpStatus::failed;
    double objective = 0;
    std::vector<double> values;         ///< one per variable; empty where there is no point
    std::vector<double> row_duals;      ///< d objective / d (the binding side of the row)
    std::vector<double> reduced_costs;  ///< d objective / d (the binding bound of the variable)
};

struct MilpOptions {
    double absolute_gap = 1e-6;   ///< units of the objective: how far from the best one may stop
    double relative_gap = 0;      ///< share of the objective
    std::uint64_t max_nodes = 0;  ///< 0: no limit
    bool preprocess = true;       ///< CBC's own reductions; worth it from about 50 variables
    /// Cutting planes and the feasibility pump: off pays where branching closes programs of logical terms.
    bool cuts = true;
};

struct MilpResult {
    LpStatus status = LpStatus::failed;
    double objective = 0;        ///< of `values`
    double bound = 0;            ///< no feasible point is better than this
    std::vector<double> values;  ///< whole variables are rounded to whole numbers; empty: none was found
    std::uint64_t nodes = 0;
};

/// The best point of a linear program, with the prices of its rows.
/// \throws std::logic_error where sizes differ, an index is out of range, or a number is NaN
/// \cost CLP's dual simplex \threads safe to call from several threads \check tests/core/lp_test.cpp
[[nodiscard]] LpResult solve(const Lp& program);

/// The best point of a mixed-integer program by CBC, with a bound. The solver works in doubles, with a
/// tolerance of 1e-7 on rows: whoever needs an exact answer re-evaluates the point in integers.
/// The stop token is asked at every node. Calls are serialised: CBC keeps global state.
/// \throws as above \check tests/core/lp_test.cpp
[[nodiscard]] MilpResult solve(const Milp& program, const MilpOptions& options = {},
                               const RunOptions& run = {});

}  // namespace entente
