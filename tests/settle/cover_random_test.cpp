// The certified cover: every outcome lies within epsilon of a listed point, checked outcome by outcome.
#include <gtest/gtest.h>

#include "random_problem.hpp"
#include "settle/frontier/cover.hpp"

namespace entente::settle {
namespace {

using testing::Gains;
using testing::Oracle;
using testing::Random;
using testing::Shape;

bool within(const Separable& space, const Cover& cover, const Gains& gains) {
    return std::any_of(cover.points.begin(), cover.points.end(), [&](const Found& point) {
        for (std::size_t j = 0; j < space.parties; ++j) {
            const auto short_of =
                static_cast<double>(gains[j] - point.gains[j]) * static_cast<double>(space.unit_points[j]);
            if (short_of > cover.epsilon[j] * (1 + 1e-12)) return false;
        }
        return true;
    });
}

TEST(CoverRandom, EveryOutcomeIsWithinEpsilon) {
    Random random(99);
    int checked = 0;
    for (int trial = 0; trial < 150; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape;
        shape.parties = 2 + random() % 4;
        shape.issues = 2 + random() % 4;
        shape.options = 2 + random() % 4;
        shape.score_low = random() % 3 == 0 ? -9 : 0;
        shape.score_high = random() % 2 == 0 ? 9 : 400;
        shape.terms = random() % 4;
        shape.rules = random() % 3;
        shape.common_scale = random() % 2 == 0;
        auto problem = testing::narrow_problem(testing::random_case(random, shape));
        const Oracle oracle = testing::enumerate_all(problem);
        if (oracle.outcomes.empty()) continue;
        const SeparableForm form = separable_form(problem);
        CoverOptions options;
        options.lines = 1 + random() % 200;
        const Cover cover = cover_frontier(*form.separable, options, {});
        ASSERT_TRUE(cover.certified);
        EXPECT_EQ(cover.open_lines, 0u);
        EXPECT_LE(cover.lines,
                  std::max<std::uint64_t>(options.lines, (std::uint64_t{1} << shape.parties) - 1));
        for (const Found& point : cover.points) {
            EXPECT_TRUE(oracle.outcomes.contains(point.gains));
            EXPECT_TRUE(form.separable->gains(point.choice) == point.gains);
        }
        for (const auto& [gains, copies] : oracle.outcomes) {
            ++checked;
            ASSERT_TRUE(within(*form.separable, cover, gains));
        }
    }
    EXPECT_GT(checked, 3'000);
}

TEST(CoverRandom, DoesNotDependOnThreads) {
    Random random(100);
    Shape shape;
    shape.parties = 3;
    shape.issues = 15;
    shape.options = 8;
    shape.score_high = 10'000;
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    for (std::size_t j = 0; j < 3; ++j) problem.set_origin(j, 0);
    const SeparableForm form = separable_form(problem);
    CoverOptions options;
    options.lines = 300;
    std::vector<Cover> covers;
    for (const int threads : {1, 2, 4}) {
        RunOptions run;
        run.threads = threads;
        covers.push_back(cover_frontier(*form.separable, options, run));
    }
    ASSERT_GT(covers[0].points.size(), 20u);
    for (const Cover& cover : covers) {
        EXPECT_EQ(cover.epsilon, covers[0].epsilon);
        ASSERT_EQ(cover.points.size(), covers[0].points.size());
        for (std::size_t p = 0; p < cover.points.size(); ++p) {
            EXPECT_EQ(cover.points[p].choice, covers[0].points[p].choice);
        }
    }
}

TEST(CoverRandom, SaysWhatIsOpenWhenItIsStopped) {
    Random random(101);
    Shape shape;
    shape.parties = 3;
    shape.issues = 10;
    auto problem = testing::narrow_problem(testing::random_case(random, shape));
    const SeparableForm form = separable_form(problem);
    std::stop_source source;
    source.request_stop();
    RunOptions run;
    run.stop = source.get_token();
    const Cover cover = cover_frontier(*form.separable, {}, run);
    EXPECT_FALSE(cover.certified);
    EXPECT_EQ(cover.stopped, Stopped::cancelled);
    EXPECT_GT(cover.open_lines, 0u);
}

}  // namespace
}  // namespace entente::settle
