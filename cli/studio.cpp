// entente studio: the same page, alive.
#include <cstdio>

#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/progress.hpp"
#include "cli/verb.hpp"
#include "entente/app/files.hpp"
#include "entente/studio/studio.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    constexpr std::uint64_t kPorts = 65535;
    if (!app::page_has_script()) {
        throw InputError(usage_error("E0704", "this build of Entente has no script for its page",
                                     "./quickstart builds it, or says what keeps it from doing so"));
    }
    studio::StudioOptions options;
    options.port = static_cast<int>(context.arguments.whole("--port", 0, 0, kPorts));
    studio::Studio studio(context.load(), options, context.run.quiet());  // the page shows progress
    studio.prepare(context.run);
    if (context.run.stop.stop_requested()) return {.output = "", .stopped = Stopped::cancelled};
    clear_progress_line();
    write_stdout(studio.url() + "\n");
    std::fflush(stdout);
    if (!context.quiet)
        std::fputs("Open this address in a browser of this machine; Ctrl-C ends the studio.\n", stderr);
    studio.serve(context.run.stop);
    return {};
}

}  // namespace

Verb studio_verb() {
    return {.name = "studio",
            .summary = "the report alive: move a number, see the zone move",
            .inputs = "CASE...",
            .about =
                "Serves the report's page to browsers of this machine only, at an address that holds a "
                "token. Every number of the case "
                "is a slider; settlement, war and stability are computed again as it moves. Two versions "
                "can be compared, steps undone, "
                "and a copy of the case saved with the numbers in place. No file is written and nothing "
                "leaves the machine.",
            .options = {{.name = "--port",
                         .value = "N",
                         .help = "the port to listen on (default: any free one)"}},
            .examples = {{"entente studio case:camp-david-1978", "then open the address that it prints"}},
            .run = run,
            .each = false};
}

}  // namespace entente::cli
