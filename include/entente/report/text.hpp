// Results as a terminal shows them: the answer first, then what it rests on.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "entente/assess/inspect.hpp"
#include "entente/assess/settlement.hpp"
#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::report {

class JsonWriter;  // entente/report/writer.hpp

struct TextOptions {
    std::size_t width = 80;
    bool color = false;
    std::size_t list_limit = 12;  ///< longer lists end in "and N more (--json has all)"
};

/// The answer of `settle` in one sentence, with a full stop.
[[nodiscard]] std::string settle_answer(const assess::Settlement& settled);

[[nodiscard]] std::string text_settle(const assess::Settlement& settled, const TextOptions& options = {});
[[nodiscard]] std::string text_check(const Case& conflict, const assess::CheckResult& result,
                                     const TextOptions& options = {});

/// The settlement part of the one-screen summary: fewer lines than text_settle.
[[nodiscard]] std::string text_settle_short(const assess::Settlement& settled,
                                            const TextOptions& options = {});

/// What one verb has to say on the one-screen summary.
struct SummarySection {
    std::string verb;
    std::string answer;                     ///< one sentence, with a full stop
    std::string text;                       ///< a few lines
    std::function<void(JsonWriter&)> json;  ///< writes the verb's whole result; not called for text
    Stopped stopped = Stopped::complete;
};

/// The one screen of `entente FILE`. `next`: commands worth trying on this file.
[[nodiscard]] std::string text_summary(const Case& conflict, const std::vector<SummarySection>& sections,
                                       const std::vector<std::string>& next,
                                       const TextOptions& options = {});

/// The last line of every screen.
[[nodiscard]] std::string model_not_advice(const TextOptions& options = {});

}  // namespace entente::report
