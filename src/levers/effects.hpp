// What each lever does to each party's demand, and the deals that the demands are held against.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/levers/levers.hpp"
#include "entente/model/case.hpp"

namespace entente::war {
class Valuer;
}

namespace entente::levers {

/// A deal that may be bought: utilities in points, one per party.
struct Offer {
    std::vector<double> utilities;  ///< infinite: this party's consent is not needed
    Outcome outcome;
};

/// One lever as numbers.
struct Terms {
    double least = 0;  ///< size, above 0: used at this size at least
    double most = 0;   ///< size, above 0 (a lever that lowers a number counts its size upwards)
    double sign = 1;   ///< of the size as users see it
    double price = 0;
    double fixed = 0;
    bool field = false;  ///< moves values of no deal; else it pays at the table
    bool sheet = false;  ///< moves what outcomes are worth, or who votes for them
    bool usable = true;  ///< held by whom was asked for, and of an effect on the goal
};

/// The case as the search sees it: demand_i(sizes) = floor_i - sum_k effect[k][i] size_k where affine.
struct Effects {
    std::vector<Terms> terms;                  ///< one per lever of the case
    std::vector<double> floor;                 ///< points; -infinity: any deal will do
    std::vector<std::vector<double>> effect;   ///< [lever][party]: points that a unit takes off the demand
    std::vector<std::vector<double>> at_most;  ///< [lever][party]: what its full size takes off alone
    bool affine = true;
    std::vector<Offer> offers;
    bool all_offers = true;  ///< every efficient deal is among them
    double scale = 100;      ///< points of a best package, for tolerances

    [[nodiscard]] std::size_t levers() const { return terms.size(); }
    [[nodiscard]] std::size_t parties() const { return floor.size(); }
    [[nodiscard]] double tolerance() const { return 1e-9 * scale; }
};

/// Demands at these sizes (unsigned), from the case itself: field levers applied, payments taken off.
[[nodiscard]] std::vector<double> demands(const Case& conflict, const Effects& effects,
                                          const std::vector<double>& sizes);

/// The same by a valuer that remembers what variants of the case have in common.
[[nodiscard]] std::vector<double> demands(const Case& conflict, const Effects& effects,
                                          const std::vector<double>& sizes, war::Valuer& valuer);
/// The case with its field levers at these sizes, and what is paid at the table taken off each party's
/// demand.
struct Applied {
    Case conflict;
    std::vector<double> taken;
};
[[nodiscard]] Applied applied(const Case& conflict, const std::vector<double>& sizes);
[[nodiscard]] Case with_levers(const Case& conflict, const std::vector<double>& sizes, war::Valuer& valuer);

/// Finds effects by moving each lever, and whether they add up.
[[nodiscard]] Effects find_effects(const Case& conflict, const LeversOptions& options,
                                   std::vector<Offer> offers, bool all_offers, const RunOptions& run = {});

/// The sizes as users see them.
[[nodiscard]] std::vector<double> signed_sizes(const Effects& effects, const std::vector<double>& sizes);

}  // namespace entente::levers
