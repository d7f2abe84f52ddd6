// The expected-utility model of Bueno de Mesquita: offers between pairs, on one issue, round by round.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "entente/stakeholders/actors.hpp"

namespace entente::stakeholders {

/// What an actor reads out of a pair of expected utilities: the four verdicts.
enum class Verdict { confrontation, compromise, capitulation, stalemate };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct BdmOptions {
    /// true: as the public program runs (its three faults are in docs/methods/stakeholders.md). false:
    /// chances of a pair sum to 1, the nearest compromise is taken, and weak actors can capitulate.
    bool quirks = false;
    std::size_t rounds = 12;
    double status_quo = 1;  ///< Q: weight of the status quo's utility
    double range = 0;       ///< of the scale; 0: from the least to the greatest position held
};

/// How an actor sees itself against another, before a round.
struct BdmPair {
    std::size_t actor = 0;
    std::size_t other = 0;
    double challenges = 0;  ///< expected utility of challenging the other
    double challenged = 0;  ///< the other's, of challenging it, as the actor sees it
    Verdict verdict = Verdict::stalemate;
    double position = 0;  ///< where the actor would go, the issue's unit
    bool taken = false;   ///< the offer that it follows
};

struct BdmRound {
    std::vector<double> position;  ///< one per actor
    std::optional<double> mean;    ///< weighted by capability times salience
    std::optional<double> median;
    std::vector<double> risk;  ///< exponent, 1/2 to 2; empty in round 0
};

struct BdmRun {
    std::vector<BdmRound> rounds;       ///< round 0: as given
    std::vector<BdmPair> pairs;         ///< of the first round, every ordered pair with different positions
    std::vector<std::size_t> moved_by;  ///< first round: whom each actor followed; its own number: nobody
    bool settled = false;               ///< nobody moved in the last round
};

/// Answers: if actors offer each other confrontation, compromise or capitulation, where do they go?
/// \param line n actors with weight \return positions, median and mean by round
/// \cost n^3 a round \threads one
/// \source Bueno de Mesquita 1985, 1994; Scholz, Calbert and Smith 2011; a public replication's program
/// \check tests/stakeholders/line_models_test.cpp
[[nodiscard]] BdmRun bdm(const Line& line, const BdmOptions& options = {});

}  // namespace entente::stakeholders
