// Who pulls the parties, where would it settle, could they ratify?
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/stakeholders/result.hpp"
#include "entente/stakeholders/table.hpp"

namespace entente::stakeholders {

struct StakeholderOptions {
    std::vector<std::string> models;          ///< names of records; empty: all that the size allows
    bool quirks = false;                      ///< models run as their published code does; smp leads
    std::optional<SmpParameters> parameters;  ///< in place of the case's
    std::optional<std::uint64_t> runs;        ///< of the ensemble; none: by the size; 0: none
    double spread = 0.1;           ///< of numbers without a range, if no number has one; see TableDraws
    std::size_t turns = 0;         ///< most turns of models with turns; 0: each model's own
    std::optional<IssueId> issue;  ///< to look at; none: the first
    std::size_t keep = 20;         ///< exchanges, swings and moves that are listed
    struct Deal {
        std::string name;
        Outcome outcome;
    };
    std::vector<Deal> deals;           ///< to be ratified
    std::optional<Deal> coalition_on;  ///< for and against this one
};

/// What a model makes of the actors: forecasts of every axis, and its path.
struct Forecast {
    std::vector<IssueForecast> issues;
    std::vector<TurnView> turns;
    std::optional<std::size_t> turns_run;
    std::optional<bool> settled;
    std::string says;
    std::vector<MoveView> moves;
    std::vector<PairView> pairs;
};

struct ModelRun {
    bool quirks = false;
    bool path = true;  ///< false: end points only, for ensembles
    std::size_t turns = 0;
    std::size_t issue = 0;  ///< axis whose pairs are told
    std::uint64_t draw = 0;
};

/// One model: adding one is adding its record.
struct ModelRecord {
    std::string_view name;
    std::string_view meaning;
    std::size_t most_actors;  ///< run unasked up to here
    bool in_ensembles;
    Forecast (*run)(const Table& table, const ModelRun& how, const RunOptions& run);
};
[[nodiscard]] std::span<const ModelRecord> models();

/// Answers: who stands where, which outcome do weights and models point to, who could tip it, who trades
/// with whom at whose cost, and would a deal be ratified?
/// \throws InputError E1000 without actors, E1012 for an unknown model, E1013 for an unknown parameter
/// \cost n^3 a turn for models with turns, times the runs of the ensemble
/// \threads the runs of an ensemble; the same bytes for any number
/// \source the models' own; docs/methods/stakeholders.md \check tests/stakeholders/analyse_test.cpp
[[nodiscard]] StakeholderResult analyse(const Case& conflict, const StakeholderOptions& options = {},
                                        const RunOptions& run = {});

/// Least changes of one actor that move the median and the mean of an axis past the next landmark, one of
/// each kind an actor, smallest first. \cost n m for m landmarks
[[nodiscard]] std::vector<Swing> swings(const Case& conflict, const Table& table, std::size_t axis);

}  // namespace entente::stakeholders
