#include "entente/app/stable_deals.hpp"

namespace entente::app {

report::StableDeals stable_deals(const SettleAnswer& answer, stability::Concept c, const RunOptions& run) {
    report::StableDeals result;
    result.of = c;
    for (const settle::NamedSolution& named : answer.result.solutions)
        if (named.solution) result.deals.push_back({named.name, named.solution->point, {}});
    for (const settle::Point& point : answer.result.frontier.items) result.deals.push_back({"", point, {}});
    if (answer.result.frontier.points > answer.result.frontier.items.size())
        result.not_listed =
            static_cast<std::size_t>(answer.result.frontier.points) - answer.result.frontier.items.size();
    std::vector<Outcome> outcomes;
    for (const report::JudgedDeal& deal : result.deals) outcomes.push_back(deal.point.outcome);
    stability::DealVerdicts verdicts = stability::judge_deals(answer.conflict, c, outcomes, run);
    result.deals.resize(verdicts.deals.size());
    for (std::size_t k = 0; k < verdicts.deals.size(); ++k)
        result.deals[k].verdict = std::move(verdicts.deals[k]);
    result.states = verdicts.states;
    result.notes = verdicts.notes;
    result.stopped = verdicts.stopped;
    return result;
}

std::string to_text(const SettleAnswer& answer, const report::StableDeals& deals,
                    const report::TextOptions& options) {
    std::string text = to_text(answer, options);
    const std::string last = report::model_not_advice(options);
    const std::size_t at = text.ends_with(last) ? text.size() - last.size() : text.size();
    return text.insert(at, report::text_stable_deals(answer.conflict, deals, options));
}

std::string to_json(const SettleAnswer& answer, const report::StableDeals& deals) {
    return report::json_with_stable_deals(to_json(answer), answer.conflict, deals);
}

}  // namespace entente::app
