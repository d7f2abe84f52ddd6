// Score sheets as people keep them: a table with columns issue, option and one for each party.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/io/load.hpp"
#include "io/sheets/rows.hpp"

namespace entente::io::sheets {

/// A table as read from CSV or from a workbook.
struct Sheet {
    std::string file;
    std::string name;  ///< of the worksheet, empty for CSV
    Rows rows;
    bool decimal_comma = false;
    bool workbook = false;             ///< places are told as C4, else as line and column
    std::vector<Diagnostic> warnings;  ///< of cells
};

/// The row of the header, or -1: it has the columns issue and option.
[[nodiscard]] int header_row(const Rows& rows);

/// Would a cell with this text be read as a weight, a value of no deal or a total?
[[nodiscard]] bool means_more_than_itself(std::string_view text);

/// A party's heading from which the reader makes this very id: its name, or else the id.
[[nodiscard]] std::string header_of(std::string_view name, std::string_view id);

/// "C4", or "line 4, column 3".
[[nodiscard]] std::string place_of(const Sheet& sheet, std::size_t row, std::size_t column);

/// A score sheet. Rows: an option of an issue with a number for each party; an issue's weights (option
/// "weight"); the values of no deal (issue "reserve"). An empty issue repeats the one above. Without
/// weights the numbers are points that add up; with weights they are scores of 0 to 100.
/// \throws InputError E0336 \check tests/cli/formats_test.py
[[nodiscard]] LoadedCase load_sheet(Sheet sheet);

[[nodiscard]] Sheet sheet_of_csv(std::string_view text, std::string_view file);

/// The score sheet of an Excel workbook: the first worksheet with the columns issue and option. Formulas
/// count by the value that was saved with them; a merged cell counts for all cells that it covers; a date
/// is its ISO form. \throws InputError E0337, E0336 \cost bounded: 32 MB unpacked, 1,000,000 cells
/// \check tests/cli/formats_test.py
[[nodiscard]] Sheet sheet_of_workbook(std::string_view bytes, std::string_view file);

}  // namespace entente::io::sheets
