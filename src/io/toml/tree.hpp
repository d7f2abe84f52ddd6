// A TOML text as a tree of nodes that know their place and keep their wording.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/source_text.hpp"

namespace entente::io::toml_tree {

/// `bad` stands for a value that could not be read and has been reported: readers pass over it.
enum class Kind : std::uint8_t { bad, text, integer, real, boolean, date, list, table };

/// "text", "a number", ... as a sentence uses it.
[[nodiscard]] std::string_view kind_words(Kind kind);

using NodeId = std::uint32_t;
inline constexpr NodeId kNone = 0xffffffffu;

/// How a table came to be: decides whether it may be added to later (TOML 1.0).
enum class Made : std::uint8_t { by_value, by_header, by_parent, by_dots };

/// Links are indices into Tree::nodes; children keep the author's order.
struct NodeData {
    std::string_view key;   ///< within its table; empty in a list
    std::string_view text;  ///< the decoded string; a number, truth value or date as written
    Span key_span;
    Span span;  ///< the value as written; a table's header
    NodeId first_child = kNone;
    NodeId last_child = kNone;
    NodeId next = kNone;
    std::uint32_t children = 0;
    Kind kind = Kind::bad;
    Made made = Made::by_value;
    bool list_of_headers = false;  ///< a list made by [[...]]
};

class Tree;

/// A node as its readers see it. Cheap to copy; empty where a lookup found nothing.
class Node {
public:
    Node() = default;
    Node(const Tree* tree, NodeId id) : tree_(tree), id_(id) {}

    explicit operator bool() const { return tree_ != nullptr && id_ != kNone; }
    [[nodiscard]] Kind kind() const { return data().kind; }
    [[nodiscard]] bool is(Kind kind) const { return *this && data().kind == kind; }
    [[nodiscard]] bool bad() const { return is(Kind::bad); }
    [[nodiscard]] bool is_number() const { return is(Kind::integer) || is(Kind::real); }
    [[nodiscard]] std::string_view key() const { return data().key; }
    [[nodiscard]] std::string_view text() const { return data().text; }
    [[nodiscard]] const Span& span() const { return data().span; }
    [[nodiscard]] const Span& key_span() const { return data().key_span; }
    [[nodiscard]] std::size_t size() const { return data().children; }
    [[nodiscard]] bool inline_table() const { return is(Kind::table) && data().made == Made::by_value; }
    [[nodiscard]] Node find(std::string_view key) const;
    [[nodiscard]] NodeId id() const { return id_; }

    class Iterator {
    public:
        Iterator(const Tree* tree, NodeId id) : tree_(tree), id_(id) {}
        Node operator*() const { return {tree_, id_}; }
        Iterator& operator++();
        bool operator!=(const Iterator& other) const { return id_ != other.id_; }

    private:
        const Tree* tree_;
        NodeId id_;
    };
    [[nodiscard]] Iterator begin() const { return {tree_, data().first_child}; }
    [[nodiscard]] Iterator end() const { return {tree_, kNone}; }

private:
    [[nodiscard]] const NodeData& data() const;
    const Tree* tree_ = nullptr;
    NodeId id_ = kNone;
};

/// The whole text. Node 0 is the root table. Views point into the text and into `decoded`.
class Tree {
public:
    Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

    [[nodiscard]] Node root() const { return {this, 0}; }
    [[nodiscard]] const NodeData& at(NodeId id) const { return nodes_[id]; }
    [[nodiscard]] NodeData& at(NodeId id) { return nodes_[id]; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] NodeId find(NodeId table, std::string_view key) const;
    /// Appends a child. A table's child needs a key that is not there yet.
    NodeId add(NodeId parent, Kind kind, std::string_view key, const Span& key_span, const Span& span);
    /// Gives a table's child another key that is not there yet.
    void rename(NodeId table, NodeId child, std::string_view key);
    /// A node that hangs nowhere: its children are out of reach of the root.
    NodeId add_loose(Kind kind);
    /// Owns a decoded text for as long as the tree lives.
    std::string_view keep(std::string decoded);

private:
    struct Name {
        NodeId table;
        std::string_view key;
        bool operator==(const Name&) const = default;
    };
    struct NameHash {
        std::size_t operator()(const Name& name) const {
            return std::hash<std::string_view>()(name.key) ^ (name.table * 0x9e3779b97f4a7c15ull);
        }
    };
    std::vector<NodeData> nodes_;
    std::unordered_map<Name, NodeId, NameHash> names_;
    std::deque<std::string> decoded_;
};

/// Reads a TOML 1.0 text (with line breaks, comments and a last comma allowed in inline tables, as TOML
/// 1.1 does). Every mistake is reported to `findings`, mended as its author most likely meant, and
/// reading goes on; what cannot be mended becomes a `bad` node. Nesting and the number of values are
/// bounded. \return false where the file has more values than a case may have: then the rest is unread.
/// \cost linear in the text
bool parse(const SourceText& source, Findings& findings, Tree& tree);

}  // namespace entente::io::toml_tree
