// How many outcomes share the gains of a given one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/count/big.hpp"
#include "settle/search/core.hpp"

namespace entente::settle {

/// Counts the outcomes with exactly the gains of a given outcome. Partial outcomes with the same sums are
/// counted together; one that already loses more than the given outcome against the best value of some
/// weighted sum of gains is given up. Every outcome that an option stands for counts.
/// \cost the sums that lie near the frontier: few where gains are fine or the outcome is nearly the best
/// for some weights, many in a dent of a coarse frontier
class TieCounter {
public:
    /// \pre !space.impossible()
    explicit TieCounter(const Separable& space);

    /// \param steps partial outcomes that may be looked at
    /// \return nothing where that is not enough, or where told to stop
    [[nodiscard]] std::optional<BigCount> count(const std::vector<int128>& gains, std::uint64_t steps,
                                                const RunOptions& run) const;

private:
    struct Row {
        std::vector<int128> gains;
        std::uint64_t copies = 0;
    };
    struct Group {
        std::vector<Row> rows;            // different gains
        std::vector<double> values;       // [row * parties + j]: gains above the least, of size 1
        std::vector<int128> least, most;  // per party
    };
    struct Bounds;
    [[nodiscard]] Bounds bounds_for(const std::vector<int128>& gains) const;
    template <class Count>
    [[nodiscard]] std::optional<BigCount> count_in(const Bounds& bounds, const std::vector<int128>& gains,
                                                   std::uint64_t steps, const RunOptions& run,
                                                   bool& overflow) const;

    const Separable& space_;
    Reduced reduced_;
    std::vector<Group> groups_;
    std::vector<double> offset_;  // constants and least values, of size 1
    std::vector<double> reach_;   // the largest size of a sum on the way
};

}  // namespace entente::settle
