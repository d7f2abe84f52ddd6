#include "io/genius/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "io/encoding.hpp"

namespace entente::io::genius {
namespace {

// Lines longer than this are not copied into diagnostics.
constexpr std::size_t kLongestShownLine = 4'000;

/// Where line breaks end: after "\n", and after a "\r" that no "\n" follows.
bool ends_line(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return true;
    return text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n');
}

Location place_in(const SourceFile& file, std::string_view counted, std::size_t offset) {
    Location place = file.whole();
    std::size_t line = 0;
    std::size_t start = 0;
    for (std::size_t at = 0; at < std::min(offset, counted.size()); ++at) {
        if (!ends_line(counted, at)) continue;
        ++line;
        start = at + 1;
    }
    place.line = static_cast<std::uint32_t>(line + 1);
    place.column = static_cast<std::uint32_t>(offset - start + 1);
    // The line as the user wrote it: the same number in `text`.
    std::size_t shown = 0;
    for (std::size_t at = 0; line > 0 && at < file.text.size(); ++at) {
        if (ends_line(file.text, at) && --line == 0) shown = at + 1;
    }
    if (line > 0) return place;
    const std::size_t end = std::min(file.text.find_first_of("\r\n", shown), file.text.size());
    if (end - shown <= kLongestShownLine) place.source_line = file.text.substr(shown, end - shown);
    return place;
}

// Elements that hold no others.
bool is_leaf(std::string_view name) {
    constexpr std::array<std::string_view, 8> kLeaves = {
        "item", "weight", "range", "evaluator", "INCLUDES", "EXCLUDES", "reservation", "discount_factor"};
    return std::find(kLeaves.begin(), kLeaves.end(), name) != kLeaves.end();
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }
bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

// Is there an entity that the parser knows at `at` (which holds '&')? Its length, else 0.
std::size_t entity_length(std::string_view text, std::size_t at) {
    for (const std::string_view known : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
        if (text.substr(at).starts_with(known)) return known.size();
    }
    std::size_t end = at + 1;
    if (end >= text.size() || text[end] != '#') return 0;
    ++end;
    const bool hexadecimal = end < text.size() && text[end] == 'x';
    if (hexadecimal) ++end;
    const std::size_t first = end;
    const auto digit = [&](char c) {
        return (c >= '0' && c <= '9') ||
               (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    };
    while (end < text.size() && end - first < 8 && digit(text[end])) ++end;
    return end > first && end < text.size() && text[end] == ';' ? end + 1 - at : 0;
}

enum Fix { kBefore, kAfter, kAmpersand, kBlank, kQuotes, kStray, kEndTag, kEntities, kFixes };

constexpr std::array<std::string_view, kFixes> kFixText = {
    "text before the XML is ignored",
    "text outside the elements is ignored",
    "a bare '&' is read as an ampersand",
    "a blank is missing between attributes",
    "an attribute's value stands without quotes",
    "a stray character in a tag is ignored",
    "an end tag does not match the element it closes",
    "the document type is ignored and its entities are not expanded",
};

class Repairer {
public:
    explicit Repairer(SourceFile& file) : file_(file), text_(file.text) {}

    Repair run();
    void report(std::vector<Diagnostic>& warnings) const;

private:
    void note(Fix fix) {
        if (counts_[fix]++ == 0) first_[fix] = at_;
    }
    void fail(std::string why, std::size_t where) {
        if (!failure_.empty()) return;
        failure_ = std::move(why);
        failure_at_ = where;
    }
    [[nodiscard]] bool over() const { return at_ >= text_.size() || !failure_.empty(); }
    void put(std::string_view s) { out_.append(s); }
    void close() {
        put("</");
        put(open_.back());
        put(">");
        open_.pop_back();
    }
    void keep_breaks(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && i < text_.size(); ++i) {
            if (is_break(text_[i])) out_.push_back(text_[i]);
        }
    }
    void skip_to(std::string_view end, std::string_view what);
    void skip_document_type();
    void skip_before();
    void plain_text();
    void start_tag();
    bool attribute(bool after_value);
    void value_of(char quote);
    void end_tag();
    void finish();

    SourceFile& file_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<std::string_view> open_;
    std::size_t elements_ = 0;
    std::array<std::size_t, kFixes> counts_{};
    std::array<std::size_t, kFixes> first_{};
    std::string failure_;
    std::size_t failure_at_ = 0;
};

void Repairer::skip_before() {
    std::size_t start = text_.find('<');
    const std::size_t declaration = text_.find("<?xml");
    if (declaration != std::string_view::npos) {
        const std::string_view before = text_.substr(0, declaration);
        const bool element_first = before.find("<utility_space") != std::string_view::npos ||
                                   before.find("<negotiation_template") != std::string_view::npos;
        if (!element_first) start = declaration;
    }
    if (start == std::string_view::npos) start = text_.size();
    const std::string_view before = text_.substr(0, start);
    const std::size_t visible = before.find_first_not_of(" \t\r\n");
    if (visible != std::string_view::npos) {
        at_ = visible;
        note(kBefore);
    }
    keep_breaks(0, start);
    at_ = start;
}

void Repairer::skip_to(std::string_view end, std::string_view what) {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) {
        fail("the " + std::string(what) + " is not closed", at_);
        return;
    }
    keep_breaks(at_, found);
    at_ = found + end.size();
}

void Repairer::skip_document_type() {
    const std::size_t start = at_;
    std::size_t depth = 0;
    bool subset = false;
    for (; at_ < text_.size(); ++at_) {
        if (text_[at_] == '[') subset = true;
        if (text_[at_] == '<') ++depth;
        if (text_[at_] == '>' && --depth == 0) break;
    }
    const std::size_t end = at_;
    if (end >= text_.size()) fail("the document type is not closed", start);
    keep_breaks(start, end);
    at_ = start;
    if (subset) note(kEntities);
    at_ = end + 1;
}

void Repairer::plain_text() {
    // No text between tags means anything here; only the line breaks stay.
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::size_t visible = text_.find_first_not_of(" \t\r\n", at_);
    const std::size_t start = at_;
    if (visible < end && !open_.empty()) {
        const std::size_t bare = text_.substr(0, end).find('&', start);
        if (bare != std::string_view::npos && entity_length(text_, bare) == 0) {
            at_ = bare;
            note(kAmpersand);
        }
    } else if (visible < end) {
        at_ = visible;
        note(kAfter);
    }
    keep_breaks(start, end);
    at_ = end;
}

void Repairer::value_of(char quote) {
    const std::size_t start = at_;
    bool line_break = false;
    put("\"");
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (quote != 0 ? c == quote : (is_space(c) || c == '>')) break;
        if (quote == 0 && c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') break;
        if (is_break(c)) line_break = true;
        if (c == '<' && line_break) return fail("the quote of an attribute is not closed", start);
        if (c == '&' && entity_length(text_, at_) == 0) {
            note(kAmpersand);
            put("&amp;");
        } else if (c == '<') {
            put("&lt;");
        } else if (c == '"') {
            put("&quot;");
        } else {
            out_.push_back(c);
        }
    }
    put("\"");
    if (quote == 0) return;
    if (at_ >= text_.size()) return fail("the quote of an attribute is not closed", start);
    ++at_;
}

bool Repairer::attribute(bool after_value) {
    const std::size_t before = at_;
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    keep_breaks(before, at_);
    if (at_ >= text_.size() || text_[at_] == '>' || text_[at_] == '<') return false;
    if (!starts_name(text_[at_])) {
        if (text_[at_] == '"' || text_[at_] == '\'') {
            // Guessing where the missing quote belongs would guess a number.
            fail("a quote is missing before this one", at_);
            return false;
        }
        if (text_[at_] != '/') note(kStray);
        ++at_;
        return true;
    }
    if (after_value && at_ == before) note(kBlank);
    const std::size_t name = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    put(" ");
    put(text_.substr(name, at_ - name));
    put("=");
    std::size_t ahead = at_;
    while (ahead < text_.size() && is_space(text_[ahead])) ++ahead;
    if (ahead >= text_.size() || text_[ahead] != '=') {
        note(kQuotes);
        put("\"\"");
        return true;
    }
    ++ahead;
    while (ahead < text_.size() && is_space(text_[ahead])) ++ahead;
    // Breaks around '=' move before the value so that the lines still agree.
    const std::size_t gap = at_;
    at_ = ahead;
    keep_breaks(gap, ahead);
    const char quote = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'') ? text_[at_] : '\0';
    if (quote == 0) note(kQuotes);
    if (quote != 0) ++at_;
    value_of(quote);
    return true;
}

void Repairer::start_tag() {
    const std::size_t start = at_++;
    const std::size_t name_at = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(name_at, at_ - name_at);
    ++elements_;
    if (!open_.empty() && is_leaf(open_.back())) {  // "<item ...><item ...>": never closed
        const std::size_t now = at_;
        at_ = start;
        note(kEndTag);
        at_ = now;
        close();
    }
    put("<");
    put(name);
    bool after_value = false;
    while (!over()) {
        const std::size_t here = at_;
        if (!attribute(after_value)) break;
        after_value = at_ > here && (text_[at_ - 1] == '"' || text_[at_ - 1] == '\'');
    }
    if (!failure_.empty()) return;
    if (at_ >= text_.size()) return fail("the file ends inside a tag", start);
    if (text_[at_] == '<') {  // "<a b="1"<c>": the '>' is missing
        note(kStray);
        put(is_leaf(name) ? "/>" : ">");
        if (!is_leaf(name)) open_.push_back(name);
    } else {
        std::size_t last = at_ - 1;
        while (is_space(text_[last])) --last;
        const bool closed = text_[last] == '/';
        ++at_;
        put(closed ? "/>" : ">");
        if (!closed) open_.push_back(name);
    }
    if (elements_ > kMaxElements) fail("more than 2,000,000 elements", start);
    if (open_.size() > kMaxDepth) fail("elements are nested more than 200 deep", start);
}

void Repairer::end_tag() {
    const std::size_t start = at_;
    at_ += 2;
    const std::size_t name_at = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    const std::string_view name = text_.substr(name_at, at_ - name_at);
    const std::size_t end = text_.find_first_of("<>", at_);
    keep_breaks(at_, end == std::string_view::npos ? text_.size() : end);
    at_ = end == std::string_view::npos ? text_.size() : end + (text_[end] == '>' ? 1u : 0u);
    const auto match = std::find(open_.rbegin(), open_.rend(), name);
    if (match != open_.rbegin()) {
        const std::size_t now = at_;
        at_ = start;
        note(kEndTag);
        at_ = now;
    }
    if (match == open_.rend()) return;
    const auto keep = static_cast<std::size_t>(open_.rend() - match) - 1;
    while (open_.size() > keep) close();
}

void Repairer::finish() {
    if (open_.empty()) return;
    // A missing end tag of the outer elements does no harm; a file cut off in the middle of an issue
    // would be read as something that it is not.
    for (const std::string_view name : open_) {
        if (name != "utility_space" && name != "negotiation_template" && name != "objective") {
            return fail("the file ends inside <" + std::string(name) + ">: it is cut off", text_.size());
        }
    }
    at_ = text_.size();
    note(kEndTag);
    while (!open_.empty()) close();
}

Repair Repairer::run() {
    out_.reserve(text_.size() + text_.size() / 16);
    skip_before();
    while (!over()) {
        const std::string_view rest = text_.substr(at_, 9);
        if (rest.front() != '<') {
            plain_text();
        } else if (rest.starts_with("<!--")) {
            skip_to("-->", "comment");
        } else if (rest.starts_with("<![CDATA[")) {
            skip_to("]]>", "character data section");
        } else if (rest.starts_with("<!")) {
            skip_document_type();
        } else if (rest.starts_with("<?")) {
            skip_to("?>", "processing instruction");
        } else if (rest.starts_with("</")) {
            end_tag();
        } else if (rest.size() > 1 && starts_name(rest[1])) {
            start_tag();
        } else {
            note(kStray);
            ++at_;
        }
    }
    if (failure_.empty()) finish();
    Repair result;
    result.xml = elements_ > 0;
    file_.clean = std::move(out_);
    result.broken = failure_;
    if (!failure_.empty()) result.broken_at = file_.at_text(std::min(failure_at_, text_.size()));
    return result;
}

void Repairer::report(std::vector<Diagnostic>& warnings) const {
    for (std::size_t fix = 0; fix < kFixes; ++fix) {
        if (counts_[fix] == 0) continue;
        std::string message(kFixText[fix]);
        if (counts_[fix] > 1)
            message += " (" + std::to_string(counts_[fix]) + " places; the first is shown)";
        warnings.push_back({Severity::warning, "W0301", message, file_.at_text(first_[fix]), "", ""});
    }
}

}  // namespace

SourceFile::SourceFile(std::string name_, std::string_view bytes) : name(std::move(name_)) {
    Utf8Text utf8 = to_utf8(bytes);
    text = std::move(utf8.text);
    first_foreign = utf8.first_foreign;
}

Location SourceFile::whole() const {
    Location place;
    place.file = name;
    return place;
}

Location SourceFile::at_text(std::size_t offset) const { return place_in(*this, text, offset); }

Location SourceFile::at_clean(std::size_t offset) const { return place_in(*this, clean, offset); }

Repair repair(SourceFile& file, std::vector<Diagnostic>& warnings) {
    Repairer repairer(file);
    Repair result = repairer.run();
    if (!result.xml || !result.broken.empty()) return result;
    if (file.first_foreign) {
        warnings.push_back({Severity::warning, "W0302", "bytes that are not UTF-8 are read as Windows-1252",
                            file.at_text(*file.first_foreign), "save the file as UTF-8", ""});
    }
    repairer.report(warnings);
    return result;
}

}  // namespace entente::io::genius
