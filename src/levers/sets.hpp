// Which sets of levers reach the goal, and the least sizes that do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "levers/effects.hpp"

namespace entente::levers {

inline constexpr std::size_t kMostLevers = 20;

/// A set as bits, one per lever.
using LeverMask = std::uint32_t;

/// Demands at given sizes, where they do not follow them on a straight line.
using Demands = std::function<std::vector<double>(const std::vector<double>& sizes)>;

struct Sized {
    std::vector<double> sizes;  ///< unsigned, one per lever
    double cost = 0;
    std::size_t offer = 0;
};

/// Does this set reach the goal, each of its levers at whatever size helps most?
using Opens = std::function<bool(LeverMask)>;

/// By the offers and the demands. \param exact demands of the case itself
[[nodiscard]] Opens opens_some_offer(const Effects& effects, const Demands& exact);

/// The levers that can lower somebody's demand.
[[nodiscard]] std::vector<std::size_t> useful_levers(const Effects& effects);

/// Every set of `useful` levers that opens and does not without any one of them, smaller sets first.
/// \param complete false where the stop token ended the search
[[nodiscard]] std::vector<LeverMask> minimal_sets(const std::vector<std::size_t>& useful,
                                                  const Opens& opens, const RunOptions& run,
                                                  bool& complete);

/// The cheapest sizes of the levers in `allowed` (each may also stay unused), over all offers.
/// \return nothing where no offer can be opened
[[nodiscard]] std::optional<Sized> cheapest(const Effects& effects, const Demands& exact, LeverMask allowed,
                                            const RunOptions& run);

/// What is missing at best with every lever of the set: per party at the offer where the sum is least.
struct Shortfall {
    std::size_t offer = 0;
    std::vector<double> missing;
};
[[nodiscard]] Shortfall least_shortfall(const Effects& effects, const Demands& exact, LeverMask allowed);

}  // namespace entente::levers
