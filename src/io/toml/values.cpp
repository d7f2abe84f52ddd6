// Values of a TOML text: strings, lists, inline tables, and bare words such as numbers and dates.
#include <algorithm>
#include <array>
#include <cctype>

#include "entente/core/rational.hpp"
#include "io/toml/parser.hpp"
#include "io/utf8.hpp"

namespace entente::io::toml_tree {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Ends a bare word.
bool word_stop(char c) {
    return c == '\0' || c == '\n' || c == '\r' || c == '\t' || c == ' ' || c == ',' || c == ']' ||
           c == '}' || c == '#' || c == '"' || c == '\'' || c == '[' || c == '{' || c == '=';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), digit);
}

/// Digits with single underscores between them.
bool digits_with_underscores(std::string_view text) {
    if (text.empty() || !digit(text.front()) || !digit(text.back())) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!digit(text[i]) && !(text[i] == '_' && text[i - 1] != '_')) return false;
    }
    return true;
}

/// The parts of a TOML date and time; only dates before times, each part within its range.
bool is_date(std::string_view token) {
    const auto number = [&](std::size_t at, std::size_t length) {
        return std::stoi(std::string(token.substr(at, length)));
    };
    std::string_view rest = token;
    if (token.size() >= 10 && all_digits(token.substr(0, 4)) && token[4] == '-' &&
        all_digits(token.substr(5, 2)) && token[7] == '-' && all_digits(token.substr(8, 2))) {
        static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const int year = number(0, 4);
        const int month = number(5, 2);
        const int day = number(8, 2);
        if (month < 1 || month > 12 || day < 1 || day > kDays[static_cast<std::size_t>(month - 1)])
            return false;
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (month == 2 && day == 29 && !leap) return false;
        if (token.size() == 10) return true;
        if (token[10] != 'T' && token[10] != 't' && token[10] != ' ') return false;
        rest = token.substr(11);
    }
    if (rest.size() < 8 || !all_digits(rest.substr(0, 2)) || rest[2] != ':' ||
        !all_digits(rest.substr(3, 2)) || rest[5] != ':' || !all_digits(rest.substr(6, 2))) {
        return false;
    }
    if (rest.substr(0, 2) > "23" || rest.substr(3, 2) > "59" || rest.substr(6, 2) > "60") return false;
    rest.remove_prefix(8);
    if (!rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        std::size_t n = 0;
        while (n < rest.size() && digit(rest[n])) ++n;
        if (n == 0) return false;
        rest.remove_prefix(n);
    }
    if (rest.empty()) return true;
    if (token.size() < 11 || token[4] != '-') return false;  // a time alone has no offset
    if (rest == "Z" || rest == "z") return true;
    return rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && all_digits(rest.substr(1, 2)) &&
           rest[3] == ':' && all_digits(rest.substr(4, 2));
}

std::string shown(std::string_view text) {
    return std::string(text.substr(0, 60)) + (text.size() > 60 ? "..." : "");
}

/// "60%" or "7.5%".
bool number_before_percent(std::string_view text) {
    text.remove_suffix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text.find_first_not_of("0123456789.+-") == std::string_view::npos &&
           Rational::parse(text).has_value();
}

}  // namespace

NodeId Parser::add(const Slot& slot, Kind kind, std::size_t begin) {
    if (tree_.size() > kMaxValues) stopped_ = true;
    return tree_.add(slot.parent, kind, slot.key, slot.key_span, span(begin, begin));
}

void Parser::close(NodeId id, std::size_t begin) { tree_.at(id).span = span(begin, pos_); }

NodeId Parser::value(const Slot& slot, Place place) {
    const std::size_t begin = pos_;
    const NodeId id = add(slot, Kind::bad, begin);
    const char c = peek();
    if (at_line_end() || c == ',' || c == ']' || c == '}') {
        error("E0110", begin, begin + 1, "a value is missing here",
              "write a number, \"text\", a [list] or a { table }");
        return id;
    }
    if (c == '[' || c == '{') {
        if (depth_ >= kMaxDepth) {
            error("E0111", begin, begin + 1, "brackets are nested more than 48 deep",
                  "a case needs five at most");
            skip_to_statement();
            return id;
        }
        tree_.at(id).kind = c == '[' ? Kind::list : Kind::table;
        ++depth_;
        c == '[' ? list(id, begin) : inline_table(id, begin);
        --depth_;
        if (!resynced_) close(id, begin);
        return id;
    }
    if (c == '"' || c == '\'') {
        const std::string_view text = starts("\"\"\"") || starts("'''") ? quoted_many(c) : quoted(place);
        tree_.at(id).kind = Kind::text;
        tree_.at(id).text = text;
        close(id, begin);
    } else if (curly_length(begin) > 0) {
        const std::string_view text = curly(place);
        tree_.at(id).kind = Kind::text;
        tree_.at(id).text = text;
        close(id, begin);
    } else {
        bare(id, place);
        close(id, begin);
    }
    return id;
}

void Parser::list(NodeId id, std::size_t begin) {
    ++pos_;
    bool first = true;
    bool comma = true;
    while (!stopped_) {
        const bool new_line = skip_blank();
        if (end() || (new_line && reads_like_statement(pos_))) {
            error("E0112", begin, begin + 1, "this list is not closed", "put ] where it ends");
            resynced_ = true;
            return;
        }
        if (peek() == ']') {
            ++pos_;
            return;
        }
        if (peek() == ',') {
            if (comma) error("E0113", pos_, pos_ + 1, "a comma with no value before it", "delete it");
            comma = true;
            ++pos_;
            continue;
        }
        if (peek() == '}') {
            error("E0112", begin, begin + 1, "this list is not closed", "put ] where it ends");
            return;
        }
        if (!first && !comma) {
            error("E0113", pos_, pos_ + 1, "a comma is missing before this", "separate values by commas");
        }
        const std::size_t before = pos_;
        value({id, {}, {}}, Place::list);
        if (resynced_) return;
        if (pos_ == before) ++pos_;
        first = false;
        comma = false;
    }
}

void Parser::inline_table(NodeId id, std::size_t begin) {
    ++pos_;
    bool comma = true;
    while (!stopped_) {
        const bool new_line = skip_blank();
        const bool next_statement =
            new_line && (reads_like_header(pos_) || (!comma && reads_like_statement(pos_)));
        if (end() || next_statement) {
            error("E0112", begin, begin + 1, "this brace is not closed", "put } where the table ends");
            resynced_ = true;
            return;
        }
        if (peek() == '}') {
            ++pos_;
            return;
        }
        if (peek() == ',') {
            if (comma) error("E0113", pos_, pos_ + 1, "a comma with nothing before it", "delete it");
            comma = true;
            ++pos_;
            continue;
        }
        if (peek() == ']') {
            error("E0112", begin, begin + 1, "this brace is not closed", "put } where the table ends");
            return;
        }
        if (!comma) {
            error("E0113", pos_, pos_ + 1, "a comma or } is missing before this",
                  "is a quote or a comma missing to the left?");
        }
        comma = false;
        if (!inline_entry(id)) return;
    }
}

bool Parser::inline_entry(NodeId id) {
    const std::size_t begin = pos_;
    std::vector<KeyPart> path;
    if (!key_path(path)) {
        error("E0107", begin, begin + 1, "a key is expected here",
              "a { table } holds key = value, separated by commas");
        skip_to_statement();
        return false;
    }
    skip_spaces();
    if (peek() == ':') {
        error("E0107", pos_, pos_ + 1, "a key and its value are joined by =", "write = for :");
        ++pos_;
    } else if (peek() == '=') {
        ++pos_;
    } else {
        error(
            "E0107", begin, path.back().end, "a key without a value",
            "write " + shown(path.back().key) + " = ..., or is a quote or a bracket missing to the left?");
        // On to what follows the next comma, so that the rest of the table is read.
        while (!end() && peek() != ',' && peek() != '}' && peek() != '\n' && peek() != ']') ++pos_;
        return true;
    }
    const Slot where = slot(id, path);
    skip_spaces();
    value(where, Place::inline_table);
    return !resynced_;
}

std::size_t Parser::curly_length(std::size_t at) const {
    // “ ” „ ‟ ‘ ’ ‚ « »: what word processors make of straight quotes.
    static constexpr std::array<std::string_view, 9> kCurly = {
        "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\x9F", "\xE2\x80\x98",
        "\xE2\x80\x99", "\xE2\x80\x9A", "\xC2\xAB",     "\xC2\xBB"};
    for (const std::string_view each : kCurly) {
        if (text_.substr(at).starts_with(each)) return each.size();
    }
    return 0;
}

/// Where a text whose closing quote is missing most likely ends.
std::size_t Parser::open_quote_end(Place place) const {
    const std::size_t last = line_end(pos_);
    std::size_t at = pos_;
    while (at < last && curly_length(at) == 0) {
        if (place != Place::statement && (text_[at] == ',' || text_[at] == ']' || text_[at] == '}')) break;
        ++at;
    }
    return at;
}

std::string_view Parser::curly(Place place) {
    const std::size_t begin = pos_;
    pos_ += curly_length(pos_);
    const std::size_t inside = pos_;
    const std::size_t last = line_end(pos_);
    std::size_t at = pos_;
    while (at < last && curly_length(at) == 0 && text_[at] != '"') ++at;
    if (at == last) at = open_quote_end(place);
    pos_ = at;
    if (const std::size_t length = curly_length(pos_); length > 0 && pos_ < last) {
        pos_ += length;
    } else if (pos_ < last && peek() == '"') {
        ++pos_;
    }
    const std::string_view text = text_.substr(inside, at - inside);
    error("E0114", begin, pos_, "curly quotes do not make a text",
          "write \"" + shown(text) + "\" with straight quotes");
    return text;
}

void Parser::unit_escape(std::string& decoded, std::size_t digits) {
    const std::size_t begin = pos_ - 1;
    ++pos_;
    std::uint32_t code = 0;
    std::size_t read = 0;
    while (read < digits && std::isxdigit(static_cast<unsigned char>(peek())) != 0) {
        const char c = peek();
        const int nibble = digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
        code = code * 16 + static_cast<std::uint32_t>(nibble);
        ++pos_;
        ++read;
    }
    if (read < digits || !append_utf8(decoded, code)) {
        error("E0115", begin, pos_, "this escape names no character", "write the character itself");
    }
}

void Parser::escape(std::string& decoded) {
    ++pos_;  // past the backslash
    const char c = peek();
    switch (c) {
        case 'b':
            decoded += '\b';
            break;
        case 't':
            decoded += '\t';
            break;
        case 'n':
            decoded += '\n';
            break;
        case 'f':
            decoded += '\f';
            break;
        case 'r':
            decoded += '\r';
            break;
        case 'e':
            decoded += '\x1b';
            break;
        case '"':
            decoded += '"';
            break;
        case '\\':
            decoded += '\\';
            break;
        case 'x':
            return unit_escape(decoded, 2);
        case 'u':
            return unit_escape(decoded, 4);
        case 'U':
            return unit_escape(decoded, 8);
        default:
            error("E0115", pos_ - 1, pos_ + 1, "a backslash before this has no meaning",
                  "write \\\\ for a backslash, or put the text between single quotes");
            decoded += '\\';
            return;
    }
    ++pos_;
}

std::string_view Parser::quoted(Place place) {
    const std::size_t begin = pos_;
    const char quote = peek();
    ++pos_;
    const std::size_t inside = pos_;
    const std::size_t last = line_end(pos_);
    bool control = false;
    bool plain = true;
    std::string decoded;
    std::size_t copied = inside;
    while (pos_ < last && peek() != quote) {
        const auto c = static_cast<unsigned char>(peek());
        control = control || (c < 0x20 && c != '\t' && c != 0) || c == 0x7f;
        if (quote == '"' && peek() == '\\' && pos_ + 1 < last) {
            decoded += text_.substr(copied, pos_ - copied);
            escape(decoded);
            copied = pos_;
            plain = false;
        } else {
            ++pos_;
        }
    }
    std::size_t finish = pos_;
    if (pos_ >= last) {
        pos_ = inside;
        finish = open_quote_end(place);
        pos_ = finish;
        const std::size_t curly_end = curly_length(finish);
        if (curly_end > 0 && finish < last) pos_ += curly_end;
        while (finish > inside && (text_[finish - 1] == ' ' || text_[finish - 1] == '\t')) --finish;
        const std::string_view text = text_.substr(inside, finish - inside);
        if (curly_end > 0) {
            error("E0114", begin, pos_, "a curly quote does not close a text",
                  "write \"" + shown(text) + "\" with straight quotes");
        } else {
            error("E0116", begin, finish, "the closing quote is missing",
                  "write " + std::string(1, quote) + shown(text) + std::string(1, quote));
        }
        return text;
    }
    ++pos_;
    if (control) {
        error("E0117", begin, pos_, "this text holds a control character",
              "delete it, or write it as an escape such as \\u0007");
    }
    if (plain) return text_.substr(inside, finish - inside);
    decoded += text_.substr(copied, finish - copied);
    return tree_.keep(std::move(decoded));
}

std::string_view Parser::quoted_many(char quote) {
    const std::size_t begin = pos_;
    const std::string fence(3, quote);
    pos_ += 3;
    if (peek() == '\r' && peek(1) == '\n') ++pos_;
    if (peek() == '\n') ++pos_;
    std::string decoded;
    while (!end() && !starts(fence)) {
        if (quote == '"' && peek() == '\\') {
            std::size_t next = pos_ + 1;
            while (next < text_.size() &&
                   (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\r'))
                ++next;
            if (next < text_.size() && text_[next] == '\n') {
                // A backslash at the end of a line swallows the break and the blanks after it.
                pos_ = next;
                while (!end() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) ++pos_;
            } else {
                escape(decoded);
            }
        } else {
            // A line end is one character, whatever the file's line ends are.
            if (!(peek() == '\r' && peek(1) == '\n')) decoded += peek();
            ++pos_;
        }
    }
    if (end()) {
        error("E0116", begin, begin + 3, "the text that these quotes begin is not closed",
              "put " + fence + " where it ends");
        pos_ = begin;
        skip_to_statement();
        return {};
    }
    pos_ += 3;
    // Up to two quotes may stand right before the closing three.
    for (int i = 0; i < 2 && peek() == quote; ++i) {
        decoded += quote;
        ++pos_;
    }
    return tree_.keep(std::move(decoded));
}

void Parser::set_number(NodeId id, std::string_view token) {
    NodeData& node = tree_.at(id);
    const bool real = token.find_first_of(".eE") != std::string_view::npos;
    node.kind = real ? Kind::real : Kind::integer;
    if (token.find('_') == std::string_view::npos) {
        node.text = token;
        return;
    }
    std::string plain(token);
    std::erase(plain, '_');
    node.text = tree_.keep(std::move(plain));
}

bool Parser::number(NodeId id, std::string_view token) {
    std::string_view rest = token;
    if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) rest.remove_prefix(1);
    if (rest == "inf" || rest == "nan") {
        tree_.at(id).kind = Kind::real;
        tree_.at(id).text = token;
        return true;
    }
    if (token.size() > 2 && token[0] == '0' && (token[1] == 'x' || token[1] == 'o' || token[1] == 'b')) {
        const int base = token[1] == 'x' ? 16 : token[1] == 'o' ? 8 : 2;
        std::uint64_t value = 0;
        for (std::size_t i = 2; i < token.size(); ++i) {
            const char c = token[i];
            if (c == '_' && i > 2 && i + 1 < token.size() && token[i - 1] != '_') continue;
            const int nibble = digit(c)                                            ? c - '0'
                               : std::isxdigit(static_cast<unsigned char>(c)) != 0 ? (c | 0x20) - 'a' + 10
                                                                                   : 99;
            if (nibble >= base || value >> 59 != 0) return false;
            value = value * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(nibble);
        }
        tree_.at(id).kind = Kind::integer;
        tree_.at(id).text = tree_.keep(std::to_string(value));
        return true;
    }
    std::string_view mantissa = rest;
    if (const std::size_t e = rest.find_first_of("eE"); e != std::string_view::npos) {
        std::string_view exponent = rest.substr(e + 1);
        if (!exponent.empty() && (exponent.front() == '+' || exponent.front() == '-'))
            exponent.remove_prefix(1);
        if (!digits_with_underscores(exponent)) return false;
        mantissa = rest.substr(0, e);
    }
    std::string_view whole = mantissa;
    if (const std::size_t dot = mantissa.find('.'); dot != std::string_view::npos) {
        if (!digits_with_underscores(mantissa.substr(dot + 1))) return false;
        whole = mantissa.substr(0, dot);
    }
    if (!digits_with_underscores(whole)) return false;
    if (whole.size() > 1 && whole.front() == '0') return false;
    set_number(id, token);
    return true;
}

/// Numbers as people write them elsewhere. True where the token was one of them (told and mended).
bool Parser::number_mistake(NodeId id, std::size_t begin, std::string_view token, Place place) {
    std::string_view rest = token;
    const std::string sign(!rest.empty() && (rest.front() == '+' || rest.front() == '-') ? rest.substr(0, 1)
                                                                                         : "");
    rest.remove_prefix(sign.size());
    if (place != Place::list && digits_with_underscores(rest) && peek() == ',' && digit(peek(1))) {
        // "0,5": in a list that would be two numbers; elsewhere a digit after the comma begins no key,
        // unless an = follows.
        std::size_t at = pos_ + 1;
        while (at < text_.size() && digit(text_[at])) ++at;
        std::size_t next = at;
        while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
        const char after = next < text_.size() ? text_[next] : '\n';
        if (after == ',' || after == '}' || after == '#' || after == '\n' || after == '\r') {
            const std::string mended =
                std::string(token) + "." + std::string(text_.substr(pos_ + 1, at - pos_ - 1));
            pos_ = at;
            error("E0118", begin, pos_, "a decimal comma", "write " + shown(mended));
            set_number(id, tree_.keep(mended));
            return true;
        }
    }
    if (rest.size() > 1 && rest.front() == '.' && all_digits(rest.substr(1))) {
        const std::string mended = sign + "0" + std::string(rest);
        error("E0118", begin, pos_, "a number needs a digit before its point", "write " + shown(mended));
        set_number(id, tree_.keep(mended));
        return true;
    }
    if (rest.size() > 1 && rest.back() == '.' && all_digits(rest.substr(0, rest.size() - 1))) {
        const std::string mended = sign + std::string(rest.substr(0, rest.size() - 1));
        error("E0118", begin, pos_, "a number needs a digit after its point", "write " + shown(mended));
        set_number(id, tree_.keep(mended));
        return true;
    }
    const std::size_t zeros = std::min(rest.find_first_not_of('0'), rest.size());
    if (zeros > 0 && rest.size() > 1 && rest.find_first_not_of("0123456789.") == std::string_view::npos &&
        std::count(rest.begin(), rest.end(), '.') <= 1 && rest.back() != '.') {
        std::string plain(rest.substr(zeros));
        if (plain.empty() || plain.front() == '.') plain.insert(0, 1, '0');
        if (plain == rest) return false;  // 0.5 is as it should be
        error("E0118", begin, pos_, "a number does not begin with 0", "write " + shown(sign + plain));
        set_number(id, tree_.keep(sign + plain));
        return true;
    }
    return false;
}

/// Text without its quotes: taken to the next comma, bracket, comment or line end.
void Parser::bare_text(NodeId id, std::size_t begin) {
    int round = 0;
    while (!end() && peek() != '\n' && peek() != '#' && peek() != ']' && peek() != '}' && peek() != '\0') {
        if (peek() == '(') ++round;
        if (peek() == ')') --round;
        if (peek() == ',' && round <= 0) break;
        if (peek() == '"' || peek() == '=' || peek() == '[' || peek() == '{') break;
        ++pos_;
    }
    while (pos_ > begin && (text_[pos_ - 1] == ' ' || text_[pos_ - 1] == '\t' || text_[pos_ - 1] == '\r'))
        --pos_;
    const std::string_view text = text_.substr(begin, pos_ - begin);
    tree_.at(id).kind = Kind::text;
    tree_.at(id).text = text;
    std::string lower(text.substr(0, 8));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower == "true" || lower == "false") {
        error("E0119", begin, pos_, "true and false are written in small letters", "write " + lower);
        tree_.at(id).kind = Kind::boolean;
        tree_.at(id).text = lower == "true" ? "true" : "false";
    } else if (text.ends_with('%') && number_before_percent(text)) {
        // One finding for one spot: what is written is a number but for the sign.
        const std::string number(text.substr(0, text.size() - 1));
        error("E0119", begin, pos_, "a number carries no percent sign",
              "write " + shown(number) + " (weights are relative, scores run from 0 to 100)");
        tree_.at(id).kind = Kind::bad;
    } else if (!text.empty() && (digit(text.front()) || text.front() == '-' || text.front() == '+')) {
        error("E0119", begin, pos_, "a range, a fraction or any other text stands in quotes",
              "write \"" + shown(text) + "\"");
    } else {
        error("E0119", begin, pos_, "text stands in quotes", "write \"" + shown(text) + "\"");
    }
}

void Parser::bare(NodeId id, Place place) {
    const std::size_t begin = pos_;
    while (!end() && !word_stop(peek())) ++pos_;
    std::string_view token = text_.substr(begin, pos_ - begin);
    // A date and a time may be separated by one blank.
    if (token.size() == 10 && token[4] == '-' && peek() == ' ' && digit(peek(1)) && digit(peek(2)) &&
        peek(3) == ':') {
        ++pos_;
        while (!end() && !word_stop(peek())) ++pos_;
        token = text_.substr(begin, pos_ - begin);
    }
    const auto ends_here = [&] {
        std::size_t at = pos_;
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
        return at >= text_.size() || std::string_view("\r\n,]}#").find(text_[at]) != std::string_view::npos;
    };
    // "1 2" lacks a comma, "1 c = 2" too; "55 (45..65)" and "50 points" lack quotes.
    const auto another_begins = [&] {
        std::size_t at = pos_;
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
        if (at >= text_.size()) return false;
        if (digit(text_[at]) || std::string_view("\"'[{").find(text_[at]) != std::string_view::npos)
            return true;
        return place == Place::inline_table && reads_like_statement(at);
    };
    if (token == "true" || token == "false") {
        tree_.at(id).kind = Kind::boolean;
        tree_.at(id).text = token;
        return;
    }
    if (!token.empty() && (ends_here() || another_begins())) {
        if (number_mistake(id, begin, token, place)) return;
        if (number(id, token)) return;
        if (is_date(token)) {
            tree_.at(id).kind = Kind::date;
            tree_.at(id).text = token;
            return;
        }
    }
    bare_text(id, begin);
    if (pos_ == begin) {
        // Nothing that could be text: an opening sign in a strange place.
        ++pos_;
        tree_.at(id).kind = Kind::bad;
    }
}

}  // namespace entente::io::toml_tree
