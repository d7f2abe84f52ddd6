#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "io/data/builder.hpp"

namespace entente::io::data {
namespace {

/// Walks over the bytes and counts the lines that the parser has passed.
struct LineIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    std::size_t* line = nullptr;

    reference operator*() const { return *at; }
    LineIterator& operator++() {
        if (line != nullptr && *at == '\n') ++*line;
        ++at;
        return *this;
    }
    LineIterator operator++(int) {
        const LineIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const LineIterator& other) const { return at == other.at; }
};

class Events : public nlohmann::json_sax<nlohmann::json> {
public:
    Events(std::string_view text, std::string_view file, const std::size_t& line)
        : text_(text), file_(file), line_(line), builder_(file) {}

    bool null() override { return scalar(Kind::null, ""); }
    bool boolean(bool value) override { return scalar(Kind::boolean, value ? "true" : "false"); }
    bool number_integer(std::int64_t value) override { return scalar(Kind::number, std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) override {
        return scalar(Kind::number, std::to_string(value));
    }
    bool number_float(double, const std::string& digits) override { return scalar(Kind::number, digits); }
    bool string(std::string& value) override { return scalar(Kind::text, std::move(value)); }
    bool binary(nlohmann::json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Kind::table); }
    bool key(std::string& value) override {
        builder_.key(std::move(value));
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Kind::list); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t byte, const std::string& token,
                     const nlohmann::json::exception& error) override {
        const std::size_t at = std::min(byte == 0 ? 0 : byte - 1, text_.size());
        const std::string_view before = text_.substr(0, at);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        constexpr int kNumberOverflow = 406;  // the library's number of this kind of error
        if (error.id == kNumberOverflow)
            refuse("E0331", file_, static_cast<std::size_t>(line),
                   "the number " + token.substr(0, 40) + " is too large", "no number is past 1e308");
        refuse("E0331", file_, static_cast<std::size_t>(line),
               at >= text_.size() ? "the JSON ends too early" : "this is no valid JSON here",
               "it may have been cut off: save the file again");
    }

    [[nodiscard]] Value take() { return builder_.take(); }

private:
    bool scalar(Kind kind, std::string text) {
        builder_.scalar(kind, std::move(text), line_);
        return true;
    }
    bool open(Kind kind) {
        builder_.open(kind, line_);
        return true;
    }
    bool close() {
        (void)builder_.close();
        return true;
    }

    std::string_view text_;
    std::string_view file_;
    const std::size_t& line_;
    Builder builder_;
};

/// Python writes Infinity and NaN, which JSON does not know: they become words in quotes.
std::string without_infinities(std::string_view text) {
    constexpr std::string_view kWords[] = {"-Infinity", "Infinity", "NaN"};
    std::string result;
    result.reserve(text.size() + 64);
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted && c == '\\' && at + 1 < text.size()) {
            result += c;
            result += text[++at];
            continue;
        }
        if (c == '"') quoted = !quoted;
        const auto word = std::find_if(std::begin(kWords), std::end(kWords), [&](std::string_view each) {
            return !quoted && text.substr(at).starts_with(each);
        });
        if (word == std::end(kWords)) {
            result += c;
            continue;
        }
        result += '"' + std::string(*word) + '"';
        at += word->size() - 1;
    }
    return result;
}

}  // namespace

Value parse_json(std::string_view text, std::string_view file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string mended;
    if (text.find("Infinity") != std::string_view::npos || text.find("NaN") != std::string_view::npos) {
        mended = without_infinities(text);
        text = mended;
    }
    std::size_t line = 1;
    Events events(text, file, line);
    (void)nlohmann::json::sax_parse(LineIterator{text.data(), &line},
                                    LineIterator{text.data() + text.size(), nullptr}, &events);
    return events.take();
}

}  // namespace entente::io::data
