// The issues of a GENIUS domain as a Space.
#pragma once

#include <vector>

#include "entente/model/space.hpp"
#include "io/genius/document.hpp"

namespace entente::io::genius {

/// What can be agreed, and what the profiles match it by.
struct Domain {
    Space space;
    std::vector<IssueKey> keys;                    ///< one per issue
    std::vector<Kind> kinds;                       ///< one per issue
    std::vector<std::vector<std::string>> values;  ///< item values as written, discrete issues
    std::vector<std::vector<std::optional<std::int64_t>>> indices;  ///< item indices, discrete issues
};

/// Points of a real issue's grid, both ends included.
inline constexpr int kRealGridPoints = 21;

/// Builds the space of `domain`; bounds or items that it lacks are taken from the first of `profiles`
/// that has them. Problems (no issues, no options, too many, bounds upside down) are added to `errors`.
[[nodiscard]] Domain read_domain(Document& domain, const std::vector<const Document*>& profiles,
                                 std::vector<Diagnostic>& errors);

}  // namespace entente::io::genius
