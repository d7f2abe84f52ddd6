// The answer, read from what was found: nothing is computed here that could take long or fail.
#pragma once

#include "entente/settle/settle.hpp"
#include "settle/answer/find.hpp"
#include "settle/answer/findings.hpp"

namespace entente::settle {

/// \param found as Finder left it, \param problem with its origins set
template <class Units>
[[nodiscard]] SettleResult answer(const Question<Units>& question, const std::vector<ExactUtility>& exact,
                                  const Problem<Units>& problem, const Findings<Units>& found);

extern template SettleResult answer(const Question<std::int64_t>&, const std::vector<ExactUtility>&,
                                    const Problem<std::int64_t>&, const Findings<std::int64_t>&);
extern template SettleResult answer(const Question<int128>&, const std::vector<ExactUtility>&,
                                    const Problem<int128>&, const Findings<int128>&);

}  // namespace entente::settle
