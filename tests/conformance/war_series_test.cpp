// Published numbers from files that are not part of the project.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

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

/// Days since 1970-01-01; an unknown day is the 15th, an unknown month January.
long day_number(int y, int m, int d) {
    if (d < 1) d = 15;
    if (m < 1) m = 1;
    if (m <= 2) --y;
    const long era = (y >= 0 ? y : y - 399) / 400;
    const long of_era = y - era * 400;
    const long of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

TEST(WarSeries, CowWarsLastAsPublished) {
    const std::string file = shared("Inter-StateWarData_v4.0.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const io::Table table = io::read_table(file);  // CR-only line ends
    EXPECT_EQ(table.rows.size(), 337u);
    EXPECT_EQ(table.header.size(), 25u);
    std::map<int, std::pair<long, long>> wars;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto cell = [&](const std::string& name) {
            return std::atoi(table.at(r, table.column(name)).c_str());
        };
        const auto date = [&](const std::string& which, const std::string& spell) {
            return day_number(cell(which + "Year" + spell), cell(which + "Month" + spell),
                              cell(which + "Day" + spell));
        };
        const long start = date("Start", "1");
        long end = date("End", "1");
        if (cell("EndYear2") > 0) end = std::max(end, date("End", "2"));
        auto& war = wars.try_emplace(cell("WarNum"), start, end).first->second;
        war = {std::min(war.first, start), std::max(war.second, end)};
    }
    ASSERT_EQ(wars.size(), 95u);
    std::vector<double> days;
    double sum = 0;
    for (const auto& [number, war] : wars) {
        days.push_back(static_cast<double>(war.second - war.first + 1));
        sum += days.back();
    }
    EXPECT_NEAR(sum / 95, 417.88, 5e-3);
    const war::WeibullFit fit = war::fit_weibull(days);
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(std::exp(fit.coefficients[0]), 330.0578, 1e-3);
    EXPECT_NEAR(fit.shape, .7226, 5e-5);
    EXPECT_NEAR(fit.log_likelihood_time, -657.5413, 5e-5);
    std::sort(days.begin(), days.end());
    EXPECT_EQ(days[47], 163);
    EXPECT_EQ(days.front(), 5);
    EXPECT_EQ(days.back(), 3735);
}

}  // namespace
}  // namespace entente
