#include "entente/war/describe.hpp"

#include "entente/report/war.hpp"
#include "entente/report/writer.hpp"
#include "report/results/diagnostics.hpp"

namespace entente::report {

void write_war(JsonWriter& json, const Case& conflict, const war::WarResult& result,
               const std::vector<std::string>& settings) {
    write_envelope(json, conflict,
                   {.verb = "war",
                    .seed = result.seed,
                    .method = result.method,
                    .exact = result.exact,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings});
    json.fields(result);
    json("diagnostics", diagnostics_shown(result.warnings));
}

std::string json_war(const Case& conflict, const war::WarResult& result,
                     const std::vector<std::string>& settings) {
    JsonWriter json(conflict);
    write_war(json, conflict, result, settings);
    return json.finish();
}

std::string json_fit(const war::SeriesFit& fit) {
    const Case none;  // a series belongs to no case
    JsonWriter json(none);
    json("schema", "entente-result/1");
    json("verb", "war");
    json("method",
         "exact maximum likelihood of a drift that wanders, by the Kalman filter; beside it "
         "Brownian motion with a constant drift");
    json("exact", true);
    json("stopped", "complete");
    json("notes", fit.notes);
    json("fit", fit);
    return json.finish();
}

}  // namespace entente::report
