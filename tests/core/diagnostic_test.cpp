#include "entente/core/diagnostic.hpp"

#include <gtest/gtest.h>

#include "entente/core/text.hpp"

namespace entente {
namespace {

TEST(Diagnostic, ShowsThePlaceUnderTheLine) {
    const Diagnostic diagnostic{Severity::error,          "E0103",
                                "unknown key 'wieght'",   {"case.toml", 12, 5, 6, "x = wieght"},
                                "did you mean 'weight'?", ""};
    EXPECT_EQ(render(diagnostic),
              "case.toml:12:5: error[E0103]: unknown key 'wieght'\n 12 | x = wieght\n    |     ^~~~~~\n"
              "  hint: did you mean 'weight'?");
}

TEST(Diagnostic, CutsLongLinesAndHidesControlCharacters) {
    const Diagnostic diagnostic{
        Severity::error, "E0101", "bad", {"f", 1, 50'001, 1, std::string(100'000, '\x1b')}, "", ""};
    const std::string text = render(diagnostic);
    EXPECT_LT(text.size(), 400u);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(Diagnostic, SuggestsOnlyWhatIsNear) {
    const std::vector<std::string> known = {"weight", "score", "source"};
    EXPECT_EQ(closest("wieght", known), "weight");
    EXPECT_EQ(closest("Source", known), "source");
    EXPECT_EQ(closest("banana", known), "");
    EXPECT_EQ(did_you_mean("scroe", known), "did you mean 'score'?");
}

TEST(Text, NumbersAndWords) {
    EXPECT_EQ(format_number(-0.001), "0");
    EXPECT_EQ(format_number(65.8333), "65.83");
    EXPECT_EQ(group_digits("1944000"), "1,944,000");
    EXPECT_EQ(join_words({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(display_width("été"), 3u);
    EXPECT_EQ(display_width("日本"), 4u);
}

}  // namespace
}  // namespace entente
