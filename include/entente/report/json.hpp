// Results as JSON: the stable face of every verb. docs/json.md lists all keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entente/assess/inspect.hpp"
#include "entente/assess/settlement.hpp"
#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::report {

/// What every result says beside its own keys.
struct Envelope {
    std::string verb = {};
    std::uint64_t seed = 1;
    std::string method = {};
    bool exact = true;
    Stopped stopped = Stopped::complete;
    std::vector<std::string> notes = {};
    std::vector<std::string> settings = {};  ///< what --set changed
};

class JsonWriter;  // entente/report/writer.hpp

/// How an outcome stands in JSON: {issue id: option label}; or, shorter, the numbers of its options from 0
/// in the order of the issues, with one table of all labels in the envelope.
enum class OutcomeForm { labels, numbers };

/// Each returns one JSON object, indented, with a final line break. The same result gives the same bytes.
[[nodiscard]] std::string json_settle(const assess::Settlement& settled,
                                      const std::vector<std::string>& settings = {},
                                      OutcomeForm outcomes = OutcomeForm::labels);
[[nodiscard]] std::string json_check(const Case& conflict, const assess::CheckResult& result,
                                     const std::vector<std::string>& settings = {});

/// `check` of a file that cannot be read as a case: {"sound": false, "diagnostics": [...]}.
[[nodiscard]] std::string json_refused(const std::vector<Diagnostic>& diagnostics);

/// The envelope and the result, into an object that is open.
void write_settle(JsonWriter& json, const assess::Settlement& settled,
                  const std::vector<std::string>& settings = {});

}  // namespace entente::report
