// The TOML case: bytes, tree, tables, meaning; every finding of every step in one list.
#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/io/load.hpp"
#include "entente/model/red_lines.hpp"
#include "io/case/reading.hpp"
#include "io/utf8.hpp"

namespace entente::io {
namespace {

constexpr std::size_t kMaxByteFindings = 10;

Diagnostic whole_file(std::string_view code, std::string_view file, std::string message, std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = std::string(file);
    return made;
}

bool blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n", text.starts_with("\xEF\xBB\xBF") ? 3 : 0) ==
           std::string_view::npos;
}

/// What no text of a case may be; these end the load at once.
void refuse_non_texts(std::string_view text, std::string_view file) {
    if (text.size() > kMaxFileBytes) {
        throw InputError(whole_file("E0190", file, "the file is larger than 64 MB",
                                    "a case file has some kilobytes: is this the right file?"));
    }
    if (blank(text)) {
        throw InputError(whole_file("E0191", file, "the file is empty",
                                    "a case needs [parties], and an [issue.NAME] with options and scores; "
                                    "`entente cases` lists examples"));
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        throw InputError(whole_file("E0192", file, "the file is in UTF-16", "save it as UTF-8"));
    }
}

/// Bytes that belong in no text: NUL, invalid UTF-8, line ends of old.
void check_bytes(const SourceText& source, Findings& findings) {
    const std::string_view text = source.text();
    std::size_t told = 0;
    for (std::size_t at = text.find('\0'); at != std::string_view::npos && told < kMaxByteFindings;
         at = text.find('\0', at + 1)) {
        if (at > 0 && text[at - 1] == '\0') continue;
        findings.error("E0193", source.span(at, at + 1), "a NUL byte: this is no text",
                       "delete it, or save the file as UTF-8 text");
        ++told;
    }
    told = 0;
    for (std::size_t at = find_invalid_utf8(text); at != std::string_view::npos && told < kMaxByteFindings;
         at = find_invalid_utf8(text, at + 1)) {
        findings.error("E0194", source.span(at, at + 1), "a byte that is not UTF-8",
                       "save the file as UTF-8");
        ++told;
    }
    for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
        if (at + 1 < text.size() && text[at + 1] == '\n') continue;
        findings.error("E0195", source.span(at, at + 1), "a carriage return without a line feed",
                       "save the file with ordinary line ends");
        break;
    }
}

/// What the model has to say, less what the loader said at the same place or about the same table.
void check_meaning(Reading& reading, const Node& root) {
    Findings& findings = reading.findings();
    Case& conflict = reading.conflict();
    const bool failed = findings.errors() > 0;
    const bool no_parties = conflict.parties.empty();
    const bool no_issues = conflict.space.issues.empty();
    if (no_parties && no_issues && !root.find("parties") && !root.find("issue")) {
        findings.error("E0196", {}, "this is no case: it has neither [parties] nor an [issue.NAME]",
                       "`entente cases` lists examples; docs/case-format.md describes the format");
        return;
    }
    const bool told = failed && ((no_parties && root.find("parties")) || (no_issues && root.find("issue")));
    if (told) return;
    std::vector<Diagnostic> all = validate(conflict);
    // What is missing from a case matters once the rest of it can be read.
    const bool errors_only = failed || has_errors(all);
    for (Diagnostic& each : all) {
        if (each.where.line > 0 && findings.has_error_at(each.where.line, each.where.column)) continue;
        if (errors_only && each.severity == Severity::warning) continue;
        findings.add(std::move(each));
    }
}

}  // namespace

LoadedCase load_toml(std::string_view text, std::string_view file) {
    refuse_non_texts(text, file);
    const SourceText source(text, file);
    Findings findings(source);
    check_bytes(source, findings);
    toml_tree::Tree tree;
    const bool complete = toml_tree::parse(source, findings, tree);
    LoadedCase loaded;
    loaded.conflict.origin.file = std::string(file);
    loaded.conflict.origin.format = "toml";
    Reading reading(tree, findings, loaded.conflict);
    check_keys(reading);
    const Node root = tree.root();
    load_head(reading, root);
    load_outside(reading, root);
    load_issues(reading, root);
    load_rules(reading, root);
    load_war(reading, root);
    load_levers(reading, root);
    load_moves(reading, root);
    load_graph(reading, root);
    load_links(reading, root);
    load_actors(reading, root);
    load_talks(reading, root);
    if (!loaded.conflict.red_lines.empty()) derive_red_lines(loaded.conflict);
    if (complete) check_meaning(reading, root);
    const bool failed = findings.errors() > 0;
    std::vector<Diagnostic> all = findings.take();
    if (failed) throw InputError(std::move(all));
    loaded.warnings = std::move(all);
    loaded.text = std::string(text);
    return loaded;
}

void attach_source(std::vector<Diagnostic>& diagnostics, std::string_view file, std::string_view text) {
    const SourceText source(text, file);
    for (Diagnostic& each : diagnostics) {
        if (each.where.file != file) continue;
        each.where.source_line = carried_line(source.line(each.where.line), each.where.column);
    }
}

}  // namespace entente::io
