#include "entente/app/levers.hpp"

#include "entente/report/levers.hpp"

namespace entente::app {

levers::Goal read_goal(const Case& conflict, const std::string& text) {
    levers::Goal goal = levers::parse_goal(text);
    if (goal.kind == levers::Goal::Kind::deal)
        goal.deal = read_deal(conflict, text.substr(text.find(':') + 1));
    return goal;
}

LeversAnswer levers(const Input& input, const levers::LeversOptions& options, const RunOptions& run) {
    if (!gives_points(input.conflict)) {
        throw InputError(Diagnostic{Severity::error,
                                    "E1311",
                                    "nobody says what an outcome is worth: levers need points",
                                    Location{input.conflict.origin.file, 0, 0, 0, {}},
                                    "entente stability --want finds the least changes of rankings",
                                    {}});
    }
    LeversAnswer answer{.conflict = input.conflict, .result = {}, .settings = input.settings};
    answer.result = levers::levers(answer.conflict, options, run);
    return answer;
}

std::string to_text(const LeversAnswer& answer, const report::TextOptions& options) {
    return report::text_levers(answer.conflict, answer.result, options);
}

report::Section section_of(const LeversAnswer& answer) {
    return report::levers_section(answer.conflict, answer.result);
}

std::string to_json(const LeversAnswer& answer) {
    return report::json_levers(answer.conflict, answer.result, answer.settings);
}

}  // namespace entente::app
