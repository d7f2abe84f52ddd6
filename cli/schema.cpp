// entente schema: the JSON Schema of the case file.
#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {

Verb schema_verb() {
    return {.name = "schema",
            .summary = "the JSON Schema of the case file",
            .inputs = "",
            .fewest = 0,
            .most = 0,
            .about =
                "Prints a JSON Schema (draft 2020-12) made from the table that the reader itself uses. "
                "Editors complete and check case files with it.",
            .examples = {{"entente schema -o case.schema.json", "for an editor"}},
            .run = [](Context&) { return Result{.output = app::schema()}; },
            .analyses = false};
}

}  // namespace entente::cli
