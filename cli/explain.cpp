// entente explain: what a diagnostic code means.
#include <fmt/format.h>

#include "cli/parse.hpp"
#include "cli/verb.hpp"
#include "entente/app/codes.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    const auto& inputs = context.arguments.inputs;
    const auto codes = app::explain(inputs);
    if (context.json) return {.output = app::codes_json(codes)};
    if (context.arguments.has("--markdown")) return {.output = app::codes_markdown(codes)};
    return {.output = inputs.empty() ? app::codes_list(codes) : app::codes_text(codes)};
}

}  // namespace

Verb explain_verb() {
    return {.name = "explain",
            .summary = "what a diagnostic code means and how to mend it",
            .inputs = "CODE...",
            .fewest = 0,
            .about =
                "Tells what the code of a diagnostic means, how to mend it, and shows a wrong and a right "
                "line. Without a code lists them all.",
            .options = {{.name = "--markdown", .help = "as the page docs/errors.md"}},
            .examples = {{"entente explain E0103", "one code"}, {"entente explain", "all of them"}},
            .run = run,
            .analyses = false};
}

}  // namespace entente::cli
