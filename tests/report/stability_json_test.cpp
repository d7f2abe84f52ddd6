// Lists of states are written late, as text: whatever the parties are called, they are the verdicts.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "entente/report/stability.hpp"
#include "entente/stability/analyse.hpp"

namespace entente::report {
namespace {

using Json = nlohmann::ordered_json;

Case rude_names() {
    Case conflict;
    conflict.title = "\n  \"concepts\": { : \"\x01";
    for (const char* id : {"\x01"
                           "0",
                           ": \"\x01"
                           "0\",",
                           "c"}) {
        Party party;
        party.id = party.name = id;
        conflict.parties.push_back(party);
    }
    for (std::size_t i = 0; i < 6; ++i) {
        Issue issue;
        issue.id = "\x01" + std::to_string(i);
        issue.options = {{.label = "\x01"
                                   "0"},
                         {.label = ": \"\x01"
                                   "1\""},
                         {.label = "c"}};
        conflict.space.issues.push_back(issue);
        conflict.control.push_back({PartyId(i % 3), IssueId(i), Direction::both, {}});
    }
    for (std::size_t p = 0; p < 3; ++p) {
        Party& party = conflict.parties[p];
        for (std::size_t i = 0; i < 6; ++i) {
            IssueScore score;
            score.weight = Quantity(Rational(static_cast<int>(1 + (p + 2 * i) % 5)));
            for (std::size_t o = 0; o < 3; ++o)
                score.scores.push_back(Quantity(Rational(static_cast<int>((7 * p + 3 * i + 5 * o) % 11))));
            party.preference.issues.push_back(score);
        }
    }
    return conflict;
}

TEST(StabilityJson, ListsAreTheVerdicts) {
    const Case conflict = rude_names();
    const stability::StabilityResult result = stability::analyse(conflict);
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{100'000}}) {
        const std::string text = json_stability(conflict, result, {.list_limit = limit}, {});
        const Json json = Json::parse(text);
        EXPECT_EQ(text, json.dump(2) + "\n");
        for (const stability::Concept c : stability::kAllConcepts) {
            const Json& of = json["concepts"][std::string(to_string(c))];
            const auto expect = [&](const Json& list, const auto& holds) {
                std::vector<std::uint64_t> states;
                for (stability::State s = 0; s < result.built.model.states && states.size() < limit; ++s)
                    if (holds(s)) states.push_back(s + 1);
                EXPECT_EQ(list, Json(states)) << to_string(c) << " limit " << limit;
            };
            expect(of["equilibria"], [&](auto s) { return result.verdicts.is_equilibrium(c, s); });
            for (std::size_t i = 0; i < 3; ++i)
                expect(of["stable"][conflict.parties[i].id],
                       [&](auto s) { return result.verdicts.is_stable(c, i, s); });
        }
    }
}

}  // namespace
}  // namespace entente::report
