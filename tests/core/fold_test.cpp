// One name in many forms.
#include "entente/core/fold.hpp"

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Fold, CaseAccentsAndNormalFormsAreOne) {
    const auto same = [](std::string_view a, std::string_view b) {
        return fold(a).letters == fold(b).letters;
    };
    EXPECT_TRUE(same("ZÜRICH", "zu\u0308rich"));
    EXPECT_TRUE(same("Zürich", "ZURICH"));
    EXPECT_TRUE(same("STRASSE", "straße"));
    EXPECT_TRUE(same("Việt Nam", "VIỆT NAM"));
    EXPECT_TRUE(same("Vi\u1EC7t", "Vie\u0323\u0302t"));
    EXPECT_TRUE(same("ΑΘΉΝΑ", "αθη\u0301να"));
    EXPECT_TRUE(same("УКРАЇНА", "Украі\u0308на"));
    EXPECT_TRUE(same("Россия", "РОССИЯ"));
    EXPECT_TRUE(same("Ｎｏｒｔｈ", "north"));
    EXPECT_TRUE(same("O’Neil", "o'neil"));
    EXPECT_TRUE(same("Trans\u00ADnistria", "transnistria"));
    EXPECT_TRUE(same("Łódź", "łódź"));
    EXPECT_FALSE(same("north", "nord"));
    EXPECT_FALSE(same("北京", "北"));
}

TEST(Fold, LettersKnowTheirBytes) {
    const std::string text = "ae\u0301ß\xff";
    const Folded folded = fold(text);
    ASSERT_EQ(folded.letters.size(), 5U);
    EXPECT_EQ(folded.begin, (std::vector<std::size_t>{0, 1, 4, 4, 6, 7}));
    EXPECT_TRUE(fold("").letters.empty());
}

}  // namespace
}  // namespace entente
