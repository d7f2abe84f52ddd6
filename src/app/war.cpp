#include "entente/app/war.hpp"

#include "entente/assess/waiting.hpp"
#include "entente/report/war.hpp"

namespace entente::app {

WarAnswer war(const Input& input, const war::WarOptions& options, const RunOptions& run) {
    if (!input.conflict.war) {
        throw InputError(Diagnostic{Severity::error,
                                    "E0500",
                                    "the case has no [war]: there is no fighting to value",
                                    Location{input.conflict.origin.file, 0, 0, 0, {}},
                                    "add a [war] table with a model, or use entente settle",
                                    {}});
    }
    WarAnswer answer{.conflict = input.conflict, .result = {}, .settings = input.settings};
    answer.result = war::analyse(answer.conflict, options, run);
    assess::add_settlement_changes(answer.conflict, answer.result, run);
    return answer;
}

std::string to_text(const WarAnswer& answer, const report::TextOptions& options) {
    return report::text_war(answer.conflict, answer.result, options);
}

std::string to_json(const WarAnswer& answer) {
    return report::json_war(answer.conflict, answer.result, answer.settings);
}

std::string to_text(const war::SeriesFit& fit, const report::TextOptions& options) {
    return report::text_fit(fit, options);
}

std::string to_text(const war::DurationFit& fit, const report::TextOptions& options) {
    return report::text_durations(fit, options);
}

std::string to_json(const war::DurationFit& fit) { return report::json_durations(fit); }

std::string to_json(const war::SeriesFit& fit) { return report::json_fit(fit); }

}  // namespace entente::app
