// Text as its letters, whatever their case, accents and normal form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A text as the letters that a reader would take for the same: small, without accents and points, whether
/// these were written as one character with their letter or as marks behind it; kinds of quotes, hyphens
/// and blanks made one; invisible characters left out. Latin, Greek, Cyrillic, Armenian and Georgian
/// letters have cases; letters of other scripts stand as they are.
struct Folded {
    std::u32string letters;
    std::vector<std::size_t> begin;  ///< [letter] its first byte; one more: the end of the text
};

/// \cost linear
[[nodiscard]] Folded fold(std::string_view utf8);

}  // namespace entente
