#include <gtest/gtest.h>

#include <string>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "io/example.hpp"

namespace entente::io {
namespace {

TEST(LoadToml, ReadsTheExampleOfTheDesign) {
    const LoadedCase loaded = load_toml(kRiver, "river.toml");
    const Case& river = loaded.conflict;
    EXPECT_EQ(river.title, "River district: Arvan v. Belmar");
    EXPECT_EQ(river.as_of, "2026-11-01");
    ASSERT_EQ(river.parties.size(), 2u);
    EXPECT_EQ(river.parties[1].name, "Belmar");
    ASSERT_EQ(river.space.issues.size(), 2u);
    const Issue& border = river.space.issues[0];
    EXPECT_TRUE(border.grid);
    ASSERT_EQ(border.options.size(), 21u);
    EXPECT_EQ(border.options[1].label, "0.05");
    EXPECT_EQ(border.options[1].value, Rational(1, 20));
    const Quantity& weight = river.parties[0].preference.issues[0].weight;
    EXPECT_EQ(weight.best, Rational(55));
    EXPECT_EQ(weight.low, Rational(45));
    EXPECT_EQ(weight.high, Rational(65));
    ASSERT_GE(weight.source, 0);
    EXPECT_EQ(river.sources[static_cast<std::size_t>(weight.source)].id, "panel");
    ASSERT_EQ(river.parties[1].preference.terms.size(), 1u);
    const Term& bonus = river.parties[1].preference.terms[0];
    EXPECT_EQ(bonus.when[0].any_of, (std::vector<OptionRange>{{OptionId(0), OptionId(10)}}));
    EXPECT_EQ(bonus.when[1].any_of, (std::vector<OptionRange>{{OptionId(1), OptionId(2)}}));
    ASSERT_EQ(river.space.rules.size(), 1u);
    EXPECT_EQ(river.space.rules[0].never[0].any_of,
              (std::vector<OptionRange>{{OptionId(16), OptionId(20)}}));
    ASSERT_TRUE(river.war.has_value());
    EXPECT_EQ(river.war->per, "month");
    EXPECT_EQ(river.war->win[0].options[0], OptionId(20));
    EXPECT_EQ(river.war->win[1].options[1], OptionId(2));
    ASSERT_NE(find(river.war->parameters, "cost.belmar"), nullptr);
    EXPECT_EQ(find(river.war->parameters, "cost.belmar")->quantity.high, Rational(2));
}

TEST(LoadToml, EveryNumberKnowsItsPlace) {
    const LoadedCase loaded = load_toml(kRiver, "river.toml");
    std::size_t seen = 0;
    for_each_quantity(loaded.conflict, [&](const QuantityRef& ref) {
        const Span& where = ref.quantity->where;
        ASSERT_GT(where.line, 0u) << ref.address;
        std::string_view text = loaded.text;
        for (std::uint32_t line = 1; line < where.line; ++line) text.remove_prefix(text.find('\n') + 1);
        text = text.substr(where.column - 1, where.length);
        if (text.starts_with('"')) text = text.substr(1, text.size() - 2);
        const auto written = parse_quantity(text);
        ASSERT_TRUE(written.has_value()) << ref.address << ": " << text;
        EXPECT_EQ(written->best, ref.quantity->best) << ref.address;
        EXPECT_EQ(written->low, ref.quantity->low) << ref.address;
        ++seen;
    });
    EXPECT_EQ(seen, 23u);
}

}  // namespace
}  // namespace entente::io
