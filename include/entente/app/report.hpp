// entente report: everything that the file supports, on one page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/files.hpp"
#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/document.hpp"

namespace entente::app {

struct ReportOptions {
    std::string for_party;  ///< id or name: a copy without the other parties' sheets; empty: for all
    bool redact = false;    ///< names replaced
    bool swings = true;     ///< 10,000 draws of the ranged numbers; false: 1,000, and no rule
    bool first = false;    ///< what a moved slider shows at once: no draws, no ranges of the war, no course
    double span = 0;       ///< of the course of the war, as war::WarOptions::span
    bool sliders = false;  ///< also list every number with its slider (the studio)
};

struct ReportAnswer {
    Case conflict;
    report::Document document;
    Stopped stopped = Stopped::complete;
    std::vector<std::string> settings;
};

/// Answers: what should one person tell another about this case, on one page?
/// \throws InputError E0909 for an unknown party, and what the analyses throw
/// \threads the same bytes for any number
[[nodiscard]] ReportAnswer make_report(const Input& input, const ReportOptions& options = {},
                                       const RunOptions& run = {});

/// One HTML file: it opens from a disk, prints, and asks the network for nothing.
[[nodiscard]] std::string to_html(const ReportAnswer& answer);

/// The document under the envelope that every verb's JSON has.
[[nodiscard]] std::string to_json(const ReportAnswer& answer);

/// The page for the studio: its script asks the server that sent it.
[[nodiscard]] std::string to_studio_html(const ReportAnswer& answer);

/// What stands in the page's body, drawn anew: what the studio sends while numbers move.
[[nodiscard]] std::string body_html(const ReportAnswer& answer);

/// One section as the page draws it, and as data.
[[nodiscard]] std::string section_html(const report::Section& section);
[[nodiscard]] std::string section_json(const report::Section& section);

/// The document alone, on one line.
[[nodiscard]] std::string document_json(const ReportAnswer& answer);

/// A copy of the case with changed numbers, everything else as its author wrote it (a case that was not
/// read from TOML is written anew). \throws InputError E0905, E0906, and what makes the changed case
/// unsound
[[nodiscard]] OutputFile changed_copy(const Input& input, const std::vector<std::string>& settings);

/// Each figure as an SVG file, named after it.
[[nodiscard]] std::vector<OutputFile> to_svgs(const ReportAnswer& answer);

/// The data of each figure, and each table, as a CSV file named after it.
[[nodiscard]] std::vector<OutputFile> to_csvs(const ReportAnswer& answer);

/// The sentence that the terminal shows.
[[nodiscard]] std::string to_text(const ReportAnswer& answer);

}  // namespace entente::app
