// Values of a TOML text: strings, lists and inline tables; bare words are in bare.cpp.
#include <array>
#include <cctype>

#include "io/toml/parser.hpp"
#include "io/utf8.hpp"

namespace entente::io::toml_tree {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

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

}  // namespace entente::io::toml_tree
