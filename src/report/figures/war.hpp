// The figures of a war. The findings must have one.
#pragma once

#include <string>

#include "entente/report/build.hpp"
#include "entente/report/document.hpp"

namespace entente::report {

[[nodiscard]] std::string side_name(const Findings& findings, std::size_t side);
/// May this copy show what this side believes and pays?
[[nodiscard]] bool shows_side(const Findings& findings, const Audience& audience, std::size_t side);
/// "120 months": the length of the course shown.
[[nodiscard]] std::string span_words(const war::WarResult& war);

[[nodiscard]] Figure front_figure(const Findings& findings);
[[nodiscard]] Figure ends_figure(const Findings& findings);
[[nodiscard]] Figure cost_figure(const Findings& findings, const Audience& audience);
/// What fighting on for so long brings each side. The war must have a front that moves with time.
[[nodiscard]] Figure waiting_figure(const Findings& findings, const Audience& audience);
[[nodiscard]] Figure hazard_figure(const Findings& findings);
/// What the analyst and each side itself think, side by side. \param chances of victory; else of the values
[[nodiscard]] Figure belief_figure(const Findings& findings, const Audience& audience, bool chances);
[[nodiscard]] Figure ripeness_figure(const Findings& findings);

}  // namespace entente::report
