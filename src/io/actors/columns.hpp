// What the columns of a table of actors hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::io::actors {

enum class Role { nothing, name, about, side, issue, power, position, salience, reserve };
enum class End { best, low, high };

/// One column: what it holds, on which issue (empty: the only one, or the row says), which end of a range.
struct Column {
    Role role = Role::nothing;
    End end = End::best;
    std::string issue;
    std::string unit;  ///< what stood in brackets
};

/// Reads a header: names in the field's words, units in brackets, "low" and "high", issues beside them.
/// \param row of the first line
[[nodiscard]] std::vector<Column> columns_of(const std::vector<std::string>& header);

/// Lower case, words apart by one blank; brackets and what is in them cut into `unit`.
[[nodiscard]] std::string folded(std::string_view text, std::string* unit = nullptr);

}  // namespace entente::io::actors
