// The probabilistic Condorcet election of the spatial model: chances of options from actors' utilities.
#pragma once

#include <cstddef>
#include <vector>

#include "entente/stakeholders/smp.hpp"

namespace entente::stakeholders {

/// Room for elections, reused from one to the next.
class Election {
public:
    /// \param utilities options x actors, row by row: an option's utility to every actor
    /// \param weights one per actor \param robust ties and underflow are dealt with (the published code
    ///   leaves 0/0 where many options multiply to less than a double holds)
    /// \return chances of the options, valid until the next call \cost options^2 x actors
    const std::vector<double>& chances(const double* utilities, std::size_t options, const double* weights,
                                       std::size_t actors, const SmpParameters& rules, bool robust);

private:
    void coalitions(const double* utilities, std::size_t options, const double* weights, std::size_t actors,
                    VotingRule rule);
    void victories(std::size_t options, VictoryProbModel model);
    void conditional(std::size_t options, bool robust);
    void markov_incentive(std::size_t options);
    void markov_uniform(std::size_t options);

    std::vector<double> strength_, victory_, challenge_, votes_, p_, q_;
};

}  // namespace entente::stakeholders
