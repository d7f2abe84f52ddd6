// `settle --stable`: which settlements hold once agreed, and why the others fall.
#pragma once

#include <string>
#include <vector>

#include "entente/report/text.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/deals.hpp"

namespace entente::report {

/// A settlement under judgement: a bargaining solution by its name, or a deal of the frontier.
struct JudgedDeal {
    std::string name;  ///< empty for a deal of the frontier
    settle::Point point;
    stability::DealVerdict verdict;
};

struct StableDeals {
    stability::Concept of = stability::Concept::nash;
    std::vector<JudgedDeal> deals;  ///< the solutions first, then the frontier
    std::string states;
    std::size_t not_listed = 0;  ///< deals of the frontier that were not listed, and so not judged
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

[[nodiscard]] std::string text_stable_deals(const Case& conflict, const StableDeals& deals,
                                            const TextOptions& options = {});

/// The JSON of `settle` with one key more: "stable": {"concept", "states", "kept", "fallen", "notes"}.
[[nodiscard]] std::string json_with_stable_deals(const std::string& settle_json, const Case& conflict,
                                                 const StableDeals& deals);

}  // namespace entente::report
