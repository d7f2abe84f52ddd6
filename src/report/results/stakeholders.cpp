#include "entente/report/stakeholders.hpp"
#include "report/results/writer.hpp"

namespace entente::report {

std::string json_stakeholders(const Case& conflict, const stakeholders::StakeholderResult& result,
                              const std::vector<std::string>& settings) {
    return json_of(conflict,
                   {.verb = "stakeholders",
                    .seed = result.seed,
                    .method = result.lead.empty() ? "baselines" : result.lead,
                    .exact = result.runs == 0,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = settings},
                   result);
}

std::string json_score(const stakeholders::ScoreResult& result, std::uint64_t seed) {
    return json_of(Case{},
                   {.verb = "stakeholders",
                    .seed = seed,
                    .method = "score",
                    .exact = false,
                    .stopped = result.stopped,
                    .notes = result.notes,
                    .settings = {}},
                   result);
}

}  // namespace entente::report
