// How text results are laid out; what those who show them need of it.
#pragma once

#include <string>
#include <string_view>

#include "entente/report/text.hpp"

namespace entente::app {

using report::TextOptions;

/// `text` cut to `columns` terminal columns, with an ellipsis where it is longer.
[[nodiscard]] std::string fit(std::string_view text, std::size_t columns);

/// A decimal count for a sentence: "1,944,000", or "about 1.2 x 10^40" where it is long.
[[nodiscard]] std::string grouped(std::string_view digits);

}  // namespace entente::app
