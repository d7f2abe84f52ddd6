// entente cases: what comes along.
#include <fmt/format.h>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

Result run(Context& context) {
    if (!context.arguments.inputs.empty()) {
        std::string slug = context.arguments.inputs.front();
        if (slug.starts_with("case:")) slug.erase(0, 5);
        return {.output = app::case_text(slug)};
    }
    const auto entries = app::cases();
    if (context.json) return {.output = app::cases_json(entries)};
    std::string out = fmt::format("{} case{} come along; any command takes case:SLUG.\n\n", entries.size(),
                                  entries.size() == 1 ? "" : "s");
    std::size_t widest = 0;
    for (const app::CaseEntry& entry : entries) widest = std::max(widest, entry.slug.size());
    for (const app::CaseEntry& entry : entries) {
        out += fmt::format("  {:<{}}  {}\n  {:<{}}  {} parties, {} issues, {} outcomes\n", entry.slug,
                           widest, app::fit(entry.title, 76 - widest), "", widest, entry.parties,
                           entry.issues, app::grouped(entry.outcomes));
    }
    return {.output = out + "\nentente cases SLUG prints the file of one.\n"};
}

}  // namespace

Verb cases_verb() {
    return {
        .name = "cases",
        .summary = "the cases that come along",
        .inputs = "SLUG",
        .fewest = 0,
        .most = 1,
        .about = "Lists the bundled cases; with a SLUG prints that case's file, to read or to start from.",
        .examples = {{"entente cases", "list them"},
                     {"entente cases panama-canal -o my-case.toml", "start from one"}},
        .run = run,
        .analyses = false};
}

}  // namespace entente::cli
