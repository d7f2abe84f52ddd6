// Valid TOML, and what toml++ makes of it.
#include "io/toml_oracle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "entente/io/load.hpp"
#include "io/example.hpp"
#include "io/random_case.hpp"

namespace entente::io {
namespace {

class ValidToml : public testing::TestWithParam<const char*> {};

TEST_P(ValidToml, ReadsAsTheOracleDoes) {
    EXPECT_NO_THROW((void)toml::parse(std::string_view(GetParam()))) << "the sample itself is wrong";
    EXPECT_EQ(disagreement(GetParam()), "");
}

INSTANTIATE_TEST_SUITE_P(
    Samples, ValidToml,
    testing::Values("", "# only", "a = 1", "a.b.c = 1\na.b.d = 2\na.e = 3", "\"a b\".'c d' = 1",
                    "a = \"\\u00e9\\t\\\"\\\\\"", "a = '\\n'", "a = \"\"\"\nx\\\n   y \"\" z\"\"\"\"",
                    "a = '''\nx ' '' y'''''", "a = [1, [2, 3], [\"x\"], ]", "a = [\n1, # one\n2\n,\n3]",
                    "a = { b = 1, c = { d = [ { e = 1 } ] } }", "[a]\n[a.b]\n[a.b.c]\nx = 1\n[d]",
                    "[a.b.c]\nx = 1\n[a]\ny = 2\n[a.d]\nz = 3",
                    "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 1\n[[a.c]]\nz = 1\n[[a.c]]\n[[a]]",
                    "[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\ns = 1",
                    "a = 0\nb = -0\nc = +5\nd = 1_000\ne = 0xDEAD_beef\nf = 0o17\ng = 0b101",
                    "a = 1.5\nb = -0.5\nc = 1e3\nd = 1.5E-2\ne = 6.626e-34\nf = 1_0.0_1\ng = 0.0\nh = 0e0",
                    "a = inf\nb = -inf\nc = nan",
                    "a = 1979-05-27\nb = 07:32:00\nc = 1979-05-27T07:32:00Z\nd = 1979-05-27 "
                    "07:32:00.99-07:00\ne = 1979-05-27T00:32:00",
                    "a=true\r\nb=false\r\n[c]\r\nd=\"\"\"\r\nx\r\ny\"\"\"\r\n", "3.14 = 1\n1-2_a = 2",
                    "[ a . \"b\" ] # c\n[[ x ]]\n"));

TEST(ValidToml, TheExampleReadsAsTheOracleDoes) { EXPECT_EQ(disagreement(kRiver), ""); }

RC_GTEST_PROP(ValidToml, WhatIsWrittenIsToml, ()) {
    const std::string text = to_toml(RandomCase().draw());
    std::string ascii;
    for (const char c : text) ascii += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    try {
        (void)toml::parse(std::string_view(ascii));
    } catch (const toml::parse_error& refused) {
        // A replaced letter may make two names one.
        RC_ASSERT(std::string(refused.what()).find("redefin") != std::string::npos);
    }
    RC_ASSERT(disagreement(text) == "");
}

}  // namespace
}  // namespace entente::io
