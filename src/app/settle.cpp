#include "entente/app/settle.hpp"

#include "entente/report/json.hpp"

namespace entente::app {

SettleAnswer settle(const Input& input, const settle::SettleOptions& options, const RunOptions& run) {
    return {assess::settlement(input.conflict, options, run), input.settings};
}

std::string to_text(const SettleAnswer& answer, const report::TextOptions& options) {
    return report::text_settle(answer, options);
}

std::string to_json(const SettleAnswer& answer) { return report::json_settle(answer, answer.settings); }

}  // namespace entente::app
