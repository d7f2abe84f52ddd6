#include "entente/war/mediation.hpp"

#include <algorithm>
#include <limits>

#include "entente/core/expects.hpp"
#include "entente/core/lp.hpp"

namespace entente::war {

BestMediation best_mediation(const PrivateStrength& model) {
    const double q = model.strong;
    const double edge =
        2 * model.chance * model.left - 1;  // what a strong side gains by war with a weak one
    BestMediation best;
    const double odds = q / (1 - q);
    const double gain = edge / (1 - model.left);
    best.strong_share = std::max(0.5, model.chance * model.left);
    best.equal_split_is_safe = odds >= gain;
    if (best.equal_split_is_safe) return best;
    if (odds < gain / 2) {
        best.settle_high = 0;
        best.settle_mixed = 1 / (1 + gain - 2 * odds);
    } else {
        best.settle_mixed = 1;
        best.settle_high = (2 * odds - gain) / (odds * (gain + 1 - odds));
    }
    best.peace = (1 - q) * (1 - q) + 2 * q * (1 - q) * best.settle_mixed + q * q * best.settle_high;
    return best;
}

BestMediation best_mediation_by_program(const PrivateStrength& model) {
    const double q = model.strong;
    const double half = model.left / 2;
    const double wins = model.chance * model.left;  // strong against weak
    const double loses = (1 - model.chance) * model.left;
    Lp lp;
    lp.maximise = true;
    const std::size_t high = lp.add_variable(q * q, 0, 1);
    const std::size_t mixed = lp.add_variable(2 * q * (1 - q), 0, 1);
    const std::size_t share = lp.add_variable(0, 0, 1);  // settle_mixed times the strong side's share
    const std::size_t low = lp.add_variable((1 - q) * (1 - q), 0, 1);
    lp.add_row({{share, 1}, {mixed, -1}}, -kUnbounded, 0);
    // Each type's expected gain over war, under either report. A deal gives the half among equals.
    const double strong_war = q * half + (1 - q) * wins;
    const double weak_war = q * loses + (1 - q) * half;
    // Strong and honest: q [h/2 + (1-h) half] + (1-q) [share + (1-mixed) wins] >= war.
    lp.add_row({{high, q * (0.5 - half)}, {share, 1 - q}, {mixed, -(1 - q) * wins}},
               strong_war - q * half - (1 - q) * wins, kUnbounded);
    // Weak and honest: q [mixed - share + (1-mixed) loses] + (1-q) [l/2 + (1-l) half] >= war.
    lp.add_row({{mixed, q * (1 - loses)}, {share, -q}, {low, (1 - q) * (0.5 - half)}},
               weak_war - q * loses - (1 - q) * half, kUnbounded);
    // Weak does not report strong: ... >= q [h/2 + (1-h) loses] + (1-q) [share + (1-mixed) half].
    lp.add_row({{mixed, q * (1 - loses) + (1 - q) * half},
                {share, -q - (1 - q)},
                {low, (1 - q) * (0.5 - half)},
                {high, -q * (0.5 - loses)}},
               0, kUnbounded);
    // Strong does not report weak: ... >= q [mixed - share + (1-mixed) half] + (1-q) [l/2 + (1-l) wins].
    lp.add_row({{high, q * (0.5 - half)},
                {share, (1 - q) + q},
                {mixed, -(1 - q) * wins - q * (1 - half)},
                {low, -(1 - q) * (0.5 - wins)}},
               0, kUnbounded);
    const LpResult solved = solve(lp);
    BestMediation best;
    ENTENTE_EXPECTS(solved.status == LpStatus::optimal);
    best.peace = solved.objective;
    best.settle_high = solved.values[high];
    best.settle_mixed = solved.values[mixed];
    best.strong_share = best.settle_mixed > 0 ? solved.values[share] / best.settle_mixed : 0.5;
    const double gain = (2 * wins - 1) / (1 - model.left);
    best.equal_split_is_safe = q / (1 - q) >= gain;
    return best;
}

MediationProgram program_of(const PrivateStrength& model, std::size_t grid) {
    MediationProgram program;
    const double half = model.left / 2;
    const double wins = model.chance * model.left;
    const double loses = (1 - model.chance) * model.left;
    for (std::size_t i = 0; i < 2; ++i) {
        program.chance[i] = {model.strong, 1 - model.strong};
        program.war[i] = {{half, wins}, {loses, half}};
    }
    program.splits = {0.5, wins, 1 - wins};
    for (std::size_t g = 0; g < grid; ++g) {
        program.splits.push_back((static_cast<double>(g) + 0.5) / static_cast<double>(grid));
    }
    return program;
}

namespace {

/// Builds the linear program of Myerson's mediator. Types a of the first and b of the second side.
class Mediator {
public:
    explicit Mediator(const MediationProgram& model)
        : m_(model), types_{model.chance[0].size(), model.chance[1].size()}, splits_(model.splits.size()) {}

    MediationPlan solve_it() {
        add_plans();
        for (std::size_t i = 0; i < 2; ++i) {
            for (std::size_t t = 0; t < types_[i]; ++t) {
                for (std::size_t s = 0; s < splits_; ++s) obey(i, t, s);
                for (std::size_t report = 0; report < types_[i]; ++report) be_honest(i, t, report);
            }
        }
        const LpResult solved = solve(lp_);
        MediationPlan plan;
        plan.solved = solved.status == LpStatus::optimal;
        if (plan.solved) read(solved.values, plan);
        return plan;
    }

private:
    [[nodiscard]] std::size_t variable(std::size_t a, std::size_t b, std::size_t s) const {
        return (a * types_[1] + b) * (splits_ + 1) + s;  // s == splits_: war
    }
    /// The plan's variable where side i reports `own` and the other side is `other`.
    [[nodiscard]] std::size_t of(std::size_t i, std::size_t own, std::size_t other, std::size_t s) const {
        return i == 0 ? variable(own, other, s) : variable(other, own, s);
    }
    [[nodiscard]] double share(std::size_t i, std::size_t s) const {
        return i == 0 ? m_.splits[s] : 1 - m_.splits[s];
    }

    void add_plans() {
        lp_.maximise = true;
        for (std::size_t a = 0; a < types_[0]; ++a) {
            for (std::size_t b = 0; b < types_[1]; ++b) {
                const double both = m_.chance[0][a] * m_.chance[1][b];
                std::vector<LpEntry> sum;
                for (std::size_t s = 0; s <= splits_; ++s) {
                    const double gives =
                        s < splits_ ? 1 + m_.bias * m_.splits[s] : m_.bias * m_.war[0][a][b];
                    sum.push_back({lp_.add_variable(both * gives, 0, 1), 1});
                }
                lp_.add_row(std::move(sum), 1, 1);
            }
        }
    }

    /// Told split s, an honest side prefers it to war.
    void obey(std::size_t i, std::size_t own, std::size_t s) {
        std::vector<LpEntry> row;
        for (std::size_t o = 0; o < types_[1 - i]; ++o) {
            row.push_back({of(i, own, o, s), m_.chance[1 - i][o] * (share(i, s) - m_.war[i][own][o])});
        }
        lp_.add_row(std::move(row), 0, kUnbounded);
    }

    /// Honesty pays at least as much as any report with the best disobedience after it.
    void be_honest(std::size_t i, std::size_t own, std::size_t report) {
        if (report == own) return;
        std::vector<double> row(lp_.objective.size(), 0.0);
        for (std::size_t o = 0; o < types_[1 - i]; ++o) {
            const double weight = m_.chance[1 - i][o];
            for (std::size_t s = 0; s < splits_; ++s) row[of(i, own, o, s)] += weight * share(i, s);
            row[of(i, own, o, splits_)] += weight * m_.war[i][own][o];
            row[of(i, report, o, splits_)] -= weight * m_.war[i][own][o];
        }
        std::vector<LpEntry> entries;
        for (std::size_t v = 0; v < row.size(); ++v) {
            if (row[v] != 0) entries.push_back({v, row[v]});
        }
        for (std::size_t s = 0; s < splits_; ++s) {
            const std::size_t z = lp_.add_variable(0, -kUnbounded, kUnbounded);
            std::vector<LpEntry> accept{{z, 1}};
            std::vector<LpEntry> fight{{z, 1}};
            for (std::size_t o = 0; o < types_[1 - i]; ++o) {
                const double weight = m_.chance[1 - i][o];
                accept.push_back({of(i, report, o, s), -weight * share(i, s)});
                fight.push_back({of(i, report, o, s), -weight * m_.war[i][own][o]});
            }
            lp_.add_row(std::move(accept), 0, kUnbounded);
            lp_.add_row(std::move(fight), 0, kUnbounded);
            entries.push_back({z, -1});
        }
        lp_.add_row(std::move(entries), 0, kUnbounded);
    }

    void read(const std::vector<double>& values, MediationPlan& plan) const {
        plan.split.assign(types_[0], std::vector<std::vector<double>>(types_[1]));
        for (std::size_t a = 0; a < types_[0]; ++a) {
            for (std::size_t b = 0; b < types_[1]; ++b) {
                const double both = m_.chance[0][a] * m_.chance[1][b];
                for (std::size_t s = 0; s < splits_; ++s) {
                    const double p = values[variable(a, b, s)];
                    plan.split[a][b].push_back(p);
                    plan.peace += both * p;
                    for (std::size_t i = 0; i < 2; ++i) plan.value[i] += both * p * share(i, s);
                }
                const double war = values[variable(a, b, splits_)];
                plan.value[0] += both * war * m_.war[0][a][b];
                plan.value[1] += both * war * m_.war[1][b][a];
            }
        }
    }

    const MediationProgram& m_;
    std::size_t types_[2];
    std::size_t splits_;
    Lp lp_;
};

}  // namespace

MediationPlan solve_mediation(const MediationProgram& program) { return Mediator(program).solve_it(); }

MediatorVerdict mediator_believed(const BiasedMediator& m) {
    const double scale = (1 - m.error) * (m.cost_high - m.cost_low) - m.error * m.cost_low;
    MediatorVerdict verdict;
    verdict.threshold = scale > 0 ? m.error * m.loss / scale : std::numeric_limits<double>::infinity();
    verdict.believed = 2 * m.bias - 1 >= verdict.threshold;
    return verdict;
}

double best_trade(std::size_t n) {
    // Buyer's value and seller's cost on midpoints; trade with chance q(b,s); interim transfers t_b, t_s.
    const auto count = static_cast<double>(n);
    const auto at = [&](std::size_t i) { return (static_cast<double>(i) + 0.5) / count; };
    Lp lp;
    lp.maximise = true;
    for (std::size_t b = 0; b < n; ++b) {
        for (std::size_t s = 0; s < n; ++s) lp.add_variable((at(b) - at(s)) / (count * count), 0, 1);
    }
    std::vector<std::size_t> pays(n);
    std::vector<std::size_t> gets(n);
    for (std::size_t i = 0; i < n; ++i) pays[i] = lp.add_variable(0, -kUnbounded, kUnbounded);
    for (std::size_t i = 0; i < n; ++i) gets[i] = lp.add_variable(0, -kUnbounded, kUnbounded);
    const auto buyer = [&](std::vector<LpEntry>& row, std::size_t report, double value, double sign) {
        for (std::size_t s = 0; s < n; ++s) row.push_back({report * n + s, sign * value / count});
        row.push_back({pays[report], -sign});
    };
    const auto seller = [&](std::vector<LpEntry>& row, std::size_t report, double cost, double sign) {
        for (std::size_t b = 0; b < n; ++b) row.push_back({b * n + report, -sign * cost / count});
        row.push_back({gets[report], sign});
    };
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<LpEntry> row;
        buyer(row, i, at(i), 1);
        lp.add_row(row, 0, kUnbounded);
        row.clear();
        seller(row, i, at(i), 1);
        lp.add_row(row, 0, kUnbounded);
        for (const int step : {-1, 1}) {  // neighbours suffice: payoffs are linear in the value
            if ((i == 0 && step < 0) || (i + 1 == n && step > 0)) continue;
            const std::size_t j = step < 0 ? i - 1 : i + 1;
            row.clear();
            buyer(row, i, at(i), 1);
            buyer(row, j, at(i), -1);
            lp.add_row(row, 0, kUnbounded);
            row.clear();
            seller(row, i, at(i), 1);
            seller(row, j, at(i), -1);
            lp.add_row(row, 0, kUnbounded);
        }
    }
    std::vector<LpEntry> budget;
    for (std::size_t i = 0; i < n; ++i) {
        budget.push_back({pays[i], 1});
        budget.push_back({gets[i], -1});
    }
    lp.add_row(std::move(budget), 0, kUnbounded);
    const LpResult solved = solve(lp);
    ENTENTE_EXPECTS(solved.status == LpStatus::optimal);
    return solved.objective;
}

}  // namespace entente::war
