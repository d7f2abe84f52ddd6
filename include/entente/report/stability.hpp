// What `stability` tells, as text, JSON and graphs.
#pragma once

#include <string>
#include <vector>

#include "entente/report/text.hpp"
#include "entente/stability/analyse.hpp"

namespace entente::report {

class JsonWriter;

struct StabilityView {
    std::size_t list_limit = 100'000;  ///< states in a list of the JSON result; counts stay
    std::vector<stability::Concept> concepts{stability::kAllConcepts.begin(),
                                             stability::kAllConcepts.end()};
};

/// The answer in one sentence, with a full stop.
[[nodiscard]] std::string stability_answer(const Case& conflict, const stability::StabilityResult& result);

[[nodiscard]] std::string text_stability(const Case& conflict, const stability::StabilityResult& result,
                                         const StabilityView& view = {}, const TextOptions& options = {});
/// The envelope and the result, into an object that is open.
void write_stability(JsonWriter& json, const Case& conflict, const stability::StabilityResult& result,
                     const StabilityView& view = {}, const std::vector<std::string>& settings = {});
[[nodiscard]] std::string json_stability(const Case& conflict, const stability::StabilityResult& result,
                                         const StabilityView& view = {},
                                         const std::vector<std::string>& settings = {});

/// A few lines for the one-screen summary.
[[nodiscard]] std::string text_stability_short(const Case& conflict,
                                               const stability::StabilityResult& result,
                                               const TextOptions& options = {});

/// The integrated graph: states as nodes, moves as edges; improvements are told apart.
/// \throws InputError E0614 past 1,000,000 moves
[[nodiscard]] std::string stability_dot(const Case& conflict, const stability::StabilityResult& result);
[[nodiscard]] std::string stability_graph_json(const Case& conflict,
                                               const stability::StabilityResult& result);

/// "border 0.45, returns quota", or a graph's own words; "-" where merged outcomes differ.
[[nodiscard]] std::string state_words(const Case& conflict, const stability::CaseModel& built,
                                      stability::State state);

}  // namespace entente::report
