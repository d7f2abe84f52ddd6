#include "entente/core/printable.hpp"

#include <cstdint>

namespace entente {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Character {
    std::uint32_t code = 0;
    std::size_t length = 0;  ///< bytes; 0 where they are no UTF-8
};

Character character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
    std::uint32_t code = lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        const auto byte = static_cast<unsigned char>(text[at + k]);
        if ((byte & 0xC0u) != 0x80u) return {};
        code = code << 6 | (byte & 0x3Fu);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (overlong || surrogate || code > 0x10FFFF) return {};
    return {code, length};
}

bool hides_or_moves(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||  // controls: C0, DEL, C1
           (code >= 0x2028 && code <= 0x202E) ||             // separators, embeddings, overrides
           (code >= 0x2066 && code <= 0x2069) ||             // isolates
           (code >= 0xE0000 && code <= 0xE007F);             // tags
}

std::string shown(std::string_view text, bool lines) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (character.length == 0) {
            result += kReplacement;
            ++at;
            continue;
        }
        const bool keeps = lines && (character.code == '\n' || character.code == '\t');
        if (hides_or_moves(character.code) && !keeps)
            result += ' ';
        else
            result += text.substr(at, character.length);
        at += character.length;
    }
    return result;
}

void append_escape(std::string& json, std::uint32_t unit) {
    constexpr char kDigits[] = "0123456789abcdef";
    json += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) json += kDigits[unit >> shift & 15u];
}

bool plain(char byte) { return static_cast<unsigned char>(byte) < 0x7F; }

}  // namespace

std::string printable(std::string_view text) { return shown(text, false); }

std::string printable_lines(std::string_view text) { return shown(text, true); }

std::string printable_json(std::string json) {
    std::size_t at = 0;
    while (at < json.size() && plain(json[at])) ++at;
    if (at == json.size()) return json;  // controls below 0x20 are escaped by whoever writes JSON
    std::string safe = json.substr(0, at);
    safe.reserve(json.size());
    while (at < json.size()) {
        const Character character = character_at(json, at);
        if (character.length == 0) {
            safe += kReplacement;
            ++at;
            continue;
        }
        if (character.code < 0x7F || !hides_or_moves(character.code)) {
            safe.append(json, at, character.length);
        } else if (character.code < 0x10000) {
            append_escape(safe, character.code);
        } else {
            append_escape(safe, 0xD800 + ((character.code - 0x10000) >> 10));
            append_escape(safe, 0xDC00 + ((character.code - 0x10000) & 0x3FF));
        }
        at += character.length;
    }
    return safe;
}

}  // namespace entente
