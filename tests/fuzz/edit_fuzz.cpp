// A case, a line of '%', and settings: numbers set, written into the case's own text, and read again must
// be the numbers that were set. Everything is refused with a reason, or holds.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/io/load.hpp"

namespace {

using namespace entente;

std::map<std::string, std::string> numbers_of(const Case& conflict) {
    std::map<std::string, std::string> numbers;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const Quantity& q = *ref.quantity;
        numbers.emplace(ref.address, q.best.to_string() + (q.low ? " " + q.low->to_string() : "") +
                                         (q.high ? " " + q.high->to_string() : ""));
    });
    return numbers;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty() && lines.size() < 64) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t part = bytes.find("\n%\n");
    const std::string_view text = bytes.substr(0, part);
    const std::vector<std::string> settings =
        part == std::string_view::npos ? std::vector<std::string>{} : lines_of(bytes.substr(part + 3));
    try {
        const Case before = io::load_toml(text, "fuzz").conflict;
        const Case after = with_settings(before, settings);
        if (has_errors(validate(after))) return 0;  // who sets numbers tells the user, not who edits
        const std::string edited = io::with_numbers_replaced(text, before, after);
        Case again;
        try {
            again = io::load_toml(edited, "edited").conflict;
        } catch (const InputError& refused) {
            std::fprintf(stderr, "what was edited is refused: %s\n%s\n",
                         render(refused.diagnostics().front()).c_str(), edited.c_str());
            std::abort();
        }
        const auto wanted = numbers_of(after);
        const auto got = numbers_of(again);
        for (const auto& [address, value] : wanted) {
            const auto found = got.find(address);
            if (found == got.end() || found->second != value) {
                std::fprintf(stderr, "%s: wanted %s, got %s\n%s\n", address.c_str(), value.c_str(),
                             found == got.end() ? "nothing" : found->second.c_str(), edited.c_str());
                std::abort();
            }
        }
    } catch (const InputError& refused) {
        if (refused.diagnostics().empty()) std::abort();
        for (const Diagnostic& each : refused.diagnostics()) (void)render(each);
    }
    return 0;
}
