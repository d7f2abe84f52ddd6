// What the readers of tables share beyond the public io/table.hpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/rational.hpp"
#include "entente/io/table.hpp"

namespace entente::io {

/// The separator that the first line has most of: comma, semicolon or tab.
[[nodiscard]] char separator_of(std::string_view text);

/// Calls `each` with the cells and the line of every row that is not blank, the header among them; the
/// rules are those of `parse_table`. \return are numbers written 0,5
bool for_each_row(std::string_view text,
                  const std::function<void(std::vector<std::string>&& cells, std::size_t line)>& each);

/// Does the table have a header with the columns issue and option?
[[nodiscard]] bool is_score_sheet(const Table& table);

}  // namespace entente::io
