// The catalogue of diagnostic codes: what `entente explain CODE` tells.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// One code. Ranges: 01 case file, 02 the model's meaning, 03 GENIUS, 04 settle, 05 war, 06 stability
/// and .gmcr, 07 report and studio, 09 command line. "E" errors, "W" warnings.
struct CodeInfo {
    std::string_view code;
    std::string_view title;    ///< one line
    std::string_view meaning;  ///< what it tells, in plain words
    std::string_view cure;     ///< how to mend it
    std::string_view example;  ///< a wrong and a right line, or empty
};

template <class Visitor>
void describe(Visitor& visit, const CodeInfo& x) {
    visit("code", std::string(x.code), {"", "as diagnostics print it"});
    visit("title", std::string(x.title), {"", "one line"});
    visit("meaning", std::string(x.meaning), {"", "what it tells"});
    visit("cure", std::string(x.cure), {"", "how to mend it"});
    visit("example", std::string(x.example), {"", "a wrong and a right line; may be empty"});
}

/// Every code, sorted by code. Each range lives in src/core/codes/<range>.cpp.
[[nodiscard]] std::vector<CodeInfo> all_codes();

/// The entry of a code (case ignored), or nullptr-like empty `code` where there is none.
[[nodiscard]] CodeInfo find_code(std::string_view code);

}  // namespace entente
