// Numbers moved one at a time to the ends of their ranges: the same as settling each changed case whole.
#include <gtest/gtest.h>

#include "entente/app/settle.hpp"
#include "entente/assess/swings.hpp"
#include "report/report_cases.hpp"

namespace entente {
namespace {

const settle::Solution* nash(const settle::SettleResult& result) {
    for (const auto& named : result.solutions) {
        if (named.name == "nash" && named.solution) return &*named.solution;
    }
    return nullptr;
}

void expect_as_settled_whole(const std::string& text) {
    const app::Input input = app::load_text(text, "case.toml");
    const settle::SettleResult base = app::settle(input).result;
    const assess::Swings swings = assess::one_at_a_time(input.conflict, base, {});
    ASSERT_FALSE(swings.all.empty());
    for (const assess::Swing& swing : swings.all) {
        app::Input moved = input;
        Quantity* quantity = find_quantity(moved.conflict, swing.address);
        ASSERT_NE(quantity, nullptr) << swing.address;
        EXPECT_DOUBLE_EQ(quantity->value(), swing.from);
        quantity->best = swing.to == quantity->low->value() ? *quantity->low : *quantity->high;
        const settle::SettleResult whole = app::settle(moved).result;
        EXPECT_EQ(swing.zone, !whole.zone.empty) << swing.address;
        const auto* before = nash(base);
        const auto* after = nash(whole);
        EXPECT_EQ(swing.same_deal, before && after && before->point.outcome == after->point.outcome)
            << swing.address << " at " << swing.to;
    }
}

TEST(Swings, AreWhatSettlingEachChangedCaseGives) { expect_as_settled_whole(tests::kRiver); }

TEST(Swings, TellWhereTheZoneOpensAndCloses) {
    std::string narrow = tests::kRiver;
    const auto put = [&](const std::string& from, const std::string& to) {
        narrow.replace(narrow.find(from), from.size(), to);
    };
    put("arvan = \"41 (30..55)\"", "arvan = \"62 (30..90)\"");
    put("belmar = \"38.7731 (29.7731..46.7731)\"", "belmar = \"60 (20..95)\"");
    expect_as_settled_whole(narrow);
    const app::Input input = app::load_text(narrow, "case.toml");
    const assess::Swings swings = assess::one_at_a_time(input.conflict, app::settle(input).result, {});
    bool open = false;
    bool closed = false;
    for (const assess::Swing& swing : swings.all) (swing.zone ? open : closed) = true;
    EXPECT_TRUE(open);
    EXPECT_TRUE(closed);
}

}  // namespace
}  // namespace entente
