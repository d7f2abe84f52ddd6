// Texts between quotes, so that who reads them gets them as they were.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// Between double quotes, as JSON and YAML escape it; controls become \u00XX.
[[nodiscard]] inline std::string in_double_quotes(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// Between single quotes, as a shell takes it for one word.
[[nodiscard]] inline std::string in_single_quotes(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out + '\'';
}

}  // namespace entente
