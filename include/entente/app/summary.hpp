// entente FILE: one screen of all that the file supports.
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

using report::SummarySection;

struct SummaryAnswer {
    Case conflict;
    std::vector<SummarySection> sections;  ///< in the order of the verbs; never empty
    std::vector<std::string> next;         ///< commands worth trying on this file
    Stopped stopped = Stopped::complete;
    RunOptions run;
    std::vector<std::string> settings;
};

/// Answers the questions that the file supports, shortly. A verb takes part with one line in the table of
/// src/app/summary.cpp.
[[nodiscard]] SummaryAnswer summary(const Input& input, const RunOptions& run = {},
                                    const report::TextOptions& options = {});

[[nodiscard]] std::string to_text(const SummaryAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const SummaryAnswer& answer);

}  // namespace entente::app
