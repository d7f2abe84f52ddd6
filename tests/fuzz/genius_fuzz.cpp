// Any bytes as GENIUS files: read or refused, never worse. What is read must be sound, and what can be
// written as GENIUS must be read back with the same space. Files of one input are parted by a line of '%'.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"

namespace {

using namespace entente;

std::vector<io::NamedText> files_of(std::string_view bytes) {
    std::vector<io::NamedText> files;
    constexpr std::string_view kPart = "\n%\n";
    for (int number = 0; number < 8; ++number) {
        const std::size_t end = bytes.find(kPart);
        files.push_back({std::to_string(number) + ".xml", std::string(bytes.substr(0, end))});
        if (end == std::string_view::npos) break;
        bytes.remove_prefix(end + kPart.size());
    }
    return files;
}

Outcome outcome_at(const Space& space, std::size_t seed) {
    Outcome outcome;
    for (const Issue& issue : space.issues)
        outcome.options.emplace_back((seed += 7919) % issue.options.size());
    return outcome;
}

void write_and_read(const Case& conflict) {
    std::vector<io::NamedText> files;
    try {
        files = io::to_genius(conflict);
    } catch (const InputError&) {
        return;  // GENIUS cannot say it
    }
    const Case again = io::load_genius(files).conflict;
    if (again.space.issues.size() != conflict.space.issues.size()) std::abort();
    for (std::size_t party = 0; party < conflict.parties.size(); ++party) {
        for (std::size_t seed = 0; seed < 5; ++seed) {
            const Outcome outcome = outcome_at(conflict.space, seed);
            const double before = utility(conflict, PartyId(party), outcome);
            const double after = utility(again, PartyId(party), outcome);
            if (std::abs(before - after) > 1e-9 * (1 + std::abs(before))) std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const io::LoadedCase loaded = io::load_genius(files_of(bytes));
        if (has_errors(validate(loaded.conflict))) std::abort();
        std::size_t options = 0;
        for (const Issue& issue : loaded.conflict.space.issues) options += issue.options.size();
        if (options <= 2'000) write_and_read(loaded.conflict);
        for (const Diagnostic& warning : loaded.warnings) (void)render(warning);
    } catch (const InputError& error) {
        if (error.diagnostics().empty()) std::abort();
        for (const Diagnostic& diagnostic : error.diagnostics()) (void)render(diagnostic);
    }
    return 0;
}
