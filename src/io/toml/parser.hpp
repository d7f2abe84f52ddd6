// The reader behind toml_tree::parse: statements and headers in parser.cpp, values in values.cpp, bare
// words in bare.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/toml/tree.hpp"

namespace entente::io::toml_tree {

inline constexpr std::size_t kMaxDepth = 48;          ///< brackets within brackets
inline constexpr std::size_t kMaxKeyParts = 16;       ///< parts of a dotted key
inline constexpr std::size_t kMaxValues = 2'000'000;  ///< values in a file

/// As much of a text as a message has room for.
[[nodiscard]] inline std::string shown(std::string_view text) {
    return std::string(text.substr(0, 60)) + (text.size() > 60 ? "..." : "");
}

class Parser {
public:
    Parser(const SourceText& source, Findings& findings, Tree& tree)
        : source_(source), text_(source.text()), findings_(findings), tree_(tree) {}
    bool run();

private:
    /// Where a value stands: decides what may follow it.
    enum class Place { statement, list, inline_table };
    struct KeyPart {
        std::string_view key;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    struct Slot {
        NodeId parent = kNone;
        std::string_view key;
        Span key_span;
    };

    // Characters
    [[nodiscard]] bool end() const { return pos_ >= text_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return pos_ + ahead < text_.size() ? text_[pos_ + ahead] : '\0';
    }
    [[nodiscard]] bool starts(std::string_view what) const { return text_.substr(pos_).starts_with(what); }
    [[nodiscard]] bool at_line_end() const;
    void skip_spaces();
    bool skip_blank();  ///< spaces, line ends and comments; true where a line end was passed
    void skip_line();
    void skip_to_statement();  ///< to the start of the next line that reads like a statement
    [[nodiscard]] bool reads_like_statement(std::size_t at) const;
    [[nodiscard]] bool reads_like_header(std::size_t at) const;
    [[nodiscard]] std::size_t line_end(std::size_t at) const;
    [[nodiscard]] Span span(std::size_t begin, std::size_t finish) const {
        return source_.span(begin, finish);
    }
    void error(std::string_view code, std::size_t begin, std::size_t finish, std::string message,
               std::string hint = {});

    // Statements (toml_parser.cpp)
    void header();
    void statement(NodeId table);
    bool key_path(std::vector<KeyPart>& path);
    bool key_part(KeyPart& part);
    void stray();
    void after_value();
    [[nodiscard]] NodeId open_table(const std::vector<KeyPart>& path, bool list, const Span& where);
    [[nodiscard]] NodeId step_into(NodeId table, const KeyPart& part, Made made);
    [[nodiscard]] Slot slot(NodeId table, const std::vector<KeyPart>& path);
    [[nodiscard]] NodeId trash_table();

    // Values (toml_values.cpp)
    NodeId value(const Slot& slot, Place place);
    NodeId add(const Slot& slot, Kind kind, std::size_t begin);
    void close(NodeId id, std::size_t begin);
    void list(NodeId id, std::size_t begin);
    void inline_table(NodeId id, std::size_t begin);
    bool inline_entry(NodeId id);
    std::string_view quoted(Place place);
    std::string_view quoted_many(char quote);
    std::string_view curly(Place place);
    void escape(std::string& decoded);
    void unit_escape(std::string& decoded, std::size_t digits);
    void bare(NodeId id, Place place);
    void bare_text(NodeId id, std::size_t begin);
    bool number_mistake(NodeId id, std::size_t begin, std::string_view token, Place place);
    bool number(NodeId id, std::string_view token);
    void set_number(NodeId id, std::string_view token);
    [[nodiscard]] std::size_t open_quote_end(Place place) const;
    [[nodiscard]] std::size_t curly_length(std::size_t at) const;

    const SourceText& source_;
    std::string_view text_;
    Findings& findings_;
    Tree& tree_;
    std::size_t pos_ = 0;
    mutable std::size_t line_known_from_ = 1;  ///< no line ends between these two; empty at first
    mutable std::size_t line_known_to_ = 0;
    std::size_t depth_ = 0;
    NodeId current_ = 0;
    NodeId trash_ = kNone;
    bool resynced_ = false;  ///< the reader stands at the start of a statement after a mended mistake
    bool stopped_ = false;   ///< too many values: nothing more is read
};

}  // namespace entente::io::toml_tree
