// Cells of a table of actors: numbers as people write them, and findings by row and column.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"
#include "io/source_text.hpp"

namespace entente::io::actors {

inline constexpr std::size_t kMaxTold = 20;  ///< findings of one kind; the rest are counted

/// A number as spreadsheets write it: "1 234,5", "80%", "70 points", or as a case file does.
/// \param comma_decimal a comma is a decimal mark and not a group of thousands
[[nodiscard]] std::optional<Quantity> number_in(std::string_view cell, bool comma_decimal);
/// An empty cell, or one of the usual words for it: never 0.
[[nodiscard]] bool missing(std::string_view cell);

/// Findings by row and column, with the place in the text.
class Places {
public:
    Places(std::string_view text, const std::string& file, char separator)
        : source_(text, file), separator_(separator) {}

    Diagnostic at(Severity severity, std::string code, std::size_t line, std::size_t column,
                  std::string message, std::string hint) const {
        Diagnostic made{severity, std::move(code), std::move(message), {}, std::move(hint), {}};
        made.where.file = source_.file();
        made.where.line = static_cast<std::uint32_t>(line);
        const std::string_view text = source_.line(static_cast<std::uint32_t>(line));
        std::size_t begin = 0;
        std::size_t seen = 1;
        bool quoted = false;
        for (std::size_t i = 0; i < text.size() && seen < column; ++i) {
            if (text[i] == '"') quoted = !quoted;
            if (text[i] == separator_ && !quoted) {
                ++seen;
                begin = i + 1;
            }
        }
        while (begin < text.size() && text[begin] == ' ') ++begin;
        std::size_t end = begin;
        while (end < text.size() && text[end] != separator_ && text[end] != '\r') ++end;
        made.where.column = static_cast<std::uint32_t>(begin + 1);
        made.where.length = static_cast<std::uint32_t>(std::max<std::size_t>(1, end - begin));
        made.where.source_line = carried_line(text, made.where.column);
        return made;
    }

private:
    SourceText source_;
    char separator_;
};

/// Keeps the first of many findings and counts the rest.
class Told {
public:
    void add(Diagnostic made) {
        const bool error = made.severity == Severity::error;
        std::size_t& count = counts_[made.code];
        ++count;
        if (error) ++errors_;
        if (count <= kMaxTold) all_.push_back(std::move(made));
    }
    [[nodiscard]] bool failed() const { return errors_ > 0; }
    [[nodiscard]] std::vector<Diagnostic> take() {
        for (const auto& [code, count] : counts_) {
            if (count <= kMaxTold) continue;
            const auto last =
                std::find_if(all_.rbegin(), all_.rend(),
                             [&, c = code](const Diagnostic& each) { return each.code == c; });
            Diagnostic more = *last;
            more.message = std::to_string(count - kMaxTold) + " more like this";
            more.hint.clear();
            all_.push_back(std::move(more));
        }
        return std::move(all_);
    }

private:
    std::vector<Diagnostic> all_;
    std::map<std::string, std::size_t> counts_;
    std::size_t errors_ = 0;
};

}  // namespace entente::io::actors
