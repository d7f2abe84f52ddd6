// The numbers that a settlement of real-valued issues will speak of.
#pragma once

#include <vector>

#include "entente/core/run.hpp"
#include "settle/real/model.hpp"

namespace entente::settle {

/// The numbers of each real issue that matter: what each party's best outcomes, the blockers of an empty
/// zone and the Nash, Kalai-Smorodinsky, egalitarian and utilitarian deals take. \param numbers by issue
/// \return false where a program was not solved
[[nodiscard]] bool hunt_numbers(const RealModel& model, const RunOptions& run,
                                std::vector<std::vector<double>>& numbers);

}  // namespace entente::settle
