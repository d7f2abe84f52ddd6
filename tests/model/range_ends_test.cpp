// Every end of a range, and every setting, makes a case as sound as the one at its best values.
#include <gtest/gtest.h>

#include <string>

#include "entente/io/load.hpp"
#include "entente/model/war_parameters.hpp"

namespace entente {
namespace {

const std::string kHead =
    "[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\n"
    "for.a = { score = [0, 100] }\nfor.b = { score = [100, 0] }\n";

/// The code of the first error, and the line it points at; "" where the case is sound.
std::string first_error(const std::string& text) {
    try {
        (void)io::load_toml(text, "t");
        return "";
    } catch (const InputError& refused) {
        const Diagnostic& first = refused.diagnostics().front();
        return first.code + " " + std::to_string(first.where.line);
    }
}

std::string war(const std::string& lines) { return kHead + "[war]\n" + lines; }

TEST(RangeEnds, OfAWarMustMakeAWar) {
    EXPECT_EQ(first_error(war("model = \"front\"\nforts = \"6 (4..8)\"\nstart = 5\n")), "E0508 10");
    EXPECT_EQ(first_error(war("model = \"front\"\nforts = 6\nstart = \"3 (1..9)\"\n")), "E0508 11");
    EXPECT_EQ(first_error(war("model = \"front\"\nstart = 12\n")), "E0508 10");  // of ten forts
    EXPECT_EQ(
        first_error(war("model = \"front\"\nadvance = \"0.5 (0..0.8)\"\nretreat = \"0.2 (0..0.2)\"\n")),
        "E0509 10");
    EXPECT_EQ(first_error(war("model = \"front\"\nadvance = \"0.5 (0.2..0.9)\"\nretreat = 0.2\n")),
              "E0509 10");
    EXPECT_EQ(first_error(war("model = \"screening\"\nadvance_weak = \"0.7 (0.2..0.9)\"\n")), "E0514 10");
    EXPECT_EQ(
        first_error(war("model = \"front\"\n[belief.a]\nadvance = \"0.5 (0.2..0.9)\"\nretreat = 0.2\n")),
        "E0509 11");
    EXPECT_EQ(first_error(war("model = \"front\"\nforts = \"6 (5..8)\"\nstart = \"3 (1..5)\"\n"
                              "advance = \"0.5 (0.2..0.6)\"\nretreat = 0.3\n")),
              "");
}

TEST(RangeEnds, OfScoresAndWeightsKeepTheSidesApart) {
    const std::string text =
        "[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\n"
        "for.a = { score = [0, \"80 (0..100)\"] }\nfor.b = { score = [100, 0] }\n[war]\nmodel = "
        "\"front\"\n";
    EXPECT_EQ(first_error(text), "E0512 6");
    EXPECT_EQ(
        first_error("[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\n"
                    "for.a = { weight = \"5 (0..9)\", score = [0, 100] }\nfor.b = { score = [100, 0] }\n"),
        "E0215 6");
}

TEST(RangeEnds, AreNotLookedAtAgainWhereNumbersWereMoved) {
    Case conflict = io::load_toml(
                        "[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [0, 1]\n"
                        "for.a = { score = [\"10 (0..20)\", \"80 (50..100)\"] }\n"
                        "for.b = { score = [100, 0] }\n[war]\nmodel = \"front\"\n",
                        "t")
                        .conflict;
    EXPECT_TRUE(war_stands(conflict));
    Quantity* lost = find_quantity(conflict, "issue.x.for.a.score.0");
    ASSERT_NE(lost, nullptr);
    lost->best = Rational(60);  // below 80, above the low end of that
    EXPECT_TRUE(has_errors(validate_war(conflict)));
    EXPECT_TRUE(war_stands(conflict));
    lost->best = Rational(80);
    EXPECT_FALSE(war_stands(conflict));
}

TEST(Settings, EveryEndIsJudged) {
    const Case conflict = io::load_toml(kHead + "[war]\nmodel = \"lottery\"\nchance = 0.5\n", "t").conflict;
    EXPECT_NO_THROW((void)with_settings(conflict, {"war.chance=0.4 (0.3..0.6)"}));
    EXPECT_THROW((void)with_settings(conflict, {"war.chance=0.4 (0.3..1.6)"}), InputError);
    EXPECT_THROW((void)with_settings(conflict, {"war.chance=0.4 (-0.3..0.6)"}), InputError);
}

TEST(Settings, ManyAreLookedUpOnce) {
    const Case conflict = io::load_toml("reserve = { a = 1, b = 1 }\n" + kHead, "t").conflict;
    std::vector<std::string> settings(20'000, "reserve.a=2");
    settings.back() = "reserve.a=3";
    EXPECT_EQ(with_settings(conflict, settings).parties[0].reserve->best, Rational(3));
    for (std::string& setting : settings) setting = "no.such.address=1";
    try {
        (void)with_settings(conflict, settings);
        FAIL();
    } catch (const InputError& refused) {
        EXPECT_EQ(refused.diagnostics().size(), settings.size());
    }
}

}  // namespace
}  // namespace entente
