#include "entente/app/stable_deals.hpp"

namespace entente::app {

assess::StableDeals stable_deals(const SettleAnswer& answer, stability::Concept c,
                                 const SettleOptions& options, const RunOptions& run) {
    return assess::stable_deals(answer, c, options, run);
}

std::string to_text(const SettleAnswer& answer, const assess::StableDeals& deals,
                    const report::TextOptions& options) {
    std::string text = to_text(answer, options);
    const std::string last = report::model_not_advice(options);
    const std::size_t at = text.ends_with(last) ? text.size() - last.size() : text.size();
    return text.insert(at, report::text_stable_deals(answer.conflict, deals, options));
}

std::string to_json(const SettleAnswer& answer, const assess::StableDeals& deals,
                    report::OutcomeForm outcomes) {
    return report::json_with_stable_deals(answer, deals, answer.settings, outcomes);
}

}  // namespace entente::app
