// A GENIUS profile as a party's preference.
#pragma once

#include <optional>

#include "entente/model/case.hpp"
#include "io/genius/document.hpp"
#include "io/genius/space.hpp"

namespace entente::io::genius {

/// Reads the preference, reservation value and discount factor of `profile`; weights are taken as
/// written, scores are 100 times the evaluation in [0, 1]. Warnings go to the document. \return nothing
/// where the profile cannot be read; `profile.problem` then says why.
[[nodiscard]] std::optional<Party> read_party(Document& profile, const Domain& domain);

/// The same for hyper-rectangles: terms that add utility / maxutility. `preference.issues` is filled with
/// zero weights. \return false with `profile.problem` set
[[nodiscard]] bool read_rectangles(Document& profile, const Domain& domain, Preference& preference);

/// NegMAS names the objective "any" with index 1.
[[nodiscard]] bool marked_by_negmas(const Document& profile);

/// Weights that add up to more than 1.02, a value of no deal above 1, or whole numbers written as items:
/// what GENIUS's rules make no sense of.
[[nodiscard]] bool unscaled(const Document& profile);

/// Sets `profile.problem`; \return false, for use in a return statement.
bool refuse(Document& profile, std::string code, std::string message, std::size_t offset,
            std::string hint = {});

}  // namespace entente::io::genius
