#include "entente/core/lp.hpp"

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <mutex>

#include "entente/core/expects.hpp"

namespace entente {
namespace {

void check(const Lp& program) {
    const std::size_t variables = program.objective.size();
    ENTENTE_EXPECTS(program.low.size() == variables && program.high.size() == variables);
    for (std::size_t j = 0; j < variables; ++j) {
        ENTENTE_EXPECTS(std::isfinite(program.objective[j]));
        ENTENTE_EXPECTS(!std::isnan(program.low[j]) && !std::isnan(program.high[j]));
    }
    for (const LpRow& row : program.rows) {
        ENTENTE_EXPECTS(!std::isnan(row.low) && !std::isnan(row.high));
        for (const LpEntry& entry : row.entries) {
            ENTENTE_EXPECTS(entry.variable < variables && std::isfinite(entry.factor));
        }
    }
}

/// A bound that no variable or row can meet makes the program infeasible before any solver sees it.
bool plainly_infeasible(const Lp& program) {
    for (std::size_t j = 0; j < program.low.size(); ++j) {
        if (program.low[j] > program.high[j]) return true;
    }
    return std::any_of(program.rows.begin(), program.rows.end(), [](const LpRow& row) {
        return row.low > row.high || (row.entries.empty() && (row.low > 0 || row.high < 0));
    });
}

/// COIN's form of a program: always minimised, so that every sign is known.
struct CoinForm {
    CoinPackedMatrix matrix;
    std::vector<double> cost, low, high, row_low, row_high;
};

double coin_bound(double value) {
    if (value >= kUnbounded) return COIN_DBL_MAX;
    if (value <= -kUnbounded) return -COIN_DBL_MAX;
    return value;
}

CoinForm coin_form(const Lp& program) {
    CoinForm form;
    std::vector<int> rows, columns;
    std::vector<double> factors;
    for (std::size_t i = 0; i < program.rows.size(); ++i) {
        for (const LpEntry& entry : program.rows[i].entries) {
            if (entry.factor == 0) continue;
            rows.push_back(static_cast<int>(i));
            columns.push_back(static_cast<int>(entry.variable));
            factors.push_back(entry.factor);
        }
        form.row_low.push_back(coin_bound(program.rows[i].low));
        form.row_high.push_back(coin_bound(program.rows[i].high));
    }
    form.matrix = CoinPackedMatrix(true, rows.data(), columns.data(), factors.data(),
                                   static_cast<CoinBigIndex>(factors.size()));
    form.matrix.setDimensions(static_cast<int>(program.rows.size()),
                              static_cast<int>(program.objective.size()));
    const double sign = program.maximise ? -1.0 : 1.0;
    for (std::size_t j = 0; j < program.objective.size(); ++j) {
        form.cost.push_back(sign * program.objective[j]);
        form.low.push_back(coin_bound(program.low[j]));
        form.high.push_back(coin_bound(program.high[j]));
    }
    return form;
}

double objective_at(const Lp& program, const std::vector<double>& values) {
    double total = 0;
    for (std::size_t j = 0; j < values.size(); ++j) total += program.objective[j] * values[j];
    return total;
}

/// Ends the branch and bound when the stop token says so.
class StopHandler : public CbcEventHandler {
public:
    explicit StopHandler(std::stop_token token) : stop_(std::move(token)) {}
    CbcAction event(CbcEvent) override { return stop_.stop_requested() ? CbcEventHandler::stop : noAction; }
    [[nodiscard]] CbcEventHandler* clone() const override { return new StopHandler(*this); }

private:
    std::stop_token stop_;
};

int keep_going(CbcModel*, int) { return 0; }

std::mutex& cbc_mutex() {
    static std::mutex mutex;
    return mutex;
}

/// Runs CBC with its own presolve, cuts and heuristics.
void run_cbc(CbcModel& model, const MilpOptions& options) {
    CbcSolverUsefulData parameters;
    parameters.noPrinting_ = true;
    CbcMain0(model, parameters);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.solver()->messageHandler()->setLogLevel(0);
    // The linear solver has a log of its own: it would speak on standard output.
    std::vector<const char*> words{"entente", "-log", "0", "-slogLevel", "0"};
    if (!options.preprocess) words.insert(words.end(), {"-preprocess", "off"});
    if (!options.cuts) words.insert(words.end(), {"-cuts", "off", "-passF", "0"});
    words.insert(words.end(), {"-solve", "-quit"});
    CbcMain1(static_cast<int>(words.size()), words.data(), model, keep_going, parameters);
}

/// CBC takes a start as the whole solution in the columns of the program it was given.
void set_start(CbcModel& model, const Milp& program) {
    if (program.start.empty()) return;
    const double sign = program.maximise ? -1.0 : 1.0;
    model.setBestSolution(program.start.data(), static_cast<int>(program.start.size()),
                          sign * objective_at(program, program.start), true);
}

MilpResult read_result(const CbcModel& model, const Milp& program, const RunOptions& run) {
    MilpResult result;
    result.nodes = static_cast<std::uint64_t>(std::max(0, model.getNodeCount()));
    const double sign = program.maximise ? -1.0 : 1.0;
    if (const double* best = model.bestSolution()) {
        result.values.assign(best, best + program.objective.size());
        for (const std::size_t j : program.integers) result.values[j] = std::round(result.values[j]);
        result.objective = objective_at(program, result.values);
    }
    const double worst = program.maximise ? kUnbounded : -kUnbounded;
    const double bound = model.getBestPossibleObjValue();
    result.bound = std::abs(bound) < 1e40 ? sign * bound : worst;
    if (model.isProvenOptimal() && !result.values.empty()) {
        result.status = LpStatus::optimal;
        result.bound = program.maximise ? std::max(result.bound, result.objective)
                                        : std::min(result.bound, result.objective);
    } else if (model.isContinuousUnbounded()) {
        result.status = LpStatus::unbounded;
    } else if (run.stop.stop_requested() || model.isNodeLimitReached() || model.status() == 5) {
        result.status = LpStatus::limit;
    } else if (model.isProvenInfeasible() || (model.status() == 0 && result.values.empty())) {
        result.status = LpStatus::infeasible;
    }
    return result;
}

}  // namespace

std::size_t Lp::add_variable(double cost, double lower, double upper) {
    objective.push_back(cost);
    low.push_back(lower);
    high.push_back(upper);
    return objective.size() - 1;
}

std::size_t Lp::add_row(std::vector<LpEntry> entries, double lower, double upper) {
    rows.push_back(LpRow{std::move(entries), lower, upper});
    return rows.size() - 1;
}

std::size_t Milp::add_integer(double cost, double lower, double upper) {
    const std::size_t index = add_variable(cost, lower, upper);
    integers.push_back(index);
    return index;
}

LpResult solve(const Lp& program) {
    check(program);
    LpResult result;
    if (plainly_infeasible(program)) {
        result.status = LpStatus::infeasible;
        return result;
    }
    const CoinForm form = coin_form(program);
    ClpSimplex model;
    model.setLogLevel(0);
    model.loadProblem(form.matrix, form.low.data(), form.high.data(), form.cost.data(), form.row_low.data(),
                      form.row_high.data());
    model.dual();
    if (model.status() != 0) model.primal();
    switch (model.status()) {
        case 0:
            result.status = LpStatus::optimal;
            break;
        case 1:
            result.status = LpStatus::infeasible;
            return result;
        case 2:
            result.status = LpStatus::unbounded;
            return result;
        default:
            result.status = LpStatus::failed;
            return result;
    }
    const double sign = program.maximise ? -1.0 : 1.0;
    const double* x = model.primalColumnSolution();
    result.values.assign(x, x + program.objective.size());
    result.objective = objective_at(program, result.values);
    for (std::size_t i = 0; i < program.rows.size(); ++i) {
        result.row_duals.push_back(sign * model.dualRowSolution()[i]);
    }
    for (std::size_t j = 0; j < program.objective.size(); ++j) {
        result.reduced_costs.push_back(sign * model.dualColumnSolution()[j]);
    }
    return result;
}

MilpResult solve(const Milp& program, const MilpOptions& options, const RunOptions& run) {
    check(program);
    ENTENTE_EXPECTS(program.start.empty() || program.start.size() == program.objective.size());
    for (const std::size_t j : program.integers) ENTENTE_EXPECTS(j < program.objective.size());
    MilpResult result;
    result.bound = program.maximise ? kUnbounded : -kUnbounded;
    if (plainly_infeasible(program)) {
        result.status = LpStatus::infeasible;
        return result;
    }
    if (run.stop.stop_requested()) {
        result.status = LpStatus::limit;
        return result;
    }
    const CoinForm form = coin_form(program);
    const std::lock_guard<std::mutex> lock(cbc_mutex());
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.loadProblem(form.matrix, form.low.data(), form.high.data(), form.cost.data(),
                       form.row_low.data(), form.row_high.data());
    for (const std::size_t j : program.integers) solver.setInteger(static_cast<int>(j));
    CbcModel model(solver);
    StopHandler handler(run.stop);
    model.passInEventHandler(&handler);
    model.setAllowableGap(options.absolute_gap);
    model.setAllowableFractionGap(options.relative_gap);
    if (options.max_nodes > 0) {
        model.setMaximumNodes(static_cast<int>(std::min<std::uint64_t>(options.max_nodes, 2'000'000'000)));
    }
    set_start(model, program);
    run_cbc(model, options);
    return read_result(model, program, run);
}

}  // namespace entente
