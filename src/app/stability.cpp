#include "entente/app/stability.hpp"

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/io/load.hpp"

namespace entente::app {

StabilityAnswer stability(const Input& input, const StabilityOptions& options, const RunOptions& run) {
    StabilityAnswer answer{.conflict = input.conflict, .result = {}, .settings = input.settings};
    try {
        answer.result = stability::analyse(input.conflict, options, run);
    } catch (const InputError& refused) {
        // The analysis knows places but not the text that they stand in.
        std::vector<Diagnostic> all = refused.diagnostics();
        if (!input.text.empty()) io::attach_source(all, input.conflict.origin.file, input.text);
        throw InputError(std::move(all));
    }
    return answer;
}

std::vector<std::string> concept_names() {
    return {stability::kConceptNames.begin(), stability::kConceptNames.end()};
}

Concept concept_of(const std::string& name) {
    if (const auto found = stability::concept_named(name)) return *found;
    Diagnostic made;
    made.code = "E0631";
    made.message = "there is no stability concept '" + name + "'";
    made.hint = did_you_mean(name, concept_names());
    if (made.hint.empty()) made.hint = "one of " + join_words(concept_names());
    throw InputError(std::move(made));
}

std::string to_text(const StabilityAnswer& answer, const StabilityView& view,
                    const report::TextOptions& options) {
    return report::text_stability(answer.conflict, answer.result, view, options);
}

std::string to_json(const StabilityAnswer& answer, const StabilityView& view) {
    return report::json_stability(answer.conflict, answer.result, view, answer.settings);
}

std::string to_dot(const StabilityAnswer& answer) {
    return report::stability_dot(answer.conflict, answer.result);
}

std::string to_graph_json(const StabilityAnswer& answer) {
    return report::stability_graph_json(answer.conflict, answer.result);
}

}  // namespace entente::app
