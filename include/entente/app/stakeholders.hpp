// entente stakeholders
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/text.hpp"
#include "entente/stakeholders/analyse.hpp"
#include "entente/stakeholders/score.hpp"

namespace entente::app {

struct StakeholderRequest {
    std::vector<std::string> models;
    bool quirks = false;
    std::vector<std::string> parameters;  ///< "VotingRule=Cubic"; or KTAB's vector of nine numbers
    std::optional<std::uint64_t> runs;
    double spread = 0.1;
    std::size_t turns = 0;
    std::string issue;  ///< id; empty: the first
    std::string deal;   ///< as read_deal takes it; empty: none
    bool path = false;  ///< show the path in the text
};

struct StakeholderAnswer {
    Case conflict;
    stakeholders::StakeholderResult result;
    std::vector<std::string> settings;
    bool path = false;
};

/// Answers: who pulls the parties, where would it settle, could they ratify? Takes a case or a table of
/// actors alone. Deals to be ratified: the solutions of settle, the status quo, and the one named.
/// \throws InputError E1000 to E1014, E0907 for a deal
[[nodiscard]] StakeholderAnswer stakeholders(const Input& input, const StakeholderRequest& request = {},
                                             const RunOptions& run = {});

[[nodiscard]] std::string to_text(const StakeholderAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const StakeholderAnswer& answer);

/// Scores the models on a table of decisions: a row an actor with columns decision, dossier (optional),
/// actor, position, salience, power, outcome, and optionally low and high ends of the scale.
/// \throws InputError E1007, E1008 by row and column
[[nodiscard]] stakeholders::ScoreResult score_decisions(const std::string& file,
                                                        const RunOptions& run = {});
[[nodiscard]] std::string to_text(const stakeholders::ScoreResult& result,
                                  const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const stakeholders::ScoreResult& result, std::uint64_t seed);

}  // namespace entente::app
