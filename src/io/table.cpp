#include "entente/io/table.hpp"

#include <algorithm>
#include <cctype>

#include "entente/core/trim.hpp"
#include "io/encoding.hpp"
#include "io/files.hpp"
#include "io/table.hpp"
#include "io/utf8.hpp"

namespace entente::io {
namespace {

std::string folded(std::string_view text) {
    std::string lower(trimmed(text));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

/// "-12,5" or "7,12%": a number that only a decimal comma explains.
bool with_decimal_comma(std::string_view cell) {
    if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
    if (cell.ends_with('%')) cell.remove_suffix(1);
    while (cell.ends_with(' ')) cell.remove_suffix(1);
    const std::size_t comma = cell.find(',');
    if (comma == std::string_view::npos || comma == 0 || comma + 1 == cell.size()) return false;
    const auto digits = [](std::string_view part) { return std::all_of(part.begin(), part.end(), digit); };
    const std::string_view whole = cell.substr(0, comma);
    const bool grouped = whole.find('.') != std::string_view::npos && digit(whole.front()) &&
                         whole.find_first_not_of("0123456789.") == std::string_view::npos;
    return (grouped || digits(whole)) && digits(cell.substr(comma + 1));
}

/// Takes the marks out that group thousands, where they do: 1,234,567. \return false where they stand
/// elsewhere
bool ungroup(std::string& number, char mark) {
    const std::size_t point = std::min(number.find(mark == ',' ? '.' : ','), number.size());
    std::size_t since = 0;
    bool grouped = false;
    for (std::size_t k = 0; k < point; ++k) {
        if (number[k] == mark) {
            if (since == 0 || since > 3 || (grouped && since != 3)) return false;
            grouped = true;
            since = 0;
        } else if (digit(number[k])) {
            ++since;
        }
    }
    if (grouped && since != 3) return false;
    if (number.find(mark, point) != std::string::npos) return false;
    number.erase(std::remove(number.begin(), number.end(), mark), number.end());
    return true;
}

/// Reads cells one by one.
class Cells {
public:
    Cells(std::string_view text, char separator) : text_(text), separator_(separator) {}

    [[nodiscard]] bool done() const { return at_ >= text_.size(); }
    [[nodiscard]] std::size_t line() const { return line_; }

    std::vector<std::string> row() {
        std::vector<std::string> cells;
        for (;;) {
            cells.push_back(cell());
            if (done()) return cells;
            const char c = text_[at_++];
            if (c == separator_) {
                if (!done()) continue;
                cells.emplace_back();  // a separator at the very end
                return cells;
            }
            if (c == '\r' && !done() && text_[at_] == '\n') ++at_;
            ++line_;
            return cells;
        }
    }

private:
    [[nodiscard]] bool ends(char c) const { return c == separator_ || c == '\r' || c == '\n'; }

    std::string cell() {
        std::size_t start = at_;
        while (start < text_.size() && text_[start] == ' ') ++start;
        if (start < text_.size() && text_[start] == '"') {
            at_ = start + 1;
            return quoted();
        }
        const std::size_t from = at_;
        while (at_ < text_.size() && !ends(text_[at_])) ++at_;
        return std::string(trimmed(text_.substr(from, at_ - from)));
    }

    std::string quoted() {
        std::string value;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') {
                if (at_ < text_.size() && text_[at_] == '"') {
                    value += '"';
                    ++at_;
                    continue;
                }
                while (at_ < text_.size() && !ends(text_[at_]))
                    value += text_[at_++];  // stray text is kept
                return std::string(trimmed(value));
            }
            if (c == '\n' || (c == '\r' && (at_ >= text_.size() || text_[at_] != '\n'))) ++line_;
            value += c;
        }
        return std::string(trimmed(value));
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

/// The bytes of the control character at `at`, of either set; 0: there is none.
std::size_t control_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7f) return 1;
    return byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0 ? 2 : 0;
}

/// UTF-8 without control characters?
bool plain(std::string_view cell) {
    for (std::size_t k = 0; k < cell.size(); ++k)
        if (control_at(cell, k) > 0) return false;
    return find_invalid_utf8(cell) == std::string::npos;
}

/// Spreadsheets still write Windows-1252, and control characters are no part of a name or a number: what
/// is written of a cell elsewhere is text.
std::string readable(const std::string& cell) {
    const std::string whole = to_utf8(cell).text;
    std::string text;
    for (std::size_t k = 0; k < whole.size();) {
        const std::size_t control = control_at(whole, k);
        text += control > 0 ? ' ' : whole[k];
        k += std::max<std::size_t>(control, 1);
    }
    return std::string(trimmed(text));
}

}  // namespace

char separator_of(std::string_view text) {
    // Of the first line; what stands in quotes separates nothing.
    std::string line;
    bool inside = false;
    for (const char c : text) {
        if (c == '"') inside = !inside;
        if (inside) continue;
        if (c == '\r' || c == '\n') break;
        line += c;
    }
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char candidate : {',', ';', '\t'}) {
        const auto count = std::count(line.begin(), line.end(), candidate);
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

std::optional<Rational> cell_number(std::string_view cell, bool decimal_comma, bool* percent) {
    std::string number;
    for (std::size_t k = 0; k < cell.size(); ++k) {
        const std::string_view rest = cell.substr(k);
        const std::size_t wide = rest.starts_with("\xC2\xA0")                                           ? 2
                                 : rest.starts_with("\xE2\x80\xAF") || rest.starts_with("\xE2\x80\x89") ? 3
                                                                                                        : 0;
        if (wide > 0) {
            k += wide - 1;
        } else if (rest.starts_with("\xE2\x88\x92")) {  // a typographic minus
            number += '-';
            k += 2;
        } else if (cell[k] != ' ' && cell[k] != '\t') {
            number += cell[k];
        }
    }
    const bool share = number.ends_with('%');
    if (percent != nullptr) *percent = share;
    if (share) number.pop_back();
    if (!ungroup(number, decimal_comma ? '.' : ',')) {
        // "0.5" in a file that otherwise writes 0,5.
        if (!decimal_comma || std::count(number.begin(), number.end(), '.') != 1 ||
            number.find(',') != std::string::npos)
            return std::nullopt;
    }
    std::replace(number.begin(), number.end(), ',', '.');
    return Rational::parse(number);
}

int Table::column(std::string_view name) const {
    const std::string wanted = folded(name);
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (folded(header[i]) == wanted) return static_cast<int>(i);
    }
    return -1;
}

const std::string& Table::at(std::size_t row, int column) const {
    static const std::string kEmpty;
    const auto index = static_cast<std::size_t>(column);
    return column >= 0 && index < rows[row].size() ? rows[row][index] : kEmpty;
}

bool for_each_row(std::string_view text,
                  const std::function<void(std::vector<std::string>&& cells, std::size_t line)>& each) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const char separator = separator_of(text);
    Cells cells(text, separator);
    bool decimal_comma = false;
    while (!cells.done()) {
        const std::size_t line = cells.line();
        std::vector<std::string> row = cells.row();
        if (row.size() == 1 && row[0].empty()) continue;
        for (std::string& cell : row) {
            if (!plain(cell)) cell = readable(cell);
        }
        if (separator != ',' && !decimal_comma)
            decimal_comma = std::any_of(row.begin(), row.end(), with_decimal_comma);
        each(std::move(row), line);
    }
    return decimal_comma;
}

Table parse_table(std::string_view text) {
    Table table;
    table.decimal_comma = for_each_row(text, [&](std::vector<std::string>&& row, std::size_t line) {
        if (table.header.empty()) {
            table.header = std::move(row);
            table.header_line = static_cast<std::uint32_t>(line);
        } else {
            table.rows.push_back(std::move(row));
            table.lines.push_back(line);
        }
    });
    return table;
}

Table read_table(const std::string& path) { return parse_table(read_file(path)); }

}  // namespace entente::io
