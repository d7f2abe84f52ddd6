// How many outcomes gain one party so much: halves made once against plain enumeration.
#include "settle/count/above.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "random_problem.hpp"
#include "settle/problem/separable.hpp"

namespace entente::settle {
namespace {

using testing::Random;
using testing::Shape;

TEST(Above, CountsAsLookingAtEveryOutcomeDoes) {
    Random random(17);
    int asked = 0;
    for (int trial = 0; trial < 80; ++trial) {
        SCOPED_TRACE(trial);
        Shape shape;
        shape.parties = 1 + random() % 3;
        shape.issues = 1 + random() % 6;
        shape.options = 5;
        shape.score_high = trial % 2 == 0 ? 3 : 1000;
        shape.terms = random() % 3;
        shape.rules = random() % 2;
        shape.reserve = 0.3;
        const Case conflict = testing::random_case(random, shape);
        const auto problem = testing::narrow_problem(conflict);
        const SeparableForm form = separable_form(problem);
        if (!form.separable || form.separable->impossible()) continue;
        const Separable& space = *form.separable;
        for (std::size_t j = 0; j < space.parties; ++j) {
            const auto above = Above::of(space, j, 1'000'000);
            ASSERT_TRUE(above);
            std::vector<int128> gains;
            std::vector<std::uint64_t> ways;
            std::vector<std::uint32_t> at(space.groups.size(), 0);
            while (true) {
                std::uint64_t copies = 1;
                for (std::size_t g = 0; g < at.size(); ++g) copies *= space.groups[g].copies[at[g]];
                gains.push_back(space.gains(at)[j]);
                ways.push_back(copies);
                std::size_t g = at.size();
                while (g > 0 && at[g - 1] + 1 == space.groups[g - 1].size()) at[--g] = 0;
                if (g == 0) break;
                ++at[g - 1];
            }
            for (int question = 0; question < 12; ++question) {
                const int128 from = gains[random() % gains.size()] + testing::pick(random, -1, 1);
                std::uint64_t truth = 0;
                for (std::size_t o = 0; o < gains.size(); ++o) truth += gains[o] >= from ? ways[o] : 0;
                EXPECT_EQ(above->at_least(from), BigCount(truth));
                ++asked;
            }
            EXPECT_TRUE(above->at_least(*std::max_element(gains.begin(), gains.end()) + 1).zero());
        }
    }
    EXPECT_GT(asked, 500);
}

TEST(Above, TooManyRowsAreRefused) {
    Random random(3);
    Shape shape;
    shape.parties = 1;
    shape.issues = 8;
    shape.options = 5;
    shape.score_high = 100'000;
    const auto problem = testing::narrow_problem(testing::random_case(random, shape));
    const SeparableForm form = separable_form(problem);
    ASSERT_TRUE(form.separable);
    EXPECT_FALSE(Above::of(*form.separable, 0, 4));
}

}  // namespace
}  // namespace entente::settle
