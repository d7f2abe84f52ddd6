// Writing a case and reading it again changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "io/example.hpp"
#include "io/files.hpp"
#include "io/random_case.hpp"

namespace entente::io {
namespace {

Case read_back(const std::string& text) {
    try {
        return load_toml(text, "written").conflict;
    } catch (const InputError& refused) {
        throw std::runtime_error("what was written is refused:\n" + std::string(refused.what()) + "\n" +
                                 text);
    }
}

/// Every number by its address, less its place.
std::map<std::string, Quantity> numbers_of(const Case& conflict) {
    std::map<std::string, Quantity> all;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        Quantity quantity = *ref.quantity;
        quantity.where = {};
        all.emplace(ref.address, quantity);
    });
    return all;
}

Outcome random_outcome(const Space& space) {
    Outcome outcome;
    for (const Issue& issue : space.issues)
        outcome.options.emplace_back(*rc::gen::inRange<std::size_t>(0, issue.options.size()));
    return outcome;
}

RC_GTEST_PROP(TomlRoundTrip, KeepsEveryUtilityAndEveryNumber, ()) {
    const Case before = RandomCase().draw();
    for (const Diagnostic& each : validate(before)) {
        if (each.severity == Severity::error) RC_FAIL("an unsound draw: " + each.message);
    }
    const std::string text = to_toml(before);
    const Case after = read_back(text);
    RC_ASSERT(after.title == before.title);
    RC_ASSERT(after.range_level == before.range_level);
    RC_ASSERT(after.space.issues.size() == before.space.issues.size());
    for (int i = 0; i < 8; ++i) {
        const Outcome outcome = random_outcome(before.space);
        RC_ASSERT(feasible(after.space, outcome) == feasible(before.space, outcome));
        for (std::size_t party = 0; party < before.parties.size(); ++party) {
            RC_ASSERT(utility(after, PartyId(party), outcome) == utility(before, PartyId(party), outcome));
            for (std::size_t k = 0; k < before.priorities.size(); ++k) {
                const auto& ours = before.priorities[k].statements;
                RC_ASSERT(after.priorities[k].statements.size() == ours.size());
                for (std::size_t s = 0; s < ours.size(); ++s) {
                    const auto any = [&](const Statement& statement) {
                        return std::any_of(statement.any_of.begin(), statement.any_of.end(),
                                           [&](const Conjunction& all) { return holds(all, outcome); });
                    };
                    RC_ASSERT(any(after.priorities[k].statements[s]) == any(ours[s]));
                }
            }
        }
    }
    RC_ASSERT(numbers_of(after) == numbers_of(before));
    // Labels that look like numbers become numbers once; from then on the text stays as it is.
    const std::string again = to_toml(after);
    RC_ASSERT(to_toml(read_back(again)) == again);
}

TEST(TomlRoundTrip, TheExampleStaysReadable) {
    const std::string text = to_toml(load_toml(kRiver, "river").conflict);
    EXPECT_NE(
        text.find("for.arvan  = { weight = \"15 (5..25)\",  score = [100, 70,   0], source = \"guess\" }"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("never = { border = \"0.8..1\", returns = \"full\" }"), std::string::npos) << text;
}

TEST(TomlRoundTrip, KeepsTheWar) {
    const std::string text = std::string(kRiver) +
                             "\n[belief.arvan]\ncost.belmar = \"2 (1..3)\"\n\n[aid.us]\nkind = "
                             "\"money\"\nto = \"belmar\"\namount = 0.1\n";
    const Case before = load_toml(text, "river").conflict;
    const Case after = read_back(to_toml(before));
    EXPECT_EQ(numbers_of(after), numbers_of(before));
    ASSERT_TRUE(after.war.has_value());
    EXPECT_EQ(after.war->model, before.war->model);
    EXPECT_EQ(after.war->between, before.war->between);
    EXPECT_EQ(after.war->per, before.war->per);
    for (std::size_t side = 0; side < 2; ++side)
        EXPECT_EQ(after.war->win[side].options, before.war->win[side].options);
    ASSERT_EQ(after.aids.size(), 1u);
    EXPECT_EQ(after.aids[0].kind, "money");
    EXPECT_EQ(after.aids[0].to, before.aids[0].to);
}

TEST(TomlRoundTrip, DecimalsAreExact) {
    const auto score = [](const std::string& number) {
        const std::string text =
            "[parties]\na = \"A\"\n[issue.x]\noptions = [\"u\", \"v\"]\nfor.a = { score = [" + number +
            ", 100] }\n";
        return load_toml(text, "x").conflict.parties[0].preference.issues[0].scores[0].best;
    };
    EXPECT_EQ(score("0.1"), Rational(1, 10));
    EXPECT_EQ(score("-0.5"), Rational(-1, 2));
    EXPECT_EQ(score("+1.5e2"), Rational(150));
    EXPECT_EQ(score("1_000.25"), Rational(4001, 4));
    EXPECT_EQ(score("0x1F"), Rational(31));
    EXPECT_EQ(score("\"2/7\""), Rational(2, 7));
    EXPECT_EQ(score("\"2/7 (1/7..3/7)\""), Rational(2, 7));
    EXPECT_EQ(score("\"0.1..0.2\""), Rational(3, 20));
    EXPECT_EQ(score("{ low = 1, high = \"4/3\" }"), Rational(7, 6));
    EXPECT_EQ(score("{ value = \"55 (45..65)\" }"), Rational(55));
    EXPECT_EQ(score("0.123456789012345678"), Rational(123456789012345678, 1000000000000000000));
}

TEST(TomlRoundTrip, ScenariosOfTheCollectionKeepTheirUtilities) {
    for (const char* name :
         {"ItexvsCypress", "EnglandZimbabwe", "Laptop", "Ultimatum", "SYAgent", "group2-politics",
          "AMPOvsCity", "10issueswithRV", "50issues", "S-1NIKFRT-1"}) {
        const std::string folder = std::string(ENTENTE_SHARED_DIR) + "/data/genius/" + name;
        if (!is_folder(folder)) GTEST_SKIP() << folder << " is not there";
        const Case before = load({folder}).conflict;
        const Case after = read_back(to_toml(before));
        for (std::size_t seed = 0; seed < 200; ++seed) {
            Outcome outcome;
            std::size_t draw = seed * 7919;
            for (const Issue& issue : before.space.issues)
                outcome.options.emplace_back((draw = draw * 31 + 17) % issue.options.size());
            for (std::size_t party = 0; party < before.parties.size(); ++party) {
                ASSERT_EQ(utility(after, PartyId(party), outcome), utility(before, PartyId(party), outcome))
                    << name;
            }
        }
        for (std::size_t party = 0; party < before.parties.size(); ++party) {
            EXPECT_EQ(after.parties[party].reserve.has_value(), before.parties[party].reserve.has_value())
                << name;
        }
    }
}

}  // namespace
}  // namespace entente::io
