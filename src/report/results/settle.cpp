#include "entente/assess/describe.hpp"
#include "entente/levers/levers.hpp"
#include "entente/report/json.hpp"
#include "entente/report/stable_deals.hpp"
#include "entente/report/writer.hpp"

namespace entente::report {

void write_settle(JsonWriter& json, const assess::Settlement& settled,
                  const std::vector<std::string>& settings) {
    const settle::SettleResult& result = settled.result;
    write_envelope(json, settled.conflict,
                   {.verb = "settle",
                    .seed = result.seed,
                    .method = result.method,
                    .exact = result.exact,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings});
    json.fields(settled);
    json("coalitions", levers::coalitions_in(settled.conflict, settled.result));
}

std::string json_settle(const assess::Settlement& settled, const std::vector<std::string>& settings,
                        OutcomeForm outcomes) {
    JsonWriter json(settled.conflict, JsonLayout::lines, outcomes);
    write_settle(json, settled, settings);
    return json.finish();
}

std::string json_with_stable_deals(const assess::Settlement& settled, const assess::StableDeals& deals,
                                   const std::vector<std::string>& settings, OutcomeForm outcomes) {
    JsonWriter json(settled.conflict, JsonLayout::lines, outcomes);
    write_settle(json, settled, settings);
    json("stable", deals);
    return json.finish();
}

}  // namespace entente::report
