#include "io/actors/cells.hpp"

#include <cctype>
#include <set>

namespace entente::io::actors {

/// A number as spreadsheets write it: "1 234,5", "80%", "70 points", or as a case file does.
std::optional<Quantity> number_in(std::string_view cell, bool comma_decimal) {
    std::string text(cell);
    while (!text.empty() && (text.back() == ' ' || text.back() == '%')) text.pop_back();
    if (const auto read = parse_quantity(text)) return read;
    std::string plain;
    // "1.234,5": points group thousands where a comma comes after them.
    const std::size_t comma = text.rfind(',');
    const bool points_group = comma_decimal && comma != std::string::npos && text.find('.') < comma &&
                              text.find('.', comma) == std::string::npos;
    for (const char c : text) {
        if (points_group && c == '.') continue;
        if (c == '\xC2' || c == '\xA0' || c == '\'') continue;  // blanks of print, Swiss groups
        plain += c == ',' && comma_decimal ? '.' : c;
    }
    if (!comma_decimal) {
        // Groups of thousands only where every group has three digits.
        std::string without;
        std::size_t since = 0;
        bool good = true;
        bool grouped = false;
        for (const char c : plain) {
            if (c == ',') {
                good = good && (!grouped || since == 3);
                grouped = true;
                since = 0;
            } else {
                without += c;
                if (c == '.') {
                    good = good && (!grouped || since == 3);
                    grouped = false;
                }
                ++since;
            }
        }
        if (good && (!grouped || since == 3)) plain = without;
    }
    if (const auto read = parse_quantity(plain)) return read;
    // A unit behind the number.
    std::size_t end = 0;
    while (end < plain.size() &&
           std::string_view("+-.0123456789").find(plain[end]) != std::string_view::npos)
        ++end;
    const bool letters = end > 0 && end < plain.size() &&
                         std::all_of(
                             plain.begin() + static_cast<std::ptrdiff_t>(end), plain.end(),
                             [](unsigned char c) { return std::isalpha(c) != 0 || c == ' ' || c >= 0x80; });
    return letters ? parse_quantity(plain.substr(0, end)) : std::nullopt;
}

bool missing(std::string_view cell) {
    static const std::set<std::string> kNone = {"",    "-",    ".",    "na", "n/a",
                                                "nan", "none", "null", "?",  "missing"};
    std::string lower;
    for (const char c : cell) {
        if (c != ' ') lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return kNone.contains(lower);
}

}  // namespace entente::io::actors
