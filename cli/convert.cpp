// entente convert: the same case in another format.
#include <algorithm>
#include <iterator>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

struct FormatName {
    const char* name;
    app::Format format;
    bool one_file;
};

constexpr FormatName kFormats[] = {{"toml", app::Format::toml, true},
                                   {"genius", app::Format::genius, false},
                                   {"negmas", app::Format::negmas, false},
                                   {"csv", app::Format::csv, true}};

/// What the name of the output says.
std::string format_of(const std::string& path) {
    if (path.ends_with(".csv")) return "csv";
    if (path.ends_with(".yml") || path.ends_with(".yaml")) return "negmas";
    return path.ends_with(".xml") || path.ends_with('/') ? "genius" : "toml";
}

Result run(Context& context) {
    const app::Input input = context.load(true);
    const std::string to = context.arguments.get("--to", format_of(context.arguments.get("--output")));
    const auto* const chosen = std::find_if(std::begin(kFormats), std::end(kFormats),
                                            [&](const FormatName& each) { return to == each.name; });
    const auto files = app::convert(input, chosen->format);
    if (chosen->one_file) return {.output = files.front().text};
    Result result;
    for (const app::OutputFile& file : files) result.files.push_back({file.name, file.text});
    return result;
}

}  // namespace

Verb convert_verb() {
    return {
        .name = "convert",
        .summary = "the same case in another format",
        .inputs = "CASE...",
        .about =
            "Writes any case that Entente reads as a case file (TOML) or, where the format can say it, as "
            "a "
            "GENIUS or NegMAS domain with one profile per party, or as a score sheet (CSV). The utility of "
            "every outcome stays what it was; what a format cannot say is named and nothing is written.",
        .options = {{.name = "--to",
                     .value = "FORMAT",
                     .help = "format",
                     .choices = {"toml", "genius", "negmas", "csv"}}},
        .examples = {{"entente convert domain.xml a.xml b.xml -o case.toml", "GENIUS to a case file"},
                     {"entente convert case.toml --to genius -o folder", "a case file to GENIUS"},
                     {"entente convert sheet.xlsx -o case.toml", "a score sheet to a case file"}},
        .run = run,
        .each = false};
}

}  // namespace entente::cli
