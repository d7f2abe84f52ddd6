// How long wars last: a Weibull fit, as a terminal and as a program reads it.
#include <fmt/format.h>

#include "entente/core/text.hpp"
#include "entente/report/war.hpp"
#include "report/render/layout.hpp"
#include "report/results/json.hpp"
#include "report/results/writer.hpp"

namespace entente::report {
namespace {

std::string hazard_words(const war::WeibullFit& fit) {
    const double off = std::log(fit.shape) / fit.log_shape_error;
    if (std::abs(off) < 1.96) return "does not clearly rise or fall with time";
    return off < 0 ? "falls the longer the war has lasted" : "rises the longer the war has lasted";
}

std::string name_of(const war::DurationFit& fit, std::size_t k) {
    return k < fit.covariates.size() ? clean(fit.covariates[k]) : "constant";
}

}  // namespace

std::string text_durations(const war::DurationFit& fit, const TextOptions& options) {
    std::string out =
        wrap(fmt::format("{} wars: the chance to end {} (shape {}, {} to {}).", fit.observations,
                         hazard_words(fit.fit), format_number(fit.fit.shape, 4),
                         format_number(fit.fit.shape * std::exp(-1.96 * fit.fit.log_shape_error), 4),
                         format_number(fit.fit.shape * std::exp(1.96 * fit.fit.log_shape_error), 4)),
             options.width);
    out += heading("Durations", options);
    out += wrap(
        fmt::format("{}: {}, mean {}, median {}; rows left out: {}", clean(fit.file), clean(fit.column),
                    format_grouped(fit.mean, 2), format_grouped(fit.median, 2), fit.skipped),
        options.width, "  ", "    ");
    out += heading("Weibull model (coefficient, standard error)", options);
    for (std::size_t k = 0; k < fit.fit.coefficients.size(); ++k) {
        out += fmt::format("  {}{}{}\n", left(name_of(fit, k), 24),
                           right(format_number(fit.fit.coefficients[k], 6), 16),
                           right(format_number(fit.fit.errors[k], 6), 16));
    }
    out += fmt::format("  log-likelihood {} (of the durations: {})\n",
                       format_number(fit.fit.log_likelihood, 4),
                       format_number(fit.fit.log_likelihood_time, 4));
    if (!fit.laws.empty()) {
        out += heading("Laws on wars they have not seen (mean log density, higher is better)", options);
        for (const war::DurationLaw& law : fit.laws)
            out += fmt::format("  {}{}   median {}\n", left(law.law, 24),
                               right(format_number(law.left_out, 4), 16), format_grouped(law.median, 2));
    }
    for (const std::string& note : fit.notes) out += wrap(note, options.width, "  - ", "    ");
    return out + model_not_advice(options);
}

std::string json_durations(const war::DurationFit& fit) {
    Json coefficients = Json::array();
    for (std::size_t k = 0; k < fit.fit.coefficients.size(); ++k) {
        coefficients.push_back({{"name", name_of(fit, k)},
                                {"coefficient", number(fit.fit.coefficients[k])},
                                {"error", number(fit.fit.errors[k])}});
    }
    const Case none;
    JsonWriter laws(none);
    laws("laws", fit.laws);
    return dump({{"schema", "entente-result/1"},
                 {"verb", "war"},
                 {"method", "maximum likelihood of a Weibull model of durations"},
                 {"exact", true},
                 {"stopped", "complete"},
                 {"notes", fit.notes},
                 {"durations",
                  {{"file", fit.file},
                   {"column", fit.column},
                   {"observations", fit.observations},
                   {"open", fit.open},
                   {"skipped", fit.skipped},
                   {"mean", number(fit.mean)},
                   {"median", number(fit.median)},
                   {"shape", number(fit.fit.shape)},
                   {"log_shape_error", number(fit.fit.log_shape_error)},
                   {"log_likelihood", number(fit.fit.log_likelihood)},
                   {"log_likelihood_time", number(fit.fit.log_likelihood_time)},
                   {"coefficients", coefficients},
                   {"laws", Json::parse(laws.finish())["laws"]}}}});
}

}  // namespace entente::report
