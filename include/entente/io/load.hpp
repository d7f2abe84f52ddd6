// Every file format in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"

namespace entente::io {

/// Files larger than this are refused before they are read.
inline constexpr std::size_t kMaxFileBytes = 64u << 20;

struct LoadedCase {
    Case conflict;
    std::string text;                  ///< the bytes of a TOML case, for spans; empty otherwise
    std::vector<Diagnostic> warnings;  ///< with places and source lines
};

/// Reads a case from what a user names: a `.toml` case, a `.gmcr` model, a scenario of GENIUS, GeniusWeb,
/// NegoLog or NegMAS (several files or one folder), a score sheet (CSV or .xlsx), a negotiation of "Deal or
/// No Deal?" (FILE#LINE), or `case:SLUG`. The format is told by content, not by ending (docs/formats.md).
/// \throws InputError with every diagnostic that could be found
[[nodiscard]] LoadedCase load(const std::vector<std::string>& inputs);

/// Parses the text of a TOML case, validate() included. `file` names it in diagnostics.
/// \throws InputError
[[nodiscard]] LoadedCase load_toml(std::string_view text, std::string_view file);

/// A GENIUS text: the domain, then the profiles in the order of the parties.
struct NamedText {
    std::string file;
    std::string text;
};
/// \param from_folder nobody chose the profiles one by one: variants of one side are refused (E0311)
/// \throws InputError E0301 to E0312
[[nodiscard]] LoadedCase load_genius(const std::vector<NamedText>& files, bool from_folder = false);

/// Parses a graph model written by GMCR+ or gmcr-py (`.gmcr`, JSON): options become issues with the options
/// N and Y, in the order in which those programs number them. \throws InputError E064x, E02xx
/// \source the files of the public programs \check tests/io/gmcr_test.cpp
[[nodiscard]] LoadedCase load_gmcr(std::string_view text, std::string_view file);

/// Fills `where.source_line` of diagnostics of `file` from its text.
void attach_source(std::vector<Diagnostic>& diagnostics, std::string_view file, std::string_view text);

/// The case as TOML that means the same: utilities of every outcome agree exactly.
[[nodiscard]] std::string to_toml(const Case& conflict);

/// A TOML case's own text with the numbers written anew that `after` changes; comments, order and wording
/// of everything else stay. \param before the case that `text` was read into \param after the same with
/// other numbers \check tests/io/toml_edit_test.cpp
[[nodiscard]] std::string with_numbers_replaced(std::string_view text, const Case& before,
                                                const Case& after);

/// The case as GENIUS files (domain first), where GENIUS can say it.
/// \throws InputError E0320 naming what GENIUS cannot express
[[nodiscard]] std::vector<NamedText> to_genius(const Case& conflict);

/// The case as a NegMAS scenario in YAML (domain first): weights and tables in the case's own points.
/// \throws InputError E0339 naming what NegMAS cannot express \check tests/io/formats_write_test.cpp
[[nodiscard]] std::vector<NamedText> to_negmas(const Case& conflict);

/// The case as a score sheet: CSV with columns issue, option and one for each party. Numbers without a
/// finite decimal are written as fractions. \throws InputError E0339 \check tests/io/formats_write_test.cpp
[[nodiscard]] std::string to_score_sheet(const Case& conflict);

/// A bundled case.
struct BundledCase {
    std::string slug;
    std::string title;
    std::string text;  ///< its case.toml
};
[[nodiscard]] const std::vector<BundledCase>& bundled_cases();

/// JSON Schema (draft 2020-12) of the case file, from the table that drives the loader.
[[nodiscard]] std::string case_schema();

/// Writes one whole file or nothing (output_files.hpp writes several).
/// \throws InputError E0910 where it cannot be written, E0912 where this process has read it
void write_file(const std::string& path, std::string_view bytes);

}  // namespace entente::io
