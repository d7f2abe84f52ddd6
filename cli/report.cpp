// entente report: one page that opens offline, prints, and can be trusted.
#include <unistd.h>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"
#include "entente/app/report.hpp"

namespace entente::cli {
namespace {

/// Adds figures or tables to what is written, and tells which. \return their paths, one a line
std::string add_files(Result& result, const std::vector<app::OutputFile>& files,
                      const std::string& folder) {
    std::string told;
    result.folders.push_back(folder);
    for (const app::OutputFile& file : files) {
        const std::string path = folder + "/" + file.name;
        result.beside.push_back({path, file.text});
        told += path + "\n";
    }
    return told;
}

Result run(Context& context) {
    const Arguments& given = context.arguments;
    const app::ReportAnswer answer =
        app::make_report(context.load(),
                         {.for_party = given.get("--for"),
                          .redact = given.has("--redact"),
                          .span = given.real("--span", 0, kShortestSpan, kLongestSpan)},
                         context.run);
    context.answered();
    Result result{.output = {}, .stopped = answer.stopped};
    std::string figures;
    if (given.has("--svg")) figures = add_files(result, app::to_svgs(answer), given.get("--svg"));
    if (given.has("--csv")) figures += add_files(result, app::to_csvs(answer), given.get("--csv"));
    if (context.json) {
        result.output = app::to_json(answer);
    } else if (given.has("--output")) {
        result.output = app::to_html(answer);
    } else if (given.has("--svg") || given.has("--csv")) {
        result.output = figures;
    } else if (isatty(STDOUT_FILENO) == 1) {
        result.output =
            app::to_text(answer) + "\nWrite the page with -o report.html, and open it in a browser.\n";
    } else {
        result.output = app::to_html(answer);
    }
    return result;
}

}  // namespace

Verb report_verb() {
    return {
        .name = "report",
        .summary = "everything the file supports, on one page for readers",
        .inputs = "CASE...",
        .about =
            "Writes one HTML file that opens from a disk, prints on A4 and Letter and asks the network for "
            "nothing: page one in "
            "plain words, then the figures, every number with its source, and how to get the page again. "
            "Model, not advice.",
        .options = {{.name = "--for",
                     .value = "PARTY",
                     .help = "a copy for one party: the other parties' sheets are left out"},
                    {.name = "--redact",
                     .help = "replace the parties' names; title, summary and sources are left out"},
                    {.name = "--span",
                     .value = "TIME",
                     .help = "lay the course of the war over so many of its battles or periods"},
                    {.name = "--svg",
                     .value = "FOLDER",
                     .help = "also write each figure as an SVG file there"},
                    {.name = "--csv",
                     .value = "FOLDER",
                     .help = "also write each table, and the data of each figure, as a CSV file there"}},
        .examples = {{"entente report case:camp-david-1978 -o report.html", "the page of a bundled case"},
                     {"entente report case.toml --for north -o north.html", "what the north may read"},
                     {"entente report case.toml --svg figures", "the figures alone"}},
        .run = run,
        .each = false};
}

}  // namespace entente::cli
