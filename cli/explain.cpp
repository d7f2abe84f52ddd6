// entente explain: what a diagnostic code means, what an idea of the field is and does in a case.
#include <optional>

#include "cli/parse.hpp"
#include "cli/verb.hpp"
#include "entente/app/codes.hpp"
#include "entente/app/lessons.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    const Arguments& given = context.arguments;
    if (given.has("--markdown")) return {.output = app::codes_markdown(app::explain(given.inputs))};
    if (given.has("--solutions")) return {.output = app::ideas_markdown(app::ideas())};
    app::Questions asked = app::questions(given.inputs);
    std::optional<app::Input> input;
    if (!asked.files.empty()) {
        context.arguments.inputs = asked.files;
        input = context.load();
        app::explain_in(asked.ideas, *input, context.run);
        context.answered();
    }
    const bool all = given.inputs.empty();
    if (all) {
        asked.codes = app::explain({});
        asked.ideas = app::ideas();
    }
    const Case* conflict = input ? &input->conflict : nullptr;
    if (context.json) return {.output = app::explained_json(asked, input ? input->conflict : Case{})};
    if (all) return {.output = app::ideas_list(asked.ideas) + "\n" + app::codes_list(asked.codes)};
    std::string text = asked.codes.empty() ? "" : app::codes_text(asked.codes);
    if (!text.empty() && !asked.ideas.empty()) text += "\n";
    return {.output = text + app::ideas_text(asked.ideas, conflict, context.text)};
}

}  // namespace

Verb explain_verb() {
    return {
        .name = "explain",
        .summary = "what a code means; what an idea such as nash is, and does in a case",
        .inputs = "NAME... [CASE]",
        .fewest = 0,
        .about =
            "Tells what the code of a diagnostic means and how to mend it, or what a solution or a "
            "stability concept asks for, with a picture and what is said against it. With a case also "
            "what it chooses there, and why, in the numbers of the case. Without a name lists them all.",
        .options = {{.name = "--markdown", .help = "codes as the page docs/errors.md"},
                    {.name = "--solutions", .help = "ideas as the page docs/solutions.md"}},
        .examples = {{"entente explain E0103", "a code"},
                     {"entente explain nash case:protracted-war",
                      "an idea, and why it chooses what it does"},
                     {"entente explain", "all of them"}},
        .run = run,
        .analyses = false};
}

}  // namespace entente::cli
