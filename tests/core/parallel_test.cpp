#include "entente/core/parallel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace entente {
namespace {

double sum_of_roots(int threads) {
    RunOptions run;
    run.threads = threads;
    double sum = 0;
    reduce_blocks<double>(
        1000, run, [](std::size_t block) { return std::sqrt(static_cast<double>(block)); },
        [&](double value) { sum += value; });
    return sum;
}

TEST(Parallel, TheSameBytesForEveryThreadCount) {
    const double one = sum_of_roots(1);
    EXPECT_EQ(one, sum_of_roots(2));
    EXPECT_EQ(one, sum_of_roots(4));
    EXPECT_EQ(one, sum_of_roots(16));
}

TEST(Parallel, AStopKeepsTheCompletePrefix) {
    std::stop_source stop;
    RunOptions run;
    run.threads = 1;
    run.stop = stop.get_token();
    const std::size_t done = for_each_block(100, run, [&](std::size_t block) {
        if (block == 9) stop.request_stop();
    });
    EXPECT_EQ(done, 10u);
}

TEST(Parallel, TheLowestBlocksExceptionIsThrown) {
    RunOptions run;
    run.threads = 1;
    EXPECT_THROW(for_each_block(10, run,
                                [](std::size_t block) {
                                    if (block == 3) throw std::runtime_error("three");
                                }),
                 std::runtime_error);
}

}  // namespace
}  // namespace entente
