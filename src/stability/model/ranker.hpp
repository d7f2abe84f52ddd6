// Ranks by keys, with working memory that lasts from one call to the next.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::stability {

/// For thousands of draws over one model: pages that the system hands out anew cost more than the sorting.
class Ranker {
public:
    /// As `dense_ranks`, into `rank`.
    void operator()(const std::vector<std::uint64_t>& keys, std::vector<std::uint32_t>& rank);

private:
    void by_sorting(const std::vector<std::uint64_t>& keys, std::vector<std::uint32_t>& rank);

    std::vector<std::uint32_t> seen_;     ///< [key]
    std::vector<std::uint64_t> entries_;  ///< key and state in one word
    std::vector<std::uint64_t> spare_;
    std::vector<std::uint32_t> order_;  ///< states, where keys are too long for that
    std::vector<std::uint32_t> spare_order_;
};

}  // namespace entente::stability
