#include "settle/real/hunt.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace entente::settle {
namespace {

/// Asks the program what the settlement will speak of.
class RealHunt {
public:
    RealHunt(const RealModel& model, const RunOptions& run)
        : model_(model), run_(run), n_(model.parties()) {
        for (std::size_t j = 0; j < n_; ++j) from_.push_back(model.reserve(j).value_or(model.lowest(j)));
    }

    /// The numbers of each real issue that matter. \return false where a program was not solved
    bool run(std::vector<std::vector<double>>& numbers) {
        numbers_ = &numbers;
        for (std::size_t j = 0; j < n_; ++j) keep(best_of(j, {}));
        const std::vector<double> ones(n_, 1);
        const auto level = largest_least(ones);
        if (!level) return solved_;
        if (level->first < -1e-9) {
            blockers();
            return solved_;
        }
        keep(efficient(ones, level->first));
        std::vector<double> ideal(n_);
        for (std::size_t j = 0; j < n_; ++j) {
            const auto best = best_of(j, j);
            keep(best);
            if (best) ideal[j] = (*best)[model_.utility(j)] - from_[j];
        }
        if (const auto share = largest_least(ideal)) keep(efficient(ideal, share->first));
        keep(solve(floors(), [&](Milp& p) {
            for (std::size_t j = 0; j < n_; ++j) p.objective[model_.utility(j)] = 1;
        }));
        nash();
        return solved_;
    }

private:
    using Values = std::optional<std::vector<double>>;
    using Shape = std::function<void(Milp&)>;
    static constexpr double kSlack = 1e-9;

    void keep(const Values& x) {
        if (!x) return;
        const auto numbers = model_.numbers(*x);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (numbers[i]) (*numbers_)[i].push_back(*numbers[i]);
        }
    }
    /// Every value of no deal as a floor.
    [[nodiscard]] std::vector<double> floors() const {
        std::vector<double> least(n_, -kUnbounded);
        for (std::size_t j = 0; j < n_; ++j) {
            if (model_.reserve(j)) least[j] = from_[j];
        }
        return least;
    }
    Values solve(const std::vector<double>& least, const Shape& shape) {
        Milp program = model_.program();
        for (std::size_t j = 0; j < n_; ++j) program.low[model_.utility(j)] = least[j];
        shape(program);
        MilpOptions options;
        options.absolute_gap = 1e-9;
        const MilpResult result = entente::solve(program, options, run_);
        if (result.status == LpStatus::infeasible) return std::nullopt;
        if (result.values.empty() || result.status != LpStatus::optimal) {
            solved_ = false;
            return std::nullopt;
        }
        return result.values;
    }
    /// The party's best, among outcomes acceptable to the others where `others` names it.
    Values best_of(std::size_t party, std::optional<std::size_t> others) {
        std::vector<double> least(n_, -kUnbounded);
        if (others) least = floors();
        if (others && !model_.reserve(party)) least[party] = -kUnbounded;
        return refined(party, least);
    }
    Values refined(std::size_t party, std::vector<double> least) {
        const auto best = solve(least, [&](Milp& p) { p.objective[model_.utility(party)] = 1; });
        if (!best) return best;
        least[party] = (*best)[model_.utility(party)] - kSlack;
        const auto all = solve(least, [&](Milp& p) {
            for (std::size_t j = 0; j < n_; ++j) p.objective[model_.utility(j)] = 1;
        });
        return all ? all : best;
    }
    /// The largest t with every gain at least t times its unit.
    std::optional<std::pair<double, std::vector<double>>> largest_least(const std::vector<double>& unit) {
        std::size_t level = 0;
        const auto found = solve(std::vector<double>(n_, -kUnbounded), [&](Milp& p) {
            level = p.add_variable(1, -kUnbounded, kUnbounded);
            for (std::size_t j = 0; j < n_; ++j)
                p.add_row({{model_.utility(j), 1}, {level, -std::max(unit[j], 0.0)}}, from_[j], kUnbounded);
        });
        if (!found) return std::nullopt;
        return std::make_pair((*found)[level], *found);
    }
    /// The largest sum among outcomes that keep a level.
    Values efficient(const std::vector<double>& unit, double level) {
        std::vector<double> least(n_);
        for (std::size_t j = 0; j < n_; ++j) least[j] = from_[j] + level * std::max(unit[j], 0.0) - kSlack;
        return solve(least, [&](Milp& p) {
            for (std::size_t j = 0; j < n_; ++j) p.objective[model_.utility(j)] = 1;
        });
    }
    void blockers() {
        for (std::size_t j = 0; j < n_; ++j) {
            std::vector<double> least = floors();
            least[j] = -kUnbounded;
            keep(refined(j, least));
        }
        keep(solve(std::vector<double>(n_, -kUnbounded), [&](Milp& p) {
            for (std::size_t j = 0; j < n_; ++j) {
                if (!model_.reserve(j)) continue;
                const std::size_t missing = p.add_variable(-1, 0, kUnbounded);
                p.add_row({{missing, 1}, {model_.utility(j), 1}}, from_[j], kUnbounded);
            }
        }));
    }
    /// Outer approximation of the sum of logarithms, then the piece's own optimum.
    void nash() {
        std::vector<std::vector<double>> at(n_);
        std::vector<double> most(n_, 0);
        for (std::size_t j = 0; j < n_; ++j) {
            const auto best = best_of(j, j);
            if (best) most[j] = (*best)[model_.utility(j)] - from_[j];
            if (most[j] <= kSlack) return;  // not all can gain: the listed points decide
            for (const double share : {1.0, 0.6, 0.35, 0.2, 0.1, 0.03}) at[j].push_back(most[j] * share);
        }
        double top = -kUnbounded;
        Values chosen;
        for (int round = 0; round < 40; ++round) {
            const auto found = solve(floors(), [&](Milp& p) {
                for (std::size_t j = 0; j < n_; ++j) {
                    const std::size_t log = p.add_variable(1, -100, 100);
                    for (const double g : at[j]) {
                        p.add_row({{log, 1}, {model_.utility(j), -1 / g}}, -kUnbounded,
                                  std::log(g) - 1 - from_[j] / g);
                    }
                }
            });
            if (!found) return;
            double sum = 0, bound = 0;
            for (std::size_t j = 0; j < n_; ++j) {
                const double gain = std::max((*found)[model_.utility(j)] - from_[j], 1e-6 * most[j]);
                double tangent = kUnbounded;
                for (const double g : at[j]) tangent = std::min(tangent, std::log(g) - 1 + gain / g);
                sum += std::log(gain);
                bound += tangent;
                at[j].push_back(gain);
            }
            if (sum > top) {
                top = sum;
                chosen = found;
            }
            if (bound - top <= 1e-8) break;
        }
        if (chosen) model_.polish(*chosen, from_);
        keep(chosen);
    }

    const RealModel& model_;
    const RunOptions& run_;
    std::size_t n_;
    std::vector<double> from_;
    std::vector<std::vector<double>>* numbers_ = nullptr;
    bool solved_ = true;
};

}  // namespace

bool hunt_numbers(const RealModel& model, const RunOptions& run,
                  std::vector<std::vector<double>>& numbers) {
    return RealHunt(model, run).run(numbers);
}

}  // namespace entente::settle
