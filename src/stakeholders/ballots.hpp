// Votes of each side's actors on deals, and who is for one and against it.
#pragma once

#include <vector>

#include "entente/stakeholders/analyse.hpp"

namespace entente::stakeholders {

/// \cost per deal: actors x issues; with unsure ratifiers 2^unsure up to 2^16, else drawn
void add_ratification(const Case& conflict, const StakeholderOptions& options, const RunOptions& run,
                      StakeholderResult& result);
/// Counts outcomes that are acceptable and ratifiable, one by one.
void add_ratified_zone(const Case& conflict, const RunOptions& run, StakeholderResult& result);
[[nodiscard]] CoalitionView coalition(const Case& conflict, const Table& table,
                                      const StakeholderOptions::Deal& deal,
                                      std::vector<std::string>& notes);

}  // namespace entente::stakeholders
