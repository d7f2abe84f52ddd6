// entente FILE: one screen of all that the file supports.
#include "entente/app/summary.hpp"

#include "cli/verb.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    const app::Input input = context.load(true);
    const app::SummaryAnswer answer = app::summary(input, context.run, context.text);
    context.answered();
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.stopped};
}

}  // namespace

const Verb& summary_verb() {
    static const Verb verb = {
        .name = "",
        .summary = "one screen of all that a case supports",
        .inputs = "CASE...",
        .examples = {{"entente case:protracted-war", "one screen on a bundled case"},
                     {"entente settle case.toml --json", "the settlement in full, as JSON"}},
        .run = run};
    return verb;
}

}  // namespace entente::cli
