// entente war --fit --durations: a table of wars in, a Weibull model out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "entente/app/war.hpp"
#include "entente/core/random.hpp"

namespace entente {
namespace {

std::string written(const std::string& name, const std::string& text) {
    const std::string path = testing::TempDir() + name;
    std::ofstream(path) << text;
    return path;
}

std::string refusal(const std::string& text, const app::DurationOptions& options) {
    try {
        (void)app::fit_durations(written("refused.csv", text), options);
    } catch (const InputError& error) {
        return error.diagnostics().front().code + " " + error.diagnostics().front().message;
    }
    return "";
}

TEST(FitDurations, RecoversAModelFromItsOwnDraws) {
    RandomStream random(1, "wars");
    std::string text = "war,terrain,actors,months\n";
    for (int i = 0; i < 4000; ++i) {
        const double terrain = random.uniform();
        const int actors = 2 + static_cast<int>(4 * random.uniform());
        const double error = std::log(-std::log(1 - random.uniform()));
        const double months = std::exp(1.5 + .9 * terrain - .1 * actors + error / .7);
        text += "w" + std::to_string(i) + "," + std::to_string(terrain) + "," + std::to_string(actors) +
                "," + std::to_string(months + 1e-6) + "\n";
        if (i == 9 || i == 19) text += "gap,,3,5\n";  // lines 12 and 23
    }
    const war::DurationFit fit =
        app::fit_durations(written("wars.csv", text), {"months", {"terrain", "actors"}});
    EXPECT_EQ(fit.observations, 4000u);
    EXPECT_EQ(fit.skipped, 2u);
    EXPECT_THAT(fit.notes.front(), testing::HasSubstr("left out (lines 12 and 23)"));
    const double truth[] = {.9, -.1, 1.5};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(fit.fit.coefficients[k], truth[k], 3.5 * fit.fit.errors[k]) << k;
    }
    EXPECT_NEAR(std::log(fit.fit.shape), std::log(.7), 3.5 * fit.fit.log_shape_error);
    const auto json = nlohmann::json::parse(app::to_json(fit));
    EXPECT_EQ(json["durations"]["coefficients"][0]["name"], "terrain");
    EXPECT_EQ(json["durations"]["coefficients"][2]["name"], "constant");
    EXPECT_EQ(json["durations"]["shape"].get<double>(), fit.fit.shape);
    EXPECT_THAT(app::to_text(fit), testing::HasSubstr("falls the longer the war has lasted"));
}

TEST(FitDurations, TellsWhatCannotBeFitted) {
    const std::string rows = "days,a,b,c\n10,1,2,5\n20,2,4,5\n5,3,6,5\n80,4,8,5\n9,5,10,5\n33,6,12,5\n";
    EXPECT_THAT(refusal(rows, {"day", {}}), testing::StartsWith("E0520"));
    EXPECT_THAT(refusal(rows, {"days", {"z"}}), testing::StartsWith("E0520"));
    EXPECT_THAT(refusal(rows, {"days", {"c"}}), testing::StartsWith("E0523"));
    EXPECT_THAT(refusal(rows, {"days", {"a", "b"}}), testing::StartsWith("E0523"));
    EXPECT_THAT(refusal("days\n5\n0\n4\n", {"days", {}}), testing::StartsWith("E0522"));
    EXPECT_THAT(refusal("days\n5\nx\n4\n", {"days", {}}), testing::StartsWith("E0521"));
    EXPECT_THAT(refusal("days\n", {"days", {}}), testing::StartsWith("E0521"));
    EXPECT_EQ(refusal(rows, {"days", {"a"}}), "");
    // The same duration in every war: no shape is the largest.
    EXPECT_THAT(refusal("days\n5\n5\n5\n5\n", {"days", {}}), testing::StartsWith("E0523"));
}

}  // namespace
}  // namespace entente
