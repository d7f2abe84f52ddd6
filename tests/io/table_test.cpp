#include "entente/io/table.hpp"

#include <gtest/gtest.h>

namespace entente::io {
namespace {

TEST(Table, ReadsEveryLineEnd) {
    for (const char* end : {"\n", "\r\n", "\r"}) {
        const std::string text = std::string("\xEF\xBB\xBF") + "a,b" + end + "1,2" + end + end + "3,4";
        const Table table = parse_table(text);
        ASSERT_EQ(table.header, (std::vector<std::string>{"a", "b"}));
        ASSERT_EQ(table.rows.size(), 2u);
        EXPECT_EQ(table.rows[1], (std::vector<std::string>{"3", "4"}));
        EXPECT_EQ(table.lines[1], 4u);
    }
}

TEST(Table, ReadsQuotesSemicolonsAndShortRows) {
    const Table table = parse_table("x;\"y; z\"\n\"a \"\"b\"\"\nc\" ; 2\n5\n");
    ASSERT_EQ(table.header, (std::vector<std::string>{"x", "y; z"}));
    ASSERT_EQ(table.rows.size(), 2u);
    EXPECT_EQ(table.rows[0][0].substr(0, 5), "a \"b\"");
    EXPECT_EQ(table.at(1, table.column("Y; Z")), "");
    EXPECT_EQ(table.column("nothing"), -1);
}

TEST(Table, SurvivesRudeInput) {
    EXPECT_TRUE(parse_table("").header.empty());
    EXPECT_EQ(parse_table("\"never closed").header.size(), 1u);
    EXPECT_EQ(parse_table(",,\n,,").rows.size(), 1u);
}

}  // namespace
}  // namespace entente::io
