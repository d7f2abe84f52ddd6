#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "entente/core/codes.hpp"

namespace entente {
namespace {

std::set<std::string> codes_in_sources() {
    std::set<std::string> found;
    const std::regex pattern("\"([EW]0[12][0-9][0-9])\"");
    for (const char* folder : {"/src/io", "/src/model"}) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::string(ENTENTE_SOURCE_DIR) + folder)) {
            if (!entry.is_regular_file()) continue;
            std::stringstream text;
            text << std::ifstream(entry.path()).rdbuf();
            const std::string code = text.str();
            for (std::sregex_iterator at(code.begin(), code.end(), pattern), end; at != end; ++at)
                found.insert((*at)[1]);
        }
    }
    return found;
}

TEST(Codes, EveryCodeOfCaseFilesIsExplainedAndEveryExplanationIsUsed) {
    const std::set<std::string> used = codes_in_sources();
    ASSERT_GT(used.size(), 60u);
    for (const std::string& code : used) {
        const CodeInfo info = find_code(code);
        EXPECT_EQ(info.code, code) << "no entry";
        EXPECT_FALSE(info.meaning.empty() || info.cure.empty() || info.title.empty()) << code;
    }
    for (const CodeInfo& info : all_codes()) {
        const std::string range(info.code.substr(1, 2));
        const bool ours = range == "01" || range == "02";
        EXPECT_TRUE(!ours || used.contains(std::string(info.code))) << info.code;
    }
}

}  // namespace
}  // namespace entente
