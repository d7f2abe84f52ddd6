// What fighting on brings, as a terminal and as a program reads it.
#pragma once

#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/report/text.hpp"
#include "entente/war/analyse.hpp"
#include "entente/war/calibrate.hpp"

namespace entente::report {

class JsonWriter;

/// The answer of `war` in one sentence, with a full stop.
[[nodiscard]] std::string war_answer(const Case& conflict, const war::WarResult& result);
[[nodiscard]] std::string text_war(const Case& conflict, const war::WarResult& result,
                                   const TextOptions& options = {});
/// The war's part of the one-screen summary.
[[nodiscard]] std::string text_war_short(const Case& conflict, const war::WarResult& result,
                                         const TextOptions& options = {});
/// The envelope and the result, into an object that is open.
void write_war(JsonWriter& json, const Case& conflict, const war::WarResult& result,
               const std::vector<std::string>& settings = {});
[[nodiscard]] std::string json_war(const Case& conflict, const war::WarResult& result,
                                   const std::vector<std::string>& settings = {});

/// Every war model and kind of aid with its parameters: name, unit, legal domain, default, meaning.
[[nodiscard]] std::string text_war_models(const TextOptions& options = {});
[[nodiscard]] std::string json_war_models();

/// The drift of a series: what was read, the fit, and the lines to put into a case.
[[nodiscard]] std::string text_fit(const war::SeriesFit& fit, const TextOptions& options = {});
[[nodiscard]] std::string text_durations(const war::DurationFit& fit, const TextOptions& options = {});
[[nodiscard]] std::string json_durations(const war::DurationFit& fit);
[[nodiscard]] std::string json_fit(const war::SeriesFit& fit);

}  // namespace entente::report
