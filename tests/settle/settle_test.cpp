// settle() as a whole: solutions against the oracle, methods against each other, threads, stop, odd input.
#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <cmath>

#include "entente/core/diagnostic.hpp"
#include "settle/cases.hpp"

namespace entente::settle::oracle {
namespace {

RunOptions threads(int count) {
    RunOptions run;
    run.threads = count;
    return run;
}

const NamedSolution& named(const SettleResult& r, const std::string& name) {
    for (const NamedSolution& s : r.solutions) {
        if (s.name == name) return s;
    }
    throw std::runtime_error("no solution " + name);
}

/// Gains of an outcome's utilities over the reservation value, or over the worst feasible utility.
std::vector<double> gains(const Case& c, const Oracle& o, const std::vector<int128>& row) {
    std::vector<double> result;
    for (std::size_t j = 0; j < row.size(); ++j) {
        double from = 0;
        if (c.parties[j].reserve) {
            from = c.parties[j].reserve->value();
        } else {
            int128 worst = o.all.begin()->first[j];
            for (const auto& entry : o.all) worst = std::min(worst, entry.first[j]);
            from = o.exact[j].points(worst);
        }
        result.push_back(o.exact[j].points(row[j]) - from);
    }
    return result;
}

/// Every rational outcome's objective against the solution's.
void check_solutions(const Case& c, const Oracle& o, const SettleResult& r) {
    std::vector<std::vector<double>> rational;
    for (const auto& entry : o.all) {
        if (o.acceptable(entry.first)) rational.push_back(gains(c, o, entry.first));
    }
    if (rational.empty()) {
        EXPECT_TRUE(r.zone.empty);
        for (const NamedSolution& s : r.solutions) EXPECT_FALSE(s.solution) << s.name;
        return;
    }
    const std::size_t n = c.parties.size();
    std::vector<double> ideal(n, 0);
    for (const auto& g : rational) {
        for (std::size_t j = 0; j < n; ++j) ideal[j] = std::max(ideal[j], g[j]);
    }
    const auto product = [&](const std::vector<double>& g) {
        double positive = 0;
        double value = 1;
        for (std::size_t j = 0; j < n; ++j) {
            if (g[j] > 1e-12) {
                ++positive;
                value *= g[j] / ideal[j];
            }
        }
        return std::make_pair(positive, value);
    };
    const auto least = [](const std::vector<double>& g) { return *std::min_element(g.begin(), g.end()); };
    const auto share = [&](const std::vector<double>& g) {
        double result = 1;
        for (std::size_t j = 0; j < n; ++j) {
            if (ideal[j] > 1e-12) result = std::min(result, g[j] / ideal[j]);
        }
        return result;
    };
    const auto sum = [](const std::vector<double>& g) {
        double total = 0;
        for (double x : g) total += x;
        return total;
    };
    const auto nash = product(named(r, "nash").solution->gains);
    const double egalitarian = least(named(r, "egalitarian").solution->gains);
    const double smorodinsky = share(named(r, "kalai_smorodinsky").solution->gains);
    const double utilitarian = sum(named(r, "utilitarian").solution->gains);
    for (const auto& g : rational) {
        EXPECT_GE(nash.first, product(g).first);
        if (product(g).first == nash.first) {
            EXPECT_GE(nash.second, product(g).second * (1 - 1e-9));
        }
        EXPECT_GE(egalitarian, least(g) - 1e-9);
        EXPECT_GE(smorodinsky, share(g) - 1e-9);
        EXPECT_GE(utilitarian, sum(g) - 1e-9);
    }
    for (std::size_t j = 0; j < n; ++j) {
        const double from = c.parties[j].reserve ? c.parties[j].reserve->value() : r.parties[j].worst;
        EXPECT_NEAR(*r.parties[j].ideal - from, ideal[j], 1e-9);
    }
}

void check_result(const Case& c, const SettleResult& r, bool counts) {
    const Oracle o(c);
    ASSERT_EQ(r.frontier.points, o.frontier.size());
    EXPECT_TRUE(r.frontier.complete);
    EXPECT_EQ(r.zone.empty, o.zone == 0);
    if (!r.zone.interval && !r.zone.outcomes.empty()) {
        EXPECT_EQ(r.zone.outcomes, std::to_string(o.zone));
    }
    if (counts) {
        EXPECT_EQ(r.outcomes, std::to_string(o.feasible));
        std::uint64_t tied = 0;
        for (const auto& entry : o.frontier) tied += entry.second.ties;
        EXPECT_EQ(r.frontier.outcomes, std::to_string(tied));
    }
    if (o.all.empty()) return;
    check_solutions(c, o, r);
    for (const Blocker& b : r.zone.blocked_by) {
        std::optional<double> best;
        for (const auto& entry : o.all) {
            bool others = true;
            for (std::size_t j = 0; j < c.parties.size(); ++j) {
                others = others && (j == b.party.index() || !o.exact[j].has_reserve ||
                                    entry.first[j] >= o.exact[j].reserve);
            }
            if (others)
                best = std::max(best.value_or(-1e300),
                                o.exact[b.party.index()].points(entry.first[b.party.index()]));
        }
        ASSERT_EQ(best.has_value(), b.shortfall.has_value());
        if (best) {
            EXPECT_NEAR(*b.shortfall, c.parties[b.party.index()].reserve->value() - *best, 1e-9);
        }
    }
    if (r.zone.empty) {
        double least = 1e300;
        for (const auto& entry : o.all) {
            double shift = 0;
            const auto g = gains(c, o, entry.first);
            for (std::size_t j = 0; j < g.size(); ++j)
                shift += c.parties[j].reserve ? std::max(0.0, -g[j]) : 0;
            least = std::min(least, shift);
        }
        EXPECT_NEAR(*r.zone.smallest_shift, least, 1e-9);
    }
}

TEST(Settle, AgreesWithTheOracle) {
    std::uint64_t seed = 1000;
    for (std::size_t parties : {1u, 2u, 3u, 4u}) {
        for (const Shape& shape :
             {Shape{.parties = parties, .issues = 4, .grid = 7},
              Shape{.parties = parties, .issues = 4, .grid = 3, .terms = 3, .rules = 2},
              Shape{.parties = parties, .issues = 3, .most_options = 6, .opposed = true},
              Shape{.parties = parties, .issues = 3, .grid = 4, .rules = 5, .cap = true}}) {
            for (int round = 0; round < 12; ++round) {
                SCOPED_TRACE("seed " + std::to_string(++seed));
                const Case c = random_case(shape, seed);
                check_result(c, settle(c, {}, threads(1)), true);
                if (::testing::Test::HasFailure()) return;
            }
        }
    }
}

TEST(Settle, MergeAgreesWithTheOracle) {
    std::uint64_t seed = 5000;
    SettleOptions merge;
    merge.method = Method::merge;
    for (std::size_t parties : {1u, 2u, 3u, 4u}) {
        for (const Shape& shape :
             {Shape{.parties = parties, .issues = 4, .grid = 7},
              Shape{.parties = parties, .issues = 4, .grid = 3, .terms = 3, .rules = 2}}) {
            for (int round = 0; round < 15; ++round) {
                SCOPED_TRACE("seed " + std::to_string(++seed));
                const Case c = random_case(shape, seed);
                const SettleResult r = settle(c, merge, threads(1));
                EXPECT_EQ(r.method, "merge");
                check_result(c, r, false);
                if (::testing::Test::HasFailure()) return;
            }
        }
    }
}

/// All that a result says, but the notes and the method.
std::string digest(const SettleResult& r) {
    std::string text = r.outcomes + "|" + r.zone.outcomes + "|" + r.frontier.outcomes;
    const auto add = [&](const Point& p) {
        for (double u : p.utilities) text += " " + std::to_string(u);
        for (OptionId o : p.outcome.options) text += "," + std::to_string(o.value);
        text += " x" + p.ties;
    };
    for (const Point& p : r.frontier.items) add(p);
    for (const NamedSolution& s : r.solutions) {
        text += "\n" + s.name;
        if (s.solution) add(s.solution->point);
    }
    return text;
}

TEST(Settle, SameResultForEveryThreadCount) {
    for (std::uint64_t seed : {1u, 2u, 3u}) {
        const Case c =
            random_case({.parties = 3, .issues = 9, .most_options = 9, .grid = 50, .terms = 3}, seed);
        const std::string one = digest(settle(c, {}, threads(1)));
        EXPECT_EQ(one, digest(settle(c, {}, threads(2))));
        EXPECT_EQ(one, digest(settle(c, {}, threads(4))));
    }
}

TEST(Settle, SearchCountsTiesWhateverTheThreads) {
    SettleOptions search;
    search.method = Method::search;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Case c = random_case(
            {.parties = 2 + seed % 3, .issues = 5, .most_options = 4, .grid = 3, .rules = seed % 2}, seed);
        const Oracle o(c);
        if (o.all.empty()) continue;
        const SettleResult one = settle(c, search, threads(1));
        for (const Point& p : one.frontier.items) {
            std::uint64_t copies = 0;
            for (const auto& [row, entry] : o.all) copies += o.points(row) == p.utilities ? entry.ties : 0;
            EXPECT_EQ(p.ties, std::to_string(copies));
        }
        EXPECT_EQ(digest(one), digest(settle(c, search, threads(2))));
        EXPECT_EQ(digest(one), digest(settle(c, search, threads(4))));
    }
}

TEST(Settle, StopsWhenAsked) {
    const Case c = random_case({.parties = 3, .issues = 8, .most_options = 12, .grid = 100}, 7);
    std::stop_source source;
    source.request_stop();
    RunOptions run = threads(2);
    run.stop = source.get_token();
    const SettleResult r = settle(c, {}, run);
    EXPECT_EQ(r.stopped, Stopped::cancelled);
    EXPECT_FALSE(r.exact);
}

TEST(Settle, ContradictoryRulesAreAnAnswer) {
    Case c = random_case({.parties = 2, .issues = 3, .most_options = 4}, 11);
    const auto last = OptionId(c.space.issues[0].options.size() - 1);
    c.space.rules.push_back({{Condition{IssueId(0), {{OptionId(0), last}}}}, "never", {}});
    const SettleResult r = settle(c);
    EXPECT_EQ(r.outcomes, "0");
    EXPECT_TRUE(r.zone.empty);
    EXPECT_EQ(r.frontier.points, 0u);
}

TEST(Settle, RefusesWhatDoesNotFit) {
    const Case c = random_case({.parties = 2, .issues = 3}, 3);
    SettleOptions options;
    options.nash_weights = {1, -1};
    options.improve = Outcome{{OptionId(0)}};
    try {
        (void)settle(c, options);
        FAIL() << "no error";
    } catch (const InputError& error) {
        ASSERT_EQ(error.diagnostics().size(), 2u);
        EXPECT_EQ(error.diagnostics()[0].code, "E0404");
        EXPECT_EQ(error.diagnostics()[1].code, "E0405");
    }
}

TEST(Settle, ImprovesADraft) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const Case c = random_case({.parties = 2, .issues = 4, .grid = 20, .terms = 2}, seed);
        const Oracle o(c);
        SettleOptions options;
        options.improve = Outcome{std::vector<OptionId>(4, OptionId(0))};
        const SettleResult r = settle(c, options, threads(1));
        std::vector<int128> draft;
        for (const ExactUtility& u : o.exact) draft.push_back(units_of(u, *options.improve));
        std::size_t better = 0;
        bool on_frontier = false;
        for (const auto& entry : o.frontier) {
            bool none_worse = true;
            for (std::size_t j = 0; j < 2; ++j) none_worse = none_worse && entry.first[j] >= draft[j];
            better += none_worse ? 1 : 0;
            on_frontier = on_frontier || entry.first == draft;
        }
        ASSERT_TRUE(r.improvement);
        EXPECT_EQ(r.improvement->items.size(), better);
        EXPECT_EQ(r.improvement->efficient, on_frontier);
    }
}

/// Without the frontier: efficient or not is proved, and what is listed is right.
TEST(Settle, ImprovesADraftWithoutTheFrontier) {
    int efficient = 0;
    int improved = 0;
    for (const Method method : {Method::search, Method::milp}) {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            const std::size_t parties = method == Method::milp ? 3 : 2 + seed % 3;
            const Case c = random_case(
                {.parties = parties, .issues = 4, .grid = 20, .terms = seed % 3, .rules = seed % 2}, seed);
            const Oracle o(c);
            if (o.all.empty()) continue;
            // Every fourth draft is efficient.
            const auto& from = seed % 4 == 0 ? o.frontier : o.all;
            auto at = from.begin();
            std::advance(at, static_cast<std::ptrdiff_t>(seed % from.size()));
            const std::vector<int128> draft = at->first;
            SettleOptions options;
            options.method = method;
            options.improve = at->second.first;
            const SettleResult r = settle(c, options, threads(1));
            ASSERT_TRUE(r.improvement);
            std::vector<int128> best = draft;
            std::size_t better = 0;
            for (const auto& [row, entry] : o.frontier) {
                bool none_worse = true;
                for (std::size_t j = 0; j < parties; ++j) none_worse = none_worse && row[j] >= draft[j];
                if (!none_worse) continue;
                better += row != draft ? 1 : 0;
                for (std::size_t j = 0; j < parties; ++j) best[j] = std::max(best[j], row[j]);
            }
            EXPECT_EQ(r.improvement->efficient, better == 0);
            (better == 0 ? efficient : improved) += 1;
            ASSERT_FALSE(r.improvement->items.empty());
            std::vector<double> reached(parties, -1e300);
            for (const Point& p : r.improvement->items) {
                std::vector<int128> row;
                for (const ExactUtility& u : o.exact) row.push_back(units_of(u, p.outcome));
                EXPECT_TRUE(o.frontier.contains(row));
                for (std::size_t j = 0; j < parties; ++j) {
                    EXPECT_GE(row[j], draft[j]);
                    reached[j] = std::max(reached[j], p.utilities[j]);
                }
            }
            EXPECT_EQ(reached, o.points(best));
        }
    }
    EXPECT_GT(efficient, 15);
    EXPECT_GT(improved, 15);
}

TEST(Settle, ListsAllImprovementsThoughTheFrontierIsTooLarge) {
    const Case c = random_case({.parties = 3, .issues = 24, .most_options = 10, .grid = 100}, 8);
    SettleOptions options;
    SettleResult whole = settle(c, options, threads(2));
    ASSERT_TRUE(whole.frontier.complete);
    ASSERT_GT(whole.frontier.points, 600u);
    // A point in the middle of the list, with one issue settled differently: little lies above it.
    options.improve = whole.frontier.items[whole.frontier.points / 2].outcome;
    for (OptionId& option : options.improve->options) {
        if (option.index() == 0) continue;
        option = OptionId(option.index() - 1);
        break;
    }
    whole = settle(c, options, threads(2));
    options.frontier_limit = 500;
    for (const int count : {1, 2, 4}) {
        const SettleResult part = settle(c, options, threads(count));
        EXPECT_FALSE(part.frontier.complete);
        ASSERT_TRUE(part.improvement);
        EXPECT_TRUE(part.improvement->complete);
        ASSERT_GT(whole.improvement->items.size(), 1u);
        ASSERT_EQ(part.improvement->items.size(), whole.improvement->items.size());
        for (std::size_t i = 0; i < part.improvement->items.size(); ++i) {
            EXPECT_EQ(part.improvement->items[i].utilities, whole.improvement->items[i].utilities);
            EXPECT_EQ(part.improvement->items[i].ties, whole.improvement->items[i].ties);
        }
    }
}

TEST(Settle, ManyPartiesAndHugeIssues) {
    Case many = random_case({.parties = 70, .issues = 3, .most_options = 5, .grid = 10}, 21);
    EXPECT_GT(settle(many).frontier.points, 0u);
    Case wide = random_case({.parties = 2, .issues = 1, .most_options = 1}, 22);
    constexpr std::size_t kOptions = 1'000'000;
    wide.space.issues[0].options.clear();
    for (Party& party : wide.parties) {
        party.reserve.reset();
        party.preference.issues[0].weight = Rational(1);
        party.preference.issues[0].scores.clear();
    }
    for (std::size_t o = 0; o < kOptions; ++o) {
        wide.space.issues[0].options.push_back({std::to_string(o), {}});
        const auto v = static_cast<std::int64_t>(o % 1000);
        wide.parties[0].preference.issues[0].scores.emplace_back(Rational(v));
        wide.parties[1].preference.issues[0].scores.emplace_back(Rational(1000 - v));
    }
    const SettleResult r = settle(wide);
    EXPECT_EQ(r.frontier.points, 1000u);
    EXPECT_EQ(r.frontier.outcomes, "1000000");
    EXPECT_EQ(r.frontier.items[0].ties, "1000");
}

// --- properties -------------------------------------------------------------------------------------

Shape any_shape(std::size_t parties) {
    return {.parties = parties,
            .issues = *rc::gen::inRange<std::size_t>(1, 5),
            .most_options = *rc::gen::inRange<std::size_t>(1, 6),
            .grid = *rc::gen::element<std::int64_t>(2, 10, 100),
            .terms = *rc::gen::inRange<std::size_t>(0, 3),
            .rules = *rc::gen::inRange<std::size_t>(0, 2),
            .opposed = *rc::gen::arbitrary<bool>()};
}

TEST(SettleProperty, RelabellingPartiesRelabelsTheResult) {
    EXPECT_TRUE(rc::check([] {
        const Case c = random_case(any_shape(3), *rc::gen::arbitrary<std::uint64_t>());
        Case turned = c;
        std::rotate(turned.parties.begin(), turned.parties.begin() + 1, turned.parties.end());
        const SettleResult a = settle(c, {}, threads(1));
        const SettleResult b = settle(turned, {}, threads(1));
        RC_ASSERT(a.frontier.points == b.frontier.points);
        RC_ASSERT(a.frontier.outcomes == b.frontier.outcomes);
        RC_ASSERT(a.zone.outcomes == b.zone.outcomes);
        for (const char* name : {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}) {
            const auto& x = named(a, name).solution;
            const auto& y = named(b, name).solution;
            RC_ASSERT(x.has_value() == y.has_value());
            if (!x || x->tied_points > 0) continue;
            for (std::size_t j = 0; j < 3; ++j) {
                RC_ASSERT(std::fabs(x->point.utilities[(j + 1) % 3] - y->point.utilities[j]) < 1e-9);
            }
        }
    }));
}

TEST(SettleProperty, RescalingAPartyRescalesItsUtilitiesOnly) {
    EXPECT_TRUE(rc::check([] {
        const Case c = random_case(any_shape(2), *rc::gen::arbitrary<std::uint64_t>());
        Case scaled = c;
        const Rational factor = *rc::gen::element(Rational(3), Rational(1, 7), Rational(22, 10));
        Party& party = scaled.parties[0];
        for (IssueScore& s : party.preference.issues) s.weight.best = s.weight.best * factor;
        for (Term& t : party.preference.terms) t.add.best = t.add.best * factor;
        if (party.reserve) party.reserve->best = party.reserve->best * factor;
        const SettleResult a = settle(c, {}, threads(1));
        const SettleResult b = settle(scaled, {}, threads(1));
        RC_ASSERT(a.frontier.points == b.frontier.points);
        RC_ASSERT(a.zone.outcomes == b.zone.outcomes);
        for (const char* name : {"nash", "kalai_smorodinsky"}) {  // the scale-free ones
            const auto& x = named(a, name).solution;
            const auto& y = named(b, name).solution;
            RC_ASSERT(x.has_value() == y.has_value());
            if (!x || x->tied_points > 0) continue;
            RC_ASSERT(x->point.outcome == y->point.outcome);
        }
    }));
}

TEST(SettleProperty, OrderOfIssuesAndCopiesOfOptionsDoNotMatter) {
    EXPECT_TRUE(rc::check([] {
        Shape shape = any_shape(2);
        shape.terms = 0;
        shape.rules = 0;
        const Case c = random_case(shape, *rc::gen::arbitrary<std::uint64_t>());
        Case other = c;
        std::reverse(other.space.issues.begin(), other.space.issues.end());
        for (Party& p : other.parties) std::reverse(p.preference.issues.begin(), p.preference.issues.end());
        // One option twice.
        other.space.issues[0].options.push_back(other.space.issues[0].options[0]);
        for (Party& p : other.parties) {
            auto& scores = p.preference.issues[0].scores;
            if (!scores.empty()) scores.push_back(scores[0]);
        }
        const SettleResult a = settle(c, {}, threads(1));
        const SettleResult b = settle(other, {}, threads(1));
        RC_ASSERT(a.frontier.points == b.frontier.points);
        for (std::size_t p = 0; p < a.frontier.items.size(); ++p) {
            RC_ASSERT(a.frontier.items[p].utilities == b.frontier.items[p].utilities);
        }
    }));
}

TEST(SettleProperty, IndependenceOfIrrelevantAlternatives) {
    // Forbidding an outcome that is not the solution leaves Nash, egalitarian and utilitarian alone.
    EXPECT_TRUE(rc::check([] {
        Shape shape = any_shape(2);
        shape.issues = std::max<std::size_t>(shape.issues, 2);
        Case c = random_case(shape, *rc::gen::arbitrary<std::uint64_t>());
        // Without a reservation value the origin of gains would move with the set.
        for (Party& p : c.parties) {
            if (!p.reserve) p.reserve = Quantity(Rational(0));
        }
        const SettleResult a = settle(c, {}, threads(1));
        if (a.frontier.items.empty()) return;
        const Outcome gone =
            a.frontier.items[*rc::gen::inRange<std::size_t>(0, a.frontier.items.size())].outcome;
        Case smaller = c;
        Rule rule;
        for (std::size_t i = 0; i < gone.options.size(); ++i) {
            rule.never.push_back(Condition{IssueId(i), {{gone.options[i], gone.options[i]}}});
        }
        smaller.space.rules.push_back(rule);
        const SettleResult b = settle(smaller, {}, threads(1));
        for (const char* name : {"nash", "egalitarian", "utilitarian"}) {
            const auto& x = named(a, name).solution;
            if (!x || x->tied_points > 0 || x->point.outcome == gone) continue;
            RC_ASSERT(named(b, name).solution->point.utilities == x->point.utilities);
        }
    }));
}

TEST(SettleProperty, StrongMonotonicityOfTheEgalitarianSolution) {
    // Allowing more outcomes never lowers the least gain, and restricted monotonicity of
    // Kalai-Smorodinsky: with the same ideals it never lowers the least share.
    EXPECT_TRUE(rc::check([] {
        Shape shape = any_shape(2);
        shape.rules = 2;
        Case c = random_case(shape, *rc::gen::arbitrary<std::uint64_t>());
        for (Party& p : c.parties) {
            if (!p.reserve) p.reserve = Quantity(Rational(0));
        }
        Case larger = c;
        larger.space.rules.clear();
        const SettleResult a = settle(c, {}, threads(1));
        const SettleResult b = settle(larger, {}, threads(1));
        const auto& x = named(a, "egalitarian").solution;
        if (!x) return;
        const auto& y = named(b, "egalitarian").solution;
        RC_ASSERT(y.has_value());
        RC_ASSERT(*std::min_element(y->gains.begin(), y->gains.end()) >=
                  *std::min_element(x->gains.begin(), x->gains.end()) - 1e-9);
    }));
}

}  // namespace
}  // namespace entente::settle::oracle
