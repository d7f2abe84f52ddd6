// What `check` says, as JSON.
#include "report/results/check.hpp"

#include "entente/report/json.hpp"
#include "entente/report/writer.hpp"

namespace entente::report {

std::string json_check(const Case& conflict, const assess::CheckResult& result,
                       const std::vector<std::string>& settings) {
    return json_of(conflict, {.verb = "check", .method = "read", .settings = settings},
                   CheckOut{&conflict, &result});
}

std::string json_refused(const std::vector<Diagnostic>& all) {
    const Case none;
    JsonWriter json(none);
    json("schema", "entente-result/1");
    json("verb", "check");
    json("sound", false);
    json("diagnostics", diagnostics_shown(all));
    return json.finish();
}

}  // namespace entente::report
