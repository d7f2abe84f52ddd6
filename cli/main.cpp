// entente: reads the command line, runs one verb, delivers its result.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

#include "cli/each.hpp"
#include "cli/help.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/progress.hpp"
#include "entente/app/check.hpp"
#include "entente/core/printable.hpp"
#include "entente/core/version.hpp"

namespace entente::cli {
namespace {

enum ExitCode { kResult = 0, kBadInput = 2, kBug = 70, kInterrupted = 130 };

bool color_wanted(const Arguments& arguments) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return !arguments.has("--no-color") && !arguments.has("--output") && isatty(STDOUT_FILENO) == 1 &&
           (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
           std::string_view(terminal) != "dumb";
}

Context context_of(const Parsed& parsed) {
    constexpr std::uint64_t kExactInJson = (1ull << 53) - 1;
    constexpr std::uint64_t kMostThreads = 1024;
    Context context{.arguments = parsed.arguments};
    const Arguments& given = context.arguments;
    context.json = given.has("--json");
    context.quiet = given.has("--quiet");
    context.text.color = color_wanted(given);
    context.run.seed = given.whole("--seed", context.run.seed, 0, kExactInJson);
    context.run.threads = static_cast<int>(given.whole("--threads", 0, 0, kMostThreads));
    if (given.has("--memory")) context.run.memory_bytes = parse_memory(given.get("--memory"));
    context.run.stop = stop_on_interrupt();
    context.run.progress = progress_line(context.quiet);
    return context;
}

/// `check --json` answers with its diagnostics, whatever they are: they are its result.
void tell_refusal(const Parsed& parsed, const std::vector<Diagnostic>& diagnostics) {
    tell(diagnostics);
    if (parsed.verb == nullptr || parsed.verb->name != "check" || !parsed.arguments.has("--json")) return;
    try {
        deliver({.output = printable_json(app::refusal_json(diagnostics))}, parsed.arguments);
    } catch (const InputError& error) {
        tell(error.diagnostics());
    }
}

int run(const std::vector<std::string>& words) {
    Parsed parsed;
    try {
        parsed = parse(words);
        if (parsed.help || parsed.version) {
            const bool whole = parsed.verb->name.empty();
            write_stdout(parsed.version ? fmt::format("entente {}\n", version())
                         : whole        ? help()
                                        : help(*parsed.verb));
            return kResult;
        }
        Context context = context_of(parsed);
        Result result =
            parsed.arguments.has("--each") ? run_each(*parsed.verb, context) : parsed.verb->run(context);
        work_is_done();
        if (context.json) result.output = printable_json(std::move(result.output));
        clear_progress_line();
        delivery_begins();
        deliver(result, parsed.arguments);
        if (result.refused) return kBadInput;
        return result.stopped == Stopped::cancelled ? kInterrupted : kResult;
    } catch (const InputError& error) {
        tell_refusal(parsed, error.diagnostics());
        return kBadInput;
    }
}

int guarded(const std::vector<std::string>& words) {
    const auto bug = [](const char* what) {
        clear_progress_line();
        std::fprintf(stderr, "entente: this is a bug of ours, not a fault of your file: %s\n",
                     printable(what).c_str());
        return kBug;
    };
    try {
        return run(words);
    } catch (const std::bad_alloc&) {
        return bug("out of memory (a smaller --memory may help)");
    } catch (const std::exception& error) {
        return bug(error.what());
    } catch (...) {
        return bug("unknown exception");
    }
}

}  // namespace
}  // namespace entente::cli

int main(int argc, char** argv) {
    entente::cli::secure_descriptors();
    ::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is seen where we write
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const int code = entente::cli::guarded(words);
    std::fflush(stderr);
    _exit(code);  // the watcher of signals still waits; nothing is left to flush
}
