#include "entente/report/levers.hpp"

#include "report/results/writer.hpp"

namespace entente::report {

std::string json_levers(const Case& conflict, const levers::LeversResult& result,
                        const std::vector<std::string>& settings) {
    return json_of(conflict,
                   {.verb = "levers",
                    .seed = result.seed,
                    .method = result.method,
                    .exact = result.proved,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings},
                   result);
}

}  // namespace entente::report
