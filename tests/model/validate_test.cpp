#include <gtest/gtest.h>

#include <algorithm>

#include "entente/model/case.hpp"
#include "model/small_case.hpp"

namespace entente {
namespace {

using tests::small_case;

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
