// What the readers of tables share beyond the public io/table.hpp.
#pragma once

#include <optional>
#include <string_view>

#include "entente/core/rational.hpp"
#include "entente/io/table.hpp"

namespace entente::io {

/// The separator that the first line has most of: comma, semicolon or tab.
[[nodiscard]] char separator_of(std::string_view text);

/// Does the table have a header with the columns issue and option?
[[nodiscard]] bool is_score_sheet(const Table& table);

}  // namespace entente::io
