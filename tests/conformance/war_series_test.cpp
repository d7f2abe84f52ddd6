// Published numbers from files that are not part of the project.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "entente/app/war.hpp"
#include "entente/io/table.hpp"
#include "entente/war/calibrate.hpp"

namespace entente {
namespace {

std::string shared(const char* name) { return std::string(ENTENTE_SHARED_DIR) + "/data/war/" + name; }

TEST(WarSeries, FrontOfTheTerritoryFile) {
    const std::string file = shared("ukraine_territory_weekly.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const war::SeriesFit fit = app::fit_series(file, {"share_of_ukraine", "2023-11-13", "2026-08-17"});
    EXPECT_NEAR(fit.fit.drift * 603550, 8.395, 5e-3);
    EXPECT_NEAR(fit.fit.volatility * 603550, 19.56, 2e-2);
}

TEST(WarSeries, CowWarsLastAsPublished) {
    const std::string file = shared("Inter-StateWarData_v4.0.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const io::Table table = io::read_table(file);  // CR-only line ends
    EXPECT_EQ(table.rows.size(), 337u);
    EXPECT_EQ(table.header.size(), 25u);
}

}  // namespace
}  // namespace entente
