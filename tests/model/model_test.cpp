#include <gtest/gtest.h>

#include <algorithm>

#include "entente/model/case.hpp"
#include "entente/model/words.hpp"
#include "model/small_case.hpp"

namespace entente {
namespace {

using tests::small_case;

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

TEST(Quantities, DerivedValuesOfNoDealAreNoNumbersOfTheFile) {
    Case c = small_case();
    ASSERT_NE(find_quantity(c, "reserve.arvan"), nullptr);
    EXPECT_EQ(c.parties[0].reserve_from(), ReserveFrom::stated);
    EXPECT_EQ(c.parties[1].reserve_from(), ReserveFrom::none);
    c.parties[0].reserve_derived = true;
    EXPECT_EQ(c.parties[0].reserve_from(), ReserveFrom::war);
    EXPECT_EQ(find_quantity(c, "reserve.arvan"), nullptr);
}

TEST(Words, NameThePartyTheOptionAndTheDeal) {
    Case c = small_case();
    EXPECT_EQ(name_of(c, PartyId(0)), "arvan");  // it has no name
    c.parties[0].name = "Arvan";
    EXPECT_EQ(name_of(c, PartyId(0)), "Arvan");
    EXPECT_EQ(label_of(c, IssueId(1), OptionId(2)), "full");
    EXPECT_EQ(describe(c, Outcome{{OptionId(9), OptionId(1)}}), "border=0.45, returns=quota");
    EXPECT_EQ(describe(c, Outcome{}), "");
}

}  // namespace
}  // namespace entente
