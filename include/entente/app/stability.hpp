// entente stability
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/stability.hpp"
#include "entente/stability/analyse.hpp"

namespace entente::app {

using report::StabilityView;
using stability::Concept;
using stability::StabilityOptions;

struct StabilityAnswer {
    Case conflict;
    stability::StabilityResult result;
    std::vector<std::string> settings;
};

/// Answers: would a deal hold, or does somebody gain by moving away from it? \throws InputError E06xx
[[nodiscard]] StabilityAnswer stability(const Input& input, const StabilityOptions& options = {},
                                        const RunOptions& run = {});

/// A concept by its name. \throws InputError E0631 with did-you-mean
[[nodiscard]] Concept concept_of(const std::string& name);
/// Every concept's name, in the order of the results.
[[nodiscard]] std::vector<std::string> concept_names();

[[nodiscard]] std::string to_text(const StabilityAnswer& answer, const StabilityView& view = {},
                                  const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const StabilityAnswer& answer, const StabilityView& view = {});
[[nodiscard]] std::string to_dot(const StabilityAnswer& answer);
[[nodiscard]] std::string to_graph_json(const StabilityAnswer& answer);

}  // namespace entente::app
