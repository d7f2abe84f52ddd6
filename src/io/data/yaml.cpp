#include <yaml.h>

#include <algorithm>
#include <map>
#include <memory>

#include "io/data/builder.hpp"

namespace entente::io::data {
namespace {

std::string string_of(const yaml_char_t* text, std::size_t size) {
    return {reinterpret_cast<const char*>(text), size};
}

/// What a plain word means (YAML 1.2's core, and the yes and no of 1.1 are left as words).
Kind kind_of_plain(const std::string& text) {
    static const char* const kNull[] = {"", "~", "null", "Null", "NULL"};
    static const char* const kBoolean[] = {"true", "True", "TRUE", "false", "False", "FALSE"};
    const auto among = [&](const auto& words) {
        return std::any_of(std::begin(words), std::end(words),
                           [&](const char* word) { return text == word; });
    };
    if (among(kNull)) return Kind::null;
    if (among(kBoolean)) return Kind::boolean;
    const bool number = text.find_first_not_of("0123456789+-.eE") == std::string::npos && number_of(text);
    const bool special = text.ends_with(".inf") || text.ends_with(".nan") || text.ends_with(".NaN");
    return number || special ? Kind::number : Kind::text;
}

class Reader {
public:
    Reader(std::string_view text, std::string_view file) : file_(file), builder_(file) {
        if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                     text.size());
    }
    ~Reader() { yaml_parser_delete(&parser_); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Value read() {
        bool more = true;
        while (more) {
            yaml_event_t event;
            if (yaml_parser_parse(&parser_, &event) == 0) broken();
            const std::unique_ptr<yaml_event_t, void (*)(yaml_event_t*)> owner(&event, yaml_event_delete);
            more = take(event);
        }
        return builder_.take();
    }

private:
    [[noreturn]] void broken() {
        refuse("E0331", file_, parser_.problem_mark.line + 1,
               std::string("this is no valid YAML here: ") +
                   (parser_.problem == nullptr ? "it cannot be read" : parser_.problem),
               "check the indentation and the quotes");
    }

    /// \return false at the end of the first document
    bool take(const yaml_event_t& event) {
        const std::size_t line = event.start_mark.line + 1;
        switch (event.type) {
            case YAML_SCALAR_EVENT:
                scalar(event, line);
                break;
            case YAML_ALIAS_EVENT:
                alias(event, line);
                break;
            case YAML_SEQUENCE_START_EVENT:
                open(Kind::list, event.data.sequence_start.anchor, line);
                break;
            case YAML_MAPPING_START_EVENT:
                open(Kind::table, event.data.mapping_start.anchor, line);
                break;
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT:
                close();
                break;
            case YAML_DOCUMENT_END_EVENT:
            case YAML_STREAM_END_EVENT:
                return false;
            default:
                break;
        }
        return true;
    }

    /// Whether the next scalar is a key of the table that is open.
    [[nodiscard]] bool wants_key() const { return !levels_.empty() && levels_.back().wants_key; }
    void placed() {
        if (!levels_.empty() && builder_.in_table()) levels_.back().wants_key = true;
    }

    void key(std::string text) {
        builder_.key(std::move(text));
        levels_.back().wants_key = false;
    }

    void scalar(const yaml_event_t& event, std::size_t line) {
        const auto& given = event.data.scalar;
        std::string text = string_of(given.value, given.length);
        if (wants_key()) return key(std::move(text));
        const bool plain = given.style == YAML_PLAIN_SCALAR_STYLE;
        const Kind kind = plain ? kind_of_plain(text) : Kind::text;
        builder_.scalar(kind, std::move(text), line);
        if (given.anchor != nullptr) remember(given.anchor, builder_.last());
        placed();
    }

    void open(Kind kind, const yaml_char_t* anchor, std::size_t line) {
        if (wants_key()) {
            refuse("E0331", file_, line, "a key that is a list or a table is not read",
                   "keys are words or numbers");
        }
        builder_.open(kind, line);
        levels_.push_back({kind == Kind::table, anchor == nullptr ? "" : name_of(anchor)});
    }

    void close() {
        const std::string anchor = std::move(levels_.back().anchor);
        levels_.pop_back();
        const Value& value = builder_.close();
        if (!anchor.empty()) remember_as(anchor, value);
        placed();
    }

    void alias(const yaml_event_t& event, std::size_t line) {
        const std::string name = name_of(event.data.alias.anchor);
        const auto found = anchors_.find(name);
        if (found == anchors_.end()) {
            refuse("E0331", file_, line, "the alias *" + name + " has no finished anchor before it",
                   "write the value itself");
        }
        if (wants_key()) return key(found->second.text);
        builder_.copy(found->second, line);
        placed();
    }

    static std::string name_of(const yaml_char_t* anchor) { return reinterpret_cast<const char*>(anchor); }
    void remember(const yaml_char_t* anchor, const Value& value) { remember_as(name_of(anchor), value); }
    /// What is kept for aliases counts as much as what they repeat.
    void remember_as(const std::string& name, const Value& value) {
        kept_ += Builder::size_of(value);
        if (kept_ > kMaxValues) {
            refuse("E0332", file_, value.line, "more than 2,000,000 values under anchors",
                   "is this the right file?");
        }
        anchors_.insert_or_assign(name, value);
    }

    struct Level {
        bool wants_key = false;
        std::string anchor;
    };

    std::string_view file_;
    Builder builder_;
    yaml_parser_t parser_{};
    std::vector<Level> levels_;
    std::map<std::string, Value> anchors_;
    std::size_t kept_ = 0;
};

}  // namespace

Value parse_yaml(std::string_view text, std::string_view file) { return Reader(text, file).read(); }

}  // namespace entente::io::data
