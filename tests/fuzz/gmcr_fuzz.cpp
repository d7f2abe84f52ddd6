// Any bytes as a graph model: read or refused, never worse. What is read must be sound, and must mean the
// same after it was written as TOML.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "entente/io/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace entente;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        const io::LoadedCase loaded = io::load_gmcr(bytes, "fuzz.gmcr");
        if (has_errors(validate(loaded.conflict))) std::abort();
        const std::string text = io::to_toml(loaded.conflict);
        const Case again = io::load_toml(text, "again").conflict;
        if (again.space.issues.size() != loaded.conflict.space.issues.size()) std::abort();
        if (again.space.rules.size() != loaded.conflict.space.rules.size()) std::abort();
        for (const Diagnostic& warning : loaded.warnings) (void)render(warning);
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) std::abort();
        for (const Diagnostic& each : refused.diagnostics()) (void)render(each);
    }
    return 0;
}
