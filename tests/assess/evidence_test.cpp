#include "entente/assess/evidence.hpp"

#include <gtest/gtest.h>

namespace entente::assess {
namespace {

Quantity cited(std::int64_t value, int source) {
    Quantity quantity{Rational(value)};
    quantity.source = source;
    quantity.where.line = 1;
    return quantity;
}

IssueScore score(Quantity weight, std::vector<Quantity> scores) {
    return {.weight = std::move(weight), .scores = std::move(scores)};
}

/// Two issues, two parties; sources 0 data, 1 judgement, 2 assumption.
Case two_parties() {
    Case conflict;
    conflict.origin.format = "toml";
    conflict.sources = {{.id = "d", .grade = Grade::data},
                        {.id = "j", .grade = Grade::judgement},
                        {.id = "a", .grade = Grade::assumption}};
    for (const char* id : {"border", "returns"}) {
        Issue issue;
        issue.id = id;
        issue.options = {{.label = "no"}, {.label = "yes"}};
        conflict.space.issues.push_back(issue);
    }
    conflict.parties.resize(2);
    conflict.parties[0].id = "north";
    conflict.parties[0].preference.issues = {score(cited(3, 0), {cited(0, 0), cited(100, 0)}),
                                             score(cited(1, 1), {cited(100, 1), cited(0, 1)})};
    conflict.parties[1].id = "south";
    conflict.parties[1].preference.issues = {score(cited(1, 0), {cited(100, 0), cited(0, 2)}),
                                             score(cited(1, -1), {cited(0, 1), cited(100, 1)})};
    return conflict;
}

TEST(Evidence, CountsImportanceInPoints) {
    const Evidence result = evidence(two_parties());
    ASSERT_EQ(result.by_party.size(), 2u);
    EXPECT_EQ(result.by_party[0], (Shares{0.75, 0.25, 0}));
    // One guessed score spoils the first issue; a weight without a source spoils the second.
    EXPECT_EQ(result.by_party[1], (Shares{0, 0, 1}));
    EXPECT_EQ(result.importance, (Shares{0.375, 0.125, 0.5}));
    EXPECT_EQ(result.uncited, 1u);
    EXPECT_EQ(result.numbers, 12u);
}

TEST(Evidence, AnIssueThatCannotMoveAPartyHasNoImportance) {
    Case conflict = two_parties();
    for (Quantity& one : conflict.parties[0].preference.issues[0].scores) one = cited(40, 2);
    EXPECT_EQ(evidence(conflict).by_party[0], (Shares{0, 1, 0}));
}

TEST(Evidence, BonusesCountByTheirSize) {
    Case conflict = two_parties();
    conflict.parties[0].preference.terms.push_back({.id = "1", .add = cited(-100, 2)});
    EXPECT_EQ(evidence(conflict).by_party[0], (Shares{0.375, 0.125, 0.5}));
}

TEST(Evidence, APartyThatCaresForNothingSaysNothing) {
    Case conflict = two_parties();
    conflict.parties[1].preference.issues = {IssueScore{}, IssueScore{}};
    EXPECT_EQ(evidence(conflict).importance, (Shares{0.75, 0.25, 0}));
    conflict.parties[0].preference.issues = {IssueScore{}, IssueScore{}};
    EXPECT_EQ(evidence(conflict).importance, (Shares{0, 0, 0}));
}

}  // namespace
}  // namespace entente::assess
