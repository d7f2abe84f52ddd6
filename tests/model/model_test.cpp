#include <gtest/gtest.h>

#include <algorithm>

#include "entente/model/case.hpp"
#include "entente/model/exact.hpp"

namespace entente {
namespace {

Issue named_issue(const char* id) {
    Issue issue;
    issue.id = id;
    return issue;
}

/// Two parties, a grid and a three-option issue, one bonus.
Case small_case() {
    Case c;
    Issue border = named_issue("border");
    border.grid = true;
    border.anchors = {{"0", Rational(0)}, {"1", Rational(1)}};
    for (int k = 0; k <= 20; ++k) border.options.push_back({Rational(k, 20).to_string(), Rational(k, 20)});
    Issue returns = named_issue("returns");
    returns.options = {{"none", {}}, {"quota", {}}, {"full", {}}};
    c.space.issues = {border, returns};
    Party arvan;
    arvan.id = "arvan";
    arvan.preference.issues = {{Quantity(55), {Quantity(0), Quantity(100)}, {}},
                               {Quantity(15), {Quantity(100), Quantity(70), Quantity(0)}, {}}};
    arvan.reserve = Quantity(Rational(41));
    Party belmar;
    belmar.id = "belmar";
    belmar.preference.issues = {{Quantity(50), {Quantity(100), Quantity(0)}, {}},
                                {Quantity(30), {Quantity(0), Quantity(80), Quantity(100)}, {}}};
    belmar.preference.terms.push_back(
        {"1",
         {{IssueId(0), {{OptionId(0), OptionId(10)}}}, {IssueId(1), {{OptionId(1), OptionId(2)}}}},
         Quantity(5),
         {}});
    c.parties = {arvan, belmar};
    return c;
}

TEST(Exact, IntegersAgreeWithTheFormula) {
    const Case c = small_case();
    const auto exact = exact_utilities(c);
    ASSERT_EQ(exact.size(), 2u);
    EXPECT_TRUE(exact[0].exact);
    EXPECT_TRUE(exact[0].fits_int64);
    const Outcome outcome{{OptionId(9), OptionId(1)}};
    EXPECT_NEAR(exact[0].points(units_of(exact[0], outcome)), (55 * 45 + 15 * 70) / 70.0, 1e-12);
    EXPECT_NEAR(exact[1].points(units_of(exact[1], outcome)), (50 * 55 + 30 * 80) / 80.0 + 5, 1e-12);
    EXPECT_NEAR(utility(c, PartyId(1), outcome), (50 * 55 + 30 * 80) / 80.0 + 5, 1e-12);
    EXPECT_DOUBLE_EQ(exact[0].points(exact[0].highest), 100);
}

TEST(Exact, ReservationIsRoundedUp) {
    Case c = small_case();
    c.parties[0].reserve = Quantity(Rational(1, 3));
    const auto exact = exact_utilities(c);
    EXPECT_GE(exact[0].points(exact[0].reserve), 1.0 / 3);
    EXPECT_LT(exact[0].points(exact[0].reserve - 1), 1.0 / 3);
}

TEST(Exact, ManyDecimalsUseTheWideScaleOrADeclaredGrid) {
    Case c = small_case();
    c.normalise = false;
    c.points = 1;
    c.parties[0].preference.issues[0].weight = *Rational::parse("0.16011376837688");
    c.parties[0].preference.issues[0].scores[1] = Quantity(Rational(100 * 17, 23));
    EXPECT_TRUE(exact_utilities(c)[0].exact);
    for (int k = 0; k < 2; ++k) {
        c.parties[0].preference.issues[1].scores[k] = Quantity(Rational(1, 999'999'999'999'989 - k * 12));
    }
    c.parties[0].preference.issues[1].weight = *Rational::parse("0.123456789012345678");
    EXPECT_FALSE(exact_utilities(c)[0].exact);
}

TEST(Quantities, EveryNumberHasOneAddress) {
    Case c = small_case();
    std::vector<std::string> addresses;
    for_each_quantity(c, [&](const QuantityRef& ref) { addresses.push_back(ref.address); });
    EXPECT_EQ(addresses.size(), 2u * 2 + 2 * 2 + 2 * 3 + 1 + 1);
    for (const std::string& address : addresses) ASSERT_NE(find_quantity(c, address), nullptr) << address;
    EXPECT_EQ(find_quantity(c, "issue.returns.for.belmar.score.quota")->value(), 80);
    EXPECT_EQ(find_quantity(c, "nothing"), nullptr);
}

TEST(Quantities, SettingsAreCheckedTogether) {
    const Case set = with_settings(small_case(), {"reserve.arvan=50 (40..60)", "bonus.1.add=-2/7"});
    EXPECT_EQ(set.parties[0].reserve->best, Rational(50));
    EXPECT_EQ(set.parties[0].reserve->low, Rational(40));
    EXPECT_EQ(set.parties[1].preference.terms[0].add.best, Rational(-2, 7));
    try {
        (void)with_settings(small_case(),
                            {"reserve.arvn=1", "reserve.arvan=x", "issue.border.for.arvan.weight=-1"});
        FAIL();
    } catch (const InputError& error) {
        ASSERT_EQ(error.diagnostics().size(), 3u);
        EXPECT_EQ(error.diagnostics()[0].hint, "did you mean 'reserve.arvan'?");
    }
}

TEST(Quantities, TextForms) {
    EXPECT_EQ(parse_quantity("55 (45..65)")->high, Rational(65));
    EXPECT_EQ(parse_quantity("45..65")->best, Rational(55));
    EXPECT_EQ(parse_quantity(" 2/7 ")->best, Rational(2, 7));
    for (const char* text : {"", "a", "1 (2)", "1 (2..)", "..", "1..2..3", "1 (2..3", "(1..2)"}) {
        EXPECT_FALSE(parse_quantity(text)) << text;
    }
}

TEST(Validate, ASoundCaseHasNoErrorsAndEveryMistakeIsFound) {
    EXPECT_FALSE(has_errors(validate(small_case())));
    Case c = small_case();
    c.parties[1].id = "arvan";
    c.space.issues[1].options[2].label = "none";
    c.parties[0].preference.issues[1].scores.pop_back();
    c.parties[0].preference.issues[0].weight = Rational(-1);
    c.space.rules.push_back({{{IssueId(1), {{OptionId(0), OptionId(2)}}}}, "", {}});
    std::vector<std::string> codes;
    for (const Diagnostic& d : validate(c)) codes.push_back(d.code);
    for (const char* code : {"E0203", "E0206", "E0214", "E0216", "E0212"}) {
        EXPECT_NE(std::find(codes.begin(), codes.end(), code), codes.end()) << code;
    }
}

}  // namespace
}  // namespace entente
