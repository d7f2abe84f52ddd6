// What the files of page one share.
#pragma once

#include <string>

#include "entente/report/document.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {

/// The deal in a few sentences, an issue each: all issues where they are few, else the weightiest.
[[nodiscard]] std::string short_deal(const Case& conflict, const Outcome& outcome);

/// What no deal, going on and the deal are worth to each, and who gives up what: a bullet each.
void say_bullets(Document& document, const Findings& findings);

/// Do the packages hold, in one sentence? Empty where that is not known.
[[nodiscard]] std::string hold_bullet(const Findings& findings);

}  // namespace entente::report
