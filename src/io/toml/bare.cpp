// Bare words of a TOML text: numbers, dates, true and false, and text that lacks its quotes.
#include <algorithm>
#include <array>
#include <cctype>

#include "entente/core/rational.hpp"
#include "io/toml/parser.hpp"

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

/// "60%" or "7.5%".
bool number_before_percent(std::string_view text) {
    text.remove_suffix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text.find_first_not_of("0123456789.+-") == std::string_view::npos &&
           Rational::parse(text).has_value();
}

}  // namespace

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
