// Levers and terms in one integer program: for spaces whose efficient deals cannot be listed.
#pragma once

#include <optional>
#include <vector>

#include "entente/core/lp.hpp"
#include "entente/model/exact.hpp"
#include "entente/model/passage.hpp"
#include "levers/sets.hpp"

namespace entente::levers {

/// What one program answers: sizes, their cost, and the outcome that they open.
struct Programmed {
    std::vector<double> sizes;
    double cost = 0;
    Outcome outcome;
    bool proved = true;
};

/// One choice an issue, bonuses and rules as logical variables, a size and a use a lever. Demands must
/// follow sizes on straight lines. \cost an integer program a question, by CBC
class LeverProgram {
public:
    LeverProgram(const Case& conflict, const Effects& effects);

    /// The cheapest sizes of the levers in `allowed`, over every outcome; nothing where none opens.
    [[nodiscard]] std::optional<Programmed> cheapest(LeverMask allowed, const RunOptions& run) const;

    /// Every minimal set of `allowed`, smaller sets first: the smallest set that holds none found before,
    /// again and again. \param complete false where the run was stopped, or `most` sets were found
    [[nodiscard]] std::vector<LeverMask> minimal_sets(LeverMask allowed, const RunOptions& run,
                                                      bool& complete, std::size_t most = 200) const;

private:
    [[nodiscard]] std::optional<Programmed> solve_it(Milp program, const RunOptions& run) const;
    void add_agreement();
    void add_ballot(const Passage::Ballot& ballot);
    [[nodiscard]] static double least_worth(const Effects& effects, const std::vector<ExactUtility>& exact,
                                            std::size_t party);

    const Case& case_;
    const Effects& effects_;
    Milp base_;
    std::vector<std::vector<std::size_t>> choice_;  ///< [issue][option]: variable
    std::vector<std::size_t> size_;                 ///< per lever: variable
    std::vector<std::size_t> used_;
    std::vector<std::size_t> agrees_;  ///< per party: variable; empty: all have to
};

}  // namespace entente::levers
