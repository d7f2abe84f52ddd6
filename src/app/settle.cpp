#include "entente/app/settle.hpp"

#include "entente/app/reservation.hpp"
#include "entente/report/json.hpp"

namespace entente::app {

SettleAnswer settle(const Input& input, const settle::SettleOptions& options, const RunOptions& run) {
    Reserved reserved = with_reservation_values(input.conflict, run);
    SettleAnswer answer{.conflict = std::move(reserved.conflict),
                        .reservations = std::move(reserved.reservations),
                        .result = {},
                        .settings = input.settings};
    answer.result = settle::settle(answer.conflict, options, run);
    if (!gives_points(answer.conflict)) {
        answer.result.notes.push_back(
            "No party says what an outcome is worth to it: all outcomes count as equal.");
    }
    answer.result.notes.insert(answer.result.notes.end(), reserved.notes.begin(), reserved.notes.end());
    return answer;
}

std::string to_text(const SettleAnswer& answer, const report::TextOptions& options) {
    return report::text_settle(answer.conflict, answer.reservations, answer.result, options);
}

std::string to_json(const SettleAnswer& answer) {
    return report::json_settle(answer.conflict, answer.reservations, answer.result, answer.settings);
}

}  // namespace entente::app
