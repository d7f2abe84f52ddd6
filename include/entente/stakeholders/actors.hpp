// Actors as numbers: what the models of who-pulls-whom read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entente::stakeholders {

/// n actors on d issues. Positions are shares of an issue's scale, 0 to 1; tables are row by row, an actor
/// a row. Only ratios of capabilities count.
struct Actors {
    std::size_t issues = 1;
    std::vector<std::string> names;
    std::vector<double> capability;  ///< n, not negative
    std::vector<double> salience;    ///< n x d, an actor's sum at most 1; 0: it does not care
    std::vector<double> position;    ///< n x d
    /// n x n, or empty: how an actor's ideal follows positions (a_ij of j's; the rest is its old ideal).
    /// Empty: each ideal is the actor's own position.
    std::vector<double> affinity;

    [[nodiscard]] std::size_t size() const { return names.size(); }
    bool operator==(const Actors&) const = default;
};

/// Actors on one issue, in the issue's own unit: what the one-dimensional models read.
struct Line {
    std::vector<double> capability;
    std::vector<double> salience;  ///< shares, 0 to 1
    std::vector<double> position;

    [[nodiscard]] std::size_t size() const { return position.size(); }
    [[nodiscard]] double weight(std::size_t actor) const { return capability[actor] * salience[actor]; }
    bool operator==(const Line&) const = default;
};

/// A share of probability at a position.
struct Mass {
    double position = 0;
    double chance = 0;

    bool operator==(const Mass&) const = default;
};

template <class Visitor>
void describe(Visitor& visit, const Mass& mass) {
    visit("position", mass.position, {"issue", "where, on the issue's scale"});
    visit("chance", mass.chance, {"", "probability, 0 to 1"});
}

}  // namespace entente::stakeholders
