#include "entente/report/stable_deals.hpp"

#include <algorithm>

#include "entente/core/text.hpp"
#include "report/json_util.hpp"
#include "report/layout.hpp"

namespace entente::report {
namespace {

/// What changes from one outcome to the other, in words.
std::string change_words(const Case& conflict, const Outcome& from, const Outcome& to) {
    std::string text;
    for (std::size_t l = 0; l < from.options.size(); ++l) {
        if (from.options[l] == to.options[l]) continue;
        const Issue& issue = conflict.space.issues[l];
        text += (text.empty() ? "" : ", ") + clean(issue.id) + " from " +
                clean(issue.options[from.options[l].index()].label) + " to " +
                clean(issue.options[to.options[l].index()].label);
    }
    return text;
}

std::string deal_words(const Case& conflict, const JudgedDeal& deal) {
    std::string text = deal.name.empty() ? "" : deal.name + ": ";
    text += outcome_words(conflict, deal.point.outcome) + " (";
    for (std::size_t p = 0; p < deal.point.utilities.size(); ++p)
        text += (p > 0 ? ", " : "") + amount(conflict, deal.point.utilities[p]);
    return text + ")";
}

std::string why_words(const Case& conflict, const JudgedDeal& deal) {
    const stability::Breach& breach = *deal.verdict.breach;
    std::string text = clean(party_name(conflict, breach.party.index())) + " gains by moving " +
                       change_words(conflict, deal.point.outcome, breach.moves_to);
    if (breach.escapes_to)
        return text + "; the others can answer, but it gets away by moving " +
               change_words(conflict, *breach.answered_by, *breach.escapes_to) + ".";
    return text + ", and nothing holds it back.";
}

Json deal_json(const Case& conflict, const JudgedDeal& deal) {
    Json one = {{"solution", deal.name.empty() ? Json(nullptr) : Json(deal.name)},
                {"utilities", numbers(deal.point.utilities)},
                {"outcome", outcome(conflict, deal.point.outcome)}};
    if (!deal.verdict.breach) return one;
    const stability::Breach& breach = *deal.verdict.breach;
    const auto maybe = [&](const std::optional<Outcome>& each) {
        return each ? outcome(conflict, *each) : Json(nullptr);
    };
    one["breach"] = {{"party", conflict.parties[breach.party.index()].id},
                     {"moves_to", outcome(conflict, breach.moves_to)},
                     {"answered_by", maybe(breach.answered_by)},
                     {"escapes_to", maybe(breach.escapes_to)}};
    return one;
}

}  // namespace

std::string text_stable_deals(const Case& conflict, const StableDeals& deals, const TextOptions& options) {
    const auto holds = static_cast<std::size_t>(std::count_if(
        deals.deals.begin(), deals.deals.end(), [](const JudgedDeal& deal) { return deal.verdict.holds; }));
    std::string text =
        heading("Would it hold (" + std::string(stability::to_string(deals.of)) + ")", options);
    text += wrap(std::to_string(holds) + " of " + std::to_string(deals.deals.size()) +
                     " settlements hold once agreed: nobody gains by moving what it controls.",
                 options.width, "  ", "  ");
    for (const bool kept : {true, false}) {
        std::size_t shown = 0;
        std::size_t all = 0;
        for (const JudgedDeal& deal : deals.deals) {
            if (deal.verdict.holds != kept) continue;
            ++all;
            if (shown >= options.list_limit) continue;
            ++shown;
            text += wrap(deal_words(conflict, deal), options.width, kept ? "  holds  " : "  falls  ",
                         "         ");
            if (!kept && deal.verdict.breach)
                text += wrap(why_words(conflict, deal), options.width, "         ", "         ");
        }
        text += and_more(all - shown, "  ", options);
    }
    if (deals.not_listed > 0)
        text += wrap(group_digits(std::to_string(deals.not_listed)) +
                         " efficient deals were not listed, and so "
                         "not judged.",
                     options.width, "  ", "  ");
    for (const std::string& note : deals.notes)
        text += wrap(clean(note), options.width, "note: ", "      ");
    return text;
}

std::string json_with_stable_deals(const std::string& settle_json, const Case& conflict,
                                   const StableDeals& deals) {
    Json json = Json::parse(settle_json);
    Json kept = Json::array();
    Json fallen = Json::array();
    for (const JudgedDeal& deal : deals.deals)
        (deal.verdict.holds ? kept : fallen).push_back(deal_json(conflict, deal));
    json["stable"] = {{"concept", stability::to_string(deals.of)},
                      {"states", count(deals.states)},
                      {"kept", kept},
                      {"fallen", fallen},
                      {"not_judged", std::to_string(deals.not_listed)},
                      {"notes", deals.notes}};
    return dump(json);
}

}  // namespace entente::report
