// A preference as a sum of boxes: what hyper-rectangles can say.
#pragma once

#include <utility>
#include <vector>

#include "entente/model/exact.hpp"

namespace entente::io::genius {

/// An amount on one range of options per issue named; no ranges: everywhere.
struct Box {
    std::vector<std::pair<std::size_t, OptionRange>> ranges;
    int128 units = 0;
};

/// Contributions become one box per run of equal ones, terms one box per choice of their ranges.
/// \return false where a term would need more than 10,000 boxes
[[nodiscard]] bool boxes_of(const ExactUtility& utility, std::vector<Box>& boxes);

}  // namespace entente::io::genius
