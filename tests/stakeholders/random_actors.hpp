// Random actors for the tests of this module.
#pragma once

#include <random>
#include <string>

#include "entente/stakeholders/actors.hpp"

namespace entente::stakeholders::testing {

inline Actors random_actors(int seed, std::size_t count, std::size_t issues) {
    std::mt19937 random(static_cast<unsigned>(seed) * 2654435761u + 17u);
    std::uniform_real_distribution<double> unit(0, 1);
    Actors actors;
    actors.issues = issues;
    for (std::size_t i = 0; i < count; ++i) {
        actors.names.push_back("actor " + std::to_string(i));
        actors.capability.push_back(10 + 190 * unit(random));
        for (std::size_t k = 0; k < issues; ++k) {
            actors.position.push_back(unit(random));
            actors.salience.push_back((0.1 + 0.85 * unit(random)) / static_cast<double>(issues));
        }
    }
    return actors;
}

}  // namespace entente::stakeholders::testing
