// Tables as text: CSV for other programs, numbers as people read them.
#include <charconv>
#include <cmath>
#include <string>

#include "entente/core/printable.hpp"
#include "entente/core/text.hpp"
#include "entente/report/document.hpp"
#include "report/internal.hpp"

namespace entente::report {
namespace {

/// Spreadsheets run a cell that starts with one of these as a formula.
bool runs_as_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string csv_words(std::string_view text) {
    std::string cell = runs_as_formula(text) ? "'" : "";
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

/// The shortest decimal that reads back as the same double.
std::string csv_number(double value) {
    if (!std::isfinite(value)) return "";
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

}  // namespace

std::string to_csv(const Table& table) {
    std::string csv;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (i != 0) csv += ',';
        csv += csv_words(column.unit.empty() ? column.name : column.name + " (" + column.unit + ")");
    }
    csv += "\r\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i != 0) csv += ',';
            if (const auto* words = std::get_if<std::string>(&row[i])) csv += csv_words(*words);
            if (const auto* value = std::get_if<double>(&row[i])) csv += csv_number(*value);
        }
        csv += "\r\n";
    }
    return csv;
}

std::string shown(const Cell& cell, const Column& column) {
    if (const auto* words = std::get_if<std::string>(&cell)) return *words;
    const auto* value = std::get_if<double>(&cell);
    if (value == nullptr || !std::isfinite(*value)) return "–";
    std::string text = format_number(*value, column.decimals);
    const std::size_t point = text.find('.');
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const std::string whole = text.substr(sign, point == std::string::npos ? point : point - sign);
    if (whole.size() > 4 && whole.find_first_not_of("0123456789") == std::string::npos) {
        text = (sign ? "-" : "") + group_digits(whole) +
               (point == std::string::npos ? "" : text.substr(point));
    }
    return column.unit == "%" ? text + "%" : text;
}

std::vector<const Figure*> figures(const Document& document) {
    std::vector<const Figure*> all;
    for (const Section& section : document.sections) {
        for (const Block& block : section.blocks) {
            if (const auto* figure = std::get_if<Figure>(&block)) all.push_back(figure);
        }
    }
    return all;
}

std::string shortened(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns) return text;
    std::string cut;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = i + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
        if (display_width(cut + text.substr(i, next - i)) >= columns) break;
        cut += text.substr(i, next - i);
        i = next;
    }
    return cut + "…";
}

std::vector<std::string> folded(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns) return {text};
    std::size_t end = std::string::npos;  // the last space at which the first line still fits
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
        if (display_width(text.substr(0, at)) > columns) break;
        end = at;
    }
    if (end == std::string::npos || end == 0) return {shortened(text, columns)};
    return {text.substr(0, end), shortened(text.substr(end + 1), columns)};
}

std::string escape(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    // Control characters are not allowed in XML, whatever their escape; others would turn or hide text.
    for (const char c : printable_lines(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string escape_for_script(std::string_view json) {
    std::string safe;
    safe.reserve(json.size());
    for (const char c : printable_json(std::string(json))) {
        switch (c) {
            case '<':
                safe += "\\u003c";
                break;
            case '>':
                safe += "\\u003e";
                break;
            case '&':
                safe += "\\u0026";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

}  // namespace entente::report
