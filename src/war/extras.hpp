// What the war's result says beside the values of fighting: commitment, ripeness, mediation, the course.
#pragma once

#include "war/view.hpp"

namespace entente::war {

/// Fills commitment, ripeness, mediation, mediator, ultimatum and leverage of a result whose sides and
/// ranges stand.
void add_extras(const Case& conflict, const Stakes& stakes, WarResult& result);

/// The course of the war, with ripeness along its expected path. \param span battles or periods that it is
/// laid over; 0: to its likely end
[[nodiscard]] std::vector<WarStep> course_of(const Case& conflict, const Stakes& stakes,
                                             const WarResult& result, double span);

}  // namespace entente::war
