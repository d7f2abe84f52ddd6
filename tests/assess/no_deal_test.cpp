// From the war to the deal: values of no deal, by the analyst's numbers and by the sides' own beliefs.
#include "entente/assess/no_deal.hpp"
#include "entente/assess/at_once.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "entente/assess/settlement.hpp"
#include "entente/assess/stable_deals.hpp"
#include "entente/io/load.hpp"
#include "entente/model/draws.hpp"

namespace entente::assess {
namespace {

/// A pie of 101 slices; what a lottery of `war` leaves each side.
Case pie(const std::string& rest) {
    return io::load_toml(
               "entente = 1\ntitle = \"Pie\"\n" + rest +
                   "[parties]\na = \"A\"\nb = \"B\"\n[issue.share]\noptions = [0, 1]\ngrid = 101\n"
                   "for.a = { weight = 1, score = [0, 100] }\n"
                   "for.b = { weight = 1, score = [100, 0] }\n"
                   "[war]\nmodel = \"lottery\"\nbetween = [\"a\", \"b\"]\n"
                   "win.a = { share = 1 }\nwin.b = { share = 0 }\n"
                   "chance = 0.5\ncost = { a = \"10 (5..20)\", b = 15 }\n",
               "pie.toml")
        .conflict;
}

Case with_beliefs(const std::string& a, const std::string& b) {
    Case conflict = pie("");
    return with_settings(io::load_toml(io::to_toml(conflict) + "[belief.a]\nchance = " + a +
                                           "\n[belief.b]\nchance = " + b + "\n",
                                       "pie.toml")
                             .conflict,
                         {});
}

TEST(NoDeal, PartiesSayWhereTheirValueComesFrom) {
    const Case file = pie("reserve = { b = 30 }\n");
    EXPECT_EQ(file.parties[0].reserve_from(), ReserveFrom::none);
    const Valued valued = with_values_of_no_deal(file);
    EXPECT_EQ(valued.conflict.parties[0].reserve_from(), ReserveFrom::war);
    EXPECT_EQ(valued.conflict.parties[1].reserve_from(), ReserveFrom::stated);
    EXPECT_DOUBLE_EQ(valued.conflict.parties[0].reserve->value(), 40);
    // Its cost is the only ranged number: 400 draws of it, and what the middle nine tenths of them leave.
    const std::vector<UncertainNumber> numbers = uncertain_numbers(file);
    ASSERT_EQ(numbers.size(), 1u);
    const RandomDraws random(numbers, file.links, RunOptions{}.seed);
    std::vector<double> left;
    std::vector<double> shares(1);
    for (std::uint64_t draw = 0; draw < 400; ++draw) {
        random.shares(draw, shares);
        left.push_back(50 - numbers[0].draw(shares[0]));
    }
    std::sort(left.begin(), left.end());
    const auto quantile = [&](double at) {
        const double place = at * 399;
        const auto below = static_cast<std::size_t>(place);
        return left[below] + (place - static_cast<double>(below)) * (left[below + 1] - left[below]);
    };
    EXPECT_NEAR(valued.conflict.parties[0].reserve->low->value(), quantile(0.05), 1e-6);
    EXPECT_NEAR(valued.conflict.parties[0].reserve->high->value(), quantile(0.95), 1e-6);
    // That is near the ends of the cost, 20 and 5, within four standard errors of a tail of 400 draws.
    EXPECT_NEAR(quantile(0.05), 30, 3.6);
    EXPECT_NEAR(quantile(0.95), 45, 0.9);
    EXPECT_DOUBLE_EQ(valued.conflict.parties[1].reserve->value(), 30);
    EXPECT_FALSE(valued.beliefs_differ());
}

TEST(NoDeal, DerivedValuesAreDerivedAnewAndAreNoNumbersOfTheFile) {
    Case conflict = with_values_of_no_deal(pie("")).conflict;
    bool listed = false;
    for_each_quantity(conflict, [&](const QuantityRef& ref) { listed |= ref.address == "reserve.a"; });
    EXPECT_FALSE(listed);
    find_quantity(conflict, "war.chance")->best = Rational(3, 5);
    set_values_of_no_deal(conflict);
    EXPECT_DOUBLE_EQ(conflict.parties[0].reserve->value(), 50);
    EXPECT_FALSE(conflict.parties[0].reserve->ranged());
    EXPECT_DOUBLE_EQ(conflict.parties[1].reserve->value(), 25);
    EXPECT_EQ(settlement(conflict).result.zone.outcomes, "26");
}

TEST(Settlement, TakesTheWarsValuesAndTheBeliefs) {
    const Settlement plain = settlement(pie(""));
    EXPECT_EQ(plain.result.zone.outcomes, "26");  // 0.40 to 0.65
    EXPECT_FALSE(plain.believed.has_value());
    // Each is surer to win: a holds out for 80 - 10, b for 70 - 15, of 100.
    const Settlement sure = settlement(with_beliefs("0.8", "0.3"));
    EXPECT_EQ(sure.result.zone.outcomes, "26");
    ASSERT_TRUE(sure.believed.has_value());
    EXPECT_TRUE(sure.believed->zone.empty);
    EXPECT_NEAR(*sure.believed->zone.smallest_shift, 25, 1e-9);
    EXPECT_NEAR(*sure.believed->reservations[0], 70, 1e-9);
    EXPECT_NEAR(*sure.believed->reservations[1], 55, 1e-9);
    // Each is less sure: more deals than by the analyst's numbers.
    const Settlement unsure = settlement(with_beliefs("0.4", "0.6"));
    ASSERT_TRUE(unsure.believed.has_value());
    EXPECT_EQ(unsure.believed->zone.outcomes, "46");
}

TEST(Settlement, AtOnceItIsTheSameWithoutRanges) {
    for (const Case& conflict : {pie(""), with_beliefs("0.8", "0.3")}) {
        const Settlement whole = settlement(conflict);
        const Settlement at_once = settlement_at_once(conflict);
        ASSERT_EQ(at_once.result.frontier.items.size(), whole.result.frontier.items.size());
        for (std::size_t k = 0; k < whole.result.frontier.items.size(); ++k)
            EXPECT_EQ(at_once.result.frontier.items[k].utilities, whole.result.frontier.items[k].utilities);
        EXPECT_EQ(at_once.result.zone.outcomes, whole.result.zone.outcomes);
        EXPECT_EQ(at_once.believed.has_value(), whole.believed.has_value());
        EXPECT_EQ(at_once.conflict.parties[0].reserve->best, whole.conflict.parties[0].reserve->best);
        EXPECT_TRUE(whole.conflict.parties[0].reserve->ranged());
        EXPECT_FALSE(at_once.conflict.parties[0].reserve->ranged());
    }
}

TEST(Settlement, AStatedValueHoldsForBeliefsToo) {
    Case conflict = with_beliefs("0.8", "0.5");
    conflict.parties[0].reserve = Quantity(Rational(41));
    EXPECT_FALSE(settlement(conflict).believed.has_value());
}

/// The count of what holds and the points listed are judged by the same exact comparison: thirds.
TEST(StableDeals, PointsOnTheEdgeOfTheZoneAreCountedAsTheZoneCountsThem) {
    Case conflict = io::load_toml(
                        "entente = 1\ntitle = \"Thirds\"\nreserve = { a = \"200/3\", b = \"100/3\" }\n"
                        "[parties]\na = \"A\"\nb = \"B\"\n"
                        "[issue.x]\noptions = [\"0\", \"1\", \"2\", \"3\"]\n"
                        "for.a = { weight = 1, score = [0, \"100/3\", \"200/3\", 100] }\n"
                        "for.b = { weight = 1, score = [100, \"200/3\", \"100/3\", 0] }\n",
                        "thirds.toml")
                        .conflict;
    const Settlement settled = settlement(conflict);
    EXPECT_EQ(settled.result.zone.outcomes, "1");
    const StableDeals deals = stable_deals(settled, stability::Concept::nash);
    ASSERT_TRUE(deals.zone.has_value());
    EXPECT_EQ(deals.zone->stable, "1");
    EXPECT_EQ(deals.zone->frontier.size(), 1u);
}

}  // namespace
}  // namespace entente::assess
