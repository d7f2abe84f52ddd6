// Shares and counts as people read them, on the screen and on the page.
#pragma once

#include <string>

#include "entente/report/layout.hpp"

namespace entente::report {

/// A share or chance: "42%", with decimals "41.5%". A chance that is not nil is never shown as none, nor
/// one that is not sure as certain: "less than 1%", "more than 99%"; with decimals, for columns, "<0.1%",
/// ">99.9%".
[[nodiscard]] std::string percent(double share, int decimals = 0);

}  // namespace entente::report
