#include "entente/core/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "entente/core/printable.hpp"
#include "entente/core/text.hpp"

namespace entente {
namespace {

constexpr std::size_t kShownColumns = 100;

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    return "error";
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u; }

/// The part of a line that is shown: bytes [first, last), whole characters, around the place.
struct Window {
    std::size_t first = 0;
    std::size_t last = 0;
};

Window window_of(const std::string& line, std::size_t place) {
    Window window{0, line.size()};
    if (line.size() <= kShownColumns) return window;
    if (place > kShownColumns / 2) window.first = std::min(place - kShownColumns / 2, line.size() - 1);
    window.last = std::min(line.size(), window.first + kShownColumns);
    while (window.first > 0 && continues_character(line[window.first])) --window.first;
    while (window.last < line.size() && continues_character(line[window.last])) ++window.last;
    return window;
}

std::string source_excerpt(const Location& where) {
    const std::size_t place =
        where.column == 0 ? 0 : std::min<std::size_t>(where.column - 1, where.source_line.size());
    const Window window = window_of(where.source_line, place);
    const std::string_view line(where.source_line);
    const std::string before = printable(line.substr(window.first, place - window.first));
    const std::string shown = printable(line.substr(window.first, window.last - window.first));
    const std::string_view left = window.first > 0 ? "..." : "";
    const std::string_view right = window.last < line.size() ? "..." : "";
    const std::size_t marked_bytes =
        std::min<std::size_t>(std::max<std::size_t>(where.length, 1), window.last - place);
    const std::size_t marked =
        std::max<std::size_t>(1, display_width(printable(line.substr(place, marked_bytes))));
    const std::string number = fmt::format("{}", where.line);
    return fmt::format("\n {} | {}{}{}\n {:>{}} | {}{}", number, left, shown, right, "", number.size(),
                       std::string(left.size() + display_width(before), ' '),
                       "^" + std::string(marked - 1, '~'));
}

std::string summary_of(const std::vector<Diagnostic>& diagnostics) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (!all.empty()) all += '\n';
        all += render(diagnostic);
    }
    return all;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Damerau and Levenshtein's distance with adjacent transpositions, case ignored.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1])) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

}  // namespace

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string render(const Diagnostic& diagnostic) {
    std::string place;
    if (!diagnostic.where.file.empty()) {
        place = printable(diagnostic.where.file);
        if (diagnostic.where.line > 0) {
            place += fmt::format(":{}:{}", diagnostic.where.line, std::max(1u, diagnostic.where.column));
        }
        place += ": ";
    }
    std::string text = fmt::format("{}{}[{}]: {}", place, severity_name(diagnostic.severity),
                                   diagnostic.code, printable(diagnostic.message));
    if (diagnostic.where.line > 0 && !diagnostic.where.source_line.empty())
        text += source_excerpt(diagnostic.where);
    if (!diagnostic.hint.empty()) text += "\n  hint: " + printable(diagnostic.hint);
    return text;
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(summary_of(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InputError::InputError(Diagnostic diagnostic)
    : InputError(std::vector<Diagnostic>{std::move(diagnostic)}) {}

std::string closest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t kLongestWord = 200;
    if (word.empty() || word.size() > kLongestWord) return {};
    std::string best;
    // A third of the letters may be wrong, two at least for words that are long enough to bear it.
    std::size_t best_distance = std::max<std::size_t>(word.size() > 3 ? 2 : 1, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestWord) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    std::string best = closest(word, candidates);
    // A name cut short: "camp-david" for "camp-david-1978".
    constexpr std::size_t kFewest = 3;
    if (best.empty() && word.size() >= kFewest) {
        for (const std::string& candidate : candidates) {
            const bool begins = candidate.size() > word.size() &&
                                std::equal(word.begin(), word.end(), candidate.begin(),
                                           [](char a, char b) { return lower(a) == lower(b); });
            if (begins && (best.empty() || candidate.size() < best.size())) best = candidate;
        }
    }
    return best.empty() ? std::string{} : fmt::format("did you mean '{}'?", best);
}

}  // namespace entente
