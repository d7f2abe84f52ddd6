// The numbers of actors and of ratification, for the one list of a case's numbers.
#pragma once

#include <functional>
#include <string>

#include "entente/model/case.hpp"

namespace entente {

/// Visits the numbers of [[actor]] and [ratify.*]: address, number, legal domain, unit.
void visit_actors(
    Case& conflict,
    const std::function<void(const std::string&, Quantity&, const Domain&, const char*)>& visit);

}  // namespace entente
