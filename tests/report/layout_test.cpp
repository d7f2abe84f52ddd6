#include "report/render/layout.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "entente/core/text.hpp"

namespace entente::report {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Layout, CutsByColumnsNotBytes) {
    EXPECT_EQ(cut("na\xC3\xAFve", 5), "na\xC3\xAFve");
    EXPECT_EQ(display_width(cut("\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", 4)),
              3u);  // wide characters: 2 columns each
    EXPECT_EQ(left("ab", 4), "ab  ");
    EXPECT_EQ(right("ab", 4), "  ab");
    EXPECT_EQ(cut("abc", 0), "");
}

TEST(Layout, NamesCannotMoveTheCursor) { EXPECT_EQ(clean("a\x1b[2Jb\nc\x7f"), "a [2Jb c "); }

TEST(Layout, CountsInWords) {
    EXPECT_EQ(count_words("1944000"), "1,944,000");
    EXPECT_EQ(count_words("1" + std::string(40, '0')), "10^40");
    EXPECT_EQ(count_words("12" + std::string(39, '7')), "about 1.2 x 10^40");
    EXPECT_EQ(count_words("1.2345e40"), "1.23 x 10^40");
}

RC_GTEST_PROP(Layout, WrapKeepsWordsAndWidth, ()) {
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z'))));
    const auto width = *rc::gen::inRange<std::size_t>(12, 90);
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    const std::string wrapped = wrap(text, width, "- ", "  ");
    std::string letters;
    for (std::size_t k = 0; k < lines_of(wrapped).size(); ++k) {
        const std::string line = lines_of(wrapped)[k];
        RC_ASSERT(display_width(line) <= width);
        letters += line.substr(2);
    }
    const auto squeezed = [](std::string all) {
        std::erase(all, ' ');
        return all;
    };
    RC_ASSERT(squeezed(letters) == squeezed(text));
}

RC_GTEST_PROP(Layout, CutNeverExceeds, (const std::string& bytes)) {
    const auto width = *rc::gen::inRange<std::size_t>(0, 30);
    RC_ASSERT(display_width(cut(bytes, width)) <= width);
    RC_ASSERT(display_width(left(bytes, width)) == width);
}

}  // namespace
}  // namespace entente::report
