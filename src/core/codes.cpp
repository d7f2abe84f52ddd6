#include "entente/core/codes.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/codes/ranges.hpp"

namespace entente {

std::vector<CodeInfo> all_codes() {
    std::vector<CodeInfo> all;
    for (const auto range :
         {codes::case_file(), codes::model(), codes::genius(), codes::settle(), codes::war(),
          codes::stability(), codes::report(), codes::robust(), codes::stakeholders(), codes::negotiate(),
          codes::levers(), codes::formats(), codes::usage()}) {
        all.insert(all.end(), range.begin(), range.end());
    }
    std::sort(all.begin(), all.end(), [](const CodeInfo& a, const CodeInfo& b) { return a.code < b.code; });
    return all;
}

CodeInfo find_code(std::string_view code) {
    std::string upper(code);
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    for (const CodeInfo& info : all_codes()) {
        if (info.code == upper) return info;
    }
    return {};
}

}  // namespace entente
