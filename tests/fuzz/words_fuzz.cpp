// What stands on a command line: a deal in words, then a line of '%', then settings, for the bundled case
// that the first byte chooses.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/io/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace entente;
    static const std::vector<Case> cases = [] {
        std::vector<Case> all;
        for (const io::BundledCase& bundled : io::bundled_cases())
            all.push_back(io::load_toml(bundled.text, bundled.slug).conflict);
        return all;
    }();
    if (size == 0) return 0;
    const Case& conflict = cases[data[0] % cases.size()];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t part = bytes.find("\n%\n");
    try {
        const std::string deal(bytes.substr(0, part));
        if (deal.find('/') == std::string::npos) {  // no name of a file of this machine
            const Outcome outcome = app::read_deal(conflict, deal);
            if (outcome.options.size() != conflict.space.issues.size()) std::abort();
            if (!feasible(conflict.space, outcome)) std::abort();
        }
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) std::abort();
        for (const Diagnostic& each : refused.diagnostics()) (void)render(each);
    }
    if (part == std::string_view::npos) return 0;
    std::vector<std::string> settings;
    for (std::string_view rest = bytes.substr(part + 3); !rest.empty() && settings.size() < 64;) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        settings.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    try {
        (void)validate(with_settings(conflict, settings));
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) std::abort();
        for (const Diagnostic& each : refused.diagnostics()) (void)render(each);
    }
    return 0;
}
