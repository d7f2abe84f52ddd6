// UTF-8: what is valid, and how a code point is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente::io {

/// The length of the valid UTF-8 sequence at `at` (1 to 4), or 0 where the bytes are none.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

/// The first byte of the first invalid sequence at or after `from`, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text, std::size_t from = 0);

/// Appends the code point. \return false (nothing appended) for surrogates and past U+10FFFF
bool append_utf8(std::string& text, std::uint32_t code);

}  // namespace entente::io
