#include "io/toml/tree.hpp"

namespace entente::io::toml_tree {

std::string_view kind_words(Kind kind) {
    switch (kind) {
        case Kind::text:
            return "text";
        case Kind::integer:
            return "a whole number";
        case Kind::real:
            return "a number";
        case Kind::boolean:
            return "true or false";
        case Kind::date:
            return "a date";
        case Kind::list:
            return "a list";
        case Kind::table:
            return "a table";
        case Kind::bad:
            break;
    }
    return "something unreadable";
}

const NodeData& Node::data() const { return tree_->at(id_); }

Node Node::find(std::string_view key) const {
    if (!is(Kind::table)) return {};
    const NodeId id = tree_->find(id_, key);
    return id == kNone ? Node() : Node(tree_, id);
}

Node::Iterator& Node::Iterator::operator++() {
    id_ = tree_->at(id_).next;
    return *this;
}

Tree::Tree() {
    NodeData root;
    root.kind = Kind::table;
    root.made = Made::by_header;
    nodes_.push_back(root);
}

NodeId Tree::find(NodeId table, std::string_view key) const {
    const auto found = names_.find({table, key});
    return found == names_.end() ? kNone : found->second;
}

NodeId Tree::add(NodeId parent, Kind kind, std::string_view key, const Span& key_span, const Span& span) {
    const auto id = static_cast<NodeId>(nodes_.size());
    NodeData made;
    made.kind = kind;
    made.key = key;
    made.key_span = key_span;
    made.span = span;
    nodes_.push_back(made);
    NodeData& owner = nodes_[parent];
    if (owner.last_child == kNone) {
        owner.first_child = id;
    } else {
        nodes_[owner.last_child].next = id;
    }
    nodes_[parent].last_child = id;
    ++nodes_[parent].children;
    if (owner.kind == Kind::table) names_.emplace(Name{parent, key}, id);
    return id;
}

void Tree::rename(NodeId table, NodeId child, std::string_view key) {
    names_.erase({table, nodes_[child].key});
    nodes_[child].key = keep(std::string(key));
    names_.emplace(Name{table, nodes_[child].key}, child);
}

NodeId Tree::add_loose(Kind kind) {
    NodeData made;
    made.kind = kind;
    nodes_.push_back(made);
    return static_cast<NodeId>(nodes_.size() - 1);
}

std::string_view Tree::keep(std::string decoded) {
    decoded_.push_back(std::move(decoded));
    return decoded_.back();
}

}  // namespace entente::io::toml_tree
