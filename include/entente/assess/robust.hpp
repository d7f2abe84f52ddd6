// How sure are we: war and settlement of a case in many draws of its uncertain numbers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/robust/result.hpp"
#include "entente/robust/study.hpp"

namespace entente::assess {

struct RobustOptions {
    std::uint64_t draws = 10'000;
    robust::Sampler sampler = robust::Sampler::random;
    std::vector<std::string> metrics;  ///< to be explained by indices; empty: zone.margin
    std::vector<robust::Where> where;
    std::optional<std::uint64_t> total_runs;  ///< for total-order indices; 0: none; not set: about 30,000
    bool brief = false;  ///< chances, packages and swings alone: for a line on another screen
    unsigned shard = 1;
    unsigned shards = 1;
};

/// A case made ready for draws: war and settlement as one function of its uncertain numbers.
class Robustness {
public:
    /// \pre the case outlives it
    /// \throws InputError E0801 where no party gives points, E0802 for an unknown metric or address
    Robustness(const Case& conflict, const RobustOptions& options, const RunOptions& run);
    ~Robustness();

    /// Nothing done yet. \param study names the study: parts of different ones are not added
    [[nodiscard]] robust::State start(const std::string& study) const;
    /// Makes this shard's draws that `state` lacks. \return false where it was stopped
    bool draw(robust::State& state, const std::function<void(const robust::State&)>& keep = {}) const;
    [[nodiscard]] bool done(const robust::State& state) const;
    [[nodiscard]] robust::RobustResult conclude(const robust::State& state) const;
    /// Names that --metric and --where take beside addresses.
    [[nodiscard]] const std::vector<std::string>& metrics() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Answers: is there a zone, which deal, which terms are safe, which number matters, what would knowing it
/// be worth? Each draw values the war and settles the case anew.
/// \throws as Robustness \cost a draw of a case with two parties and 675 outcomes takes some microseconds
/// \threads the same bytes for any number and any shards \check tests/assess/robust_test.cpp
[[nodiscard]] robust::RobustResult robust(const Case& conflict, const RobustOptions& options = {},
                                          const RunOptions& run = {});

/// Metrics of a case, as its author's own code computes them; NaN for one that does not exist.
using CaseMetrics = std::function<std::vector<double>(const Case&)>;

/// Distributions and indices of any metrics of a case. The function is called from several threads.
/// \param names one per metric that the function returns \cost draws times the function
[[nodiscard]] robust::RobustResult robust(const Case& conflict, const std::vector<std::string>& names,
                                          const CaseMetrics& metrics, const RobustOptions& options = {},
                                          const RunOptions& run = {});

}  // namespace entente::assess
