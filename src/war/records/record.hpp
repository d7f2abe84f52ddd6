// One record per war model: how it is read from a case and evaluated, its course, what else it tells.
//
// A model is added by its words and parameters (model/war_parameters), its record here, and a line in
// records.cpp. Nothing else in the program asks for a model's name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entente/war/analyse.hpp"
#include "entente/war/front_tables.hpp"
#include "entente/war/passage.hpp"
#include "entente/war/values.hpp"
#include "war/front/spectrum.hpp"
#include "war/view.hpp"

namespace entente::war {

/// What a model has worked out once and needs again for a neighbouring case (a range's end, a draw).
struct Memory {
    std::optional<LearningResult> learning;                    ///< of the case that was first evaluated
    int horizon = 0;                                           ///< battles; 0: not chosen yet
    std::vector<std::pair<WanderingFront, Passage>> passages;  ///< fronts that were solved already
    PassageSolver solver;                                      ///< grounds that were
    const FrontTables* tables = nullptr;                       ///< where fronts are read instead
    bool durations = true;                                     ///< paths are drawn to tell them
    Read read = Read::all;                                     ///< what tables give
};

/// The war in the analyst's eyes and in each side's own.
struct Appraisal {
    Evaluation analyst;
    std::array<Evaluation, 2> own;  ///< by the side's own belief: its own entry is what counts
};

struct ModelRecord {
    std::string_view name;    ///< as in `[war] model`
    std::string_view method;  ///< how it is solved, in words
    /// \param full also deviations, which the values of fighting do not need
    Appraisal (*appraise)(const Case&, const Stakes&, Memory&, bool full) = nullptr;
    /// What one step of its time is called: a battle, the file's period, the war itself.
    std::string (*unit)(const Case&) = nullptr;
    /// \param span 0: the model's own choice
    std::vector<WarStep> (*course)(const Case&, const Stakes&, const WarResult&, double span) = nullptr;
    /// Refuses what no value can be given to. May be null, as the next two.
    void (*refuse)(const Case&, const Stakes&, std::vector<Diagnostic>&) = nullptr;
    /// Works out and warns before anything is valued.
    void (*prepare)(const Case&, const Stakes&, const WarOptions&, Memory&, WarResult&) = nullptr;
    /// Adds what only this model tells.
    void (*tell)(const Case&, const Stakes&, WarResult&) = nullptr;
    bool one_stroke = false;  ///< one war decides: it has no duration
    bool has_front = false;   ///< a front moves as time passes, whatever the sides decide
    /// Is a draw of this case worked out step by step, in milliseconds? May be null: no.
    bool (*stepwise)(const Case&) = nullptr;
};

extern const ModelRecord kLottery;
extern const ModelRecord kFront;
extern const ModelRecord kLearning;
extern const ModelRecord kScreening;
extern const ModelRecord kAttrition;
extern const ModelRecord kAttritionMixed;

[[nodiscard]] std::span<const ModelRecord* const> model_records();

/// \throws InputError E0501 for a model without a record
[[nodiscard]] const ModelRecord& record_of(const Case& conflict);

/// Appraises by one evaluation per pair of eyes; a side without a belief of its own sees what the analyst
/// sees.
template <class Evaluate>
[[nodiscard]] Appraisal appraise_by(const Case& conflict, const Evaluate& evaluate) {
    Appraisal result;
    result.analyst = evaluate(View(conflict, kAnalyst), true);
    for (int side = 0; side < 2; ++side) {
        result.own[static_cast<std::size_t>(side)] =
            sees_otherwise(conflict, side) ? evaluate(View(conflict, side), false) : result.analyst;
    }
    return result;
}

/// "battle" where the file names no period, else the file's own.
[[nodiscard]] std::string period_of(const Case& conflict);

}  // namespace entente::war
