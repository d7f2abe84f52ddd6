// The tables of actors and of ratification as TOML.
#pragma once

#include <string>

#include "entente/model/case.hpp"

namespace entente::io {

/// `agree` and `veto`: lines of the head, or nothing.
[[nodiscard]] std::string agreement_toml(const Case& conflict);
/// [[actor]], [smp], [ratify.*]: tables, or nothing.
[[nodiscard]] std::string actors_toml(const Case& conflict);

}  // namespace entente::io
