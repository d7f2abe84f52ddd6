// The text of an input file: places in it, and the findings that point at them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/quantity.hpp"

namespace entente::io {

/// How many findings one run shows; the rest are counted.
inline constexpr std::size_t kMaxShownFindings = 50;

/// A text and its lines. Holds views: the text must outlive it.
class SourceText {
public:
    SourceText(std::string_view text, std::string_view file);

    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] const std::string& file() const { return file_; }
    /// The place of the bytes [begin, end). \cost logarithmic in the number of lines
    [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
    /// The first byte of a place that `span` made.
    [[nodiscard]] std::size_t offset(const Span& span) const;
    /// A line without its end, counted from 1; empty past the end.
    [[nodiscard]] std::string_view line(std::uint32_t number) const;
    [[nodiscard]] Location locate(const Span& span) const;

private:
    std::string_view text_;
    std::string file_;
    std::vector<std::uint32_t> starts_;  ///< first byte of every line
};

/// The line as a diagnostic carries it: whole, unless it is so long that copies would hurt.
[[nodiscard]] std::string carried_line(std::string_view line, std::uint32_t column);

/// Collects findings about one text. Rude input can have millions: only some are kept, all are counted.
class Findings {
public:
    explicit Findings(const SourceText& source) : source_(&source) {}

    void error(std::string_view code, const Span& span, std::string message, std::string hint = {},
               std::string address = {});
    void warning(std::string_view code, const Span& span, std::string message, std::string hint = {},
                 std::string address = {});
    /// Adds a finding made elsewhere; its source line is filled in from its place.
    void add(Diagnostic diagnostic);

    [[nodiscard]] const SourceText& source() const { return *source_; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    /// Is there an error at this very place already? One mistake is told once.
    [[nodiscard]] bool has_error_at(std::uint32_t line, std::uint32_t column) const;
    /// Everything kept, in the order of the text, with a last note that counts what is not shown.
    [[nodiscard]] std::vector<Diagnostic> take();

private:
    const SourceText* source_;
    std::vector<Diagnostic> kept_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
    std::size_t dropped_errors_ = 0;
    std::size_t dropped_warnings_ = 0;
};

}  // namespace entente::io
