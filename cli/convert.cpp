// entente convert: the same case in another format.
#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

bool ends_with_xml(const std::string& path) { return path.ends_with(".xml") || path.ends_with('/'); }

Result run(Context& context) {
    const app::Input input = context.load(true);
    const std::string to =
        context.arguments.get("--to", ends_with_xml(context.arguments.get("--output")) ? "genius" : "toml");
    const auto files = app::convert(input, to == "genius" ? app::Format::genius : app::Format::toml);
    if (to == "toml") return {.output = files.front().text};
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
            "Writes any case that Entente reads as a case file (TOML) or, where GENIUS can say it, as a "
            "GENIUS domain with one profile per party. The utility of every outcome stays what it was.",
        .options = {{.name = "--to", .value = "FORMAT", .help = "format", .choices = {"toml", "genius"}}},
        .examples = {{"entente convert domain.xml a.xml b.xml -o case.toml", "GENIUS to a case file"},
                     {"entente convert case.toml --to genius -o folder", "a case file to GENIUS"}},
        .run = run};
}

}  // namespace entente::cli
