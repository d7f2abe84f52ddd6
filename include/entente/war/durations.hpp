// Laws of how long wars last, compared on wars that each law has not seen.
//
// One front with one drift gives the inverse Gaussian, which real wars do not follow: wars differ in drift.
// Here the drifts are spread lognormally: a mixture of inverse Gaussians, which tends to the lognormal law
// as the fronts' own noise vanishes. References: Chhikara and Folks, The Inverse Gaussian Distribution
// (1989); Whitmore, "First-passage-time models for duration data", The Statistician 35 (1986) 207-219, for
// the idea of a random drift.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/describe.hpp"

namespace entente::war {

/// A war that lasted so long, or has lasted so long and goes on.
struct Lasted {
    double time = 0;  ///< > 0
    bool ended = true;
};

struct DurationLaw {
    std::string law;  ///< "lognormal", "weibull", "exponential", "inverse Gaussian", "drifts that differ"
    std::vector<double> parameters;
    double log_likelihood = 0;  ///< natural logarithm, in the unit of the durations
    double left_out = 0;  ///< mean log density of each war by a fit to the others (chance to last so long,
                          ///< where it goes on)
    double median = 0;
};
template <class Visitor>
void describe(Visitor& visit, const DurationLaw& one) {
    visit("law", one.law, {"", "name of the law"});
    visit("parameters", one.parameters,
          {"", "on the scale of the search: logarithms of what must be positive"});
    visit("log_likelihood", one.log_likelihood, {"", "of all durations, in their own unit"});
    visit("left_out", one.left_out,
          {"",
           "mean log density of each duration by a fit to the others; higher is "
           "better"});
    visit("median", one.median, {"the unit of the durations", "half of all wars are over by then"});
}

/// Fits every law by maximum likelihood and scores it on what was left out: one duration at a time up to
/// `one_by_one`, in ten parts beyond. \param durations at least 5, not all equal
/// \return best first, by `left_out` \cost some thousand passes over the durations
/// \check Durations.LawsFindTheirOwnDraws, Durations.CensoredWarsCountAsLasting
[[nodiscard]] std::vector<DurationLaw> compare_laws(std::span<const Lasted> durations,
                                                    std::size_t one_by_one = 200);

}  // namespace entente::war
