// Every rule of the format that decides a utility.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "genius_samples.hpp"

namespace entente::io {
namespace {

using namespace samples;

LoadedCase load_two(const std::string& first, const std::string& second = kSecond) {
    return load_genius({{"d.xml", kDomain}, {"a.xml", first}, {"b.xml", second}});
}

TEST(GeniusProfile, DividesByTheIssuesLargestEvaluation) {
    const Case c = load_two(profile({"12", "20", "30", "9", "30"}, "0.45", "0.55")).conflict;
    EXPECT_NEAR(value(c, 0, {0, 0}), 0.45 * 12 / 30 + 0.55 * 9 / 30, 1e-15);
    EXPECT_EQ(c.parties[0].preference.issues[0].scores[0].best, Rational(40));
    EXPECT_TRUE(exact_utilities(c)[0].exact);
}

TEST(GeniusProfile, AnIssueWhoseLargestEvaluationIsBelowOneInAHundredThousandIsWorthNothing) {
    EXPECT_DOUBLE_EQ(
        value(load_two(profile({"9e-6", "0", "1e-7", "0", "5"}, "0.6", "0.4")).conflict, 0, {0, 1}), 0.4);
    EXPECT_DOUBLE_EQ(
        value(load_two(profile({"1e-5", "0", "0", "0", "5"}, "0.6", "0.4")).conflict, 0, {0, 1}), 1.0);
    EXPECT_DOUBLE_EQ(value(load_two(profile({"0", "0", "0", "0", "5"}, "0.6", "0.4")).conflict, 0, {1, 1}),
                     0.4);
}

TEST(GeniusProfile, MissingAndNullEvaluationsCountAsZero) {
    const std::string text = profile({"null", "2", "x", "0", "5"}, "0.6", "0.4");
    const LoadedCase loaded = load_two(text);
    EXPECT_TRUE(has_code(loaded.warnings, "W0306"));
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 0}), 0.0);
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {2, 0}), 0.0);
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {1, 0}), 0.6);
}

TEST(GeniusProfile, WeightsAreUsedAsWrittenAndTheSumIsCutAtOne) {
    const Case c = load_two(profile({"4", "2", "1", "1", "5"}, "0.8", "0.9")).conflict;
    ASSERT_TRUE(c.cap.has_value());
    EXPECT_EQ(*c.cap, Rational(1));
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 1}), 1.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {2, 0}), 0.8 / 4 + 0.9 / 5);
    EXPECT_DOUBLE_EQ(value(load_two(profile({"4", "2", "1", "1", "5"}, "0.3", "0.3")).conflict, 0, {0, 1}),
                     0.6);
}

TEST(GeniusProfile, ASumThatPassesOneByRoundingOnlyIsNotCut) {
    EXPECT_FALSE(load_two(profile({"1", "2", "3", "4", "5"}, "0.3031462333758278", "0.69685376662417221"))
                     .conflict.cap);
}

TEST(GeniusProfile, WeightsOfIssuesThatDoNotExistAreIgnored) {
    std::string text = kFirst;
    text.insert(text.find("</objective>"), "<weight index=\"9\" value=\"0.7\"/>\n");
    const LoadedCase loaded = load_two(text);
    ASSERT_EQ(loaded.warnings.size(), 1u);
    EXPECT_EQ(loaded.warnings[0].code, "W0305");
    EXPECT_EQ(loaded.warnings[0].where.file, "a.xml");
    EXPECT_EQ(loaded.warnings[0].where.line, 14u);
    EXPECT_THAT(loaded.warnings[0].where.source_line, testing::HasSubstr("index=\"9\""));
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 1}), 1.0);
}

TEST(GeniusProfile, EverythingIsKeyedByIndexNotByPosition) {
    // Root 1, issues 2 and 3; the profile lists them, and their weights, the other way round.
    const std::string domain =
        "<utility_space><objective index=\"1\"><issue index=\"2\" name=\"A\"><item index=\"1\" "
        "value=\"x\"/><item "
        "index=\"2\" value=\"y\"/></issue><issue index=\"3\" name=\"B\"><item index=\"1\" "
        "value=\"x\"/><item "
        "index=\"2\" value=\"y\"/></issue></objective></utility_space>";
    const std::string text =
        "<utility_space><objective index=\"1\"><weight index=\"3\" value=\"0.9\"/><weight index=\"2\" "
        "value=\"0.1\"/><weight index=\"1\" value=\"5\"/><issue index=\"3\" name=\"B\"><item index=\"1\" "
        "value=\"x\" "
        "evaluation=\"1\"/><item index=\"2\" value=\"y\" evaluation=\"2\"/></issue><issue index=\"2\" "
        "name=\"A\"><item index=\"1\" value=\"x\" evaluation=\"3\"/><item index=\"2\" value=\"y\" "
        "evaluation=\"0\"/></issue></objective></utility_space>";
    const LoadedCase loaded = load_genius({{"d", domain}, {"a", text}, {"b", text}});
    EXPECT_TRUE(loaded.warnings.empty());
    EXPECT_NEAR(value(loaded.conflict, 0, {0, 0}), 0.1 + 0.45, 1e-15);
    EXPECT_NEAR(value(loaded.conflict, 0, {1, 1}), 0.9, 1e-15);
}

TEST(GeniusProfile, ItemsAreFoundByNameAndByIndexWhereNoNameFits) {
    // "south" stands first here, as in real files; "Middle ground" has the index of "middle".
    std::string text = kFirst;
    const auto swap = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    swap("index=\"1\" value=\"north\" evaluation=\"4\"", "index=\"1\" value=\"south\" evaluation=\"1\"");
    swap("index=\"3\" value=\"south\" evaluation=\"1\"", "index=\"3\" value=\"north\" evaluation=\"4\"");
    swap("value=\"middle\"", "value=\"Middle ground\"");
    const LoadedCase loaded = load_two(text);
    EXPECT_TRUE(has_code(loaded.warnings, "W0307"));
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 0}), 0.6);
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {1, 0}), 0.3);
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {2, 0}), 0.15);
}

TEST(GeniusProfile, ALaterItemOfTheSameValueReplacesAnEarlierOne) {
    std::string text = kFirst;
    text.insert(text.find("<item index=\"1\" value=\"north\""),
                "<item index=\"1\" value=\"north\" evaluation=\"400\"/>\n");
    const Case c = load_two(text).conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 0}), 0.6);
    EXPECT_DOUBLE_EQ(value(c, 0, {1, 0}), 0.3);
}

TEST(GeniusProfile, OptionsOfTheSameNameGetLabelsOfTheirOwn) {
    std::string text = kFirst;
    text.insert(text.find("<item index=\"1\" value=\"north\""),
                "<item index=\"1\" value=\"north\" evaluation=\"0\"/>\n");
    const LoadedCase loaded = load_genius({{"a.xml", text}, {"b.xml", kSecond}});
    EXPECT_TRUE(has_code(loaded.warnings, "W0304"));
    const Issue& issue = loaded.conflict.space.issues[0];
    ASSERT_EQ(issue.options.size(), 4u);
    EXPECT_EQ(issue.options[0].label, "north");
    EXPECT_EQ(issue.options[1].label, "north (2)");
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 0}), value(loaded.conflict, 0, {1, 0}));
}

TEST(GeniusProfile, ReservationAndDiscount) {
    const auto with = [&](const std::string& tail) {
        return load_two(profile({"4", "2", "1", "0", "5"}, "0.6", "0.4", tail)).conflict.parties[0];
    };
    Party party = with("<discount_factor value=\"0.4\"></discount_factor><reservation value=\"0.25\"/>");
    EXPECT_EQ(party.reserve->best, Rational(1, 4));
    EXPECT_EQ(party.discount->best, Rational(2, 5));
    for (const char* const none : {"0", "-1", "1.5", "1", "NaN"}) {
        party = with("<discount_factor value=\"" + std::string(none) + "\"/>");
        EXPECT_FALSE(party.discount.has_value()) << none;
        EXPECT_EQ(party.reserve->best, Rational(0));
    }
    EXPECT_EQ(with("<reservation value=\"abc\"/>").reserve->best, Rational(0));
}

TEST(GeniusProfile, NumbersOfJavaAreRead) {
    const Case c = load_two(profile({"4.0", " 2 ", "1.0E0", "0", "5"}, "6.0E-1", "+0.4")).conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {1, 1}), 0.7);
    EXPECT_DOUBLE_EQ(value(c, 0, {2, 1}), 0.55);
}

TEST(GeniusProfile, NumbersFinerThanSixtyFourBitsAreRoundedNotRefused) {
    const Case c = load_two(profile({"1", "2", "3", "4", "5"}, "9.313225746154785E-10",
                                    "0.999999999068677425384521484375"))
                       .conflict;
    EXPECT_NEAR(value(c, 0, {2, 1}), 1.0, 1e-15);
}

TEST(GeniusProfile, UncertainProfilesAreReadAsAdditive) {
    std::string text = kFirst;
    text.replace(text.find("<utility_space>"), 15,
                 "<utility_space type=\"UNCERTAIN\" comparisons=\"5\" errors=\"1\">\n<fixed_seed "
                 "value=\"1\"/><experimental/>");
    const LoadedCase loaded = load_two(text);
    EXPECT_TRUE(loaded.warnings.empty());
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {1, 1}), 0.7);
}

TEST(GeniusProfile, ANegativeWeightTurnsTheScoresRound) {
    const Case c = load_two(profile({"4", "2", "1", "0", "5"}, "-0.4", "1")).conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 1}), 0.6);
    EXPECT_DOUBLE_EQ(value(c, 0, {1, 0}), -0.2);
    EXPECT_FALSE(has_errors(validate(c)));
}

TEST(GeniusProfile, AnIssueThatTheProfileLacksIsWorthNothing) {
    std::string text = kFirst;
    const std::size_t from = text.find("<issue index=\"2\"");
    text.erase(from, text.find("</issue>", from) + 8 - from);
    const LoadedCase loaded = load_two(text);
    EXPECT_TRUE(has_code(loaded.warnings, "W0306"));
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 1}), 0.6);
}

// ---- integer and real issues ----

std::string number_domain(const std::string& issue) {
    return "<negotiation_template><utility_space><objective index=\"0\">" + issue +
           "</objective></utility_space></negotiation_template>";
}
std::string number_profile(const std::string& issue, const std::string& weight = "1") {
    return "<utility_space><objective index=\"0\">" + issue + "<weight index=\"1\" value=\"" + weight +
           "\"/></objective></utility_space>";
}
LoadedCase load_numbers(const std::string& domain, const std::string& issue) {
    return load_genius(
        {{"d", number_domain(domain)}, {"a", number_profile(issue)}, {"b", number_profile(issue)}});
}

const std::string kInteger =
    "<issue index=\"1\" name=\"n\" type=\"integer\" lowerbound=\"10\" upperbound=\"20\">";

TEST(GeniusInteger, CountsFromTheProfilesOwnLowerBound) {
    const LoadedCase loaded =
        load_numbers(kInteger + "</issue>",
                     kInteger + "<evaluator ftype=\"linear\" slope=\"0.1\" offset=\"0\"/></issue>");
    EXPECT_TRUE(loaded.warnings.empty());
    ASSERT_EQ(loaded.conflict.space.issues[0].options.size(), 11u);
    EXPECT_EQ(loaded.conflict.space.issues[0].options[3].label, "13");
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {3}), 0.3);
    const std::string lower =
        "<issue index=\"1\" name=\"n\" type=\"integer\" lowerbound=\"8\" upperbound=\"20\"><evaluator "
        "slope=\"0.1\" offset=\"0\"/></issue>";
    EXPECT_DOUBLE_EQ(value(load_numbers(kInteger + "</issue>", lower).conflict, 0, {3}), 0.5);
}

TEST(GeniusInteger, IsCutToZeroAndOne) {
    const Case c =
        load_numbers(kInteger + "</issue>",
                     kInteger + "<evaluator ftype=\"linear\" slope=\"0.25\" offset=\"-0.5\"/></issue>")
            .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {0}), 0.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {3}), 0.25);
    EXPECT_DOUBLE_EQ(value(c, 0, {10}), 1.0);
}

TEST(GeniusInteger, ReadsParametersAndRange) {
    const std::string range =
        "<issue index=\"1\" name=\"n\" vtype=\"integer\"><range lowerbound=\"10\" upperbound=\"20\"/>";
    const Case c =
        load_numbers(range + "</issue>",
                     range + "<evaluator etype=\"linear\" parameter0=\"0.2\" parameter1=\"0.05\"/></issue>")
            .conflict;
    ASSERT_EQ(c.space.issues[0].options.size(), 11u);
    EXPECT_DOUBLE_EQ(value(c, 0, {4}), 0.4);
}

TEST(GeniusInteger, NegativeBoundsAreFine) {
    const std::string issue =
        "<issue index=\"1\" name=\"n\" type=\"integer\" lowerbound=\"-3\" upperbound=\"1\">";
    const Case c =
        load_numbers(issue + "</issue>", issue + "<evaluator slope=\"0.25\" offset=\"0\"/></issue>")
            .conflict;
    EXPECT_EQ(c.space.issues[0].options[0].label, "-3");
    EXPECT_DOUBLE_EQ(value(c, 0, {3}), 0.75);
}

const std::string kReal =
    "<issue index=\"1\" name=\"r\" type=\"real\" vtype=\"real\"><range lowerbound=\"2\" upperbound=\"4\"/>";

TEST(GeniusReal, HasTwentyOnePointsWithBothEnds) {
    const Case c =
        load_numbers(kReal + "</issue>",
                     kReal + "<evaluator ftype=\"linear\" parameter0=\"-1\" parameter1=\"0.5\"/></issue>")
            .conflict;
    const Issue& issue = c.space.issues[0];
    ASSERT_EQ(issue.options.size(), 21u);
    EXPECT_EQ(issue.options.front().label, "2");
    EXPECT_EQ(issue.options[1].label, "2.1");
    EXPECT_EQ(issue.options.back().label, "4");
    EXPECT_DOUBLE_EQ(value(c, 0, {0}), 0.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {5}), 0.25);
    EXPECT_DOUBLE_EQ(value(c, 0, {20}), 1.0);
}

TEST(GeniusReal, LinearIsCutTriangularPeaksConstantStays) {
    const auto one = [&](const std::string& evaluator, std::size_t option) {
        return value(
            load_numbers(kReal + "</issue>", kReal + "<evaluator " + evaluator + "/></issue>").conflict, 0,
            {option});
    };
    const std::string steep = "ftype=\"linear\" parameter0=\"-5\" parameter1=\"2\"";
    EXPECT_DOUBLE_EQ(one(steep, 0), 0.0);
    EXPECT_DOUBLE_EQ(one(steep, 7), 0.4);
    EXPECT_DOUBLE_EQ(one(steep, 20), 1.0);
    const std::string triangle =
        "ftype=\"triangular\" parameter0=\"2.5\" parameter1=\"4\" parameter2=\"3\"";
    EXPECT_DOUBLE_EQ(one(triangle, 0), 0.0);
    EXPECT_DOUBLE_EQ(one(triangle, 7), 0.4);
    EXPECT_DOUBLE_EQ(one(triangle, 10), 1.0);
    EXPECT_DOUBLE_EQ(one(triangle, 15), 0.5);
    EXPECT_DOUBLE_EQ(one(triangle, 20), 0.0);
    EXPECT_DOUBLE_EQ(one("ftype=\"constant\" parameter0=\"0.7\"", 4), 0.7);
}

TEST(GeniusReal, UnknownFunctionsSpoilTheProfile) {
    const auto found =
        refused({{"d", number_domain(kReal + "</issue>")},
                 {"a", number_profile(kReal + "<evaluator ftype=\"faratin\" parameter0=\"1\"/></issue>")}});
    ASSERT_TRUE(has_code(found, "E0306"));
    EXPECT_THAT(found.front().message, testing::HasSubstr("faratin"));
}

TEST(GeniusKind, ComesFromTypeThenVtypeThenDiscrete) {
    EXPECT_EQ(
        load_numbers(
            "<issue index=\"1\" name=\"n\" vtype=\"integer\" lowerbound=\"0\" upperbound=\"3\"/>",
            "<issue index=\"1\" name=\"n\" vtype=\"integer\" lowerbound=\"0\" upperbound=\"3\"><evaluator "
            "slope=\"0\" offset=\"1\"/></issue>")
            .conflict.space.issues[0]
            .options.size(),
        4u);
    EXPECT_EQ(load_numbers(
                  "<issue index=\"1\" name=\"n\" type=\"discrete\" vtype=\"integer\"><item index=\"1\" "
                  "value=\"7\"/></issue>",
                  "<issue index=\"1\" name=\"n\"><item index=\"1\" value=\"7\" evaluation=\"1\"/></issue>")
                  .conflict.space.issues[0]
                  .options.size(),
              1u);
}

TEST(GeniusKind, EtypeDecidesWhereNothingElseDoes) {
    const std::string real =
        "<issue index=\"1\" name=\"r\" etype=\"real\"><range lowerbound=\"0\" upperbound=\"2\"/>";
    EXPECT_EQ(
        load_numbers(real + "</issue>", real + "<evaluator ftype=\"constant\" parameter0=\"1\"/></issue>")
            .conflict.space.issues[0]
            .options.size(),
        21u);
}

TEST(GeniusKind, ItemsOfAnIntegerIssueAreFoundByValue) {
    const std::string domain =
        "<issue index=\"1\" name=\"n\" type=\"integer\" lowerbound=\"0\" upperbound=\"2\"/>";
    const Case c =
        load_numbers(domain,
                     "<issue index=\"1\" name=\"n\"><item index=\"1\" value=\"0\" evaluation=\"1\"/><item "
                     "index=\"2\" value=\"1\" evaluation=\"2\"/><item index=\"3\" value=\"2\" "
                     "evaluation=\"4\"/></issue>")
            .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {1}), 0.5);
}

}  // namespace
}  // namespace entente::io
