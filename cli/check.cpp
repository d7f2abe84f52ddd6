// entente check: what the file says, and what stands in for the rest.
#include "entente/app/check.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    // Warnings are part of its answer.
    const app::CheckAnswer answer =
        app::check(app::load(context.arguments.inputs, context.arguments.all("--set"), true));
    if (context.json) return {.output = app::to_json(answer)};
    return {.output = context.arguments.has("--numbers") ? app::numbers_text(answer, context.text)
                                                         : app::to_text(answer, context.text)};
}

}  // namespace

Verb check_verb() {
    return {
        .name = "check",
        .summary = "is the file sound, which defaults apply, what does it rest on?",
        .inputs = "CASE...",
        .about =
            "Reads a case and tells what it says: parties, issues, every default in force, every "
            "warning, and the share of importance that rests on assumptions. All mistakes are told in "
            "one run, each with its place and how to mend it; the exit code is then 2.",
        .options = {{.name = "--numbers",
                     .help = "list every number with the address that --set takes, its unit, what it may "
                             "be, its grade and its importance"}},
        .examples = {{"entente check case.toml", "read a case file"},
                     {"entente check case.toml --numbers", "what --set can change"},
                     {"entente check folder/", "a GENIUS scenario: a domain with its profiles"},
                     {"entente check case.toml --json", "the same as JSON, mistakes included"}},
        .run = run};
}

}  // namespace entente::cli
