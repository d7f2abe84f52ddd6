// Texts without the blanks around them.
#pragma once

#include <string_view>

namespace entente {

/// \param blanks what counts as one \return a part of `text`
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t") {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace entente
