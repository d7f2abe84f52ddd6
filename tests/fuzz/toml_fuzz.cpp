// Any bytes as a case file: read or refused, never worse. Findings must stand in the text; what is read
// must be sound, survive writing and reading with every utility unchanged, and agree with toml++ on its
// values.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../io/toml_oracle.hpp"
#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"

namespace {

using namespace entente;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

Outcome outcome_at(const Space& space, std::size_t seed) {
    Outcome outcome;
    for (const Issue& issue : space.issues)
        outcome.options.emplace_back((seed += 7919) % issue.options.size());
    return outcome;
}

void check_findings(const InputError& refused, std::string_view text) {
    if (refused.diagnostics().empty()) fail("refused without a reason");
    for (const Diagnostic& each : refused.diagnostics()) {
        if (each.where.column > 1 && each.where.column > text.size() + 1) fail("a place outside the text");
        (void)render(each);
    }
}

void write_and_read(const Case& conflict) {
    const std::string text = io::to_toml(conflict);
    Case again;
    try {
        again = io::load_toml(text, "again").conflict;
    } catch (const InputError& refused) {
        fail("what was written is refused: " + render(refused.diagnostics().front()) + "\n" + text);
    }
    if (again.space.issues.size() != conflict.space.issues.size()) fail("other issues");
    for (std::size_t seed = 0; seed < 5; ++seed) {
        const Outcome outcome = outcome_at(conflict.space, seed);
        if (feasible(conflict.space, outcome) != feasible(again.space, outcome))
            fail("other rules:\n" + text);
        for (std::size_t party = 0; party < conflict.parties.size(); ++party) {
            if (utility(conflict, PartyId(party), outcome) != utility(again, PartyId(party), outcome)) {
                fail("another utility:\n" + text);
            }
        }
    }
    if (io::to_toml(again) != text)
        fail("writing is not stable:\n" + text + "\n---\n" + io::to_toml(again));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const std::string found = io::disagreement(text); !found.empty()) fail(found);
    Case conflict;
    try {
        conflict = io::load_toml(text, "fuzz").conflict;
    } catch (const InputError& refused) {
        check_findings(refused, text);
        return 0;
    }
    std::size_t options = 0;
    for (const Issue& issue : conflict.space.issues) options += issue.options.size();
    if (options <= 5'000) write_and_read(conflict);
    return 0;
}
