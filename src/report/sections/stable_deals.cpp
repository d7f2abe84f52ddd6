#include "entente/report/stable_deals.hpp"

#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/settle/solutions.hpp"
#include "report/render/layout.hpp"
#include "report/words/settle.hpp"

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

std::string utilities_words(const Case& conflict, const std::vector<double>& utilities) {
    std::string text;
    for (std::size_t p = 0; p < utilities.size(); ++p)
        text += (p > 0 ? ", " : "") + amount(conflict, utilities[p]);
    return text;
}

std::string deal_words(const Case& conflict, const assess::JudgedDeal& deal) {
    std::string text = deal.name.empty() ? "" : deal.name + ": ";
    text += outcome_words(conflict, deal.point.outcome) + " (";
    return text + utilities_words(conflict, deal.point.utilities) + ")";
}

std::string why_words(const Case& conflict, const assess::JudgedDeal& deal) {
    const stability::Breach& breach = *deal.verdict.breach;
    std::string text = clean(party_name(conflict, breach.party.index())) + " gains by moving " +
                       change_words(conflict, deal.point.outcome, breach.moves_to);
    if (breach.escapes_to)
        return text + "; the others can answer, but it gets away by moving " +
               change_words(conflict, *breach.answered_by, *breach.escapes_to) + ".";
    return text + ", and nothing holds it back.";
}

/// What it means that a deal holds.
std::string_view holding(stability::Concept c) {
    return c == stability::Concept::nash
               ? "nobody gains by moving what it controls"
               : "nobody gains by moving what it controls, given how the others can answer";
}

/// The best deals that hold, each solution's name before its deal; equal deals share a line.
std::string best_words(const Case& conflict, const assess::StableZone& zone, const TextOptions& options) {
    std::vector<std::pair<std::string, const settle::Point*>> lines;
    for (const settle::NamedSolution& named : zone.solutions) {
        if (!named.solution || !settle::solution_text(named.name).same_as.empty()) continue;
        const settle::Point& deal = named.solution->point;
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& line) {
            return line.second->outcome == deal.outcome;
        });
        if (same == lines.end())
            lines.emplace_back(title_of(named.name), &deal);
        else
            same->first += ", " + title_of(named.name);
    }
    std::string text;
    for (const auto& [name, deal] : lines)
        text += wrap(name + ": " + outcome_words(conflict, deal->outcome) + " (" +
                         utilities_words(conflict, deal->utilities) + ")",
                     options.width, "  best   ", "         ");
    return text;
}

/// "about 10^12" for an estimate, "1,024" for a count.
std::string size_words(const std::string& digits, bool exact) {
    const std::string words = count_words(digits);
    return exact || words.starts_with("about") ? words : "about " + words;
}

/// Whether deals can be compared at all: rankings alone say nothing about how much.
bool any_scores(const Case& conflict) {
    return std::any_of(conflict.parties.begin(), conflict.parties.end(), [](const Party& party) {
        return !party.preference.issues.empty() || !party.preference.terms.empty();
    });
}

std::string zone_words(const Case& conflict, const assess::StableDeals& deals, const TextOptions& options) {
    const auto line = [&](const std::string& text) { return wrap(text, options.width, "  ", "  "); };
    if (!deals.zone) {
        return line("Judged were the solutions and the listed efficient deals only. " +
                    clean(deals.why_no_zone));
    }
    const assess::StableZone& zone = *deals.zone;
    const std::string judged =
        zone.every_outcome ? "every outcome was judged"
                           : "told issue by issue, since no issue that a party controls interacts with "
                             "another one for it";
    if (zone.stable == "0") {
        std::string elsewhere;
        if (zone.equilibria == "0") elsewhere = " Nor does any other outcome.";
        if (zone.equilibria != "0" && !zone.equilibria.empty())
            elsewhere = " Outcomes that do hold, all outside the zone: " +
                        size_words(zone.equilibria, zone.counts_exact) + ".";
        return line("No deal of the zone holds once agreed (" + judged + ")." + elsewhere);
    }
    const std::string some = zone.stable.empty() ? "Some" : size_words(zone.stable, zone.counts_exact);
    const std::string all = zone.outcomes.empty() ? "the" : size_words(zone.outcomes, zone.counts_exact);
    std::string text = line(some + " of " + all + " deals of the zone hold once agreed: " +
                            std::string(holding(deals.of)) + " (" + judged + ").");
    if (any_scores(conflict)) text += best_words(conflict, zone, options);
    return text;
}

}  // namespace

std::string text_stable_deals(const Case& conflict, const assess::StableDeals& deals,
                              const TextOptions& options) {
    const auto holds = static_cast<std::size_t>(
        std::count_if(deals.deals.begin(), deals.deals.end(),
                      [](const assess::JudgedDeal& deal) { return deal.verdict.holds; }));
    std::string text =
        heading("Would it hold (" + std::string(stability::to_string(deals.of)) + ")", options);
    text += zone_words(conflict, deals, options);
    if (!deals.deals.empty())
        text += wrap(std::to_string(holds) + " of " + std::to_string(deals.deals.size()) +
                         " solutions and efficient deals " + (deals.zone ? "are among them" : "hold") + ":",
                     options.width, "  ", "  ");
    for (const bool kept : {true, false}) {
        std::size_t shown = 0;
        std::size_t all = 0;
        for (const assess::JudgedDeal& deal : deals.deals) {
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
        text += wrap(group_digits(std::to_string(deals.not_listed)) + " efficient deals were not listed" +
                         (deals.zone ? "." : ", and so not judged."),
                     options.width, "  ", "  ");
    for (const std::string& note : deals.notes)
        text += wrap(clean(note), options.width, "note: ", "      ");
    return text;
}

}  // namespace entente::report
