// Comma-separated tables, as people and archives really write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/rational.hpp"

namespace entente::io {

/// A table of texts. Rows may be shorter or longer than the header; nothing is cut.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  ///< the line of each row, from 1
    /// Numbers are written 0,5: cells say so, and the separator is no comma.
    bool decimal_comma = false;
    std::uint32_t header_line = 1;

    /// The column with this name (case and surrounding blanks ignored), or -1.
    [[nodiscard]] int column(std::string_view name) const;
    /// A cell, empty where the row is short.
    [[nodiscard]] const std::string& at(std::size_t row, int column) const;
};

/// Reads a table with a header line. Line ends may be LF, CR LF or CR alone; a byte order mark is
/// skipped; cells in double quotes may hold separators, line ends and doubled quotes; the separator is a
/// comma, a semicolon or a tab, whichever the header has most of. Blank lines are skipped.
/// \cost linear
[[nodiscard]] Table parse_table(std::string_view text);

/// The same for a file. \throws InputError where it cannot be read or is too large (as io::load)
[[nodiscard]] Table read_table(const std::string& path);

/// Writes the dates of a column as 2022-02-20 where they are 20.02.2022, 2022/02/20, 02/20/2022 or
/// 20/02/2022 (the order is told by days above 12) and months 2022-03 as their first day. \return whether
/// any cell changed
/// \throws InputError E0521 where both orders fit, and days and months cannot be told apart
bool write_iso_dates(Table& table, int column, const std::string& file);

/// Writes 0,5 as 0.5 in every column but one, where the table has decimal commas. \return whether it had
bool write_decimal_points(Table& table, int but_column);

/// A cell as a number: "0.5", "1,234.5", "7.12%" (the sign is dropped and told), with `decimal_comma` "0,5"
/// and "1.234,5". Blanks between digits group them. \param percent set where the cell ends in a percent
/// sign
/// \return nothing where the cell is no number
[[nodiscard]] std::optional<Rational> cell_number(std::string_view cell, bool decimal_comma,
                                                  bool* percent = nullptr);

}  // namespace entente::io
