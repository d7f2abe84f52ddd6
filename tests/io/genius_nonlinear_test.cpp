// Hyper-rectangles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "genius_samples.hpp"

namespace entente::io {
namespace {

using namespace samples;

const std::string kIssues =
    "<issue index=\"1\" name=\"x\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>"
    "<issue index=\"2\" name=\"y\" type=\"integer\" lowerbound=\"0\" upperbound=\"9\"/>";
const std::string kGrid = "<negotiation_template><utility_space><objective index=\"0\">" + kIssues +
                          "</objective></utility_space></negotiation_template>";

std::string boxes(const std::string& body, const std::string& maximum = "10",
                  const std::string& aggregation = "sum") {
    return "<utility_space type=\"nonlinear\"><objective index=\"0\">" + kIssues +
           "<utility maxutility=\"" + maximum + "\"><ufun type=\"PlainUfun\" weight=\"1\" aggregation=\"" +
           aggregation + "\">" + body +
           "</ufun></utility></objective><reservation value=\"0.25\"/></utility_space>";
}

LoadedCase load_boxes(const std::string& body, const std::string& maximum = "10") {
    return load_genius({{"d", kGrid}, {"a", boxes(body, maximum)}, {"b", boxes(body, maximum)}});
}

const std::string kBox =
    "<hyperRectangle utility=\"4\"><INCLUDES index=\"1\" min=\"2\" max=\"5\"/><INCLUDES index=\"2\" "
    "min=\"9\" max=\"9\"/></hyperRectangle>";

TEST(GeniusNonlinear, AddsWhereEveryBoundHoldsBothEndsIncluded) {
    const Case c = load_boxes(kBox).conflict;
    EXPECT_TRUE(c.nonlinear);
    EXPECT_FALSE(c.cap.has_value());
    EXPECT_EQ(c.parties[0].reserve->best, Rational(1, 4));
    EXPECT_DOUBLE_EQ(value(c, 0, {2, 9}), 0.4);
    EXPECT_DOUBLE_EQ(value(c, 0, {5, 9}), 0.4);
    EXPECT_DOUBLE_EQ(value(c, 0, {6, 9}), 0.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {5, 8}), 0.0);
    EXPECT_EQ(c.parties[0].preference.terms[0].add.best, Rational(2, 5));
}

TEST(GeniusNonlinear, AmountsAreExactFractions) {
    const Case c = load_boxes(kBox, "536").conflict;
    EXPECT_EQ(c.parties[0].preference.terms[0].add.best, Rational(1, 134));
}

TEST(GeniusNonlinear, WithoutBoundsItAlwaysHolds) {
    EXPECT_DOUBLE_EQ(value(load_boxes("<hyperRectangle utility=\"3\"/>").conflict, 0, {0, 0}), 0.3);
}

TEST(GeniusNonlinear, ExcludesCountsWhereAnyBoundIsViolated) {
    const Case c = load_boxes(
                       "<hyperRectangle utility=\"3\"><EXCLUDES index=\"1\" min=\"2\" max=\"5\"/><EXCLUDES "
                       "index=\"2\" min=\"0\" max=\"4\"/></hyperRectangle>")
                       .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {3, 3}), 0.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {3, 5}), 0.3);
    EXPECT_DOUBLE_EQ(value(c, 0, {6, 3}), 0.3);
    EXPECT_DOUBLE_EQ(value(c, 0, {9, 9}), 0.3);
}

TEST(GeniusNonlinear, WeightsOfRectanglesAndInnerFunctionsMultiply) {
    const Case c =
        load_boxes(
            "<hyperRectangle utility=\"3\" weight=\"0.5\"/><ufun type=\"PlainUfun\" weight=\"2\" "
            "aggregation=\"sum\"><hyperRectangle utility=\"1\" weight=\"1.5\"/></ufun>")
            .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 0}), 0.15 + 0.3);
}

TEST(GeniusNonlinear, TotalsPastTheMaximumAreKept) {
    EXPECT_DOUBLE_EQ(value(load_boxes("<hyperRectangle utility=\"13\"/>").conflict, 0, {0, 0}), 1.3);
}

TEST(GeniusNonlinear, BoundsOnTheSameIssueIntersect) {
    const Case c = load_boxes(
                       "<hyperRectangle utility=\"3\"><INCLUDES index=\"1\" min=\"0\" max=\"5\"/><INCLUDES "
                       "index=\"1\" min=\"4\" max=\"9\"/></hyperRectangle>")
                       .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {3, 0}), 0.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {4, 0}), 0.3);
    EXPECT_DOUBLE_EQ(value(c, 0, {6, 0}), 0.0);
}

TEST(GeniusNonlinear, BoundsPastTheIssueAreCutAndEmptyOnesNeverHold) {
    const Case c =
        load_boxes(
            "<hyperRectangle utility=\"3\"><INCLUDES index=\"1\" min=\"-5\" max=\"50\"/></hyperRectangle>"
            "<hyperRectangle utility=\"2\"><INCLUDES index=\"1\" min=\"7\" max=\"6\"/></hyperRectangle>"
            "<hyperRectangle utility=\"1\"><EXCLUDES index=\"2\" min=\"20\" max=\"30\"/></hyperRectangle>")
            .conflict;
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 9}), 0.4);
    EXPECT_DOUBLE_EQ(value(c, 0, {7, 0}), 0.4);
}

TEST(GeniusNonlinear, RefusesWhatItCannotSay) {
    const auto because = [&](const std::string& body, const std::string& maximum,
                             const std::string& aggregation) {
        const std::string text = boxes(body, maximum, aggregation);
        const auto found = refused({{"d", kGrid}, {"a", text}, {"b", text}});
        return found.empty() ? std::string() : found.front().code + " " + found.front().message;
    };
    using testing::HasSubstr;
    EXPECT_THAT(
        because(
            "<hyperRectangle utility=\"3\"><INCLUDES index=\"7\" min=\"0\" max=\"1\"/></hyperRectangle>",
            "10", "sum"),
        HasSubstr("issue 7"));
    EXPECT_THAT(because("<hyperRectangle utility=\"NaN\"/>", "10", "sum"), HasSubstr("NaN"));
    EXPECT_THAT(because("<hyperRectangle utility=\"1\" weight=\"inf\"/>", "10", "sum"), HasSubstr("inf"));
    EXPECT_THAT(because(kBox, "0", "sum"), HasSubstr("maxutility"));
    EXPECT_THAT(because(kBox, "", "sum"), HasSubstr("maxutility"));
    EXPECT_THAT(because(kBox + kBox, "10", "max"), HasSubstr("max"));
    EXPECT_THAT(
        because(
            "<hyperRectangle utility=\"3\"><INCLUDES index=\"1\" min=\"a\" max=\"1\"/></hyperRectangle>",
            "10", "sum"),
        HasSubstr("bound"));
}

TEST(GeniusNonlinear, TermIdsAreUniqueOverTheParties) {
    const Case c = load_boxes(kBox + kBox).conflict;
    EXPECT_EQ(c.parties[0].preference.terms[1].id, "2");
    EXPECT_EQ(c.parties[1].preference.terms[0].id, "3");
}

TEST(GeniusNonlinear, StandsBesideAdditiveProfiles) {
    const std::string additive =
        "<utility_space><objective index=\"0\"><issue index=\"1\" name=\"x\" type=\"integer\" "
        "lowerbound=\"0\" "
        "upperbound=\"9\"><evaluator slope=\"0.1\" offset=\"0.1\"/></issue><issue index=\"2\" name=\"y\" "
        "type=\"integer\" "
        "lowerbound=\"0\" upperbound=\"9\"><evaluator slope=\"0\" offset=\"1\"/></issue><weight "
        "index=\"1\" "
        "value=\"0.5\"/><weight index=\"2\" value=\"0.5\"/></objective></utility_space>";
    const Case c = load_genius({{"d", kGrid}, {"a", additive}, {"b", boxes(kBox)}}).conflict;
    EXPECT_NEAR(value(c, 0, {4, 0}), 0.75, 1e-15);
    EXPECT_DOUBLE_EQ(value(c, 1, {4, 9}), 0.4);
}

}  // namespace
}  // namespace entente::io
