// entente schema: the JSON Schema of the case file.
#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {

namespace {

Result run(Context& context) {
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
                         .help = "the parameters of every war model, as text (JSON with --json)"}},
            .examples = {{"entente schema -o case.schema.json", "for an editor"},
                         {"entente schema --war", "what a [war] table may say"}},
            .run = run,
            .analyses = false};
}

}  // namespace entente::cli
