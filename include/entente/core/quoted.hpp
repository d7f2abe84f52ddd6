// Texts between quotes, so that who reads them gets them as they were.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// Between double quotes, as JSON and YAML escape it; what YAML does not take as it is (controls, and the
/// two code points that are no characters) becomes \uXXXX. \pre UTF-8
[[nodiscard]] inline std::string in_double_quotes(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    const auto at = [&](std::size_t k) {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : static_cast<unsigned char>(0);
    };
    for (std::size_t k = 0; k < text.size(); ++k) {
        const unsigned char byte = at(k);
        if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        } else if (byte == 0xC2 && at(k + 1) >= 0x80 && at(k + 1) < 0xA0) {
            const unsigned char control = at(++k);
            out += "\\u00";
            out += kHex[control >> 4];
            out += kHex[control & 15];
        } else if (byte == 0xEF && at(k + 1) == 0xBF && at(k + 2) >= 0xBE) {
            out += at(k + 2) == 0xBE ? "\\ufffe" : "\\uffff";
            k += 2;
        } else {
            if (byte == '"' || byte == '\\') out += '\\';
            out += text[k];
        }
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
