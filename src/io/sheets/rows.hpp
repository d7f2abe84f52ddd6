// The rows of a large table in little memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::io::sheets {

/// Rows of cells, their texts in one piece: a cell costs its text and four bytes. At most 4 GB of text.
class Rows {
public:
    void add(const std::vector<std::string>& cells, std::size_t line);

    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    /// How many cells a row has: rows may be ragged.
    [[nodiscard]] std::size_t width(std::size_t row) const { return first(row + 1) - first(row); }
    /// A cell's text, empty where the row is short.
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    /// The line of the file, from 1.
    [[nodiscard]] std::uint32_t line(std::size_t row) const { return lines_[row]; }

private:
    [[nodiscard]] std::size_t first(std::size_t row) const {
        return row < starts_.size() ? starts_[row] : ends_.size();
    }

    std::string text_;
    std::vector<std::uint32_t> ends_;    ///< where each cell ends in the text
    std::vector<std::uint32_t> starts_;  ///< the first cell of each row
    std::vector<std::uint32_t> lines_;
};

}  // namespace entente::io::sheets
