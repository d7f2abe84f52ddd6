#include "report/render/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "entente/core/printable.hpp"
#include "entente/core/text.hpp"

namespace entente::report {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

/// The longest beginning of `text` that takes at most `width` columns.
std::string_view fitting(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        const std::string_view character = first_character(text.substr(bytes));
        const std::size_t columns = display_width(character);
        if (used + columns > width) break;
        used += columns;
        bytes += character.size();
    }
    return text.substr(0, bytes);
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

}  // namespace

std::string_view first_character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return text.substr(0, length);
}

std::string clean(std::string_view text) { return printable(text); }

std::string cut(std::string_view text, std::size_t width) {
    const std::string whole = clean(text);
    if (display_width(whole) <= width) return whole;
    if (width == 0) return {};
    return std::string(fitting(whole, width - 1)) + std::string(kEllipsis);
}

std::string left(std::string_view text, std::size_t width) {
    std::string part = cut(text, width);
    return part + blanks(width - display_width(part));
}

std::string right(std::string_view text, std::size_t width) {
    const std::string part = cut(text, width);
    return blanks(width - display_width(part)) + part;
}

std::string indented(std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        out += "    " + std::string(lines.substr(0, end)) + "\n";
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return out;
}

std::string wrap(std::string_view text, std::size_t width, std::string_view first, std::string_view next) {
    const std::string words = clean(text);
    std::string result;
    std::string line(first);
    bool fresh = true;  // nothing but the indent on the line
    const auto flush = [&] {
        result += line + "\n";
        line = next;
        fresh = true;
    };
    for (std::size_t at = 0; at < words.size();) {
        if (words[at] == ' ') {
            ++at;
            continue;
        }
        std::string_view word = std::string_view(words).substr(at, words.find(' ', at) - at);
        at += word.size();
        if (!fresh && display_width(line) + 1 + display_width(word) > width) flush();
        while (display_width(line) + display_width(word) + (fresh ? 0 : 1) > width) {
            const std::size_t room = width > display_width(line) ? width - display_width(line) : 1;
            std::string_view part = fitting(word, room);
            if (part.empty()) part = first_character(word);
            line += part;
            word.remove_prefix(part.size());
            flush();
        }
        if (word.empty()) continue;
        if (!fresh) line += ' ';
        line += word;
        fresh = false;
    }
    if (!fresh || result.empty()) result += line + "\n";
    return result;
}

std::string bold(std::string_view text, const TextOptions& options) {
    return options.color ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

std::string dim(std::string_view text, const TextOptions& options) {
    return options.color ? fmt::format("\x1b[2m{}\x1b[0m", text) : std::string(text);
}

std::string heading(std::string_view text, const TextOptions& options) {
    return "\n" + bold(cut(text, options.width), options) + "\n";
}

std::string and_more(std::size_t left_out, std::string_view indent, const TextOptions& options) {
    if (left_out == 0) return {};
    return dim(fmt::format("{}and {} more (--json has all)", indent,
                           group_digits(std::to_string(left_out))),
               options) +
           "\n";
}

std::string title_lines(const Case& conflict, const TextOptions& options) {
    const std::string title = clean(conflict.title);
    if (conflict.as_of.empty()) return bold(wrap(title, options.width), options);
    const std::string date = "as of " + clean(conflict.as_of);
    const std::size_t used = display_width(title) + 2 + display_width(date);
    if (used > options.width)
        return bold(wrap(title, options.width), options) + cut(date, options.width) + "\n";
    return bold(title, options) + right(date, options.width - display_width(title)) + "\n";
}

std::string amount(const Case& conflict, double value) {
    // Past every scale a number is told by its size: columns stay columns, and no digit is made up.
    constexpr double kPastScale = 1e7;
    if (std::abs(value) >= kPastScale) {
        std::string text = fmt::format("{:.1e}", value);  // 2.5e+17
        std::erase(text, '+');
        return text;
    }
    std::string text = fmt::format("{:.{}f}", value, decimals(conflict));
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

std::string outcome_words(const Case& conflict, const Outcome& outcome, std::size_t limit) {
    if (outcome.options.size() != conflict.space.issues.size()) return "no outcome";
    std::string words;
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
        if (i == limit) return words + fmt::format(" and {} more", outcome.options.size() - limit);
        const Issue& issue = conflict.space.issues[i];
        if (i > 0) words += ", ";
        words += issue.id + " " + issue.options[outcome.options[i].index()].label;
    }
    return words;
}

std::vector<std::string> short_names(const Case& conflict, std::size_t width) {
    std::vector<std::string> names;
    std::set<std::string> distinct;
    for (const Party& party : conflict.parties) {
        names.push_back(clean(party.name));
        distinct.insert(cut(names.back(), width));
    }
    if (distinct.size() == names.size() || names.size() < 2) return names;
    const auto separates = [](char c) { return c == ' ' || c == '_' || c == '-' || c == '.'; };
    std::string common = names[0];
    for (const std::string& name : names) {
        const auto [end, other] = std::mismatch(common.begin(), common.end(), name.begin(), name.end());
        common.erase(end, common.end());
    }
    while (!common.empty() && !separates(common.back())) common.pop_back();  // whole words only
    for (std::string& name : names) {
        if (name.size() > common.size()) name.erase(0, common.size());
    }
    return names;
}

std::string party_name(const Case& conflict, std::size_t party) {
    return cut(conflict.parties[party].name, 40);
}

}  // namespace entente::report
