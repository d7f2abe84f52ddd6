// Trades of positions between issues, and who else pays for them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "entente/core/run.hpp"

namespace entente::stakeholders {

/// n actors on d issues, in the issues' units, with gaps: an actor without a position on an issue takes no
/// part in it.
struct Positions {
    std::size_t issues = 1;
    std::vector<double> capability;  ///< n x d: an actor's capability may differ by issue
    std::vector<double> salience;    ///< n x d
    std::vector<double> position;    ///< n x d; NaN: none

    [[nodiscard]] std::size_t size() const { return issues == 0 ? 0 : position.size() / issues; }
};

/// Actor i cares more for issue p, j more for q: j moves on p towards i, i on q towards j.
struct Exchange {
    std::size_t i = 0, j = 0;
    std::size_t p = 0, q = 0;
    double gain = 0;                          ///< of each of the two, salience times the outcome's unit
    double moves_j_from = 0, moves_j_to = 0;  ///< on p
    double moves_i_from = 0, moves_i_to = 0;  ///< on q
    double shift_p = 0, shift_q = 0;          ///< of the outcomes, signed
    double others_gain = 0, others_lose = 0;  ///< sums over everybody else, both at least 0
    std::vector<double> externality;          ///< one per actor, gain above 0; of i and j their own gain
};

struct ExchangeOptions {
    std::size_t keep = 20;  ///< the best that are told with their externalities
    std::size_t most_rounds = 1000;
};

struct ExchangeRun {
    std::vector<std::optional<double>> before;  ///< outcome per issue: the mean by capability x salience
    std::size_t possible = 0;                   ///< trades that gain both something
    std::vector<Exchange> best;                 ///< by gain, the first `keep`
    std::vector<Exchange> made;                 ///< carried out in turn, the best of each round
    std::vector<std::optional<double>> after;
    bool complete = true;
};

/// Answers: which two actors gain by giving way to each other on two issues, how much, and who loses?
/// A trade is pushed until both gain equally and one of the two has given its whole distance. `made`
/// carries out the best one, counts its two moves as spent, and looks again.
/// \cost n^2 d^2 pairs a round; n d^2 for the externalities of those kept \threads one
/// \source van Assen, Stokman and van Oosten 2003; Stokman's exchange model
/// \check tests/stakeholders/exchange_test.cpp
[[nodiscard]] ExchangeRun exchanges(const Positions& actors, const ExchangeOptions& options = {},
                                    const RunOptions& run = {});

}  // namespace entente::stakeholders
