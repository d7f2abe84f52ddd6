#include "entente/negotiate/rational.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

/// A pie of 1 in so many slices; the first party's share is the outcome.
Prepared pie(std::size_t slices, double reserve_a = 0, double reserve_b = 0) {
    Case c;
    c.points = 1;
    Issue issue;
    issue.id = "share";
    IssueScore a, b;
    a.weight = b.weight = Rational(1);
    for (std::size_t k = 0; k <= slices; ++k) {
        issue.options.push_back({std::to_string(k), {}});
        a.scores.emplace_back(
            Rational(static_cast<std::int64_t>(100 * k), static_cast<std::int64_t>(slices)));
        b.scores.emplace_back(
            Rational(static_cast<std::int64_t>(100 * (slices - k)), static_cast<std::int64_t>(slices)));
    }
    c.space.issues = {issue};
    for (const auto& [id, score, reserve] :
         {std::tuple{"a", a, reserve_a}, std::tuple{"b", b, reserve_b}}) {
        Party party;
        party.id = party.name = id;
        party.preference.issues = {score};
        party.reserve = Quantity(Rational::nearest(reserve));
        c.parties.push_back(party);
    }
    return prepare(c);
}

double share(const Prepared& prepared, const RationalOptions& options) {
    return rational_talks(prepared, options).utilities.at(0);
}

TEST(RationalTalks, GiveRubinsteinsShares) {
    const Prepared p = pie(100'000);
    // (1 - d2) / (1 - d1 d2), with a horizon that is long enough
    for (const auto& [d1, d2, expected] :
         {std::tuple{0.9, 0.9, 0.526315789}, std::tuple{0.9, 0.8, 0.714285714},
          std::tuple{0.5, 0.5, 2.0 / 3}, std::tuple{0.95, 0.9, 0.689655172}}) {
        EXPECT_NEAR(share(p, {.turns = 1001, .discount = {d1, d2}}), expected, 3e-4);
    }
    // when the second proposes
    EXPECT_NEAR(share(p, {.turns = 1001, .first = 1, .discount = {0.9, 0.8}}), 0.642857143, 3e-4);
}

TEST(RationalTalks, GiveTheSharesOfAFiniteHorizon) {
    const Prepared p = pie(100'000);
    for (const auto& [turns, expected] : {std::pair{1, 1.0}, std::pair{2, 0.1}, std::pair{3, 0.91},
                                          std::pair{10, 0.342801}, std::pair{100, 0.526302}}) {
        EXPECT_NEAR(share(p, {.turns = static_cast<std::uint64_t>(turns), .discount = {0.9, 0.9}}),
                    expected, 3e-4)
            << turns;
    }
}

TEST(RationalTalks, BreakdownAndOutsideOptions) {
    const Prepared p = pie(100'000);
    for (const auto& [risk, expected] : {std::pair{0.1, 0.568421}, std::pair{0.01, 0.551759}}) {
        EXPECT_NEAR(share(p, {.turns = 4001, .risk = risk, .breakdown = {0.2, 0.1}}), expected, 2e-3);
    }
    for (const auto& [outside, expected] :
         {std::pair{0.3, 0.526316}, std::pair{0.47, 0.526316}, std::pair{0.6, 0.4}}) {
        EXPECT_NEAR(share(p, {.turns = 1001, .discount = {0.9, 0.9}, .outside = {0, outside}}), expected,
                    3e-4);
    }
}

TEST(RationalTalks, GainsCountFromNoDeal) {
    // Of a pie of 1 with values of no deal of 0.2 and 0.3, half a pie is left to share.
    EXPECT_NEAR(share(pie(100'000, 0.2, 0.3), {.turns = 1001, .discount = {0.9, 0.9}}),
                0.2 + 0.5 * 0.526315789, 3e-4);
}

TEST(RationalTalks, ThreePartiesInRotation) {
    // Shares of a pie in steps of 1/120 among three.
    constexpr std::size_t kSlices = 120;
    Case c;
    c.points = 1;
    Issue issue;
    issue.id = "split";
    std::vector<IssueScore> scores(3);
    for (std::size_t a = 0; a <= kSlices; ++a) {
        for (std::size_t b = 0; a + b <= kSlices; ++b) {
            issue.options.push_back({std::to_string(a) + "-" + std::to_string(b), {}});
            for (const auto& [p, part] : {std::pair{0, a}, std::pair{1, b}, std::pair{2, kSlices - a - b}})
                scores[p].scores.emplace_back(Rational(static_cast<std::int64_t>(100 * part), kSlices));
        }
    }
    c.space.issues = {issue};
    for (std::size_t p = 0; p < 3; ++p) {
        Party party;
        party.id = party.name = std::string(1, static_cast<char>('a' + p));
        scores[p].weight = Rational(1);
        party.preference.issues = {scores[p]};
        c.parties.push_back(party);
    }
    const RationalTalks talks = rational_talks(prepare(c), {.turns = 90, .discount = {0.9, 0.9, 0.9}});
    EXPECT_NEAR(talks.utilities[0], 0.369004, 0.02);
    EXPECT_NEAR(talks.utilities[1], 0.332103, 0.02);
    EXPECT_NEAR(talks.utilities[2], 0.298893, 0.02);
    EXPECT_EQ(talks.first_turn, 1u);
}

TEST(RationalTalks, AreRefusedWhereTheirNumbersDoNotFit) {
    EXPECT_THROW((void)rational_talks(pie(10), {.discount = {0.9}}), InputError);
    EXPECT_THROW((void)rational_talks(pie(10), {.discount = {0.9, 1.1}}), InputError);
    EXPECT_THROW((void)rational_talks(pie(10), {.risk = 2}), InputError);
}

}  // namespace
}  // namespace entente::negotiate
