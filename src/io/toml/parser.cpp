// Statements, headers and keys of a TOML text, read leniently and reported strictly.
#include "io/toml/parser.hpp"

#include <algorithm>

namespace entente::io::toml_tree {
namespace {

bool bare_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// Ends a key that was written without the quotes it needs.
bool key_stop(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '.' || c == '=' || c == ':' ||
           c == ']' || c == '[' || c == '"' || c == '\'' || c == '#' || c == ',' || c == '{' || c == '}' ||
           c == '\0';
}

}  // namespace

bool Parser::at_line_end() const {
    return end() || peek() == '\n' || (peek() == '\r' && peek(1) == '\n') || peek() == '#';
}

void Parser::skip_spaces() {
    while (!end() &&
           (peek() == ' ' || peek() == '\t' || peek() == '\0' || (peek() == '\r' && peek(1) != '\n'))) {
        ++pos_;
    }
}

std::size_t Parser::line_end(std::size_t at) const {
    // Asked for every text and number: a line of megabytes is walked once, not once for each of them.
    if (at < line_known_from_ || at > line_known_to_) {
        line_known_from_ = at;
        line_known_to_ = std::min(text_.find('\n', at), text_.size());
    }
    std::size_t finish = line_known_to_;
    if (finish > at && text_[finish - 1] == '\r') --finish;
    return finish;
}

void Parser::skip_line() {
    const std::size_t found = text_.find('\n', pos_);
    pos_ = found == std::string_view::npos ? text_.size() : found + 1;
}

bool Parser::skip_blank() {
    bool passed = false;
    while (!end()) {
        skip_spaces();
        if (end()) break;
        if (peek() == '#') {
            pos_ = line_end(pos_);
        } else if (peek() == '\n' || peek() == '\r') {
            ++pos_;
            passed = true;
        } else {
            break;
        }
    }
    return passed;
}

bool Parser::reads_like_header(std::size_t at) const {
    if (at >= text_.size() || text_[at] != '[') return false;
    std::size_t i = at + 1;
    if (i < text_.size() && text_[i] == '[') ++i;
    const std::size_t name = i;
    bool letters = false;
    while (i < text_.size() && (bare_key_character(text_[i]) || text_[i] == '.')) {
        letters = letters || (text_[i] >= 'a' && text_[i] <= 'z') || (text_[i] >= 'A' && text_[i] <= 'Z');
        ++i;
    }
    if (i == name || !letters || i >= text_.size() || text_[i] != ']') return false;
    while (i < text_.size() && (text_[i] == ']' || text_[i] == ' ' || text_[i] == '\t' || text_[i] == '\r'))
        ++i;
    return i >= text_.size() || text_[i] == '\n' || text_[i] == '#';
}

bool Parser::reads_like_statement(std::size_t at) const {
    if (reads_like_header(at)) return true;
    std::size_t i = at;
    while (i < text_.size() && (bare_key_character(text_[i]) || text_[i] == '.' || text_[i] == '"')) ++i;
    if (i == at || i - at > 200) return false;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t')) ++i;
    return i < text_.size() && text_[i] == '=';
}

void Parser::skip_to_statement() {
    skip_line();
    while (!end()) {
        skip_blank();
        if (end() || reads_like_statement(pos_)) break;
        skip_line();
    }
    resynced_ = true;
}

void Parser::error(std::string_view code, std::size_t begin, std::size_t finish, std::string message,
                   std::string hint) {
    findings_.error(code, span(begin, std::min(finish, text_.size())), std::move(message), std::move(hint));
}

NodeId Parser::trash_table() {
    if (trash_ == kNone) {
        // A list outside the tree: whatever was written in the wrong place is read, checked and dropped.
        trash_ = tree_.add_loose(Kind::list);
    }
    return tree_.add(trash_, Kind::table, {}, {}, {});
}

bool Parser::run() {
    if (starts("\xEF\xBB\xBF")) pos_ += 3;
    while (!stopped_) {
        skip_blank();
        if (end()) return true;
        resynced_ = false;
        depth_ = 0;
        if (peek() == '[') {
            header();
        } else {
            statement(current_);
        }
        if (tree_.size() > kMaxValues && !stopped_) stopped_ = true;
    }
    error("E0120", pos_, pos_ + 1, "this file has more than 2,000,000 values, more than a case may have",
          "describe long runs of numbers by a grid: options = [0, 1] and grid = 1001");
    return false;
}

void Parser::header() {
    const std::size_t begin = pos_;
    const bool list = peek(1) == '[';
    pos_ += list ? 2 : 1;
    std::vector<KeyPart> path;
    skip_spaces();
    if (at_line_end() || peek() == ']' || peek() == '[') {
        error("E0102", begin, begin + (list ? 2 : 1),
              "a bracket at the start of a line begins a table, but no name follows",
              "write a name, such as [parties] or [issue.border]");
        skip_line();
        current_ = trash_table();
        return;
    }
    if (!key_path(path)) {
        error("E0102", begin, line_end(begin), "this table header cannot be read",
              "write a name, such as [parties] or [issue.border]");
        skip_line();
        current_ = trash_table();
        return;
    }
    const std::size_t name_end = path.back().end;
    skip_spaces();
    const std::string name(text_.substr(path.front().begin, name_end - path.front().begin));
    const std::string closed = (list ? "[[" : "[") + shown(name) + (list ? "]]" : "]");
    std::size_t finish = name_end;
    const std::size_t wanted = list ? 2 : 1;
    std::size_t got = 0;
    while (got < wanted && peek() == ']') {
        ++pos_;
        ++got;
        finish = pos_;
    }
    if (got < wanted) {
        error("E0103", begin, finish, "this table header is not closed", "write " + closed);
    } else if (skip_spaces(); !at_line_end()) {
        error("E0104", pos_, line_end(pos_), "nothing may follow a table header on its line",
              "begin a new line after " + closed + "; a comment begins with #");
    }
    if (!at_line_end()) pos_ = line_end(pos_);
    current_ = open_table(path, list, span(begin, finish));
}

bool Parser::key_part(KeyPart& part) {
    part.begin = pos_;
    if (peek() == '"' || peek() == '\'') {
        if (starts("\"\"\"") || starts("'''")) return false;
        part.key = quoted(Place::inline_table);
        part.end = pos_;
        return true;
    }
    if (const std::size_t length = curly_length(pos_); length > 0) {
        part.key = curly(Place::inline_table);
        part.end = pos_;
        return true;
    }
    while (!end() && bare_key_character(peek())) ++pos_;
    if (!end() && !key_stop(peek()) && (pos_ > part.begin || static_cast<unsigned char>(peek()) >= 0x80)) {
        while (!end() && !key_stop(peek())) ++pos_;
        part.key = text_.substr(part.begin, pos_ - part.begin);
        error("E0105", part.begin, pos_,
              "a name with anything but the letters a-z and A-Z, digits, _ and - needs quotes",
              "write \"" + shown(part.key) + "\", or choose a plain name and keep this one as the title");
    }
    part.key = text_.substr(part.begin, pos_ - part.begin);
    part.end = pos_;
    return !part.key.empty();
}

bool Parser::key_path(std::vector<KeyPart>& path) {
    while (true) {
        KeyPart part;
        skip_spaces();
        if (!key_part(part)) return false;
        path.push_back(part);
        if (path.size() > kMaxKeyParts) return false;
        const std::size_t after = pos_;
        skip_spaces();
        if (peek() != '.') {
            pos_ = after;
            return true;
        }
        ++pos_;
    }
}

void Parser::stray() {
    const std::size_t begin = pos_;
    const std::size_t finish = line_end(begin);
    if (starts("//") || starts(";") || starts("/*") || starts("--")) {
        error("E0106", begin, begin + 2, "a comment begins with #", "write # at its beginning");
    } else if (peek() == '=') {
        error("E0106", begin, begin + 1, "there is no key before this =", "write key = value");
    } else {
        error("E0106", begin, finish, "this line is neither a table header nor key = value",
              peek() == ']' || peek() == '}' || peek() == ')' ? "is there one closing bracket too many?"
                                                              : "");
    }
    skip_to_statement();
}

void Parser::statement(NodeId table) {
    const std::size_t begin = pos_;
    std::vector<KeyPart> path;
    if (!key_path(path)) {
        if (pos_ == begin || path.size() > kMaxKeyParts || !path.empty()) {
            pos_ = begin;
            if (path.size() > kMaxKeyParts) {
                error("E0107", begin, line_end(begin), "this key has too many parts",
                      "a key has at most 16 parts");
                skip_to_statement();
                return;
            }
        }
        stray();
        return;
    }
    const std::size_t key_end = path.back().end;
    skip_spaces();
    if (peek() == ':' || (peek() == '=' && peek(1) == '=')) {
        error("E0107", pos_, pos_ + 1, "a key and its value are joined by one =",
              "write " + shown(text_.substr(begin, key_end - begin)) + " = ...");
        pos_ += peek() == ':' ? 1 : 2;
        if (peek() == '=') ++pos_;
    } else if (peek() == '=') {
        ++pos_;
    } else {
        error("E0107", begin, key_end, "a key without a value",
              "write " + shown(text_.substr(begin, key_end - begin)) + " = ... (text stands in quotes)");
        skip_to_statement();
        return;
    }
    const Slot where = slot(table, path);
    skip_spaces();
    value(where, Place::statement);
    after_value();
}

void Parser::after_value() {
    if (resynced_ || stopped_) return;
    skip_spaces();
    if (at_line_end()) return;
    const std::size_t begin = pos_;
    if (peek() == ',') {
        ++pos_;
        skip_spaces();
        if (at_line_end()) {
            error("E0108", begin, begin + 1, "no comma is needed here", "delete it");
            return;
        }
        pos_ = begin;
    }
    const bool bracket = peek() == ']' || peek() == '}';
    error("E0108", begin, line_end(begin),
          bracket ? "a closing bracket too many" : "this does not belong to the value before it",
          bracket ? "delete it"
                  : "one key = value a line; text that holds blanks or commas stands in quotes");
    skip_to_statement();
}

NodeId Parser::step_into(NodeId table, const KeyPart& part, Made made) {
    const NodeId found = tree_.find(table, part.key);
    if (found == kNone) {
        const Span where = span(part.begin, part.end);
        const NodeId id = tree_.add(table, Kind::table, part.key, where, where);
        tree_.at(id).made = made;
        return id;
    }
    const NodeData& node = tree_.at(found);
    if (node.kind == Kind::list && node.list_of_headers && made == Made::by_parent) return node.last_child;
    const bool may_enter =
        made == Made::by_parent ? node.made != Made::by_value : node.made == Made::by_dots;
    if (node.kind == Kind::table && may_enter) return found;
    if (node.kind != Kind::bad) {
        const std::string line = std::to_string(node.key_span.line);
        if (node.kind == Kind::table) {
            error("E0109", part.begin, part.end,
                  "'" + shown(part.key) + "' is a table that was finished on line " + line,
                  "write all its keys in one place");
        } else {
            error("E0109", part.begin, part.end,
                  "'" + shown(part.key) + "' on line " + line + " is " +
                      std::string(kind_words(node.kind)) + ", so nothing can be put inside it",
                  "choose another name for one of them");
        }
    }
    return trash_table();
}

NodeId Parser::open_table(const std::vector<KeyPart>& path, bool list, const Span& where) {
    NodeId table = 0;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) table = step_into(table, path[i], Made::by_parent);
    const KeyPart& last = path.back();
    const Span key_span = span(last.begin, last.end);
    const NodeId found = tree_.find(table, last.key);
    if (list) {
        NodeId owner = found;
        if (found == kNone) {
            owner = tree_.add(table, Kind::list, last.key, key_span, where);
            tree_.at(owner).list_of_headers = true;
        } else if (!tree_.at(found).list_of_headers) {
            error("E0109", last.begin, last.end,
                  "'" + shown(last.key) + "' was begun in another way on line " +
                      std::to_string(tree_.at(found).key_span.line),
                  "use [[" + shown(last.key) + "]] every time");
            return trash_table();
        }
        const NodeId item = tree_.add(owner, Kind::table, {}, key_span, where);
        tree_.at(item).made = Made::by_header;
        return item;
    }
    if (found == kNone) {
        const NodeId id = tree_.add(table, Kind::table, last.key, key_span, where);
        tree_.at(id).made = Made::by_header;
        return id;
    }
    NodeData& node = tree_.at(found);
    if (node.kind == Kind::table && node.made == Made::by_parent) {
        node.made = Made::by_header;
        node.span = where;
        return found;
    }
    const std::string name(text_.substr(path.front().begin, last.end - path.front().begin));
    error("E0109", last.begin, last.end,
          "'" + shown(name) + "' is given twice; it is first given on line " +
              std::to_string(node.key_span.line),
          node.list_of_headers ? "use [[" + shown(name) + "]] for each further one"
                               : "rename this one, or join the two");
    return trash_table();
}

Parser::Slot Parser::slot(NodeId table, const std::vector<KeyPart>& path) {
    for (std::size_t i = 0; i + 1 < path.size(); ++i) table = step_into(table, path[i], Made::by_dots);
    const KeyPart& last = path.back();
    const NodeId found = tree_.find(table, last.key);
    if (found != kNone) {
        error("E0109", last.begin, last.end,
              "'" + shown(last.key) + "' is given twice; it is first given on line " +
                  std::to_string(tree_.at(found).key_span.line),
              "keep one of them");
        table = trash_table();
    }
    return {table, last.key, span(last.begin, last.end)};
}

bool parse(const SourceText& source, Findings& findings, Tree& tree) {
    return Parser(source, findings, tree).run();
}

}  // namespace entente::io::toml_tree
