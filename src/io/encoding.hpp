// Bytes of unknown encoding as UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace entente::io {

/// The text as UTF-8, and where in it the first byte stands that was not UTF-8 and was read as
/// Windows-1252.
struct Utf8Text {
    std::string text;
    std::optional<std::size_t> first_foreign;
};

/// A byte order mark is cut; UTF-16 (with its mark) is converted; bytes that are not UTF-8 are read as
/// Windows-1252, one by one; NUL and other control bytes that XML forbids become blanks.
[[nodiscard]] Utf8Text to_utf8(std::string_view bytes);

}  // namespace entente::io
