#include <limits>
#include <vector>

#include "war/models/plain_induction.hpp"

namespace entente::war {
namespace {

struct Interval {
    double low = 0;
    double high = 0;
};
/// Both sides' values, and (where intervals are carried) their sum, which is known far better than its
/// parts: a deal makes it the pie.
struct Intervals {
    std::array<Interval, 2> side;
    Interval sum;
    [[nodiscard]] Interval& operator[](std::size_t i) { return side[i]; }
    [[nodiscard]] const Interval& operator[](std::size_t i) const { return side[i]; }
};

class Bracket {
public:
    Bracket(const Learning& war, int horizon, Bracketing how)
        : war_(war),
          horizon_(horizon),
          ordered_(how == Bracketing::ordered),
          low_(lowest_position(war, horizon)),
          value_(static_cast<std::size_t>(highest_position(war, horizon) - low_ + 1)) {
        if (low_ == 0) value_.front() = {{Interval{0, 0}, Interval{1, 1}}, {1, 1}};
        if (highest_position(war, horizon) == war.forts)
            value_.back() = {{Interval{1, 1}, Interval{0, 0}}, {1, 1}};
    }

    ValueBracket run() {
        if (ordered_ && !publics_count(war_)) return plain();
        Intervals root{};
        for (int n = horizon_; n >= 0; --n) {
            const double pie = pie_at(war_, n);
            for (int k = first_live(war_, n); k <= last_live(war_, n); k += 2) {
                const Intervals fight = n == horizon_ ? beyond() : fighting(n, k);
                if (n == 0) root = fight;
                at(k) = n == horizon_ ? fight : ordered_ ? ordered(n, pie, fight) : either(n, pie, fight);
            }
        }
        return {{root[0].low, root[1].low}, {root[0].high, root[1].high}};
    }

private:
    /// Each side's best goes with the other's worst: two inductions, one from either extreme.
    [[nodiscard]] ValueBracket plain() const {
        const Intervals end = beyond();
        std::array<Pair, 2> root;
        for (const bool first_best : {true, false}) {
            const Pair extreme{first_best ? end[0].high : end[0].low,
                               first_best ? end[1].low : end[1].high};
            Pair& found = root[first_best ? 0 : 1];
            found = extreme;
            PlainInduction induction(war_, horizon_, false);
            for (int k = first_live(war_, horizon_); k <= last_live(war_, horizon_); k += 2)
                induction.set(k, extreme, {});
            for (int n = horizon_; n-- > 0;) {
                if (n == 0) found = induction.fighting(0, war_.start);
                induction.step(n, nullptr);
            }
        }
        return {{root[1][0], root[0][1]}, {root[0][0], root[1][1]}};
    }

    [[nodiscard]] Intervals& at(int k) { return value_[static_cast<std::size_t>(k - low_)]; }

    /// No belief about a walk over N forts expects more than N^2/4 further battles, and no end of the war
    /// gives a leader more than the pie, or less than nothing and what its public charges.
    [[nodiscard]] Intervals beyond() const {
        const double battles = war_.forts * (war_.forts / 4.0);
        const double pie = pie_at(war_, 0);
        Intervals result;
        for (std::size_t i = 0; i < 2; ++i) {
            const Public& audience = war_.publics[i];
            result[i].high = pie + std::max(0.0, -war_.cost[i]) * battles;
            const double charge = audience.penalty == 0
                                      ? 0
                                      : audience.penalty * std::max({0.0, audience.expect, result[i].high});
            result[i].low = -charge - std::max(0.0, war_.cost[i]) * battles;
        }
        result.sum = {result[0].low + result[1].low, result[0].high + result[1].high};
        return result;
    }

    [[nodiscard]] Intervals fighting(int n, int k) {
        const int wins = (k - war_.start + n) / 2;
        Intervals result;
        for (std::size_t i = 0; i < 2; ++i) {
            const double p = war_.prior[i].mean(wins, n - wins);
            const Interval& won = at(k + 1)[i];
            const Interval& lost = at(k - 1)[i];
            result[i].low = -war_.cost[i] + war_.discount * (p * won.low + (1 - p) * lost.low);
            result[i].high = -war_.cost[i] + war_.discount * (p * won.high + (1 - p) * lost.high);
        }
        if (ordered_) return result;
        result.sum = {result[0].low + result[1].low, result[0].high + result[1].high};
        // The same through one side's belief i: the sum's mean, and what the other, j, sees otherwise.
        for (std::size_t i = 0; i < 2; ++i) {
            const std::size_t j = 1 - i;
            const double p = war_.prior[i].mean(wins, n - wins);
            const double apart = war_.prior[j].mean(wins, n - wins) - p;
            const double one = apart * (at(k + 1)[j].low - at(k - 1)[j].high);
            const double other = apart * (at(k + 1)[j].high - at(k - 1)[j].low);
            const double costs = -war_.cost[0] - war_.cost[1];
            const double low = p * at(k + 1).sum.low + (1 - p) * at(k - 1).sum.low + std::min(one, other);
            const double high =
                p * at(k + 1).sum.high + (1 - p) * at(k - 1).sum.high + std::max(one, other);
            result.sum.low = std::max(result.sum.low, costs + war_.discount * low);
            result.sum.high = std::min(result.sum.high, costs + war_.discount * high);
        }
        return result;
    }

    /// Each side's best goes with the other's worst.
    [[nodiscard]] Intervals ordered(int n, double pie, const Intervals& fight) const {
        const Decision first = decide_state(war_, n, pie, {fight[0].high, fight[1].low});
        const Decision second = decide_state(war_, n, pie, {fight[0].low, fight[1].high});
        Intervals result{
            {Interval{second.value[0], first.value[0]}, Interval{first.value[1], second.value[1]}}, {}};
        return result;
    }

    /// Holds whatever the state may do: settle, on terms between the extreme ones, or fight on.
    [[nodiscard]] Intervals either(int n, double pie, const Intervals& fight) const {
        std::array<Interval, 2> asked;
        std::array<Interval, 2> expected;
        for (std::size_t i = 0; i < 2; ++i) {  // both rise with what fighting on is worth
            const Public& audience = war_.publics[i];
            asked[i] = {demand(audience, fight[i].low, n), demand(audience, fight[i].high, n)};
            expected[i] = {expected_by(audience, fight[i].low, n), expected_by(audience, fight[i].high, n)};
        }
        // What both ask: by their parts, or by the sum of what fighting is worth to both and what each
        // public adds to that, which falls as fighting is worth more.
        const auto added = [&](std::size_t i, double value) {
            return demand(war_.publics[i], value, n) - value;
        };
        const double high = std::min(asked[0].high + asked[1].high,
                                     fight.sum.high + added(0, fight[0].low) + added(1, fight[1].low));
        const double low = std::max(asked[0].low + asked[1].low,
                                    fight.sum.low + added(0, fight[0].high) + added(1, fight[1].high));
        const double least = pie - high;
        const double most = pie - low;
        const double slack =
            1e-14 * (1 + std::abs(pie) + std::abs(asked[0].high) + std::abs(asked[1].high));
        if (most < -war_.tolerance - slack) return fight;
        const double part = war_.proposer;
        const Interval share{
            std::clamp((1 - part) * asked[0].low + part * (pie - asked[1].high), 0.0, pie),
            std::clamp((1 - part) * asked[0].high + part * (pie - asked[1].low), 0.0, pie)};
        Intervals deal{{Interval{felt(war_.publics[0], share.low, expected[0].high),
                                 felt(war_.publics[0], share.high, expected[0].low)},
                        Interval{felt(war_.publics[1], pie - share.high, expected[1].high),
                                 felt(war_.publics[1], pie - share.low, expected[1].low)}},
                       {}};
        // A deal gives each leader at least what fighting on does, unless it is cut at the whole pie.
        for (std::size_t i = 0; i < 2; ++i) {
            deal[i].low = std::max(
                deal[i].low, std::min(fight[i].low, felt(war_.publics[i], pie, expected[i].high)) - slack);
        }
        const Interval other{pie - share.high, pie - share.low};
        const auto charge = [&](std::size_t i, double got, double hoped) {
            return got - felt(war_.publics[i], got, hoped);
        };
        deal.sum = {pie - charge(0, share.low, expected[0].high) - charge(1, other.low, expected[1].high),
                    pie - charge(0, share.high, expected[0].low) - charge(1, other.high, expected[1].low)};
        if (least >= -war_.tolerance + slack) return deal;
        for (std::size_t i = 0; i < 2; ++i) {
            deal[i].low = std::min(deal[i].low, fight[i].low);
            deal[i].high = std::max(deal[i].high, fight[i].high);
        }
        deal.sum = {std::min(deal.sum.low, fight.sum.low), std::max(deal.sum.high, fight.sum.high)};
        return deal;
    }

    const Learning& war_;
    int horizon_;
    bool ordered_;
    int low_;
    std::vector<Intervals> value_;
};

}  // namespace

bool order_is_kept(const Learning& war) {
    for (std::size_t i = 0; i < 2; ++i) {
        if (war.cost[i] < 0 || war.publics[i].penalty != 0) return false;
    }
    return true;
}

ValueBracket bracket_values(const Learning& war, int horizon, Bracketing how) {
    return Bracket(war, horizon, how).run();
}

}  // namespace entente::war
