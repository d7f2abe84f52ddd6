// Digits that the inputs deserve: one rule for page and text.
#include <gtest/gtest.h>

#include "entente/app/input.hpp"
#include "report/report_cases.hpp"
#include "report/words/scale.hpp"

namespace entente::report {
namespace {

/// Two parties over one issue; every number cites a source of this grade.
int digits(const std::string& grade, const std::string& weight = "60", bool reserve = true) {
    const std::string text = "entente = 1\ntitle = \"T\"\n[sources]\ns = { what = \"A table\", grade = \"" +
                             grade +
                             "\" }\n[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [\"m\", \"y\"]\n"
                             "for.a = { weight = \"" +
                             weight +
                             "\", score = [100, 0], source = \"s\" }\n"
                             "for.b = { weight = 1, score = [0, 100], source = \"s\" }\n" +
                             (reserve ? "" : "[reserve]\na = 20\n");
    return decimals(app::load_text(text, "t.toml").conflict);
}

TEST(Scale, HundredthsOnlyWhereEveryNumberCitesDataWithoutARange) {
    EXPECT_EQ(digits("data"), 2);
    EXPECT_EQ(digits("judgement"), 1);
    EXPECT_EQ(digits("assumption"), 1);
    EXPECT_EQ(digits("data", "60 (50..70)"), 1);
    EXPECT_EQ(digits("data", "60", false), 1);  // a value of no deal that cites nothing
    EXPECT_EQ(decimals(app::load_text(tests::kRiver, "river.toml").conflict), 1);
}

}  // namespace
}  // namespace entente::report
