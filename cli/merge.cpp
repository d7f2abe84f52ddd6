// entente merge: the shards of `entente robust` as one result.
#include "cli/output.hpp"
#include "cli/verb.hpp"
#include "entente/app/robust.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    const app::RobustAnswer answer = app::merge_parts(context.arguments.inputs, context.run);
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.result.stopped};
}

}  // namespace

Verb merge_verb() {
    return {.name = "merge",
            .summary = "the shards of `entente robust` as one result",
            .inputs = "PART...",
            .about =
                "Adds parts that `entente robust --shard` made, on one machine or many. The result is that "
                "of one run over all draws, to the last bit. Damaged parts, parts of another study and "
                "parts that overlap are refused by name.",
            .options = {},
            .examples = {{"entente merge part1 part2 part3 part4", "four quarters"},
                         {"entente merge part* --json -o robust.json", "the same as JSON"}},
            .run = run,
            .analyses = false};
}

}  // namespace entente::cli
