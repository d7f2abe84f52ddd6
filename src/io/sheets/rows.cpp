#include "io/sheets/rows.hpp"

namespace entente::io::sheets {

void Rows::add(const std::vector<std::string>& cells, std::size_t line) {
    starts_.push_back(static_cast<std::uint32_t>(ends_.size()));
    lines_.push_back(static_cast<std::uint32_t>(line));
    for (const std::string& cell : cells) {
        text_ += cell;
        ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
}

std::string_view Rows::cell(std::size_t row, std::size_t column) const {
    if (column >= width(row)) return {};
    const std::size_t at = first(row) + column;
    const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
    return std::string_view(text_).substr(begin, ends_[at] - begin);
}

}  // namespace entente::io::sheets
