// Where an outcome stands in a party's own ranking of all outcomes.
#pragma once

#include <optional>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/count/above.hpp"
#include "settle/count/big.hpp"
#include "settle/problem/problem.hpp"
#include "settle/problem/separable.hpp"

namespace entente::settle {

/// Counts, party by party, the feasible outcomes that are better than a given utility. Small spaces are
/// ranked once, outcome by outcome; additive ones are counted each time. Counting is work: at most some
/// hundred questions are answered there. Threads: one object a thread.
template <class Units>
class Ranks {
public:
    /// \param separable the problem's separable form, where it has one
    Ranks(const Problem<Units>& problem, const Separable* separable, const RunOptions& run);

    /// At or above some utility: how many outcomes.
    struct Step {
        Units units;
        BigCount at_or_above;
    };
    /// Ranks that were counted elsewhere. \param ranked [party]: steps, utilities falling, one just above
    /// every utility that is asked about
    explicit Ranks(std::vector<std::vector<Step>> ranked) : ranked_(std::move(ranked)) {}

    /// How many outcomes are strictly better for the party. \return nothing where that is too much work
    [[nodiscard]] std::optional<BigCount> better(std::size_t party, Units units) const;
    /// How many questions may be asked.
    [[nodiscard]] std::size_t questions() const;

private:
    void rank_all() const;
    [[nodiscard]] bool small() const;

    const Problem<Units>* problem_ = nullptr;
    const Separable* separable_ = nullptr;
    const RunOptions* run_ = nullptr;
    /// [party]: distinct utilities, falling; made at the first question.
    mutable std::vector<std::vector<Step>> ranked_;
    /// [party]: tried at the first question.
    mutable std::vector<std::optional<Above>> above_;
};

extern template class Ranks<std::int64_t>;
extern template class Ranks<int128>;

}  // namespace entente::settle
