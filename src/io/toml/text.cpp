#include "io/toml/text.hpp"

#include <algorithm>
#include <map>

#include "entente/core/printable.hpp"
#include "entente/core/text.hpp"
#include "io/utf8.hpp"

namespace entente::io::toml_text {
namespace {

constexpr std::size_t kLineWidth = 100;

bool bare_key(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
               std::string_view::npos;
}

void put_escaped(std::string& out, unsigned char c) {
    static constexpr char kHex[] = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (c < 0x20 || c == 0x7f) {
                out += "\\u00";
                out += kHex[c >> 4];
                out += kHex[c & 15];
            } else {
                out += static_cast<char>(c);
            }
    }
}

void put_code_point(std::string& out, std::string_view character) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::uint32_t code = static_cast<unsigned char>(character[0]) & (0xFFu >> (character.size() + 1));
    for (std::size_t k = 1; k < character.size(); ++k)
        code = code << 6 | (static_cast<unsigned char>(character[k]) & 0x3Fu);
    out += "\\U";
    for (int shift = 28; shift >= 0; shift -= 4) out += kHex[code >> shift & 15u];
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_length(text, at);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++at;
        } else if (length == 1) {
            put_escaped(out, static_cast<unsigned char>(text[at]));
            ++at;
        } else {
            const std::string_view character = text.substr(at, length);
            // What would hide text or turn its direction is written as an escape, and means the same.
            if (printable(character) == " ")
                put_code_point(out, character);
            else
                out += character;
            at += length;
        }
    }
    return out + "\"";
}

std::string key(std::string_view name) { return bare_key(name) ? std::string(name) : quoted(name); }

std::string dotted_key(std::string_view name) {
    std::string out;
    while (true) {
        const std::size_t dot = name.find('.');
        out += key(name.substr(0, dot));
        if (dot == std::string_view::npos) return out;
        out += '.';
        name.remove_prefix(dot + 1);
    }
}

std::string exact(const Rational& value) {
    const std::string text = value.to_string();
    return text.find('/') == std::string::npos ? text : "\"" + text + "\"";
}

bool bare_number(std::string_view label, const Rational& value) {
    std::string_view rest = label;
    if (rest.starts_with('-')) rest.remove_prefix(1);
    const std::size_t whole = std::min(rest.find('.'), rest.size());
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (!digits(rest.substr(0, whole)) || (whole > 1 && rest.front() == '0')) return false;
    if (whole < rest.size() && !digits(rest.substr(whole + 1))) return false;
    return Rational::parse(label) == value;
}

std::string quantity(const Quantity& value, const std::vector<Source>& sources, std::int32_t inherited) {
    std::string text = value.best.to_string();
    if (value.ranged()) text += " (" + value.low->to_string() + ".." + value.high->to_string() + ")";
    const bool plain = !value.ranged() && text.find('/') == std::string::npos;
    if (!plain) text = "\"" + text + "\"";
    const bool own_dist = value.dist != Distribution::metalog;
    const bool own_source = value.source != inherited && value.source >= 0 &&
                            static_cast<std::size_t>(value.source) < sources.size();
    if (!own_dist && !own_source) return text;
    std::string table = "{ value = " + text;
    if (own_dist) table += ", dist = \"" + std::string(to_string(value.dist)) + "\"";
    if (own_source) table += source_suffix(sources, value.source);
    return table + " }";
}

std::int32_t common_source(const std::vector<const Quantity*>& numbers) {
    std::map<std::int32_t, std::size_t> counts;
    for (const Quantity* each : numbers) {
        // A number without a source would inherit one that it does not have.
        if (each->source < 0) return -1;
        ++counts[each->source];
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? -1 : most->first;
}

std::string source_suffix(const std::vector<Source>& sources, std::int32_t source) {
    if (source < 0 || static_cast<std::size_t>(source) >= sources.size()) return {};
    return ", source = " + quoted(sources[static_cast<std::size_t>(source)].id);
}

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t taken = display_width(text);
    return taken < width ? text + std::string(width - taken, ' ') : text;
}

std::string list(const std::vector<std::string>& items) {
    std::string one_line = "[";
    std::string lines = "[\n   ";
    std::size_t column = 3;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        one_line += (i > 0 ? ", " : "") + items[i];
        const std::size_t width = display_width(items[i]) + (last ? 0 : 1);
        if (column > 3 && column + 1 + width > kLineWidth) {
            lines += "\n   ";
            column = 3;
        }
        lines += ' ' + items[i] + (last ? "" : ",");
        column += 1 + width;
    }
    one_line += "]";
    if (display_width(one_line) <= kLineWidth) return one_line;
    return lines + "\n]";
}

}  // namespace entente::io::toml_text
