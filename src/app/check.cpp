#include "entente/app/check.hpp"

#include "entente/report/json.hpp"
#include "entente/report/numbers.hpp"

namespace entente::app {

CheckAnswer check(Input input) {
    assess::CheckResult result = assess::inspect(input.conflict, input.text, input.warnings);
    return {.conflict = std::move(input.conflict),
            .result = std::move(result),
            .settings = std::move(input.settings)};
}

std::string to_text(const CheckAnswer& answer, const report::TextOptions& options) {
    return report::text_check(answer.conflict, answer.result, options);
}

std::string numbers_text(const CheckAnswer& answer, const report::TextOptions& options) {
    return report::text_numbers(report::numbers_of(answer.conflict), options);
}

std::string to_json(const CheckAnswer& answer) {
    return report::json_check(answer.conflict, answer.result, answer.settings);
}

std::string refusal_json(const std::vector<Diagnostic>& diagnostics) {
    return report::json_refused(diagnostics);
}

}  // namespace entente::app
