// A file's fingerprint.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits. \cost about 5 ns a byte
/// \source FIPS 180-4 \check tests/core/sha256_test.cpp (the standard's examples)
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace entente
