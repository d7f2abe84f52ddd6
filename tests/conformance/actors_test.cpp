// The published tables of actors: trades of the climate talks, KTAB's file through the reader.
#include <gtest/gtest.h>

#include <filesystem>

#include "entente/io/load.hpp"
#include "entente/stakeholders/analyse.hpp"

namespace entente {
namespace {

const std::string kData = std::string(ENTENTE_SHARED_DIR) + "/data/";

TEST(ActorsConformance, TradesOfTheClimateTalks) {
    const std::string file = kData + "stakeholders/cop21_three_issues.tsv";
    if (!std::filesystem::exists(file)) GTEST_SKIP();
    const Case conflict = io::load({file}).conflict;
    ASSERT_EQ(conflict.actors.size(), 15u);
    const auto result = stakeholders::analyse(conflict, {.models = {"exchange"}, .runs = 0});
    ASSERT_FALSE(result.exchanges.empty());
    const auto& best = result.exchanges.front();
    EXPECT_EQ(best.i, "USA");
    EXPECT_EQ(best.j, "China");
    EXPECT_NEAR(best.gain, 1.128903122498, 1e-12);
    EXPECT_NEAR(best.i_from, 70, 0);
    EXPECT_NEAR(best.i_to, 6.359373213, 1e-9);
    EXPECT_NEAR(best.j_from, 80, 0);
    EXPECT_NEAR(best.j_to, 20, 1e-12);
}

TEST(ActorsConformance, KtabsTableRunsAsKtabDoes) {
    const std::string file = kData + "ktab/EC-emissions-BDM1994.csv";
    if (!std::filesystem::exists(file)) GTEST_SKIP();
    const Case conflict = io::load({file}).conflict;
    const auto result = stakeholders::analyse(conflict, {.models = {"smp"}, .quirks = true, .runs = 0});
    EXPECT_EQ(result.lead, "smp");
    const auto& smp = result.models.front().second;
    EXPECT_NEAR(4 + 6 * *smp.issue.median / 100, 5.99, 0.006);
    EXPECT_NEAR(4 + 6 * *smp.issue.outcome / 100, 6.44, 0.006);
}

}  // namespace
}  // namespace entente
