// Tables of actors, as KTAB and as people write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/io/load.hpp"
#include "entente/model/case.hpp"

namespace entente::io::actors {

/// Is this text a table of actors: KTAB's CSV, or columns with names that say so?
[[nodiscard]] bool looks_like_table(std::string_view text);
/// Is this XML a scenario of KTAB?
[[nodiscard]] bool looks_like_scenario(std::string_view text);

/// A table of actors alone, as a case without parties: an issue for each dimension, on its own scale.
/// \throws InputError E1007 to E1009, by row and column
[[nodiscard]] LoadedCase load_table(std::string_view text, const std::string& file);
/// KTAB's XML, read leniently. \throws InputError E1010
[[nodiscard]] LoadedCase load_scenario(std::string_view text, const std::string& file);

/// Adds the actors of a table to a case that has the issues already: its columns name them.
/// \throws InputError
void add_to_case(Case& conflict, std::string_view text, const std::string& file, const Span& where,
                 std::vector<Diagnostic>& warnings);

/// An issue with so many even options over a scale. \param low,high its ends
[[nodiscard]] Issue scale_issue(const std::string& name, const Rational& low, const Rational& high,
                                const std::vector<std::string>& taken);

}  // namespace entente::io::actors
