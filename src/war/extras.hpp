// What the war's result says beside the values of fighting: commitment, ripeness, mediation.
#pragma once

#include "war/view.hpp"

namespace entente::war {

/// Fills commitment, ripeness, mediation, mediator, ultimatum and leverage of a result whose sides and
/// ranges stand.
void add_extras(const Case& conflict, const Stakes& stakes, const Evaluation& seen, WarResult& result);

}  // namespace entente::war
