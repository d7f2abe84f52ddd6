#include "io/source_text.hpp"

#include <algorithm>
#include <tuple>

namespace entente::io {
namespace {

constexpr std::size_t kMaxKept = 2'000;
constexpr std::size_t kMaxCarriedLine = 16'384;

}  // namespace

SourceText::SourceText(std::string_view text, std::string_view file) : text_(text), file_(file) {
    starts_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
}

Span SourceText::span(std::size_t begin, std::size_t end) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), begin);
    const auto line = static_cast<std::size_t>(after - starts_.begin());
    Span result;
    result.line = static_cast<std::uint32_t>(line);
    result.column = static_cast<std::uint32_t>(begin - starts_[line - 1] + 1);
    result.length = static_cast<std::uint32_t>(end > begin ? end - begin : 0);
    return result;
}

std::size_t SourceText::offset(const Span& span) const {
    if (span.line == 0 || span.line > starts_.size()) return text_.size();
    return std::min(text_.size(), static_cast<std::size_t>(starts_[span.line - 1]) + span.column - 1);
}

std::string_view SourceText::line(std::uint32_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t begin = starts_[number - 1];
    std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
    if (end > begin && text_[end - 1] == '\r') --end;
    return text_.substr(begin, end - begin);
}

std::string carried_line(std::string_view line, std::uint32_t column) {
    if (line.size() <= kMaxCarriedLine) return std::string(line);
    if (column + 200 > kMaxCarriedLine) return {};
    return std::string(line.substr(0, kMaxCarriedLine));
}

Location SourceText::locate(const Span& span) const {
    Location result;
    result.file = file_;
    result.line = span.line;
    result.column = span.column;
    const std::string_view whole = line(span.line);
    result.source_line = carried_line(whole, span.column);
    // A caret line cannot run past the end of its line.
    const std::size_t room = span.column <= whole.size() ? whole.size() - span.column + 1 : 0;
    result.length = static_cast<std::uint32_t>(std::min<std::size_t>(span.length, room));
    return result;
}

void Findings::error(std::string_view code, const Span& span, std::string message, std::string hint,
                     std::string address) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {},
                    std::move(hint), std::move(address)};
    made.where.line = span.line;
    made.where.column = span.column;
    made.where.length = span.length;
    add(std::move(made));
}

void Findings::warning(std::string_view code, const Span& span, std::string message, std::string hint,
                       std::string address) {
    Diagnostic made{Severity::warning, std::string(code), std::move(message), {},
                    std::move(hint),   std::move(address)};
    made.where.line = span.line;
    made.where.column = span.column;
    made.where.length = span.length;
    add(std::move(made));
}

void Findings::add(Diagnostic diagnostic) {
    const bool is_error = diagnostic.severity == Severity::error;
    std::size_t& count = is_error ? errors_ : warnings_;
    if (count >= kMaxKept) {
        ++(is_error ? dropped_errors_ : dropped_warnings_);
        ++count;
        return;
    }
    ++count;
    const Span span{diagnostic.where.line, diagnostic.where.column, diagnostic.where.length};
    diagnostic.where = source_->locate(span);
    kept_.push_back(std::move(diagnostic));
}

bool Findings::has_error_at(std::uint32_t line, std::uint32_t column) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const Diagnostic& each) {
        return each.severity == Severity::error && each.where.line == line && each.where.column == column;
    });
}

std::vector<Diagnostic> Findings::take() {
    std::stable_sort(kept_.begin(), kept_.end(), [](const Diagnostic& a, const Diagnostic& b) {
        // What concerns the whole file comes after what has a place.
        return std::tuple(a.where.line == 0, a.where.line, a.where.column) <
               std::tuple(b.where.line == 0, b.where.line, b.where.column);
    });
    std::vector<Diagnostic> shown;
    std::size_t hidden_errors = dropped_errors_;
    std::size_t hidden_warnings = dropped_warnings_;
    std::size_t shown_errors = 0;
    std::size_t shown_warnings = 0;
    for (Diagnostic& each : kept_) {
        const bool is_error = each.severity == Severity::error;
        std::size_t& count = is_error ? shown_errors : shown_warnings;
        if (count >= kMaxShownFindings) {
            ++(is_error ? hidden_errors : hidden_warnings);
            continue;
        }
        ++count;
        shown.push_back(std::move(each));
    }
    kept_.clear();
    if (hidden_errors + hidden_warnings > 0) {
        Diagnostic more;
        more.severity = Severity::note;
        more.code = "E0199";
        more.message = "and " + std::to_string(hidden_errors) + " more errors and " +
                       std::to_string(hidden_warnings) + " more warnings, not shown";
        more.hint = "mend these first";
        more.where.file = source_->file();
        shown.push_back(std::move(more));
    }
    return shown;
}

}  // namespace entente::io
