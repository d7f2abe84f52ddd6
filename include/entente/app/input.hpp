// What a user asks about: files and settings in, a case out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"

namespace entente::app {

/// The case that every verb works on.
struct Input {
    Case conflict;
    std::string text;                   ///< the bytes of a TOML case; empty otherwise
    std::vector<Diagnostic> warnings;   ///< of reading it
    std::vector<std::string> settings;  ///< what `--set` changed, as written
    std::vector<std::string> files;     ///< as the user named them
};

/// Reads the case that `files` name (one TOML or .gmcr file, GENIUS files or folder, "case:SLUG") and
/// applies `settings` ("ADDRESS=VALUE"). \param actors_alone take a table of actors, which has no parties
/// \throws InputError with every diagnostic, E1011 for a table of actors
[[nodiscard]] Input load(const std::vector<std::string>& files,
                         const std::vector<std::string>& settings = {}, bool actors_alone = false);

/// The same for the text of a TOML case; `file` names it in diagnostics.
[[nodiscard]] Input load_text(std::string_view text, std::string_view file,
                              const std::vector<std::string>& settings = {});

/// The same case with numbers changed ("ADDRESS=VALUE"). \throws InputError E0905, E0906, and what is wrong
/// with the changed case
[[nodiscard]] Input with_settings(Input input, const std::vector<std::string>& settings);

/// Refuses a table of actors alone, of which only stakeholders can be asked. \throws InputError E1011
void expect_parties(const Input& input);

/// A deal in words: "border=0.45, returns=quota", or the name of a file with one `issue = option` a line or
/// a JSON object {"issue": "option"}. Every issue must be settled.
/// \throws InputError E0907, E0908 with did-you-mean
[[nodiscard]] Outcome read_deal(const Case& conflict, const std::string& text_or_file);

/// The party with this id or name. \throws InputError E0909 with did-you-mean
[[nodiscard]] PartyId find_party(const Case& conflict, std::string_view id_or_name);

}  // namespace entente::app
