#include "entente/app/codes.hpp"

#include <fmt/format.h>

#include "entente/core/diagnostic.hpp"
#include "entente/report/layout.hpp"

namespace entente::app {
namespace {

constexpr std::size_t kWidth = 80;

struct Range {
    std::string_view digits;
    std::string_view title;
};

constexpr Range kRanges[] = {
    {"01", "Case file"},   {"02", "The model's meaning"}, {"03", "GENIUS files"},   {"04", "Settlement"},
    {"05", "War"},         {"06", "Stability"},           {"07", "Report, studio"}, {"13", "Levers"},
    {"09", "Command line"}};

}  // namespace

std::vector<CodeInfo> explain(const std::vector<std::string>& codes) {
    if (codes.empty()) return all_codes();
    std::vector<CodeInfo> found;
    std::vector<Diagnostic> problems;
    for (const std::string& code : codes) {
        const CodeInfo info = find_code(code);
        if (!info.code.empty()) {
            found.push_back(info);
            continue;
        }
        std::vector<std::string> known;
        for (const CodeInfo& one : all_codes()) known.emplace_back(one.code);
        std::string hint = did_you_mean(code, known);
        if (hint.empty()) hint = "entente explain lists them all";
        problems.push_back({.code = "E0914", .message = "there is no code '" + code + "'", .hint = hint});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return found;
}

std::string codes_text(const std::vector<CodeInfo>& codes) {
    std::string out;
    for (const CodeInfo& info : codes) {
        if (!out.empty()) out += "\n";
        out += fmt::format("{}: {}\n\n", info.code, info.title);
        out += report::wrap(info.meaning, kWidth);
        out += "\n" + report::wrap(info.cure, kWidth, "To mend it: ", "  ");
        if (!info.example.empty()) out += "\n";
        out += report::indented(info.example);
    }
    return out;
}

std::string codes_list(const std::vector<CodeInfo>& codes) {
    std::string out = fmt::format("{} codes; entente explain CODE tells what one means.\n\n", codes.size());
    for (const CodeInfo& info : codes) {
        out += fmt::format("  {}  {}\n", info.code, report::cut(info.title, kWidth - 10));
    }
    return out;
}

std::string codes_markdown(const std::vector<CodeInfo>& codes) {
    std::string out =
        "# Diagnostic codes\n\n"
        "Written by `scripts/make_docs` from the catalogue in `src/core/codes/`; a test compares. `E` is "
        "an\n"
        "error: the command ends with exit code 2. `W` is a warning. `entente explain CODE` tells the "
        "same.\n";
    std::string_view range;
    for (const Range& one : kRanges) {
        for (const CodeInfo& info : codes) {
            if (info.code.substr(1, 2) != one.digits) continue;
            if (range != one.digits) out += fmt::format("\n## {}\n", one.title);
            range = one.digits;
            out += fmt::format("\n### {}: {}\n\n{}\n\nTo mend it: {}\n", info.code, info.title,
                               info.meaning, info.cure);
            if (!info.example.empty()) out += fmt::format("\n```\n{}\n```\n", info.example);
        }
    }
    return out;
}

}  // namespace entente::app
