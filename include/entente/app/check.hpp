// entente check
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/assess/inspect.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

struct CheckAnswer {
    Case conflict;
    assess::CheckResult result;
    std::vector<std::string> settings;
};

/// Answers: what does the file say, which defaults stand in for the rest, and what does it rest on?
[[nodiscard]] CheckAnswer check(Input input);

[[nodiscard]] std::string to_text(const CheckAnswer& answer, const report::TextOptions& options = {});
/// Every number of the case, a line each.
[[nodiscard]] std::string numbers_text(const CheckAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const CheckAnswer& answer);

/// What `check --json` says of a file that is no sound case.
[[nodiscard]] std::string refusal_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace entente::app
