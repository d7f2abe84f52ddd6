// entente settle
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/assess/settlement.hpp"
#include "entente/core/run.hpp"
#include "entente/report/json.hpp"
#include "entente/report/text.hpp"
#include "entente/settle/settle.hpp"

namespace entente::app {

using settle::Method;
using settle::SettleOptions;

struct SettleAnswer : assess::Settlement {
    std::vector<std::string> settings;
};

/// Answers: which deals beat no deal for everybody, and which of them is fair? Reservation values come from
/// the file or from its war. \throws InputError E04xx, E05xx
[[nodiscard]] SettleAnswer settle(const Input& input, const settle::SettleOptions& options = {},
                                  const RunOptions& run = {});

[[nodiscard]] std::string to_text(const SettleAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const SettleAnswer& answer,
                                  report::OutcomeForm outcomes = report::OutcomeForm::labels);

}  // namespace entente::app
