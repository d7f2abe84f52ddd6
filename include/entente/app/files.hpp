// entente convert, schema, cases: what goes in and out as files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/io/output_files.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

enum class Format { toml, genius, negmas, csv };

/// A file to be written.
struct OutputFile {
    std::string name;
    std::string text;
};

/// The case in another format: it means the same. TOML and the score sheet (CSV) are one file; GENIUS and
/// NegMAS are a domain and a profile per party. \throws InputError E0320, E0339 naming what a format cannot
/// say
[[nodiscard]] std::vector<OutputFile> convert(const Input& input, Format format);

/// JSON Schema of the case file.
[[nodiscard]] std::string schema();

/// What every key of every verb's JSON means, as Markdown (docs/json.md).
[[nodiscard]] std::string result_keys();

/// The report's document as TypeScript interfaces (web/src/types.ts).
[[nodiscard]] std::string document_types();

/// The results as Python classes (python/entente/results.py).
[[nodiscard]] std::string result_classes();

/// The models of [war] and the kinds of [aid.*], each with its parameters.
[[nodiscard]] std::string war_models_text(const report::TextOptions& options = {});
[[nodiscard]] std::string war_models_json();

struct CaseEntry {
    std::string slug;
    std::string title;
    std::string summary;
    std::size_t parties = 0;
    std::size_t issues = 0;
    std::string outcomes;
};

/// The bundled cases, by slug.
[[nodiscard]] std::vector<CaseEntry> cases();

/// A bundled case's file. \throws InputError E0913 with did-you-mean
[[nodiscard]] std::string case_text(std::string_view slug);

[[nodiscard]] std::string cases_json(const std::vector<CaseEntry>& entries);

/// Was the page built with its script? Without it reports can be read but nothing in them moves, and the
/// studio would be a page that does nothing.
[[nodiscard]] bool page_has_script();

/// The files that one run writes: all of them or none, never over a file that was read.
using io::OutputFiles;

}  // namespace entente::app
