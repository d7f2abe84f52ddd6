#include <algorithm>
#include <cmath>
#include <functional>

#include "settle/milp/frontier.hpp"

namespace entente::settle {
namespace {

template <class Units>
struct Known {
    std::vector<Units> units;
    std::vector<std::uint32_t> selection;
};

/// `wrong`: what the solver calls best does not meet the demands.
enum class Outcome3 { found, none, open, wrong };

/// One program after another over the same model.
template <class Units>
class Sweeper {
public:
    Sweeper(const Problem<Units>& problem, const MilpFrontOptions& options, const RunOptions& run)
        : problem_(problem), options_(options), run_(run), trimmed_(trim(problem)) {
        if (!trimmed_.infeasible) model_ = milp_model(problem, trimmed_);
    }

    MilpFront<Units> run() {
        MilpFront<Units> result;
        result.combinations = trimmed_.combinations();
        result.front.parties = problem_.parties;
        bool done = trimmed_.infeasible;
        if (!done) done = problem_.parties == 2 ? sweep() : boxes();
        result.front.complete = done && exact_;
        result.front.stopped = done                         ? Stopped::complete
                               : run_.stop.stop_requested() ? Stopped::cancelled
                                                            : Stopped::budget;
        result.solves = solves_;
        result.undecided = undecided_;
        if (done && !exact_) {
            for (std::size_t j = 0; j < problem_.parties; ++j)
                result.within.push_back(static_cast<double>(step(j)));
        }
        hand_over(result.front);
        return result;
    }

private:
    /// The best point of sum_j weight_j units_j with units_j >= floor_j; `floor` in whole units.
    Outcome3 best(const std::vector<double>& weight, const std::vector<Units>& floor, Known<Units>& point) {
        if (run_.stop.stop_requested() || solves_ >= options_.solve_limit) return Outcome3::open;
        Milp& program = model_.program;
        program.maximise = true;
        std::vector<double> low_before;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            const std::size_t u = model_.units[j];
            low_before.push_back(program.low[u]);
            program.objective[u] = weight[j];
            // A tenth of a unit of room: the solver's tolerance must not cut the point itself off.
            const double least =
                static_cast<double>(floor[j]) * model_.scale[j] - 0.1 * std::min(1.0, model_.scale[j]);
            program.low[u] = std::max(program.low[u], least);
        }
        MilpOptions milp;
        milp.absolute_gap = 0.25;
        milp.max_nodes = options_.node_limit;
        milp.cuts = false;
        Outcome3 end = solve_and_check(milp, floor, point);
        // The solver's reductions may lose a demand: once more without them.
        if (end == Outcome3::wrong) {
            milp.preprocess = false;
            end = solve_and_check(milp, floor, point);
        }
        if (end == Outcome3::wrong) end = Outcome3::open;
        undecided_ = undecided_ || (end == Outcome3::open && !run_.stop.stop_requested());
        for (std::size_t j = 0; j < problem_.parties; ++j) program.low[model_.units[j]] = low_before[j];
        return end;
    }

    Outcome3 solve_and_check(const MilpOptions& milp, const std::vector<Units>& floor,
                             Known<Units>& point) {
        ++solves_;
        const MilpResult result = solve(model_.program, milp, run_);
        if (result.status == LpStatus::infeasible) return Outcome3::none;
        if (result.status != LpStatus::optimal || result.values.empty()) return Outcome3::open;
        point.selection = model_.selection(result.values);
        point.units.resize(problem_.parties);
        if (!problem_.evaluate(point.selection.data(), point.units.data())) return Outcome3::wrong;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            // A step is more than the solver's tolerance: a point half a step below is above the last one.
            if (point.units[j] < floor[j] - step(j) / 2) return Outcome3::wrong;
        }
        return Outcome3::found;
    }

    [[nodiscard]] bool exact_for(std::size_t party) const { return model_.scale[party] == 1; }

    /// One unit, or where doubles do not resolve single units what they do resolve.
    [[nodiscard]] Units step(std::size_t party) const {
        return exact_for(party) ? Units{1} : static_cast<Units>(1 / model_.scale[party]) + 1;
    }

    /// No outcome is worth less, cap and all.
    [[nodiscard]] Units least(std::size_t party) const {
        return problem_.capped_units(party, std::min<Units>(0, problem_.lowest[party]));
    }

    /// Two parties, from the first party's best end to the second's.
    bool sweep() {
        exact_ = exact_for(0) && exact_for(1);
        const Units lowest = least(1);
        std::vector<Units> floor{least(0), lowest};
        // The second party's share of the objective is below half a unit of the first one's.
        const double range =
            std::max(1.0, model_.program.high[model_.units[1]] - model_.program.low[model_.units[1]]);
        const std::vector<double> weight{1, 0.4 / range};
        const double total = std::max(1.0, static_cast<double>(problem_.highest[1] - lowest));
        while (known_.size() < options_.point_limit) {
            Known<Units> point;
            const Outcome3 end = best(weight, floor, point);
            if (end == Outcome3::none) return true;
            if (end == Outcome3::open) return false;
            while (!known_.empty() && known_.back().units[0] <= point.units[0]) known_.pop_back();
            floor[1] = point.units[1] + step(1);
            known_.push_back(std::move(point));
            if (run_.progress) run_.progress({"frontier", static_cast<double>(floor[1] - lowest), total});
        }
        return false;
    }

    /// Three and more parties: every box above a local lower bound holds a new point or nothing.
    bool boxes() {
        const std::size_t n = problem_.parties;
        std::vector<double> weight;
        for (std::size_t j = 0; j < n; ++j) {
            exact_ = exact_ && exact_for(j);
            const std::size_t u = model_.units[j];
            weight.push_back(std::max(
                1e-3,
                std::round(1e3 / std::max(1.0, model_.program.high[u] - model_.program.low[u]) * 1e3) /
                    1e3));
        }
        std::vector<std::vector<Units>> bounds(1);
        for (std::size_t j = 0; j < n; ++j) bounds[0].push_back(least(j) - step(j));
        while (!bounds.empty()) {
            if (known_.size() >= options_.point_limit) return false;
            std::vector<Units> floor = bounds.back();
            for (std::size_t j = 0; j < n; ++j) floor[j] += step(j);
            Known<Units> point;
            const Outcome3 end = best(weight, floor, point);
            if (end == Outcome3::open) return false;
            if (end == Outcome3::none) {
                bounds.pop_back();
                continue;
            }
            split(bounds, point.units);
            known_.push_back(std::move(point));
            if (run_.progress) run_.progress({"frontier points", static_cast<double>(known_.size()), 0});
        }
        return true;
    }

    /// Replaces every bound below the point by its raised copies, and drops those that another one covers.
    static void split(std::vector<std::vector<Units>>& bounds, const std::vector<Units>& point) {
        const std::size_t n = point.size();
        std::vector<std::vector<Units>> next, raised;
        for (auto& bound : bounds) {
            bool below = true;
            for (std::size_t j = 0; j < n; ++j) below = below && bound[j] < point[j];
            if (!below) {
                next.push_back(std::move(bound));
                continue;
            }
            for (std::size_t j = 0; j < n; ++j) {
                raised.push_back(bound);
                raised.back()[j] = point[j];
            }
        }
        const auto covers = [n](const std::vector<Units>& a, const std::vector<Units>& b) {
            for (std::size_t j = 0; j < n; ++j) {
                if (a[j] > b[j]) return false;
            }
            return true;
        };
        std::sort(raised.begin(), raised.end());
        raised.erase(std::unique(raised.begin(), raised.end()), raised.end());
        const std::size_t old = next.size();
        for (std::size_t r = 0; r < raised.size(); ++r) {
            bool covered = false;
            for (std::size_t b = 0; b < old && !covered; ++b) covered = covers(next[b], raised[r]);
            for (std::size_t s = 0; s < raised.size() && !covered; ++s)
                covered = s != r && covers(raised[s], raised[r]);
            if (!covered) next.push_back(raised[r]);
        }
        bounds = std::move(next);
    }

    void hand_over(Front<Units>& front) {
        const std::size_t n = problem_.parties;
        const auto dominated = [&](const Known<Units>& a) {
            return std::any_of(known_.begin(), known_.end(), [&](const Known<Units>& b) {
                bool over = true;
                for (std::size_t j = 0; j < n; ++j) over = over && b.units[j] >= a.units[j];
                return over && b.units != a.units;
            });
        };
        std::vector<Known<Units>> kept;
        // Points are nondominated as they are found; only an unfinished or inexact sweep can hold others.
        for (const Known<Units>& point : known_) {
            if (!dominated(point)) kept.push_back(point);
        }
        std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.units > b.units; });
        kept.erase(std::unique(kept.begin(), kept.end(),
                               [](const auto& a, const auto& b) { return a.units == b.units; }),
                   kept.end());
        std::vector<std::vector<std::uint32_t>> selections;
        for (Known<Units>& point : kept) {
            front.rows.insert(front.rows.end(), point.units.begin(), point.units.end());
            selections.push_back(std::move(point.selection));
        }
        front.selection = [selections = std::move(selections)](std::size_t point,
                                                               std::uint32_t* selection) {
            std::copy(selections[point].begin(), selections[point].end(), selection);
        };
    }

    const Problem<Units>& problem_;
    const MilpFrontOptions& options_;
    const RunOptions& run_;
    Trimmed<Units> trimmed_;
    MilpModel model_;
    std::vector<Known<Units>> known_;
    std::uint64_t solves_ = 0;
    bool undecided_ = false;
    bool exact_ = true;
};

}  // namespace

template <class Units>
MilpFront<Units> milp_frontier(const Problem<Units>& problem, const MilpFrontOptions& options,
                               const RunOptions& run) {
    return Sweeper<Units>(problem, options, run).run();
}

template MilpFront<std::int64_t> milp_frontier(const Problem<std::int64_t>&, const MilpFrontOptions&,
                                               const RunOptions&);
template MilpFront<int128> milp_frontier(const Problem<int128>&, const MilpFrontOptions&,
                                         const RunOptions&);

}  // namespace entente::settle
