#include "entente/app/report.hpp"
#include "entente/io/load.hpp"

namespace entente::app {
namespace {

/// "cases/river.toml" -> "river-changed.toml"; "case:river" likewise.
std::string copy_name(const std::string& file) {
    std::string name =
        file.substr(file.find_last_of("/\\:") == std::string::npos ? 0 : file.find_last_of("/\\:") + 1);
    const std::size_t dot = name.rfind('.');
    if (dot != std::string::npos && dot > 0) name.resize(dot);
    for (char& c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '<' || c == '>' || c == '|' || c == '?' || c == '*') c = '-';
    }
    return (name.empty() ? "case" : name) + "-changed.toml";
}

}  // namespace

OutputFile changed_copy(const Input& input, const std::vector<std::string>& settings) {
    const Input changed = with_settings(input, settings);
    const std::string name = copy_name(input.conflict.origin.file);
    if (input.text.empty()) return {name, io::to_toml(changed.conflict)};
    // The case may already hold settings that its text does not.
    const Case written = io::load_toml(input.text, input.conflict.origin.file).conflict;
    return {name, io::with_numbers_replaced(input.text, written, changed.conflict)};
}

}  // namespace entente::app
