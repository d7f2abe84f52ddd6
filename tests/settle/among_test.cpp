// Bargaining over what is left of a zone: the same as settling the case whose rules leave just that.
#include "entente/settle/among.hpp"

#include <gtest/gtest.h>

#include "entente/settle/settle.hpp"
#include "settle/random_problem.hpp"

namespace entente::settle {
namespace {

using testing::Random;

/// Every feasible outcome, the first issue least significant.
std::vector<Outcome> outcomes_of(const Space& space) {
    std::vector<Outcome> all;
    Outcome at;
    at.options.assign(space.issues.size(), OptionId(std::size_t{0}));
    while (true) {
        if (feasible(space, at)) all.push_back(at);
        std::size_t i = 0;
        for (; i < space.issues.size(); ++i) {
            const std::size_t next = at.options[i].index() + 1;
            at.options[i] = OptionId(next < space.issues[i].options.size() ? next : 0);
            if (at.options[i].index() != 0) break;
        }
        if (i == space.issues.size()) return all;
    }
}

Members members_of(const std::vector<Outcome>& all, const Space& left) {
    return {.outcomes = all.size(),
            .outcome = [&](std::uint64_t k, Outcome& outcome) { outcome = all[k]; },
            .left = [&](std::uint64_t k) { return feasible(left, all[k]); }};
}

TEST(Among, IsSettlingWhatRulesLeave) {
    Random random(7);
    int with_deals = 0;
    for (int round = 0; round < 300; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        testing::Shape shape;
        shape.parties = 1 + static_cast<std::size_t>(round) % 4;
        shape.terms = round % 3 == 0 ? 3 : 0;
        shape.rules = round % 4 == 0 ? 1 : 0;
        shape.reserve = 0.2 + 0.1 * (round % 5);
        Case conflict = testing::random_case(random, shape);
        // Without a reservation value gains count from the worst outcome, which the rules below change.
        for (Party& party : conflict.parties)
            if (!party.reserve) party.reserve = Quantity(Rational(-100));
        if (round % 7 == 0) conflict.cap = Rational(9);
        Case less = conflict;
        for (int r = round % 5; r > 0; --r)
            less.space.rules.push_back({testing::random_conjunction(random, conflict, 2), "", {}});
        const std::vector<Outcome> all = outcomes_of(conflict.space);
        const Among among = settle_among(conflict, members_of(all, less.space), 1'000'000);
        const SettleResult whole = settle(conflict);
        const SettleResult rest = settle(less);
        EXPECT_EQ(std::to_string(among.zone), whole.zone.outcomes);
        EXPECT_EQ(std::to_string(among.left_in_zone), rest.zone.outcomes);
        EXPECT_EQ(among.deals.size(), among.left_in_zone);
        EXPECT_EQ(among.points, rest.frontier.rational_points);
        ASSERT_EQ(among.solutions.size(), rest.solutions.size());
        for (std::size_t k = 0; k < among.solutions.size(); ++k) {
            ASSERT_EQ(among.solutions[k].name, rest.solutions[k].name);
            ASSERT_EQ(among.solutions[k].solution.has_value(), rest.solutions[k].solution.has_value());
            if (!among.solutions[k].solution) continue;
            ++with_deals;
            const Solution& a = *among.solutions[k].solution;
            const Solution& b = *rest.solutions[k].solution;
            EXPECT_EQ(a.point.utilities, b.point.utilities) << among.solutions[k].name;
            EXPECT_EQ(a.point.outcome, b.point.outcome);
            EXPECT_EQ(a.point.ties, b.point.ties);
            EXPECT_EQ(a.gains, b.gains);
            EXPECT_EQ(a.tied_points, b.tied_points);
        }
        std::size_t efficient = 0;
        for (const Listed& deal : among.deals) {
            EXPECT_EQ(all[deal.number], deal.point.outcome);
            const auto& front = among.frontier;
            const bool on = std::any_of(front.begin(), front.end(), [&](const Point& point) {
                return point.utilities == deal.point.utilities;
            });
            EXPECT_EQ(deal.efficient, on);
            efficient += deal.efficient ? 1 : 0;
        }
        std::size_t ties = 0;
        for (const Point& point : among.frontier) ties += std::stoull(point.ties);
        EXPECT_EQ(efficient, ties);
        if (HasFailure()) return;
    }
    EXPECT_GT(with_deals, 300);
}

TEST(Among, DoesNotDependOnThreadsAndStops) {
    Random random(3);
    testing::Shape shape;
    shape.parties = 3;
    shape.issues = 9;
    shape.options = 5;
    shape.score_high = 100;
    shape.reserve = 0.3;
    Case conflict = testing::random_case(random, shape);
    for (Issue& issue : conflict.space.issues)
        while (issue.options.size() < 4)
            issue.options.push_back({std::to_string(issue.options.size()), std::nullopt});
    for (Party& party : conflict.parties)
        for (IssueScore& score : party.preference.issues)
            while (score.scores.size() < 4) score.scores.push_back(Quantity(Rational(17)));
    const std::vector<Outcome> all = outcomes_of(conflict.space);
    ASSERT_GT(all.size(), 200'000u);
    Members members = members_of(all, conflict.space);
    members.left = [](std::uint64_t k) { return k % 3 == 1; };
    std::optional<Among> first;
    for (const int threads : {1, 2, 4}) {
        RunOptions run;
        run.threads = threads;
        const Among among = settle_among(conflict, members, 10, {}, run);
        if (!first) first = among;
        EXPECT_EQ(among.zone, first->zone);
        EXPECT_EQ(among.points, first->points);
        ASSERT_EQ(among.deals.size(), first->deals.size());
        for (std::size_t k = 0; k < among.deals.size(); ++k)
            EXPECT_EQ(among.deals[k].number, first->deals[k].number);
        for (std::size_t k = 0; k < among.solutions.size(); ++k)
            EXPECT_EQ(among.solutions[k].solution->point.outcome,
                      first->solutions[k].solution->point.outcome);
    }
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    EXPECT_EQ(settle_among(conflict, members, 10, {}, run).stopped, Stopped::cancelled);
}

}  // namespace
}  // namespace entente::settle
