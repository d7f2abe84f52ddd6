#include "entente/app/input.hpp"

#include <algorithm>

#include "entente/io/load.hpp"

namespace entente::app {
Input with_settings(Input input, const std::vector<std::string>& settings) {
    input.settings.insert(input.settings.end(), settings.begin(), settings.end());
    if (settings.empty()) return input;
    input.conflict = entente::with_settings(std::move(input.conflict), settings);
    // A setting can make a sound case unsound (all weights zero), and no place in the file is to blame.
    std::vector<Diagnostic> found = validate(input.conflict);
    if (has_errors(found)) {
        for (Diagnostic& one : found) {
            one.message += " (after --set)";
            one.where = {};
        }
        std::erase_if(found, [](const Diagnostic& one) { return one.severity != Severity::error; });
        throw InputError(std::move(found));
    }
    return input;
}

namespace {

Input read(io::LoadedCase loaded, std::vector<std::string> files) {
    return {std::move(loaded.conflict),
            std::move(loaded.text),
            std::move(loaded.warnings),
            {},
            std::move(files)};
}

}  // namespace

Input load(const std::vector<std::string>& files, const std::vector<std::string>& settings,
           bool actors_alone) {
    Input input = read(io::load(files), files);
    if (!actors_alone) expect_parties(input);
    return with_settings(std::move(input), settings);
}

void expect_parties(const Input& input) {
    if (!input.conflict.parties.empty() || input.conflict.actors.empty()) return;
    Diagnostic made{.code = "E1011",
                    .message = "this is a table of actors: it names no parties that could agree",
                    .hint = "entente stakeholders " + input.conflict.origin.file};
    made.where.file = input.conflict.origin.file;
    throw InputError(std::move(made));
}

Input load_text(std::string_view text, std::string_view file, const std::vector<std::string>& settings) {
    return with_settings(read(io::load_toml(text, file), {std::string(file)}), settings);
}

PartyId find_party(const Case& conflict, std::string_view id_or_name) {
    std::vector<std::string> known;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        const Party& party = conflict.parties[p];
        if (party.id == id_or_name || party.name == id_or_name) return PartyId(p);
        known.push_back(party.id);
    }
    throw InputError(
        Diagnostic{.code = "E0909",
                   .message = "there is no party '" + std::string(id_or_name) + "' in the case",
                   .hint = did_you_mean(id_or_name, known)});
}

}  // namespace entente::app
