// Every method against a slow exhaustive reference, on small cases of every kind: bonuses, rules, caps,
// with and without reservation values, references, one to five parties. And: who is listed first decides
// nothing.
#include <gtest/gtest.h>

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "entente/core/diagnostic.hpp"
#include "entente/settle/solutions.hpp"
#include "settle/cases.hpp"

namespace entente::settle::oracle {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using Exactly = std::vector<cpp_rational>;

cpp_int wide(int128 x) {
    const bool negative = x < 0;
    const auto size = negative ? uint128{0} - static_cast<uint128>(x) : static_cast<uint128>(x);
    cpp_int result = static_cast<std::uint64_t>(size >> 64);
    result = (result << 64) + static_cast<std::uint64_t>(size);
    return negative ? cpp_int(-result) : result;
}

/// The solutions by their definitions, in fractions, over the frontier of the zone.
class Definitions {
public:
    Definitions(const Case& c, const Oracle& oracle) : n_(c.parties.size()) {
        if (oracle.all.empty()) return;
        for (std::size_t j = 0; j < n_; ++j) {
            cpp_rational from(wide(oracle.all.begin()->first[j]), wide(oracle.exact[j].scale));
            for (const auto& entry : oracle.all)
                from = std::min(from, cpp_rational(wide(entry.first[j]), wide(oracle.exact[j].scale)));
            if (c.parties[j].reserve) {
                const Rational r = c.parties[j].reserve->best;
                from = cpp_rational(cpp_int(r.numerator), cpp_int(r.denominator));
            }
            origin_.push_back(from);
        }
        for (const auto& [row, entry] : oracle.frontier) {
            Exactly gains = gains_of(oracle, row);
            if (*std::min_element(gains.begin(), gains.end()) >= 0) zone_.push_back(gains);
            // Without a reservation value any outcome will do, and none gains less than nothing.
        }
        for (std::size_t j = 0; j < n_ && !zone_.empty(); ++j) {
            ideal_.push_back(zone_.front()[j]);
            for (const Exactly& gains : zone_) ideal_[j] = std::max(ideal_[j], gains[j]);
        }
    }
    [[nodiscard]] Exactly gains_of(const Oracle& oracle, const std::vector<int128>& row) const {
        Exactly gains;
        for (std::size_t j = 0; j < n_; ++j)
            gains.push_back(cpp_rational(wide(row[j]), wide(oracle.exact[j].scale)) - origin_[j]);
        return gains;
    }
    [[nodiscard]] bool empty() const { return zone_.empty(); }

    /// All points that are best, in gains as doubles; nothing: not defined.
    [[nodiscard]] std::optional<std::set<std::vector<double>>> best(
        const std::string& name, const std::vector<double>& weights,
        const std::optional<Exactly>& reference) const {
        if (name == "nash") return top(product(std::vector<double>(n_, 1)));
        if (name == "weighted_nash") return top(product(weights));
        if (name == "kalai_smorodinsky") return top(shares(Exactly(n_, 0), ideal_));
        if (name == "egalitarian" || name == "leximin") return top(shares(Exactly(n_, 0), Exactly(n_, 1)));
        if (name == "utilitarian") {
            return top([&](const Exactly& g) {
                return Exactly{std::accumulate(g.begin(), g.end(), cpp_rational(0))};
            });
        }
        if (name == "gupta_livne") {
            if (zone_.size() < 2) return top([](const Exactly&) { return Exactly{}; });
            for (std::size_t j = 0; j < n_; ++j) {
                if (ideal_[j] <= (*reference)[j]) return std::nullopt;
            }
            return top(shares(*reference, ideal_));
        }
        return std::set<std::vector<double>>{};
    }

private:
    using Value = std::function<Exactly(const Exactly&)>;

    [[nodiscard]] Value product(const std::vector<double>& weights) const {
        return [this, weights](const Exactly& gains) {
            cpp_rational positive = 0;
            cpp_rational value = 1;
            for (std::size_t j = 0; j < n_; ++j) {
                if (gains[j] <= 0) continue;
                positive += 1;
                for (int k = 0; k < static_cast<int>(weights[j]); ++k) value *= gains[j] / ideal_[j];
            }
            return Exactly{positive, value};
        };
    }
    /// (gain - from) / (to - from), least first, over those with a way to go.
    [[nodiscard]] Value shares(const Exactly& from, const Exactly& to) const {
        return [this, from, to](const Exactly& gains) {
            Exactly all;
            for (std::size_t j = 0; j < n_; ++j) {
                if (to[j] > from[j]) all.push_back((gains[j] - from[j]) / (to[j] - from[j]));
            }
            std::sort(all.begin(), all.end());
            return all;
        };
    }
    [[nodiscard]] std::set<std::vector<double>> top(const Value& value) const {
        std::set<std::vector<double>> best;
        std::optional<Exactly> most;
        for (const Exactly& gains : zone_) {
            const Exactly here = value(gains);
            if (most && here < *most) continue;
            if (!most || here > *most) best.clear();
            most = here;
            std::vector<double> rounded;
            for (const cpp_rational& g : gains) rounded.push_back(static_cast<double>(g));
            best.insert(rounded);
        }
        return best;
    }

    std::size_t n_;
    Exactly origin_;
    Exactly ideal_;
    std::vector<Exactly> zone_;
};

bool near(const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t j = 0; j < a.size(); ++j) {
        if (std::abs(a[j] - b[j]) > 1e-7 * std::max(1.0, std::abs(b[j]))) return false;
    }
    return true;
}

struct Asked {
    Case conflict;
    SettleOptions options;
};

Asked random_question(std::uint64_t seed) {
    RandomStream random(seed, "differential");
    const auto below = [&](std::uint64_t bound) { return static_cast<std::size_t>(random.below(bound)); };
    Shape shape;
    shape.parties = 2 + below(4);
    shape.issues = 1 + below(3);
    shape.most_options = 2 + below(3);
    shape.grid = std::array<std::int64_t, 3>{2, 7, 100}[below(3)];
    shape.terms = below(2) * below(4);
    shape.rules = below(2) * below(3);
    shape.cap = below(3) == 0;
    shape.reserve = below(3) != 0;
    shape.opposed = below(3) == 0;
    Asked asked{random_case(shape, seed), {}};
    if (below(3) == 0) {
        for (std::size_t j = 0; j < shape.parties; ++j)
            asked.options.nash_weights.push_back(1 + static_cast<double>(below(3)));
    }
    if (below(2) == 0) {
        Outcome reference;
        for (const Issue& issue : asked.conflict.space.issues)
            reference.options.push_back(OptionId(below(issue.options.size())));
        if (feasible(asked.conflict.space, reference)) asked.options.reference = reference;
    }
    return asked;
}

void check_zone(const Case& c, const Oracle& oracle, const SettleResult& r) {
    if (!r.zone.proved) return;
    EXPECT_EQ(r.zone.empty, oracle.zone == 0);
    if (!r.zone.outcomes.empty() && !r.zone.interval) {
        EXPECT_EQ(r.zone.outcomes, std::to_string(oracle.zone));
    }
    if (r.zone.interval) {
        EXPECT_LE(r.zone.interval->low, static_cast<double>(oracle.zone));
    }
    if (r.outcomes_exact) {
        EXPECT_EQ(r.outcomes, std::to_string(oracle.feasible));
    }
    for (std::size_t j = 0; j < c.parties.size() && oracle.feasible > 0; ++j) {
        if (!r.parties[j].proved) continue;
        double worst = 1e300, best = -1e300;
        for (const auto& entry : oracle.all) {
            worst = std::min(worst, oracle.exact[j].points(entry.first[j]));
            best = std::max(best, oracle.exact[j].points(entry.first[j]));
        }
        EXPECT_NEAR(r.parties[j].worst, worst, 1e-9);
        EXPECT_NEAR(r.parties[j].best, best, 1e-9);
    }
}

void check_frontier(const Oracle& oracle, const SettleResult& r) {
    std::set<std::vector<double>> listed;
    for (const Point& p : r.frontier.items) listed.insert(p.utilities);
    EXPECT_EQ(listed.size(), r.frontier.items.size());
    if (r.frontier.complete) {
        EXPECT_EQ(r.frontier.points, oracle.frontier.size());
    }
    if (!r.frontier.epsilon) return;
    for (const auto& entry : oracle.all) {
        const std::vector<double> u = oracle.points(entry.first);
        EXPECT_TRUE(std::any_of(listed.begin(), listed.end(), [&](const std::vector<double>& q) {
            for (std::size_t j = 0; j < u.size(); ++j) {
                if (q[j] < u[j] - *r.frontier.epsilon - 1e-9) return false;
            }
            return true;
        })) << "an outcome lies further than epsilon from every listed one";
    }
}

void check_solutions(const Asked& asked, const Oracle& oracle, const SettleResult& r, int& judged) {
    const Definitions defined(asked.conflict, oracle);
    std::optional<Exactly> reference;
    if (asked.options.reference) {
        std::vector<int128> row;
        for (const ExactUtility& u : oracle.exact) {
            const int128 units = units_of(u, *asked.options.reference);
            row.push_back(u.has_cap ? std::min(units, u.cap) : units);
        }
        reference = defined.gains_of(oracle, row);
    }
    for (const NamedSolution& named : r.solutions) {
        if (named.name == "raiffa" || named.name == "fallback") continue;  // tests of their own
        SCOPED_TRACE(named.name);
        if (!r.zone.proved && !named.solution) continue;
        if (defined.empty()) {
            EXPECT_FALSE(named.solution);
            continue;
        }
        const auto best = defined.best(named.name, asked.options.nash_weights, reference);
        if (!named.solution) {
            EXPECT_FALSE(named.why_not.empty());
            if (r.exact) {
                EXPECT_FALSE(best) << "there is such a deal";
            }
            continue;
        }
        ASSERT_TRUE(best) << "not defined here";
        const Solution& s = *named.solution;
        if (s.bound_gap != 0.0) continue;
        ++judged;
        const auto among = [&](const std::vector<double>& gains) {
            return std::any_of(best->begin(), best->end(), [&](const auto& b) { return near(gains, b); });
        };
        EXPECT_TRUE(among(s.gains)) << "not the best";
        if (s.tied_points) {
            EXPECT_EQ(*s.tied_points + 1, best->size());
        }
    }
}

TEST(Differential, EveryMethodFindsWhatTheDefinitionsSay) {
    int judged = 0;
    int refused = 0;
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
        const Asked asked = random_question(seed);
        const Oracle oracle(asked.conflict);
        for (const Method method :
             {Method::automatic, Method::enumerate, Method::merge, Method::search, Method::milp}) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", method " +
                         std::to_string(static_cast<int>(method)));
            if (method == Method::milp && seed % 5 != 0) continue;  // slow
            SettleOptions options = asked.options;
            options.method = method;
            RunOptions run;
            run.threads = 1;
            try {
                const SettleResult r = settle(asked.conflict, options, run);
                check_zone(asked.conflict, oracle, r);
                check_frontier(oracle, r);
                check_solutions(asked, oracle, r, judged);
            } catch (const InputError& refusal) {
                ++refused;
                EXPECT_TRUE(method == Method::search || method == Method::merge);
            }
            if (::testing::Test::HasFailure()) return;
        }
    }
    EXPECT_GT(judged, 2'000);
    EXPECT_LT(refused, 150);
}

// ---- order

std::vector<std::size_t> shuffled(std::size_t size, RandomStream& random) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = size; i > 1; --i)
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(i))]);
    return order;
}

/// The same case with parties, issues and options in another order: `x[k]` is what stands at place k now.
struct Order {
    std::vector<std::size_t> parties, issues;
    std::vector<std::vector<std::size_t>> options;  // by old issue
};

Conjunction reordered(const Conjunction& when, const Order& order,
                      const std::vector<std::size_t>& new_issue) {
    Conjunction result;
    for (const Condition& condition : when) {
        const std::size_t issue = condition.issue.index();
        Condition moved{IssueId(new_issue[issue]), {}};
        for (std::size_t o = 0; o < order.options[issue].size(); ++o) {
            if (condition.holds(OptionId(order.options[issue][o])))
                moved.any_of.push_back({OptionId(o), OptionId(o)});
        }
        result.push_back(std::move(moved));
    }
    return result;
}

Case reordered(const Case& c, const Order& order) {
    Case r = c;
    std::vector<std::size_t> new_issue(order.issues.size());
    for (std::size_t i = 0; i < order.issues.size(); ++i) {
        new_issue[order.issues[i]] = i;
        const Issue& old = c.space.issues[order.issues[i]];
        r.space.issues[i] = old;
        for (std::size_t o = 0; o < old.options.size(); ++o)
            r.space.issues[i].options[o] = old.options[order.options[order.issues[i]][o]];
    }
    for (std::size_t k = 0; k < c.space.rules.size(); ++k)
        r.space.rules[k].never = reordered(c.space.rules[k].never, order, new_issue);
    for (std::size_t p = 0; p < order.parties.size(); ++p) {
        const Party& old = c.parties[order.parties[p]];
        r.parties[p] = old;
        for (std::size_t i = 0; i < order.issues.size(); ++i) {
            const IssueScore& score = old.preference.issues[order.issues[i]];
            r.parties[p].preference.issues[i] = score;
            for (std::size_t o = 0; o < score.scores.size(); ++o)
                r.parties[p].preference.issues[i].scores[o] =
                    score.scores[order.options[order.issues[i]][o]];
        }
        for (Term& term : r.parties[p].preference.terms) term.when = reordered(term.when, order, new_issue);
    }
    return r;
}

using Named = std::map<std::string, double>;  // by party id
using Deal =
    std::pair<Named, std::map<std::string, std::string>>;  // and option by issue where it is the only one

Deal deal_of(const Case& c, const Point& point) {
    Deal deal;
    for (std::size_t j = 0; j < c.parties.size(); ++j) deal.first[c.parties[j].id] = point.utilities[j];
    if (point.ties != "1") return deal;
    for (std::size_t i = 0; i < c.space.issues.size(); ++i)
        deal.second[c.space.issues[i].id] =
            c.space.issues[i].options[point.outcome.options[i].index()].label;
    return deal;
}

/// Everything that must not depend on the order.
void expect_same(const Case& a, const SettleResult& ra, const Case& b, const SettleResult& rb,
                 int& compared) {
    EXPECT_EQ(ra.zone.empty, rb.zone.empty);
    EXPECT_EQ(ra.zone.proved, rb.zone.proved);
    EXPECT_EQ(ra.zone.outcomes, rb.zone.outcomes);
    EXPECT_EQ(ra.outcomes, rb.outcomes);
    EXPECT_EQ(ra.zone.smallest_shift.has_value(), rb.zone.smallest_shift.has_value());
    if (ra.zone.smallest_shift && rb.zone.smallest_shift) {
        EXPECT_NEAR(*ra.zone.smallest_shift, *rb.zone.smallest_shift, 1e-9);
    }
    if (ra.frontier.complete && rb.frontier.complete) {
        std::set<Deal> first, second;
        for (const Point& p : ra.frontier.items) first.insert(deal_of(a, p));
        for (const Point& p : rb.frontier.items) second.insert(deal_of(b, p));
        EXPECT_EQ(first, second);
    }
    ASSERT_EQ(ra.solutions.size(), rb.solutions.size());
    for (std::size_t s = 0; s < ra.solutions.size(); ++s) {
        SCOPED_TRACE(ra.solutions[s].name);
        const auto& x = ra.solutions[s].solution;
        const auto& y = rb.solutions[s].solution;
        ASSERT_EQ(x.has_value(), y.has_value());
        if (!x || x->bound_gap != 0.0 || y->bound_gap != 0.0) continue;
        if (!x->tied_points || !y->tied_points) continue;  // says itself that there may be others
        ++compared;
        EXPECT_EQ(deal_of(a, x->point), deal_of(b, y->point));
        EXPECT_EQ(x->tied_points, y->tied_points);
        std::set<Deal> first, second;
        for (const Point& p : x->tied) first.insert(deal_of(a, p));
        for (const Point& p : y->tied) second.insert(deal_of(b, p));
        if (*x->tied_points <= 16) {
            EXPECT_EQ(first, second);
        }
    }
}

TEST(Differential, TheOrderOfPartiesIssuesAndOptionsDecidesNothing) {
    int compared = 0;
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed) {
        RandomStream random(seed, "order");
        const Asked asked = random_question(10'000 + seed);
        const Case& c = asked.conflict;
        Order order{shuffled(c.parties.size(), random), shuffled(c.space.issues.size(), random), {}};
        for (const Issue& issue : c.space.issues)
            order.options.push_back(shuffled(issue.options.size(), random));
        const Case moved = reordered(c, order);
        for (const Method method :
             {Method::automatic, Method::enumerate, Method::merge, Method::search, Method::milp}) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", method " +
                         std::to_string(static_cast<int>(method)));
            SettleOptions here = asked.options;
            here.method = method;
            SettleOptions there = here;
            if (!here.nash_weights.empty()) {
                for (std::size_t p = 0; p < order.parties.size(); ++p)
                    there.nash_weights[p] = here.nash_weights[order.parties[p]];
            }
            if (here.reference) {
                for (std::size_t i = 0; i < order.issues.size(); ++i) {
                    const auto& options = order.options[order.issues[i]];
                    const auto old = here.reference->options[order.issues[i]].index();
                    const auto at = std::find(options.begin(), options.end(), old) - options.begin();
                    there.reference->options[i] = OptionId(static_cast<std::size_t>(at));
                }
            }
            RunOptions run;
            run.threads = 1;
            std::optional<SettleResult> first, second;
            try {
                first = settle(c, here, run);
            } catch (const InputError&) {
            }
            try {
                second = settle(moved, there, run);
            } catch (const InputError&) {
            }
            ASSERT_EQ(first.has_value(), second.has_value());
            if (first) expect_same(c, *first, moved, *second, compared);
            if (::testing::Test::HasFailure()) return;
        }
    }
    EXPECT_GT(compared, 10'000);
}

}  // namespace
}  // namespace entente::settle::oracle
