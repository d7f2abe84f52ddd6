// Grows a tree from the events of a parser, within the limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/data/value.hpp"

namespace entente::io::data {

class Builder {
public:
    explicit Builder(std::string_view file) : file_(file) {}

    void scalar(Kind kind, std::string text, std::size_t line) {
        Value value;
        value.kind = kind;
        value.text = std::move(text);
        value.line = static_cast<std::uint32_t>(line);
        count(1, line);
        place(std::move(value));
    }
    void open(Kind kind, std::size_t line) {
        if (open_.size() >= kMaxDepth) {
            refuse("E0332", file_, line, "values are nested more than 100 deep",
                   "scenarios nest about six deep: is this the right file?");
        }
        count(1, line);
        Value value;
        value.kind = kind;
        value.line = static_cast<std::uint32_t>(line);
        open_.push_back({std::move(value), {}});
    }
    /// Closes the innermost list or table. \return it as it now stands in the tree
    const Value& close() {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return place(std::move(value));
    }
    void key(std::string text) { open_.back().key = std::move(text); }
    /// A finished value once more.
    void copy(const Value& value, std::size_t line) {
        count(size_of(value), line);
        place(value);
    }

    [[nodiscard]] bool in_table() const { return !open_.empty() && open_.back().value.is(Kind::table); }
    [[nodiscard]] bool empty() const { return open_.empty(); }
    [[nodiscard]] const Value& last() const { return *last_; }
    [[nodiscard]] Value take() { return std::move(root_); }

    static std::size_t size_of(const Value& value) {
        std::size_t all = 1;
        for (const Value& item : value.items) all += size_of(item);  // at most kMaxDepth deep
        return all;
    }

private:
    struct Level {
        Value value;
        std::string key;
    };

    void count(std::size_t more, std::size_t line) {
        values_ += more;
        if (values_ > kMaxValues) {
            refuse("E0332", file_, line, "more than 2,000,000 values", "is this the right file?");
        }
    }
    const Value& place(Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
            last_ = &root_;
        } else {
            Level& level = open_.back();
            if (level.value.is(Kind::table)) level.value.keys.push_back(std::move(level.key));
            level.value.items.push_back(std::move(value));
            last_ = &level.value.items.back();
        }
        return *last_;
    }

    std::string file_;
    std::vector<Level> open_;
    Value root_;
    const Value* last_ = &root_;
    std::size_t values_ = 0;
};

}  // namespace entente::io::data
