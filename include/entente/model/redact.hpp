// A case without names, for a copy that leaves the house.
#pragma once

#include "entente/model/case.hpp"

namespace entente {

/// The same conflict with nobody named: parties become "Party A", "Party B" (ids "party-1", ...), their
/// names are replaced wherever an author wrote them, and title, summary, sources, notes and origin are
/// emptied. What names people or third parties and decides no settlement is left out: actors, outside
/// actors, levers, links, talks. Every analysis of the copy knows no more than the copy says.
/// \cost linear in the text of the case \check tests/model/redact_test.cpp
[[nodiscard]] Case redacted(Case conflict);

}  // namespace entente
