#include "entente/core/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace entente {
namespace {

/// Decodes one UTF-8 character at `at` and moves past it; a broken byte counts as one character.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80           ? 1
                               : (lead >> 5) == 0x6  ? 2
                               : (lead >> 4) == 0xE  ? 3
                               : (lead >> 3) == 0x1E ? 4
                                                     : 1;
    if (length == 1 || at + length > text.size()) {
        ++at;
        return lead;
    }
    std::uint32_t code = lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k)
        code = (code << 6) | (static_cast<unsigned char>(text[at + k]) & 0x3Fu);
    at += length;
    return code;
}

/// From here on a number is shown with its power of ten.
constexpr double kPastScale = 1e15;

bool zero_width(std::uint32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0483 && c <= 0x0489) || (c >= 0x0591 && c <= 0x05C7) ||
           (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF;
}

bool double_width(std::uint32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
           (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::string format_number(double value, int decimals) {
    if (!std::isfinite(value)) return value > 0 ? "infinity" : value < 0 ? "-infinity" : "not a number";
    if (std::abs(value) >= kPastScale) {
        // Digits that a double does not hold are not claimed: three of them and the power of ten.
        std::string text = fmt::format("{:.3g}", value);
        if (const std::size_t plus = text.find('+'); plus != std::string::npos) text.erase(plus, 1);
        return text;
    }
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string group_digits(std::string_view digits) {
    const std::size_t start = !digits.empty() && digits.front() == '-' ? 1 : 0;
    std::string grouped(digits);
    for (std::size_t at = digits.size(); at > start + 3; at -= 3) grouped.insert(at - 3, ",");
    return grouped;
}

std::string format_grouped(double value, int decimals) {
    const std::string number = format_number(value, decimals);
    if (!std::isfinite(value) || std::abs(value) >= kPastScale) return number;
    const std::size_t point = std::min(number.find('.'), number.size());
    return group_digits(number.substr(0, point)) + number.substr(point);
}

std::string join_words(const std::vector<std::string>& words) {
    std::string joined;
    for (std::size_t k = 0; k < words.size(); ++k) {
        if (k > 0) joined += k + 1 == words.size() ? " and " : ", ";
        joined += words[k];
    }
    return joined;
}

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        if (utf8[at] >= ' ' && utf8[at] <= '~') {  // nearly all of what is written
            ++at;
            ++width;
            continue;
        }
        const std::uint32_t character = next_character(utf8, at);
        width += zero_width(character) ? 0 : double_width(character) ? 2 : 1;
    }
    return width;
}

}  // namespace entente
