#include <span>

#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "war/records/record.hpp"

namespace entente::war {

std::span<const ModelRecord* const> model_records() {
    static constexpr const ModelRecord* kRecords[] = {&kLottery,   &kFront,     &kLearning,
                                                      &kScreening, &kAttrition, &kAttritionMixed};
    return kRecords;
}

const ModelRecord& record_of(const Case& conflict) {
    const std::string& name = conflict.war->model;
    for (const ModelRecord* record : model_records()) {
        if (record->name == name) return *record;
    }
    std::vector<std::string> names;
    for (const ModelRecord* record : model_records()) names.emplace_back(record->name);
    const std::string guess = did_you_mean(name, names);
    const Span& where = conflict.war->where;
    throw InputError(
        Diagnostic{Severity::error, "E0501", "there is no war model '" + name + "'",
                   Location{conflict.origin.file, where.line, where.column, where.length, {}},
                   (guess.empty() ? "" : guess + "; ") + std::string("the models are ") + join_words(names),
                   "war.model"});
}

std::string period_of(const Case& conflict) {
    return conflict.war->per == "period" ? "battle" : conflict.war->per;
}

}  // namespace entente::war
