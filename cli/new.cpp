// entente new: a case to fill in.
#include <charconv>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"
#include "entente/app/new_case.hpp"

namespace entente::cli {
namespace {

/// "3" as so many names, "North, South" as these.
std::vector<std::string> names_of(const Context& context, const std::string& option, const char* what) {
    if (!context.arguments.has(option)) return {};
    const std::string given = context.arguments.get(option);
    std::uint64_t count = 0;
    const char* const end = given.data() + given.size();
    const auto [rest, error] = std::from_chars(given.data(), end, count);
    std::vector<std::string> names;
    if (error == std::errc() && rest == end) {
        count = context.arguments.whole(option, 2, 1, 1000);
        for (std::uint64_t k = 1; k <= count; ++k) names.push_back(what + (" " + std::to_string(k)));
        return names;
    }
    for (std::string name : context.arguments.list(option)) {
        while (name.starts_with(' ')) name.erase(0, 1);
        while (name.ends_with(' ')) name.pop_back();
        if (!name.empty()) names.push_back(std::move(name));
    }
    return names;
}

Result run(Context& context) {
    if (context.arguments.has("--checklist"))
        return {.output = context.json ? app::checklist_json() : app::checklist_text(context.text)};
    if (!context.arguments.inputs.empty())
        return {.output = app::convert(context.load(), app::Format::toml).front().text};
    return {.output = app::new_case({.parties = names_of(context, "--parties", "Party"),
                                     .issues = names_of(context, "--issues", "Issue"),
                                     .title = context.arguments.get("--title")})};
}

}  // namespace

Verb new_verb() {
    return {.name = "new",
            .summary = "a case to fill in, or a score sheet as a case",
            .inputs = "SHEET...",
            .fewest = 0,
            .about =
                "Writes a case file to fill in: parties and issues as named, every number a placeholder "
                "that says so. "
                "Issues may be taken from a checklist of what peace agreements settle, with neutral "
                "options and how "
                "often each was part of one. A score sheet (CSV or Excel) or a scenario becomes the case "
                "that it says.",
            .options = {{.name = "--parties",
                         .value = "NAMES",
                         .help = "names with commas between, or how many"},
                        {.name = "--issues",
                         .value = "NAMES",
                         .help = "names or ids of the checklist with commas between, or how many"},
                        {.name = "--title", .value = "TEXT", .help = "the conflict in one line"},
                        {.name = "--checklist", .help = "print the checklist instead"}},
            .examples = {{"entente new --parties \"North,South\" --issues border,return -o case.toml",
                          "a template"},
                         {"entente new --checklist", "what agreements settle, and how often"},
                         {"entente new scores.xlsx -o case.toml", "from a score sheet"}},
            .run = run,
            .analyses = false};
}

}  // namespace entente::cli
