#include "io/encoding.hpp"

#include <array>
#include <cstdint>

#include "io/utf8.hpp"

namespace entente::io {
namespace {

// Windows-1252 differs from Latin-1 in 0x80..0x9F only; the five unassigned bytes keep their value.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string from_utf16(std::string_view bytes, bool big_endian) {
    std::string out;
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
        const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
        return big_endian ? (first << 8) | second : (second << 8) | first;
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
            const std::uint32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        append_utf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
    return out;
}

}  // namespace

Utf8Text to_utf8(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), false), std::nullopt};
    if (bytes.starts_with("\xFE\xFF")) return {from_utf16(bytes.substr(2), true), std::nullopt};
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    Utf8Text result;
    result.text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        const std::size_t length = utf8_length(bytes, at);
        if (length == 0) {
            if (!result.first_foreign) result.first_foreign = result.text.size();
            append_utf8(result.text,
                        byte >= 0x80 && byte < 0xA0 ? std::uint32_t{kWindows1252[byte - 0x80]} : byte);
            ++at;
            continue;
        }
        const bool forbidden = byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
        if (forbidden) {
            result.text.push_back(' ');
        } else {
            result.text.append(bytes.substr(at, length));
        }
        at += length;
    }
    return result;
}

}  // namespace entente::io
