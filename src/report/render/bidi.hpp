// Names that are written from right to left, inside the page's own sentences, which are not.
#pragma once

#include <string>
#include <string_view>

namespace entente::report {

/// What is written from right to left, set apart where letters written from left to right stand beside it,
/// so that neither turns the other's order; a passage in “” is set apart whole. Other texts stay as they
/// are.
/// \param open, close the marks around it: elements, or the characters that say so where there are none
[[nodiscard]] std::string names_apart(std::string_view text, std::string_view open, std::string_view close);

inline constexpr std::string_view kIsolate = "\xE2\x81\xA8";     ///< U+2068: a direction of its own
inline constexpr std::string_view kEndIsolate = "\xE2\x81\xA9";  ///< U+2069

}  // namespace entente::report
