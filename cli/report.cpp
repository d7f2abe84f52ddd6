// entente report: one page that opens offline, prints, and can be trusted.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"
#include "entente/app/report.hpp"

namespace entente::cli {
namespace {

/// Quoted for a shell where it must be.
std::string quoted(const std::string& word) {
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+.,:/@%";
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
    std::string safe = "'";
    for (const char c : word) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return safe + "'";
}

/// The command that makes this report again; where its output goes is not part of it.
std::string command_of(const Context& context) {
    std::string command = "entente report";
    for (const std::string& file : context.arguments.inputs) command += " " + quoted(file);
    for (const char* option : {"--set", "--for", "--span"}) {
        for (const std::string& value : context.arguments.all(option))
            command += std::string(" ") + option + " " + quoted(value);
    }
    if (context.arguments.has("--redact")) command += " --redact";
    if (context.run.seed != 1) command += fmt::format(" --seed {}", context.run.seed);
    return command;
}

/// Writes the figures and tells which.
std::string write_figures(const app::ReportAnswer& answer, const std::string& folder) {
    ::mkdir(folder.c_str(), 0777);  // where it cannot be made, writing says so
    std::string told;
    for (const app::OutputFile& file : app::to_svgs(answer)) {
        const std::string path = folder + "/" + file.name;
        app::write(path, file.text);
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
                          .command = command_of(context),
                          .span = given.real("--span", 0, kShortestSpan, kLongestSpan)},
                         context.run);
    std::string figures;
    if (given.has("--svg")) figures = write_figures(answer, given.get("--svg"));
    Result result{.output = {}, .stopped = answer.stopped};
    if (context.json) {
        result.output = app::to_json(answer);
    } else if (given.has("--output")) {
        result.output = app::to_html(answer);
    } else if (given.has("--svg")) {
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
                     .help = "also write each figure as an SVG file there"}},
        .examples = {{"entente report case:camp-david-1978 -o report.html", "the page of a bundled case"},
                     {"entente report case.toml --for north -o north.html", "what the north may read"},
                     {"entente report case.toml --svg figures", "the figures alone"}},
        .run = run};
}

}  // namespace entente::cli
