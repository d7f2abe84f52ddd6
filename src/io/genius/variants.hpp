// Are these profiles one for each party, or variants among which GENIUS's user picks?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"

namespace entente::io::genius {

/// A remark in a domain file that says that every profile is a party (our own exports have it).
inline constexpr std::string_view kOneProfileEach = "<!-- One profile for each party. -->";

struct Profiles {
    std::string domain;              ///< file
    std::vector<std::string> files;  ///< of the parties, in their order
    bool from_folder = false;        ///< nobody named them one by one
    bool one_each = false;           ///< the domain says so
};

/// Warns of (W0311), or in a folder refuses, profiles that are variants of the same sides: equal but for
/// the value of no deal or the discount factor, named in pairs, or very many.
/// \throws InputError E0311 \check tests/cli/trials_test.py
void check_variants(const Profiles& profiles, const std::vector<Party>& parties,
                    std::vector<Diagnostic>& warnings);

}  // namespace entente::io::genius
