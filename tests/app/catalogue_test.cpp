#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "entente/app/codes.hpp"

namespace entente::app {
namespace {

TEST(Catalogue, EveryEntryIsWhole) {
    std::set<std::string_view> seen;
    for (const CodeInfo& info : all_codes()) {
        EXPECT_EQ(info.code.size(), 5u) << info.code;
        EXPECT_TRUE(info.code[0] == 'E' || info.code[0] == 'W') << info.code;
        EXPECT_TRUE(seen.insert(info.code).second) << info.code << " is there twice";
        EXPECT_FALSE(info.title.empty() || info.meaning.empty() || info.cure.empty()) << info.code;
    }
    EXPECT_GT(seen.size(), 10u);
}

TEST(Catalogue, ThePageInDocsIsTheCatalogue) {
    std::ifstream in(ENTENTE_SOURCE_DIR "/docs/errors.md", std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(page, codes_markdown(all_codes())) << "run scripts/make_docs";
}

}  // namespace
}  // namespace entente::app
