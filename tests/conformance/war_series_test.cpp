// Published numbers from files that are not part of the project.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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
    // The same through the verb: wars that nobody could date are told and left out.
    const std::string rows = testing::TempDir() + "cow-days.csv";
    std::ofstream out(rows);
    out << "war,days\n";
    for (const double d : days) out << "x," << d << "\n";
    out << "undated,\n";
    out.close();
    const war::DurationFit verb = app::fit_durations(rows, {"days", {}});
    EXPECT_EQ(verb.observations, 95u);
    EXPECT_EQ(verb.skipped, 1u);
    EXPECT_EQ(verb.median, 163);
    EXPECT_EQ(verb.fit.shape, fit.shape);
    std::sort(days.begin(), days.end());
    EXPECT_EQ(std::count_if(days.begin(), days.end(), [](double d) { return d <= 180; }), 50);   // 52.63 %
    EXPECT_EQ(std::count_if(days.begin(), days.end(), [](double d) { return d > 730.5; }), 14);  // 14.74 %
    EXPECT_EQ(days[47], 163);
    EXPECT_EQ(days.front(), 5);
    EXPECT_EQ(days.back(), 3735);
}

struct CowWar {
    bool won = false, lost = false;
    int other = 0;  // outcome of a war that nobody won
    long deaths_of_winners = 0, deaths_of_losers = 0;
    bool known_winners = false, known_losers = false;
};

TEST(WarSeries, CowOutcomesAndDeathsAsPublished) {
    const std::string file = shared("Inter-StateWarData_v4.0.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const io::Table table = io::read_table(file);
    std::map<int, int> outcomes, of_initiators;
    std::map<int, CowWar> wars;
    long deaths = 0;
    int unknown = 0;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto cell = [&](const std::string& name) {
            return std::atoi(table.at(r, table.column(name)).c_str());
        };
        const int outcome = cell("Outcome");
        ++outcomes[outcome];
        if (cell("Initiator") == 1) ++of_initiators[outcome];
        const long died = cell("BatDeath");
        unknown += died < 0 ? 1 : 0;
        deaths += std::max(0L, died);
        CowWar& war = wars[cell("WarNum")];
        war.won = war.won || outcome == 1;
        war.lost = war.lost || outcome == 2;
        if (outcome > 2 && outcome != 8) war.other = outcome;
        if (died >= 0 && outcome == 1) war.deaths_of_winners += died, war.known_winners = true;
        if (died >= 0 && outcome == 2) war.deaths_of_losers += died, war.known_losers = true;
    }
    EXPECT_EQ(outcomes, (std::map<int, int>{{1, 155}, {2, 119}, {3, 4}, {4, 28}, {6, 30}, {8, 1}}));
    EXPECT_EQ(deaths, 32'080'909);
    EXPECT_EQ(unknown, 1);
    int initiators = 0;
    for (const auto& [outcome, count] : of_initiators) initiators += count;
    EXPECT_EQ(initiators, 109);
    EXPECT_EQ(of_initiators[1], 61);
    EXPECT_EQ(of_initiators[2], 27);
    EXPECT_EQ(of_initiators[3] + of_initiators[6], 10);
    EXPECT_NEAR(100.0 * of_initiators[1] / (of_initiators[1] + of_initiators[2]), 69.3, .05);
    int decisive = 0;
    int both_known = 0;
    int fewer = 0;
    std::map<int, int> undecided;
    std::vector<double> ratio;
    for (const auto& [number, war] : wars) {
        if (!war.won || !war.lost) {
            ++undecided[war.other];
            continue;
        }
        ++decisive;
        if (!war.known_winners || !war.known_losers) continue;
        ++both_known;
        fewer += war.deaths_of_winners < war.deaths_of_losers ? 1 : 0;
        ratio.push_back(static_cast<double>(war.deaths_of_losers) /
                        static_cast<double>(war.deaths_of_winners));
    }
    EXPECT_EQ(decisive, 77);
    EXPECT_EQ(both_known, 77);
    EXPECT_EQ(undecided, (std::map<int, int>{{3, 2}, {4, 8}, {6, 8}}));
    EXPECT_NEAR(100.0 * fewer / both_known, 71.43, 5e-3);
    std::sort(ratio.begin(), ratio.end());
    EXPECT_NEAR(ratio[ratio.size() / 2], 1.6, 5e-3);
}

TEST(WarSeries, DriftsOfTheTerritoryFileByYear) {
    const std::string file = shared("ukraine_territory_weekly.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const struct {
        const char* since;
        const char* until;
        double drift, volatility;
    } years[] = {{"2023-11-13", "2024-11-11", 6.90, 17.9},
                 {"2024-11-11", "2025-11-10", 12.15, 18.9},
                 {"2025-11-10", "2026-08-17", 5.47, 16.8}};
    for (const auto& year : years) {
        const war::SeriesFit fit = app::fit_series(file, {"share_of_ukraine", year.since, year.until});
        EXPECT_NEAR(fit.fit.drift * 603550, year.drift, .011) << year.since;
        EXPECT_NEAR(fit.fit.volatility * 603550, year.volatility, .06) << year.since;
    }
}

/// Totals by type; rows whose type is a sentence are no type and are told.
TEST(WarSeries, OryxTotalsAsPublished) {
    const std::string file = shared("oryx_totals_by_type_2025-07-19.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const io::Table table = io::read_table(file);
    std::map<std::string, std::map<std::string, int>> total;
    std::vector<std::size_t> sentences;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string& type = table.at(r, table.column("equipment_type"));
        if (type.find("of which") != std::string::npos) {
            sentences.push_back(table.lines[r]);
            continue;
        }
        total[table.at(r, table.column("country"))][type] =
            std::atoi(table.at(r, table.column("type_total")).c_str());
    }
    EXPECT_EQ(sentences, (std::vector<std::size_t>{3, 4, 31, 32}));
    EXPECT_EQ(total["Russia"]["All Types"], 22'381);
    EXPECT_EQ(total["Ukraine"]["All Types"], 9'374);
    EXPECT_EQ(total["Russia"]["Tanks"], 4'074);
    EXPECT_EQ(total["Ukraine"]["Tanks"], 1'220);
    EXPECT_NEAR(22381.0 / 9374, 2.39, 5e-3);
    // Types are quoted over several lines where they are long; their sum is the whole, but for one item
    // that the file counts among Ukraine's types and not in its total.
    const std::map<std::string, int> more = {{"Russia", 0}, {"Ukraine", 1}};
    for (const auto& [country, extra] : more) {
        int sum = 0;
        for (const auto& [type, count] : total[country]) sum += type == "All Types" ? 0 : count;
        EXPECT_EQ(sum, total[country]["All Types"] + extra) << country;
    }
}

/// One belligerent's claim about the other, and never a fact: only the reader's arithmetic is tested.
TEST(WarSeries, ClaimedPersonnelLossesAsPublished) {
    const std::string file = shared("russia_losses_personnel.csv");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is absent";
    const io::Table table = io::read_table(file);
    std::map<std::string, long> claimed;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        claimed[table.at(r, table.column("date"))] =
            std::atol(table.at(r, table.column("personnel_cum")).c_str());
    }
    EXPECT_EQ(claimed["2025-01-31"], 837'610);
    EXPECT_EQ(claimed["2024-12-31"] - claimed["2023-12-31"], 430'320);
    EXPECT_EQ(claimed["2025-12-31"] - claimed["2024-12-31"], 418'360);
    const double gained = 115111.3 - 110689.6;
    EXPECT_NEAR(static_cast<double>(claimed["2025-11-10"] - claimed["2024-11-11"]) / gained, 99.8, .1);
}

}  // namespace
}  // namespace entente
