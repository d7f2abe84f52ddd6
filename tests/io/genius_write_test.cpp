// A case as GENIUS files, read back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "genius_samples.hpp"

namespace entente::io {
namespace {

using namespace samples;

Rational any_score() { return Rational(*rc::gen::inRange(0, 1001), 10); }

Case random_case(bool with_terms) {
    Case c;
    c.title = "Random";
    c.points = Rational(*rc::gen::element(1, 100));
    c.normalise = *rc::gen::arbitrary<bool>();
    const int issues = *rc::gen::inRange(1, 5);
    for (int i = 0; i < issues; ++i) {
        Issue issue;
        issue.id = "issue <" + std::to_string(i) + "> & \"x\"";
        const int options = *rc::gen::inRange(1, 6);
        const bool numbers = with_terms || *rc::gen::arbitrary<bool>();
        const int first = *rc::gen::inRange(-3, 4);
        for (int k = 0; k < options; ++k) {
            const std::int64_t number = first + k;
            issue.options.push_back(numbers
                                        ? Option{std::to_string(number), Rational(number)}
                                        : Option{"it's <" + std::to_string(k) + ">\t&amp;", std::nullopt});
        }
        c.space.issues.push_back(issue);
    }
    for (int p = 0; p < *rc::gen::inRange(1, 4); ++p) {
        Party party;
        party.id = "p" + std::to_string(p);
        for (const Issue& issue : c.space.issues) {
            IssueScore score;
            score.weight = Rational(*rc::gen::inRange(1, 98), c.normalise ? 1 : 1000 * issues);
            if (!c.normalise) score.weight = score.weight.best * c.points;
            const bool line = *rc::gen::arbitrary<bool>();
            const std::int64_t step = *rc::gen::inRange(0, 12);
            for (std::size_t k = 0; k < issue.options.size(); ++k)
                score.scores.emplace_back(line ? Rational(step * static_cast<std::int64_t>(k))
                                               : any_score());
            party.preference.issues.push_back(score);
        }
        if (*rc::gen::arbitrary<bool>())
            party.reserve = Quantity(Rational(*rc::gen::inRange(0, 100), 3) * c.points / Rational(100));
        if (*rc::gen::arbitrary<bool>()) party.discount = Quantity(Rational(1, 4));
        for (int t = 0; with_terms && t < *rc::gen::inRange(0, 4); ++t) {
            Term term;
            term.id = std::to_string(t) + party.id;
            term.add = Quantity(Rational(*rc::gen::inRange(-50, 51), 7));
            for (std::size_t i = 0; i < c.space.issues.size(); ++i) {
                const std::size_t size = c.space.issues[i].options.size();
                if (!*rc::gen::arbitrary<bool>()) continue;
                const std::size_t first = *rc::gen::inRange<std::size_t>(0, size);
                Condition condition{IssueId(i), {{OptionId(first), OptionId(first)}}};
                if (first + 2 < size) condition.any_of.push_back({OptionId(first + 2), OptionId(size - 1)});
                term.when.push_back(condition);
            }
            party.preference.terms.push_back(term);
        }
        c.parties.push_back(party);
    }
    return c;
}

void expect_same_meaning(const Case& written, const Case& read) {
    RC_ASSERT(read.space.issues.size() == written.space.issues.size());
    RC_ASSERT(read.parties.size() == written.parties.size());
    const double points = written.points.value();
    for (std::size_t p = 0; p < written.parties.size(); ++p) {
        RC_ASSERT(read.parties[p].id == written.parties[p].id);
        RC_ASSERT(read.parties[p].discount == std::nullopt ||
                  read.parties[p].discount->best == Rational(1, 4));
        if (written.parties[p].reserve) {
            RC_ASSERT(std::abs(read.parties[p].reserve->value() -
                               written.parties[p].reserve->value() / points) < 1e-12);
        }
    }
    for (int draw = 0; draw < 30; ++draw) {
        std::vector<std::size_t> options;
        for (std::size_t i = 0; i < written.space.issues.size(); ++i) {
            RC_ASSERT(read.space.issues[i].id == written.space.issues[i].id);
            options.push_back(*rc::gen::inRange<std::size_t>(0, written.space.issues[i].options.size()));
            RC_ASSERT(read.space.issues[i].options[options.back()].label ==
                      written.space.issues[i].options[options.back()].label);
        }
        for (std::size_t p = 0; p < written.parties.size(); ++p)
            RC_ASSERT(std::abs(value(read, p, options) - value(written, p, options) / points) < 1e-12);
    }
}

RC_GTEST_PROP(GeniusWrite, AdditiveCasesKeepTheirUtilities, ()) {
    const Case c = random_case(false);
    const LoadedCase back = load_genius(to_genius(c));
    RC_ASSERT(back.conflict.title == c.title);
    expect_same_meaning(c, back.conflict);
}

RC_GTEST_PROP(GeniusWrite, CasesWithBonusesKeepTheirUtilities, ()) {
    const Case c = random_case(true);
    expect_same_meaning(c, load_genius(to_genius(c)).conflict);
}

RC_GTEST_PROP(GeniusWrite, WhatIsReadMeansTheSameAsToml, ()) {
    const Case read = load_genius(to_genius(random_case(*rc::gen::arbitrary<bool>()))).conflict;
    const Case again = load_toml(to_toml(read), "again.toml").conflict;
    RC_ASSERT(again.parties.size() == read.parties.size());
    RC_ASSERT(again.nonlinear == read.nonlinear);
    for (std::size_t p = 0; p < read.parties.size(); ++p) {
        RC_ASSERT(again.parties[p].id == read.parties[p].id);
        RC_ASSERT(again.parties[p].reserve->best == read.parties[p].reserve->best);
    }
    for (int draw = 0; draw < 30; ++draw) {
        std::vector<std::size_t> options;
        for (const Issue& issue : read.space.issues)
            options.push_back(*rc::gen::inRange<std::size_t>(0, issue.options.size()));
        for (std::size_t p = 0; p < read.parties.size(); ++p)
            RC_ASSERT(value(again, p, options) == value(read, p, options));
    }
}

TEST(GeniusWrite, DecimalsStayExact) {
    const Case read = load_genius({{"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}}).conflict;
    const Case again = load_genius(to_genius(read)).conflict;
    const auto before = exact_utilities(read);
    const auto after = exact_utilities(again);
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::size_t i = 0; i < 2; ++i) {
            for (std::size_t k = 0; k < before[p].contribution[i].size(); ++k) {
                EXPECT_EQ(before[p].contribution[i][k] * after[p].scale,
                          after[p].contribution[i][k] * before[p].scale);
            }
        }
    }
}

TEST(GeniusWrite, NamesTheDomainFirstAndOneFilePerParty) {
    Case c = load_genius({{"d.xml", kDomain}, {"domain.xml", kFirst}, {"a/b.xml", kSecond}}).conflict;
    c.parties[1].id = "x/y";
    const auto files = to_genius(c);
    ASSERT_EQ(files.size(), 3u);
    EXPECT_THAT(files[0].text, testing::HasSubstr("negotiation_template"));
    EXPECT_EQ(files[1].file, "domain.xml");
    EXPECT_NE(files[0].file, files[1].file);
    EXPECT_EQ(files[2].file, "x_y.xml");
}

std::vector<Diagnostic> unwritable(const Case& c) {
    try {
        (void)to_genius(c);
    } catch (const InputError& error) {
        return error.diagnostics();
    }
    return {};
}

TEST(GeniusWrite, RefusesEverythingThatGeniusCannotSayAtOnce) {
    Case c = load_genius({{"d.xml", kDomain}, {"a.xml", kFirst}, {"b.xml", kSecond}}).conflict;
    EXPECT_TRUE(unwritable(c).empty());
    c.space.rules.push_back({{{IssueId(0), {{OptionId(0), OptionId(0)}}}}, "why", {}});
    c.war.emplace();
    c.control.push_back({PartyId(0), IssueId(0), Direction::up, {}});
    c.parties[0].preference.terms.push_back(
        {"1", {{IssueId(0), {{OptionId(0), OptionId(0)}}}}, Quantity(Rational(1)), {}});
    const auto found = unwritable(c);
    EXPECT_GE(found.size(), 5u);  // rules, war, control, and the bonus on both named issues
    for (const Diagnostic& d : found) EXPECT_EQ(d.code, "E0320");
}

TEST(GeniusWrite, RefusesUtilitiesThatItWouldCutOff) {
    Case c = load_genius({{"d.xml", kDomain},
                          {"a.xml", profile({"1", "2", "3", "4", "5"}, "0.9", "0.9")},
                          {"b.xml", kSecond}})
                 .conflict;
    EXPECT_TRUE(unwritable(c).empty());
    c.cap.reset();
    EXPECT_EQ(unwritable(c).size(), 1u);
}

}  // namespace
}  // namespace entente::io
