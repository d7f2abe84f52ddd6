#include "entente/settle/real.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <stdexcept>

#include "entente/core/lp.hpp"
#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"

namespace entente::settle {
namespace {

/// Points per option, of an issue: [party][option].
using Worth = std::vector<std::vector<double>>;

/// The options of a real issue where some party's line bends, both ends included.
std::vector<std::size_t> bends(const Issue& issue, const Worth& worth) {
    const std::size_t size = issue.options.size();
    std::vector<std::size_t> result{0};
    const auto value = [&](std::size_t o) { return issue.options[o].value->value(); };
    for (std::size_t o = 1; o + 1 < size; ++o) {
        const std::size_t from = result.back();
        bool straight = true;
        for (const std::vector<double>& row : worth) {
            const double slope = (row[o + 1] - row[from]) / (value(o + 1) - value(from));
            for (std::size_t k = from + 1; k <= o && straight; ++k) {
                straight = std::abs(row[from] + slope * (value(k) - value(from)) - row[k]) <= 1e-10;
            }
        }
        if (!straight) result.push_back(o);
    }
    if (size > 1) result.push_back(size - 1);
    return result;
}

/// One variable per option of a listed issue, and per bend of a real one, where shares of two neighbours
/// stand for the numbers between them.
class RealModel {
public:
    RealModel(const Case& conflict, const std::vector<IssueId>& real)
        : conflict_(conflict), exact_(exact_utilities(conflict)), n_(conflict.parties.size()) {
        real_.assign(conflict.space.issues.size(), 0);
        for (const IssueId issue : real) real_[issue.index()] = 1;
        for (std::size_t i = 0; i < real_.size(); ++i) add_issue(i);
        for (std::size_t j = 0; j < n_; ++j) {
            std::vector<LpEntry> row;
            for (std::size_t i = 0; i < real_.size(); ++i) {
                for (std::size_t k = 0; k < at_[i].size(); ++k)
                    row.push_back({variable_[i][k], worth_[i][j][at_[i][k]]});
            }
            units_.push_back(base_.add_variable(0, -kUnbounded, kUnbounded));
            row.push_back({units_.back(), -1});
            base_.add_row(std::move(row), 0, 0);
        }
        base_.maximise = true;
    }

    [[nodiscard]] const Milp& program() const { return base_; }
    [[nodiscard]] std::size_t utility(std::size_t party) const { return units_[party]; }
    [[nodiscard]] std::size_t parties() const { return n_; }
    [[nodiscard]] std::optional<double> reserve(std::size_t party) const {
        const auto& reserve = conflict_.parties[party].reserve;
        return reserve ? std::optional<double>(reserve->value()) : std::nullopt;
    }
    [[nodiscard]] double lowest(std::size_t party) const {
        return exact_[party].points(exact_[party].lowest);
    }
    [[nodiscard]] const Worth& worth(std::size_t issue) const { return worth_[issue]; }

    /// The number that each real issue takes in a solution, by issue.
    [[nodiscard]] std::vector<std::optional<double>> numbers(const std::vector<double>& x) const {
        std::vector<std::optional<double>> result(real_.size());
        for (std::size_t i = 0; i < real_.size(); ++i) {
            if (real_[i] == 0) continue;
            double sum = 0, share = 0;
            for (std::size_t k = 0; k < at_[i].size(); ++k) {
                sum += x[variable_[i][k]] * value(i, k);
                share += x[variable_[i][k]];
            }
            result[i] = sum / share;
        }
        return result;
    }

    /// The best product near a solution: listed issues and the pieces of real ones stay, the numbers
    /// between are moved, one after the other, to where the sum of logarithms is largest.
    void polish(std::vector<double>& x, const std::vector<double>& from) const {
        std::vector<double> gain(n_);
        for (std::size_t j = 0; j < n_; ++j) gain[j] = x[units_[j]] - from[j];
        for (int pass = 0; pass < 60; ++pass) {
            for (std::size_t i = 0; i < real_.size(); ++i) {
                if (real_[i] != 0) move(i, x, gain);
            }
        }
    }

private:
    void add_issue(std::size_t i) {
        const Issue& issue = conflict_.space.issues[i];
        Worth worth;
        for (const ExactUtility& u : exact_) {
            worth.emplace_back();
            for (const int128 units : u.contribution[i]) worth.back().push_back(u.points(units));
        }
        std::vector<std::size_t> at;
        if (real_[i] != 0) {
            at = bends(issue, worth);
        } else {
            for (std::size_t o = 0; o < issue.options.size(); ++o) at.push_back(o);
        }
        std::vector<std::size_t> variables;
        std::vector<LpEntry> one;
        for (std::size_t k = 0; k < at.size(); ++k) {
            variables.push_back(real_[i] != 0 ? base_.add_variable(0, 0, 1) : base_.add_integer(0));
            one.push_back({variables.back(), 1});
        }
        base_.add_row(std::move(one), 1, 1);
        if (real_[i] != 0 && at.size() > 2) {  // two neighbours only
            std::vector<std::size_t> piece;
            std::vector<LpEntry> only;
            for (std::size_t s = 0; s + 1 < at.size(); ++s) {
                piece.push_back(base_.add_integer(0));
                only.push_back({piece.back(), 1});
            }
            base_.add_row(std::move(only), 1, 1);
            for (std::size_t k = 0; k < at.size(); ++k) {
                std::vector<LpEntry> row{{variables[k], -1}};
                if (k > 0) row.push_back({piece[k - 1], 1});
                if (k < piece.size()) row.push_back({piece[k], 1});
                base_.add_row(std::move(row), 0, kUnbounded);
            }
        }
        at_.push_back(std::move(at));
        variable_.push_back(std::move(variables));
        worth_.push_back(std::move(worth));
    }

    [[nodiscard]] double value(std::size_t issue, std::size_t k) const {
        return conflict_.space.issues[issue].options[at_[issue][k]].value->value();
    }

    void move(std::size_t i, std::vector<double>& x, std::vector<double>& gain) const {
        // The piece: the last bend with a share, and the one before it.
        std::size_t high = 0;
        for (std::size_t k = 0; k < at_[i].size(); ++k) {
            if (x[variable_[i][k]] > 1e-9) high = k;
        }
        if (at_[i].size() < 2) return;
        high = std::max<std::size_t>(high, 1);
        const std::size_t low = high - 1;
        const double share = x[variable_[i][high]];
        std::vector<double> slope(n_), start(n_);
        for (std::size_t j = 0; j < n_; ++j) {
            slope[j] = worth_[i][j][at_[i][high]] - worth_[i][j][at_[i][low]];
            start[j] = gain[j] - slope[j] * share;
        }
        // Where the derivative of the sum of logarithms is zero, by halving.
        const auto rising = [&](double at) {
            double sum = 0;
            for (std::size_t j = 0; j < n_; ++j) {
                const double g = start[j] + slope[j] * at;
                if (slope[j] != 0) sum += slope[j] / std::max(g, 1e-300);
            }
            return sum > 0;
        };
        double left = 0, right = 1;
        for (std::size_t j = 0; j < n_; ++j) {  // nobody below no deal
            if (slope[j] > 0) left = std::max(left, -start[j] / slope[j]);
            if (slope[j] < 0) right = std::min(right, -start[j] / slope[j]);
        }
        if (left > right) return;
        double best = rising(right) ? right : left;
        if (!rising(right) && rising(left)) {
            for (int k = 0; k < 100; ++k) {
                best = (left + right) / 2;
                (rising(best) ? left : right) = best;
            }
        }
        for (std::size_t k = 0; k < at_[i].size(); ++k) x[variable_[i][k]] = 0;
        x[variable_[i][high]] = best;
        x[variable_[i][low]] = 1 - best;
        for (std::size_t j = 0; j < n_; ++j) gain[j] = start[j] + slope[j] * best;
    }

    const Case& conflict_;
    std::vector<ExactUtility> exact_;
    std::size_t n_;
    std::vector<std::uint8_t> real_;
    std::vector<std::vector<std::size_t>> at_;  ///< [issue]: options that have a variable
    std::vector<std::vector<std::size_t>> variable_;
    std::vector<Worth> worth_;
    std::vector<std::size_t> units_;
    Milp base_;
};

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

/// The shortest fraction within `room` of a number: what an author would have written.
std::optional<Rational> shortest(double x, double room) {
    double rest = x;
    std::int64_t p0 = 1, q0 = 0, p1 = static_cast<std::int64_t>(std::floor(x)), q1 = 1;
    for (int k = 0; k < 30; ++k) {
        if (std::abs(static_cast<double>(p1) / static_cast<double>(q1) - x) <= room)
            return Rational(p1, q1);
        const double part = rest - std::floor(rest);
        if (part < 1e-14) break;
        rest = 1 / part;
        const double whole = std::floor(rest);
        if (whole > 1e9 || static_cast<double>(q1) * whole > 1e12) break;
        const auto a = static_cast<std::int64_t>(whole);
        const std::int64_t p2 = a * p1 + p0, q2 = a * q1 + q0;
        p0 = p1;
        q0 = q1;
        p1 = p2;
        q1 = q2;
    }
    return std::nullopt;
}

/// Puts a number among an issue's options, every party's score on the line between its neighbours.
bool insert(Case& conflict, std::size_t issue, const Rational& value) {
    std::vector<Option>& options = conflict.space.issues[issue].options;
    const bool rising = *options.front().value < *options.back().value;
    std::size_t at = 0;
    while (at < options.size() && (rising ? *options[at].value < value : *options[at].value > value)) ++at;
    if (at == 0 || at == options.size() || *options[at].value == value) return false;
    const Rational a = *options[at - 1].value, b = *options[at].value;
    std::vector<std::pair<IssueScore*, Rational>> scores;
    for (Party& party : conflict.parties) {
        IssueScore& score = party.preference.issues[issue];
        if (score.scores.empty()) continue;
        const Rational low = score.scores[at - 1].best, high = score.scores[at].best;
        scores.emplace_back(&score, low + (high - low) * ((value - a) / (b - a)));
    }
    for (auto& [score, between] : scores)
        score->scores.insert(score->scores.begin() + static_cast<std::ptrdiff_t>(at), Quantity(between));
    options.insert(options.begin() + static_cast<std::ptrdiff_t>(at), {value.to_string(), value});
    return true;
}

std::string obstacle(const Case& conflict) {
    if (!conflict.space.rules.empty()) return "rules tie issues together";
    for (const Party& party : conflict.parties) {
        if (!party.preference.additive()) return "bonuses tie issues together";
    }
    const auto binds = [](const ExactUtility& u) { return u.has_cap && u.highest > u.cap; };
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    if (std::any_of(exact.begin(), exact.end(), binds)) return "a cap on utilities binds";
    if (conflict.war || !conflict.control.empty() || conflict.graph)
        return "the case names its options elsewhere";
    return "";
}

/// Evenly spaced numbers among an issue's options.
void add_grid(Case& conflict, std::size_t issue, std::size_t points) {
    const Rational low = *conflict.space.issues[issue].options.front().value;
    const Rational high = *conflict.space.issues[issue].options.back().value;
    for (std::size_t k = 1; k + 1 < points; ++k) {
        const Rational share(static_cast<std::int64_t>(k), static_cast<std::int64_t>(points - 1));
        try {
            (void)insert(conflict, issue, low + (high - low) * share);
        } catch (const std::overflow_error&) {
            // this number has no fraction that 64 bits hold; its neighbours stand in
        }
    }
}

/// The same outcome of a case with more options.
void rename(std::optional<Outcome>& outcome, const Case& from, const Case& to) {
    if (!outcome || outcome->options.size() != from.space.issues.size()) return;
    for (std::size_t i = 0; i < outcome->options.size(); ++i) {
        const std::string& label = from.space.issues[i].options[outcome->options[i].index()].label;
        const std::vector<Option>& options = to.space.issues[i].options;
        const auto at = std::find_if(options.begin(), options.end(),
                                     [&](const Option& option) { return option.label == label; });
        outcome->options[i] = OptionId(static_cast<std::size_t>(at - options.begin()));
    }
}

/// What holds of the real issues, and what of the options only.
void qualify(const RealOptions& real, SettleResult& result) {
    const std::string names = join_words(real.issues);
    const auto listed = [&](std::size_t issue) { return real.conflict.space.issues[issue].options.size(); };
    std::string sizes;
    for (std::size_t i = 0; i < real.conflict.space.issues.size(); ++i) {
        const std::string& id = real.conflict.space.issues[i].id;
        if (std::find(real.issues.begin(), real.issues.end(), id) == real.issues.end()) continue;
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(listed(i)) + " numbers of " + id;
    }
    if (result.frontier.complete || result.frontier.epsilon)
        result.frontier.epsilon = result.frontier.epsilon.value_or(0) + real.between;
    result.frontier.complete = false;
    result.exact = result.exact && real.exact;
    if (!real.exact && result.zone.empty) result.zone.proved = false;
    for (NamedSolution& named : result.solutions) {
        if (!named.solution) continue;
        const std::string& name = named.name;
        const bool sought = name == "nash" || name == "kalai_smorodinsky" || name == "egalitarian" ||
                            name == "leximin" || name == "utilitarian";
        if (!real.exact || !sought) named.solution->bound_gap.reset();
        named.solution->tied_points.reset();
    }
    if (real.exact) {
        result.notes.push_back(
            "Real-valued (" + names +
            "): whether there is a zone, the best outcomes and the Nash, "
            "Kalai-Smorodinsky, egalitarian and utilitarian deals are those of all numbers (to 1e-9 of the "
            "range); counts, other solutions and the frontier's list are of " +
            sizes + "; --grid N takes more.");
    } else {
        result.notes.push_back("Real-valued (" + names + "): looked at on " + sizes + " only, since " +
                               real.why_not + "; what lies between may be better; --grid N takes more.");
    }
}

}  // namespace

RealSettlement settle_real(const Case& conflict, const std::vector<IssueId>& issues, std::size_t grid,
                           const SettleOptions& options, const RunOptions& run) {
    RealSettlement settled{conflict, {}};
    SettleOptions own = options;
    if (issues.empty()) {
        settled.result = settle(conflict, own, run);
        return settled;
    }
    for (const IssueId issue : issues) add_grid(settled.conflict, issue.index(), grid);
    RealOptions real = with_real_options(settled.conflict, issues, run);
    settled.conflict = real.conflict;
    rename(own.reference, conflict, settled.conflict);
    rename(own.improve, conflict, settled.conflict);
    settled.result = settle(settled.conflict, own, run);
    qualify(real, settled.result);
    return settled;
}

RealOptions with_real_options(const Case& conflict, const std::vector<IssueId>& issues,
                              const RunOptions& run) {
    RealOptions result;
    result.conflict = conflict;
    for (const IssueId issue : issues) result.issues.push_back(conflict.space.issues[issue.index()].id);
    const RealModel model(conflict, issues);
    for (const IssueId issue : issues) {  // the nearer of two neighbours costs at most half the step
        double step = 0;
        for (const std::vector<double>& row : model.worth(issue.index())) {
            for (std::size_t o = 1; o < row.size(); ++o)
                step = std::max(step, std::abs(row[o] - row[o - 1]));
        }
        result.between += step / 2;
    }
    result.why_not = obstacle(conflict);
    if (!result.why_not.empty()) return result;
    std::vector<std::vector<double>> numbers(conflict.space.issues.size());
    result.exact = RealHunt(model, run).run(numbers);
    if (!result.exact) result.why_not = "a program was not solved";
    for (const IssueId issue : issues) {
        const std::vector<Option>& options = conflict.space.issues[issue.index()].options;
        const double range = std::abs(options.back().value->value() - options.front().value->value());
        for (const double number : numbers[issue.index()]) {
            try {
                const auto value = shortest(number, 1e-9 * range);
                if (value && insert(result.conflict, issue.index(), *value)) ++result.added;
            } catch (const std::overflow_error&) {
                result.exact = false;  // the number has no fraction that 64 bits hold
                result.why_not = "its numbers have too many digits";
            }
        }
    }
    return result;
}

}  // namespace entente::settle
