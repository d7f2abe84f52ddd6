#include "entente/war/learning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "entente/war/front.hpp"
#include "entente/war/ripeness.hpp"
#include "war/models/plain_induction.hpp"

namespace entente::war {
namespace {

constexpr double kMaxProofCells = 2e6;  // the same for a proof
constexpr double kMaxCells = 2e7;       // states of the longest horizon that is tried to bound the error
constexpr double kMaxLonger = 2e6;  // battles tried, times the positions that the war's own horizon reaches

/// Beliefs frozen after `n` battles: each side's own walk to the end.
Pair frozen_value(const Learning& war, int n, int k) {
    const int wins = (k - war.start + n) / 2;
    Pair value;
    for (std::size_t i = 0; i < 2; ++i) {
        const double p = war.prior[i].mean(wins, n - wins);
        const Ending ending = walk_ending({war.forts, k, p, 1 - p, war.discount}, false);
        value[i] = ending.discounted_win[i] - war.cost[i] * ending.present_cost;
    }
    return value;
}

/// The walk to the end from a position under the truth.
Pair true_value(const Learning& war, int k) {
    const Ending ending = walk_ending({war.forts, k, war.truth, 1 - war.truth, war.discount}, false);
    return fighting_values(ending, war.cost);
}

/// Values by position, one layer (battle count) at a time; positions 0 and N are the ends.
class Induction {
public:
    Induction(const Learning& war, int horizon) : war_(war), horizon_(horizon) {
        low_ = lowest_position(war, horizon);
        const int high = highest_position(war, horizon);
        value_[0].assign(static_cast<std::size_t>(high - low_ + 1), 0.0);
        value_[1] = value_[0];
        if (low_ == 0) value_[1].front() = 1;
        if (high == war.forts) value_[0].back() = 1;
        seen_ = value_;
    }

    /// Runs the induction; `visit(n, position, share or kFighting)` sees every live state.
    template <class Visit>
    void run(Visit&& visit) {
        for (int n = horizon_; n >= 0; --n) {
            const double pie = pie_at(war_, n);
            for (int k = first_live(war_, n); k <= last_live(war_, n); k += 2) {
                const Pair fight = n == horizon_ ? frozen_value(war_, n, k) : fighting(n, k);
                const Decision decision = decide_state(war_, n, pie, fight);
                value_[0][at(k)] = decision.value[0];
                value_[1][at(k)] = decision.value[1];
                see(n, k, pie, decision);
                if (n == 0) root_ = fight, surplus_ = decision.surplus;
                visit(n, k, decision.settles ? decision.share : kFighting);
            }
        }
    }

    [[nodiscard]] Pair root() const { return root_; }
    [[nodiscard]] double surplus() const { return surplus_; }
    [[nodiscard]] Pair root_seen() const { return root_seen_; }

private:
    [[nodiscard]] std::size_t at(int position) const { return static_cast<std::size_t>(position - low_); }

    [[nodiscard]] Pair fighting(int n, int k) const {
        const int wins = (k - war_.start + n) / 2;
        Pair result;
        for (std::size_t i = 0; i < 2; ++i) {
            const double p = war_.prior[i].mean(wins, n - wins);
            result[i] =
                -war_.cost[i] + war_.discount * (p * value_[i][at(k + 1)] + (1 - p) * value_[i][at(k - 1)]);
        }
        return result;
    }

    /// What the sides' decisions bring under the truth, each side's costs deducted.
    void see(int n, int k, double pie, const Decision& decision) {
        Pair fight;
        if (n == horizon_) {
            fight = true_value(war_, k);
        } else {
            for (std::size_t i = 0; i < 2; ++i) {
                fight[i] = -war_.cost[i] + war_.discount * (war_.truth * seen_[i][at(k + 1)] +
                                                            (1 - war_.truth) * seen_[i][at(k - 1)]);
            }
        }
        if (n == 0) root_seen_ = fight;
        seen_[0][at(k)] = decision.settles ? decision.share : fight[0];
        seen_[1][at(k)] = decision.settles ? pie - decision.share : fight[1];
    }

    const Learning& war_;
    int horizon_;
    int low_;
    std::array<std::vector<double>, 2> value_;
    std::array<std::vector<double>, 2> seen_;
    Pair root_{0, 0};
    Pair root_seen_{0, 0};
    double surplus_ = 0;
};

/// The decisions of every live state: the first side's share, or kFighting.
struct Table {
    int low = 0;
    std::size_t width = 0;
    std::vector<double> share;

    [[nodiscard]] std::size_t at(int n, int k) const {
        return static_cast<std::size_t>(n) * width + static_cast<std::size_t>(k - low) / 2;
    }
};

struct Root {
    Pair value{0, 0};
    double surplus = 0;
    Pair seen{0, 0};
};

/// Decides every live state of a war in which no public counts. \param table receives them where given
Root plain_root(const Learning& war, int horizon, Table* table) {
    PlainInduction induction(war, horizon, table != nullptr);
    Root root;
    for (int k = first_live(war, horizon); k <= last_live(war, horizon); k += 2) {
        const Pair fight = frozen_value(war, horizon, k);
        const Pair seen = table != nullptr ? true_value(war, k) : Pair{};
        const double pie = pie_at(war, horizon);
        const Decision decision = decide_state(war, horizon, pie, fight);
        const Pair deal{decision.share, pie - decision.share};
        induction.set(k, decision.value, decision.settles ? deal : seen);
        if (table != nullptr)
            table->share[table->at(horizon, k)] = decision.settles ? decision.share : kFighting;
        if (horizon == 0) root = {fight, decision.surplus, seen};
    }
    for (int n = horizon; n-- > 0;) {
        if (n == 0) {
            root.value = induction.fighting(0, war.start);
            root.surplus = decide_state(war, 0, pie_at(war, 0), root.value).surplus;
            if (table != nullptr) root.seen = induction.fighting_seen(war.start);
        }
        induction.step(n, table != nullptr ? &table->share[table->at(n, first_live(war, n))] : nullptr);
    }
    return root;
}

Table decide(const Learning& war, int horizon, Root& root) {
    Table table;
    table.low = lowest_position(war, horizon);
    const int high = highest_position(war, horizon);
    table.width = static_cast<std::size_t>(high - table.low) / 2 + 1;
    table.share.assign(table.width * static_cast<std::size_t>(horizon + 1), kFighting);
    if (!publics_count(war)) {
        root = plain_root(war, horizon, &table);
        return table;
    }
    Induction induction(war, horizon);
    induction.run([&](int n, int k, double share) { table.share[table.at(n, k)] = share; });
    root = {induction.root(), induction.surplus(), induction.root_seen()};
    return table;
}

Pair root_value(const Learning& war, int horizon) {
    if (!publics_count(war)) return plain_root(war, horizon, nullptr).value;
    Induction induction(war, horizon);
    induction.run([](int, int, double) {});
    return induction.root();
}

/// Passes the truth forward through the decisions.
class ForwardPass {
public:
    ForwardPass(const Learning& war, const Table& table, int horizon, LearningResult& result)
        : war_(war), table_(table), horizon_(horizon), result_(result) {}

    void run() {
        std::vector<double> reach(table_.width * 2 + 2, 0.0);
        std::vector<double> next(reach.size(), 0.0);
        reach[index(war_.start)] = 1;
        double second = 0;
        Pair share{0, 0};
        double before = 1;
        double discount = 1;
        Pair conquest{0, 0};  // by the battle just fought
        for (int n = 0; n <= horizon_; ++n) {
            LearningStep step;
            step.conquest = conquest;
            conquest = {0, 0};
            double alive = 0;
            std::fill(next.begin(), next.end(), 0.0);
            for (int k = first_live(war_, n); k <= last_live(war_, n); k += 2) {
                const double p = reach[index(k)];
                if (p <= 0) continue;
                look(n, k, p, step);
                const double x = table_.share[table_.at(n, k)];
                if (x != kFighting) {
                    step.settle += p;
                    share[0] += p * x;
                    share[1] += p * (pie_at(war_, n) - x);
                    const int wins = (k - war_.start + n) / 2;
                    result_.terms.push_back({wins, n - wins, x, p});
                    continue;
                }
                alive += p;
                if (n == horizon_) continue;
                (k + 1 == war_.forts ? conquest[0] : next[index(k + 1)]) += p * war_.truth;
                (k - 1 == 0 ? conquest[1] : next[index(k - 1)]) += p * (1 - war_.truth);
            }
            const double ended = step.settle + step.conquest[0] + step.conquest[1];
            finish(step, ended, alive, before);
            result_.expected_battles += ended * n;
            second += ended * n * n;
            result_.settles += step.settle;
            for (std::size_t i = 0; i < 2; ++i) result_.conquest[i] += step.conquest[i];
            result_.course.push_back(step);
            before = alive;
            if (n < horizon_) result_.present_battles += alive * discount;
            discount *= war_.discount;
            std::swap(reach, next);
            if (alive <= 0) break;
        }
        const bool over = before <= 0;
        result_.unresolved = over ? 0 : before;
        // A war still fought at the horizon counts as having lasted so long.
        result_.expected_battles += result_.unresolved * horizon_;
        second += result_.unresolved * horizon_ * horizon_;
        result_.battles_sd =
            std::sqrt(std::max(0.0, second - result_.expected_battles * result_.expected_battles));
        for (std::size_t i = 0; i < 2; ++i) {
            result_.mean_shares[i] =
                result_.settles > 0 ? share[i] / result_.settles : std::numeric_limits<double>::quiet_NaN();
        }
        result_.mean_share = result_.mean_shares[0];
    }

private:
    [[nodiscard]] std::size_t index(int k) const { return static_cast<std::size_t>(k - table_.low); }

    /// Adds the state's beliefs and ripeness, weighted by its chance.
    void look(int n, int k, double p, LearningStep& step) const {
        const int wins = (k - war_.start + n) / 2;
        const double out = table_.share[table_.at(n, k)] != kFighting ? 1 : 0;
        step.position += p * k;
        std::array<Outlook, 2> view;
        for (std::size_t i = 0; i < 2; ++i) {
            const double belief = war_.prior[i].mean(wins, n - wins);
            step.belief[i] += p * belief;
            const Ending ending = walk_ending({war_.forts, k, belief, 1 - belief, 1}, false);
            view[i] = outlook(ending.win[i], ending.duration, war_.cost[i]);
            step.stalemate[i] += p * view[i].stalemate();
        }
        step.way_out += p * out;
        step.ripeness += p * out * mutual_stalemate(view[0], view[1]);
    }

    static void finish(LearningStep& step, double ended, double alive, double before) {
        step.fighting = alive;
        step.hazard = before > 0 ? std::min(1.0, ended / before) : 0;
        const double seen = alive + step.settle;
        if (seen <= 0) return;
        step.position /= seen;
        step.way_out /= seen;
        step.ripeness /= seen;
        for (std::size_t i = 0; i < 2; ++i) {
            step.belief[i] /= seen;
            step.stalemate[i] /= seen;
        }
    }

    const Learning& war_;
    const Table& table_;
    int horizon_;
    LearningResult& result_;
};

/// |F(T) - F(T')| plus the bracket at T', the larger of the two sides'.
double bound_through(const Learning& war, int longer, Bracketing how, const Pair& value, double& rest) {
    const ValueBracket bracket = bracket_values(war, longer, how);
    const Pair root = longer == war.horizon ? value : root_value(war, longer);
    double bound = 0;
    rest = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const double beyond = std::max({0.0, bracket.high[i] - root[i], root[i] - bracket.low[i]});
        rest = std::max(rest, beyond);
        bound = std::max(bound, std::abs(root[i] - value[i]) + beyond);
    }
    return bound;
}

/// Compares with longer horizons until the rest cannot matter.
void bound_error(const Learning& war, double tolerance, LearningResult& result) {
    const auto states = [&](double horizon) { return horizon * std::min<double>(war.forts, horizon) / 2; };
    const double reached = std::min(war.forts, 2 * war.horizon) / 2.0 + 1;
    double rest = 0;
    for (int longer = war.horizon;; longer = std::max(2 * longer, 16)) {
        result.value_bound = bound_through(war, longer, Bracketing::ordered, result.value, rest);
        result.enough = longer;
        const bool over = longer >= 64.0 * war.forts * war.forts;  // long past the end of any walk
        if (rest <= tolerance / 10 || over) break;
        if (states(2.0 * longer) > kMaxCells || 2.0 * longer * reached > kMaxLonger) break;
    }
    result.proven_bound = result.value_bound;
    if (!order_is_kept(war)) {
        result.proven_bound = std::numeric_limits<double>::infinity();
        // Sixteen times the squared forts is far past the end of any walk; beyond it nothing is learnt.
        const double forts = war.forts;
        for (double longer = std::max(1, result.enough); states(longer) <= kMaxProofCells; longer *= 4) {
            result.proven_bound = std::min(
                result.proven_bound,
                bound_through(war, static_cast<int>(longer), Bracketing::intervals, result.value, rest));
            if (longer >= 16 * forts * forts) break;
            if (result.proven_bound <= tolerance) break;
        }
        if (result.proven_bound <= std::max(tolerance, result.value_bound)) {
            result.value_bound = result.proven_bound;
        }
    }
    if (result.enough > war.horizon) {
        Learning extended = war;
        extended.horizon = result.enough;
        LearningResult other;
        Root root;
        const Table table = decide(extended, extended.horizon, root);
        ForwardPass(extended, table, extended.horizon, other).run();
        result.battles_bound = std::abs(other.expected_battles - result.expected_battles) +
                               other.unresolved * war.forts * (war.forts / 4.0);
    } else {
        result.battles_bound = result.unresolved * war.forts * (war.forts / 4.0);
    }
    result.horizon_suffices = result.value_bound <= tolerance && result.battles_bound <= 1e3 * tolerance;
}

}  // namespace

double Dividend::at(int battles) const {
    if (expires >= 0 && battles >= expires) return 0;
    return battles == 0 ? size : size * std::pow(keep, battles);
}

LearningResult learn(const Learning& war, double horizon_tolerance) {
    ENTENTE_EXPECTS(war.forts >= 1 && war.start >= 0 && war.start <= war.forts && war.horizon >= 0);
    LearningResult result;
    if (war.start == 0 || war.start == war.forts) {  // decided before it begins
        const std::size_t winner = war.start == 0 ? 1 : 0;
        result.value[winner] = 1;
        result.seen[winner] = 1;
        result.conquest[winner] = 1;
        result.mean_share = std::numeric_limits<double>::quiet_NaN();
        result.mean_shares = {result.mean_share, result.mean_share};
        result.enough = war.horizon;
        return result;
    }
    Root root;
    const Table table = decide(war, war.horizon, root);
    result.value = root.value;
    result.surplus = root.surplus;
    result.seen = root.seen;
    result.settles_at_once = result.surplus >= -war.tolerance;
    ForwardPass(war, table, war.horizon, result).run();
    if (horizon_tolerance > 0) bound_error(war, horizon_tolerance, result);
    return result;
}

}  // namespace entente::war
