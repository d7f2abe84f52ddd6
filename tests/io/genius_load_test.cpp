// Which files go together, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "genius_samples.hpp"

namespace entente::io {
namespace {

using namespace samples;

TEST(GeniusLoad, ReadsADomainAndItsProfiles) {
    const LoadedCase loaded =
        load_genius({{"d/x_domain.xml", kDomain}, {"d/a.xml", kFirst}, {"d/b.xml", kSecond}});
    const Case& c = loaded.conflict;
    EXPECT_TRUE(loaded.warnings.empty());
    EXPECT_EQ(c.title, "x");
    EXPECT_EQ(c.origin.format, "genius");
    EXPECT_FALSE(c.normalise);
    EXPECT_EQ(c.points, Rational(1));
    EXPECT_FALSE(c.cap.has_value());
    ASSERT_EQ(c.parties.size(), 2u);
    EXPECT_EQ(c.parties[0].id, "a");
    EXPECT_EQ(c.parties[1].id, "b");
    ASSERT_EQ(c.space.issues.size(), 2u);
    EXPECT_EQ(c.space.issues[0].id, "Border");
    EXPECT_EQ(c.space.issues[0].options[2].label, "south");
    EXPECT_DOUBLE_EQ(value(c, 0, {0, 1}), 1.0);
    EXPECT_DOUBLE_EQ(value(c, 0, {1, 0}), 0.3);
    EXPECT_DOUBLE_EQ(value(c, 1, {1, 1}), 0.35);
    EXPECT_EQ(c.parties[0].reserve->best, Rational(0));
    EXPECT_FALSE(c.parties[0].discount.has_value());
}

TEST(GeniusLoad, TellsTheDomainByContentInAnyOrder) {
    const LoadedCase loaded = load_genius({{"a.xml", kFirst}, {"z.xml", kDomain}, {"b.xml", kSecond}});
    ASSERT_EQ(loaded.conflict.parties.size(), 2u);
    EXPECT_EQ(loaded.conflict.parties[0].id, "a");
    EXPECT_EQ(loaded.conflict.parties[1].id, "b");
}

TEST(GeniusLoad, ReadsADomainWhoseIssuesStandDirectlyUnderTheUtilitySpace) {
    const std::string domain =
        "<utility_space><issue index=\"1\" name=\"Border\"><item index=\"1\" value=\"north\"/><item "
        "index=\"2\" "
        "value=\"middle\"/><item index=\"3\" value=\"south\"/></issue><issue index=\"2\" "
        "name=\"Troops\"><item "
        "index=\"1\" value=\"leave\"/><item index=\"2\" value=\"stay\"/></issue></utility_space>";
    const LoadedCase loaded = load_genius({{"d.xml", domain}, {"a.xml", kFirst}, {"b.xml", kSecond}});
    EXPECT_TRUE(loaded.warnings.empty());
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 1, {2, 0}), 1.0);
}

TEST(GeniusLoad, UsesTheFirstProfileWhereThereIsNoDomain) {
    const LoadedCase loaded = load_genius({{"a.xml", kFirst}, {"b.xml", kSecond}});
    EXPECT_TRUE(has_code(loaded.warnings, "W0304"));
    ASSERT_EQ(loaded.conflict.parties.size(), 2u);
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {2, 1}), 0.55);
}

TEST(GeniusLoad, IgnoresAListOfNumbersBesideTheDomain) {
    const LoadedCase loaded = load_genius({{"d.xml", kDomain},
                                           {"a.xml", kFirst},
                                           {"b.xml", kSecond},
                                           {"pareto.xml", "0.7, 1.0\n0.9, 0.2\n\n"}});
    EXPECT_TRUE(loaded.warnings.empty());
    EXPECT_EQ(loaded.conflict.parties.size(), 2u);
}

TEST(GeniusLoad, NamesOtherFilesThatItIgnores) {
    const LoadedCase loaded = load_genius({{"d.xml", kDomain},
                                           {"a.xml", kFirst},
                                           {"b.xml", kSecond},
                                           {"readme.txt", "hello"},
                                           {"build.xml", "<project><target name=\"x\"/></project>"}});
    EXPECT_EQ(loaded.warnings.size(), 2u);
    EXPECT_TRUE(has_code(loaded.warnings, "W0308"));
    EXPECT_EQ(loaded.conflict.parties.size(), 2u);
}

TEST(GeniusLoad, SkipsABadProfileAndNotTheFolder) {
    const LoadedCase loaded =
        load_genius({{"d.xml", kDomain},
                     {"a.xml", kFirst},
                     {"b.xml", kSecond},
                     {"c.xml", profile({"1", "1", "1", "1", "1"}, "NaN", "0.5")},
                     {"e.xml", ""},
                     {"f.xml", kFirst.substr(0, kFirst.size() / 2)},
                     {"g.xml", "<utility_space type=\"constraint\"><objective/></utility_space>"}});
    ASSERT_EQ(loaded.conflict.parties.size(), 2u);
    std::vector<std::string> named;
    for (const Diagnostic& d : loaded.warnings) {
        EXPECT_EQ(d.severity, Severity::warning);
        EXPECT_EQ(d.code, "W0308");
        named.push_back(d.where.file);
    }
    EXPECT_THAT(named, testing::UnorderedElementsAre("c.xml", "e.xml", "f.xml", "g.xml"));
}

TEST(GeniusLoad, RefusesWhereOneProfileIsLeft) {
    const auto found = refused({{"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", ""}});
    EXPECT_TRUE(has_code(found, "E0301"));
    EXPECT_TRUE(has_code(found, "E0310"));
}

TEST(GeniusLoad, RefusesADomainAlone) { EXPECT_TRUE(has_code(refused({{"d.xml", kDomain}}), "E0310")); }

TEST(GeniusLoad, RefusesNothingAtAll) {
    EXPECT_TRUE(has_code(refused({}), "E0310"));
    EXPECT_TRUE(has_code(refused({{"x", ""}, {"y", "no XML here"}}), "E0310"));
}

TEST(GeniusLoad, RefusesConstraintProfilesByName) {
    const std::string constraint =
        "<utility_space type=\"constraint\"><objective index=\"0\"/></utility_space>";
    const auto found = refused({{"d.xml", kDomain}, {"a.xml", constraint}, {"b.xml", constraint}});
    ASSERT_TRUE(has_code(found, "E0305"));
    EXPECT_THAT(found.front().message, testing::HasSubstr("constraint"));
    EXPECT_EQ(found.front().where.file, "a.xml");
}

std::string other(const std::string& text) {
    std::string result = text;
    for (const auto& [from, to] : {std::pair{"Border", "Price"},
                                   {"Troops", "Date"},
                                   {"north", "1"},
                                   {"middle", "2"},
                                   {"south", "3"},
                                   {"leave", "4"},
                                   {"stay", "5"}}) {
        for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from, at + 1))
            result.replace(at, std::string(from).size(), to);
    }
    return result;
}

TEST(GeniusLoad, PicksTheDomainThatTheProfilesGoWith) {
    const LoadedCase loaded =
        load_genius({{"0.xml", other(kDomain)}, {"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}});
    EXPECT_EQ(loaded.conflict.space.issues[0].id, "Border");
    EXPECT_TRUE(has_code(loaded.warnings, "W0308"));
}

TEST(GeniusLoad, RefusesTwoScenariosInOneFolder) {
    const auto found = refused(
        {{"d.xml", kDomain}, {"d2.xml", other(kDomain)}, {"a.xml", kFirst}, {"b.xml", other(kSecond)}});
    ASSERT_TRUE(has_code(found, "E0309"));
    EXPECT_THAT(found.back().message, testing::HasSubstr("b.xml"));
}

TEST(GeniusLoad, ReadsADomainGivenTwiceOnce) {
    EXPECT_EQ(load_genius({{"d.xml", kDomain}, {"e.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}})
                  .conflict.parties.size(),
              2u);
}

TEST(GeniusLoad, ADomainWithoutIssuesIsPassedOver) {
    const LoadedCase loaded =
        load_genius({{"0.xml", "<negotiation_template/>"}, {"a.xml", kFirst}, {"b.xml", kSecond}});
    EXPECT_EQ(loaded.conflict.space.issues.size(), 2u);
    EXPECT_TRUE(has_code(loaded.warnings, "W0308"));
    EXPECT_EQ(load_genius({{"0.xml", "<negotiation_template/>"},
                           {"d.xml", kDomain},
                           {"a.xml", kFirst},
                           {"b.xml", kSecond}})
                  .conflict.space.issues.size(),
              2u);
}

TEST(GeniusLoad, LeavesOutAProfileOfAnotherDomain) {
    std::string foreign = other(kFirst);
    foreign.replace(foreign.find("<item index=\"3\""), 4, "<itex");
    const LoadedCase loaded =
        load_genius({{"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}, {"c.xml", foreign}});
    EXPECT_EQ(loaded.conflict.parties.size(), 2u);
    EXPECT_TRUE(has_code(loaded.warnings, "W0308"));
}

TEST(GeniusLoad, MakesPartyIdsUnique) {
    const LoadedCase loaded = load_genius({{"d.xml", kDomain}, {"x/a.xml", kFirst}, {"y/a.xml", kSecond}});
    EXPECT_EQ(loaded.conflict.parties[0].id, "a");
    EXPECT_EQ(loaded.conflict.parties[1].id, "a-2");
}

TEST(GeniusLoad, CitesTheProfileAsTheSourceOfItsNumbers) {
    const Case c = load_genius({{"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}}).conflict;
    ASSERT_EQ(c.sources.size(), 2u);
    for_each_quantity(c,
                      [&](const QuantityRef& ref) { EXPECT_GE(ref.quantity->source, 0) << ref.address; });
}

}  // namespace
}  // namespace entente::io
