// Which tactics do well against which: every tuple of tactics over cases, many times.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/core/run.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

struct TournamentOptions {
    Protocol protocol = Protocol::alternating;
    std::uint64_t deadline = 100;
    std::vector<TacticChoice> tactics;                        ///< who takes part; empty: every record
    std::vector<std::pair<std::string, MakeTactic>> outside;  ///< further entrants, by name
    std::uint64_t repetitions = 10;  ///< of every tuple; who speaks first goes round
    std::uint64_t bootstrap = 1000;  ///< resamples of the intervals
    double level = 0.95;             ///< of the intervals
    bool deception = true;           ///< judge how wrong a model of each party's offers is
};

/// What one negotiation brought.
struct Record {
    bool agreed = false;
    double time = 0;
    double from_frontier = 0;       ///< points; with an agreement
    double from_nash = 0;           ///< likewise; below 0: the case has no Nash deal
    std::vector<double> utility;    ///< per seat, points; the value of no deal (or the worst) without one
    std::vector<double> advantage;  ///< per seat: share of the range from no deal to its best
    std::vector<double> deception;  ///< per seat, 0 to 1

    bool operator==(const Record&) const = default;
};

/// One tuple of tactics on one case, all its repetitions.
struct Cell {
    std::uint64_t number = 0;
    std::vector<Record> records;

    bool operator==(const Cell&) const = default;
};

/// Cells are numbered case by case; within a case the last seat's tactic runs fastest.
struct CellAddress {
    std::size_t conflict = 0;
    std::vector<std::size_t> tactics;  ///< per seat
};

struct Interval {
    double mean = 0;
    double low = 0;
    double high = 0;
};

template <class Visitor>
void describe(Visitor& visit, const Interval& value) {
    visit("mean", value.mean, {"", "the mean"});
    visit("low", value.low, {"", "lower end of its bootstrap interval, over cases and repetitions"});
    visit("high", value.high, {"", "upper end"});
}

struct TacticScore {
    std::string tactic;
    std::uint64_t negotiations = 0;
    Interval advantage;
    double utility = 0;
    double welfare = 0;
    double agreement_rate = 0;
    double time = 0;
    std::optional<double> from_frontier;
    std::optional<double> from_nash;
    std::optional<double> deception;
};

template <class Visitor>
void describe(Visitor& visit, const TacticScore& score) {
    visit("tactic", score.tactic, {"", "the tactic"});
    visit("negotiations", score.negotiations,
          {"", "seats that it took, over cases, tuples and repetitions"});
    visit("advantage", score.advantage,
          {"share", "what it gained, as a share of the range from its value of no deal to its best"});
    visit("utility", score.utility, {"points", "mean of what it got, no deal included"});
    visit("welfare", score.welfare, {"share", "mean advantage of all parties at its tables"});
    visit("agreement_rate", score.agreement_rate, {"share", "how often its talks ended in a deal"});
    visit("time", score.time, {"share", "mean time at the end of its talks, of the deadline"});
    visit("from_frontier", score.from_frontier, {"points", "mean distance of its deals from the frontier"});
    visit("from_nash", score.from_nash, {"points", "mean distance of its deals from the Nash deal"});
    visit("deception", score.deception,
          {"share",
           "how wrong a frequency model of its offers is: 0 ranks outcomes as it does, 1 the other "
           "way round"});
}

/// A profile of tactics from which nobody gains by changing alone, in the symmetric game of mean
/// advantages.
struct Equilibrium {
    std::string kind;                                     ///< "pure" or "mixed"
    std::vector<std::pair<std::string, double>> weights;  ///< of each tactic: its share of the seats
    double value = 0;
};

template <class Visitor>
void describe(Visitor& visit, const Equilibrium& one) {
    visit("kind", one.kind, {"", "pure (each seat has one tactic) or mixed (every seat draws)"});
    visit("weights", one.weights,
          {"share", "each tactic's share of the seats; those with none are left out"});
    visit("value", one.value, {"share", "mean advantage of a seat"});
}

struct TournamentResult {
    Protocol protocol = Protocol::alternating;
    std::uint64_t deadline = 100;
    std::uint64_t repetitions = 10;
    std::uint64_t negotiations = 0;
    std::vector<std::string> tactics;
    std::vector<TacticScore> scores;
    std::vector<std::vector<double>> payoffs;
    std::vector<Equilibrium> equilibria;
};

template <class Visitor>
void describe(Visitor& visit, const TournamentResult& result) {
    visit("protocol", result.protocol, {"", "the rules of the talks"});
    visit("deadline", result.deadline, {"rounds", "the round after which talks have failed"});
    visit("repetitions", result.repetitions,
          {"", "of every tuple of tactics; who speaks first goes round"});
    visit("negotiations", result.negotiations, {"", "how many were played"});
    visit("tactics", result.tactics, {"", "who took part, in the order of payoffs"});
    visit("scores", result.scores, {"", "each tactic's score, in the order of its advantage, best first"});
    visit(
        "payoffs", result.payoffs,
        {"share", "[i][j]: mean advantage of tactic i at tables where tactic j sits too, over both seats"});
    visit("equilibria", result.equilibria, {"", "profiles from which no seat gains by changing alone"});
}

/// Plays the cells of a tournament in any order and in parts.
class Tournament {
public:
    /// \throws InputError E1701 to E1705, and where two cases differ in their number of parties
    Tournament(std::vector<Prepared> cases, TournamentOptions options);

    [[nodiscard]] std::uint64_t cells() const;
    [[nodiscard]] CellAddress address(std::uint64_t cell) const;
    [[nodiscard]] const TournamentOptions& options() const { return options_; }
    /// Everybody who takes part, those from outside last.
    [[nodiscard]] std::vector<std::string> names() const;

    /// Plays these cells. \return those that were completed before the stop, in their order
    /// \cost a microsecond to tens of them a negotiation \threads cells in blocks, the same for any number
    [[nodiscard]] std::vector<Cell> play(const std::vector<std::uint64_t>& cells,
                                         const RunOptions& run) const;

    /// Scores, payoffs and equilibria of all cells. \pre every cell is there, in order
    /// \check tests/negotiate/tournament_test.cpp
    [[nodiscard]] TournamentResult conclude(const std::vector<Cell>& cells, const RunOptions& run) const;

private:
    std::vector<Prepared> cases_;
    TournamentOptions options_;
    std::size_t seats_ = 2;
    std::size_t entrants_ = 0;
};

/// Plays and concludes in one go.
[[nodiscard]] TournamentResult tournament(const std::vector<Case>& cases,
                                          const TournamentOptions& options = {},
                                          const RunOptions& run = {});

/// Symmetric equilibria of a two-seat game, by supports. \param payoff [own][other] \return each as weights
/// over the rows \cost 2^rows systems of equations: rows <= 14
[[nodiscard]] std::vector<std::vector<double>> symmetric_equilibria(
    const std::vector<std::vector<double>>& payoff);

}  // namespace entente::negotiate
