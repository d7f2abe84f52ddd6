// A frontier as every method hands it over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"

namespace entente::settle {

/// Distinct nondominated vectors, descending in lexicographic order, caps applied.
template <class Units>
struct Front {
    std::size_t parties = 0;
    std::vector<Units> rows;  ///< size() * parties
    /// The lexicographically first selection of choices (one per issue) that has row `point`.
    std::function<void(std::size_t point, std::uint32_t* selection)> selection;
    /// How many original outcomes have it; empty text where not counted. May be unset.
    std::function<std::string(std::size_t point)> ties;
    std::string outcomes;  ///< sum of the ties; empty where not counted
    bool complete = true;  ///< no point of the frontier is missing
    Stopped stopped = Stopped::complete;
    std::vector<std::string> notes;

    [[nodiscard]] std::size_t size() const { return parties == 0 ? 0 : rows.size() / parties; }
    [[nodiscard]] const Units* row(std::size_t point) const { return rows.data() + point * parties; }
};

}  // namespace entente::settle
