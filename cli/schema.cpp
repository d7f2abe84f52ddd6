// entente schema: the JSON Schema of the case file.
#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {

namespace {

Result run(Context& context) {
    if (context.arguments.has("--keys")) return {.output = app::result_keys()};
    if (context.arguments.has("--typescript")) return {.output = app::document_types()};
    if (context.arguments.has("--python")) return {.output = app::result_classes()};
    if (!context.arguments.has("--war")) return {.output = app::schema()};
    return {.output = context.json ? app::war_models_json() : app::war_models_text(context.text)};
}

}  // namespace

Verb schema_verb() {
    return {.name = "schema",
            .summary = "the JSON Schema of the case file",
            .inputs = "",
            .fewest = 0,
            .most = 0,
            .about =
                "Prints a JSON Schema (draft 2020-12) made from the table that the reader itself uses. "
                "Editors complete and check case files with it. With --war, the models that [war] may name "
                "and the "
                "kinds of aid, each with its parameters: unit, legal values, default, meaning.",
            .options = {{.name = "--war",
                         .help = "the parameters of every war model, as text (JSON with --json)"},
                        {.name = "--keys",
                         .help = "instead: what every key of every command's JSON means, as Markdown"},
                        {.name = "--typescript",
                         .help = "instead: the report's document as TypeScript interfaces"},
                        {.name = "--python", .help = "instead: every result as a Python class"}},
            .examples = {{"entente schema -o case.schema.json", "for an editor"},
                         {"entente schema --war", "what a [war] table may say"},
                         {"entente schema --keys", "what the results say"}},
            .run = run,
            .analyses = false};
}

}  // namespace entente::cli
