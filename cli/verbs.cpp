// The verbs there are. Adding one: its declaration and its place in the table.
#include "cli/verb.hpp"

namespace entente::cli {

Verb check_verb();
Verb settle_verb();
Verb war_verb();
Verb stability_verb();
Verb stakeholders_verb();
Verb negotiate_verb();
Verb robust_verb();
Verb merge_verb();
Verb levers_verb();
Verb report_verb();
Verb studio_verb();
Verb convert_verb();
Verb new_verb();
Verb schema_verb();
Verb cases_verb();
Verb explain_verb();
Verb completion_verb();

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all = {
        check_verb(),     settle_verb(),     war_verb(),    stability_verb(), stakeholders_verb(),
        negotiate_verb(), robust_verb(),     levers_verb(), report_verb(),    studio_verb(),
        convert_verb(),   new_verb(),        merge_verb(),  schema_verb(),    cases_verb(),
        explain_verb(),   completion_verb(),
    };
    return all;
}

std::vector<Option> options_of(const Verb& verb) {
    std::vector<Option> all = verb.options;
    if (verb.analyses) {
        all.push_back({.name = "--set",
                       .value = "ADDRESS=VALUE",
                       .help = "change a number for this run",
                       .repeats = true});
        all.push_back({.name = "--seed", .value = "N", .help = "seed of random numbers (default 1)"});
        all.push_back({.name = "--threads",
                       .value = "N",
                       .help = "threads; results do not depend on it (default: all)"});
        all.push_back(
            {.name = "--memory", .value = "SIZE", .help = "budget such as 512M or 4G (default 4G)"});
    }
    if (verb.analyses && verb.each) {
        all.push_back({.name = "--each",
                       .help = "every case of the folders that are named: a line of JSON for each"});
    }
    all.push_back({.name = "--json", .help = "the result as JSON (docs/json.md)"});
    all.push_back({.name = "--output",
                   .letter = "-o",
                   .value = "FILE",
                   .help = "write the result there, whole or not at all"});
    all.push_back({.name = "--quiet", .letter = "-q", .help = "no warnings and no progress on stderr"});
    all.push_back({.name = "--no-color", .help = "plain text (also where NO_COLOR is set)"});
    all.push_back({.name = "--help", .letter = "-h", .help = "this text"});
    return all;
}

}  // namespace entente::cli
