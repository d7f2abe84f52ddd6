#include "report/render/bidi.hpp"

#include <cstdint>

#include "report/render/layout.hpp"

namespace entente::report {
namespace {

constexpr std::string_view kOpenQuote = "\xE2\x80\x9C";
constexpr std::string_view kCloseQuote = "\xE2\x80\x9D";

/// Hebrew, Arabic and the other scripts of their blocks. \param at of the character's first byte
bool turned(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) {
        return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0U;
    };
    const std::uint32_t two = (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
    if (byte(0) >= 0xC0 && byte(0) < 0xE0) return two >= 0x590 && two < 0x800;
    if (byte(0) < 0xE0 || byte(0) >= 0xF0) return false;
    const std::uint32_t three = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    return (three >= 0x800 && three < 0x900) || (three >= 0xFB1D && three < 0xFE00) ||
           (three >= 0xFE70 && three < 0xFEFF);
}

bool any_turned(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at)
        if (turned(text, at)) return true;
    return false;
}

bool latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool any_latin(std::string_view text) {
    for (const char c : text)
        if (latin(c)) return true;
    return false;
}

/// Where a name that begins at `at` ends: after its last turned letter, with nothing but spaces and marks
/// that names have between them.
std::size_t end_of_name(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (at < text.size()) {
        const std::size_t length = first_character(text.substr(at)).size();
        if (turned(text, at)) {
            end = at + length;
        } else if (length > 1 || (text[at] != ' ' && text[at] != '-' && text[at] != '/')) {
            break;
        }
        at += length;
    }
    return end;
}

}  // namespace

std::string names_apart(std::string_view text, std::string_view open, std::string_view close) {
    if (!any_turned(text) || !any_latin(text)) return std::string(text);
    std::string out;
    const auto apart = [&](std::string_view name) {
        out += open;
        out += name;
        out += close;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at).starts_with(kOpenQuote)) {
            const std::size_t from = at + kOpenQuote.size();
            const std::size_t to = text.find(kCloseQuote, from);
            if (to != std::string_view::npos && any_turned(text.substr(from, to - from))) {
                out += kOpenQuote;
                apart(text.substr(from, to - from));
                at = to;
                continue;
            }
        }
        if (turned(text, at)) {
            const std::size_t end = end_of_name(text, at);
            apart(text.substr(at, end - at));
            at = end;
            continue;
        }
        const std::size_t length = first_character(text.substr(at)).size();
        out += text.substr(at, length);
        at += length;
    }
    return out;
}

}  // namespace entente::report
