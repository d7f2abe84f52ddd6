#include "report/words/settle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/model/words.hpp"
#include "entente/report/text.hpp"
#include "entente/settle/solutions.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

using settle::NamedSolution;
using settle::SettleResult;

/// The number of deals, "about ..." where it was estimated.
std::string estimate(const settle::Zone& zone) {
    std::string words = count_words(zone.outcomes);
    return zone.interval && !words.starts_with("about") ? "about " + words : words;
}

/// What a first line may take, its full stop included.
constexpr std::size_t kLine = 79;

/// "both Arvan and Belmar", or "both parties" where the names take more than `room`.
std::string all_parties(const Case& conflict, std::size_t room) {
    std::vector<std::string> names;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) names.push_back(party_name(conflict, p));
    const bool two = names.size() == 2;
    const std::string words = (two ? "both " : "") + join_words(names);
    if (display_width(words) <= room) return words;
    const std::string all = two ? "both parties" : fmt::format("all {} parties", names.size());
    const std::string shortest = two ? "both" : "all";
    return all.size() > room && shortest.size() <= room ? shortest : all;
}

}  // namespace

std::string title_of(const std::string& name) {
    const settle::SolutionText text = settle::solution_text(name);
    if (!text.title.empty()) return std::string(text.title);
    std::string words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
    return words;
}

std::string_view meaning_of(const std::string& name) { return settle::solution_text(name).brief; }

std::vector<std::string> tied_words(const Case& conflict, const SettleResult& result) {
    std::vector<std::pair<std::string, std::vector<std::string>>> lines;  // what is said, and of which
    const auto deal = [&](const settle::Point& point) {
        std::vector<std::string> each;
        for (std::size_t p = 0; p < std::min<std::size_t>(point.utilities.size(), 6); ++p)
            each.push_back(party_name(conflict, p) + " " + amount(conflict, point.utilities[p]));
        return fmt::format("{}", fmt::join(each, ", "));
    };
    for (const NamedSolution& named : result.solutions) {
        if (!named.solution || !settle::solution_text(named.name).same_as.empty()) continue;
        const settle::Solution& solution = *named.solution;
        if (solution.tied.empty()) continue;
        constexpr std::size_t kShown = 3;
        std::vector<std::string> deals;
        for (std::size_t t = 0; t < std::min(kShown, solution.tied.size()); ++t)
            deals.push_back(deal(solution.tied[t]));
        const auto known = solution.tied_points;
        const std::string count = known ? count_words(std::to_string(*known))
                                        : "at least " + std::to_string(solution.tied.size());
        const bool one = known == 1 || (!known && solution.tied.size() == 1);
        std::string words = fmt::format("{} other {} exactly as fair: {}", count,
                                        one ? "deal is" : "deals are", fmt::join(deals, "; "));
        if (!known || *known > deals.size()) words += "; ...";
        const auto line =
            std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.first == words; });
        if (line != lines.end()) {
            line->second.push_back(title_of(named.name));
        } else {
            lines.push_back({words, {title_of(named.name)}});
        }
    }
    std::vector<std::string> result_lines;
    for (const auto& [words, names] : lines)
        result_lines.push_back(fmt::format("{}: {}.", fmt::join(names, ", "), words));
    return result_lines;
}

bool any_reservation(const SettleResult& result) {
    return std::any_of(result.parties.begin(), result.parties.end(),
                       [](const auto& party) { return party.reservation.has_value(); });
}

std::string any_passes_words(const Case& conflict, const SettleResult& result) {
    const settle::Zone& zone = result.zone;
    if (zone.empty || !gives_points(conflict)) return "";
    const bool stated = any_reservation(result);
    const bool all = !zone.outcomes.empty() && !zone.interval && result.outcomes_exact &&
                     zone.outcomes == result.outcomes;
    if (stated ? !all : !conflict.red_lines.empty() && !all) return "";
    const bool zero = std::all_of(result.parties.begin(), result.parties.end(), [](const auto& party) {
        return party.reservation.value_or(party.worst) == 0;
    });
    const std::string nothing = clean(no_deal(conflict));
    if (zero) return nothing + " counts as zero here, so any package passes";
    if (!stated) return nothing + " counts as each party's worst package here, so any package passes";
    return "every package is worth at least as much as " + nothing +
           " to every party, so any package passes";
}

std::string believed_words(const Case& conflict, const settle::Zone& ours, const settle::Zone& theirs) {
    std::string words = " By what each side itself believes of " + clean(contest(conflict));
    if (theirs.empty) {
        if (!ours.empty) words += theirs.proved ? " there is none" : " none was found";
        if (!theirs.smallest_shift) return ours.empty ? words + " there is none either." : words + ".";
        return words + fmt::format("{} they are {} {} apart in all.", ours.empty ? "" : ":",
                                   amount(conflict, *theirs.smallest_shift), unit(conflict));
    }
    if (theirs.outcomes.empty()) return ours.empty ? words + " there is one." : "";
    if (ours.empty) return words + fmt::format(" a deal is possible: {} in all.", estimate(theirs));
    return words + fmt::format(", {} {}.", estimate(theirs), theirs.outcomes == "1" ? "is" : "are");
}

namespace {

/// The answer by the analyst's numbers.
std::string analysts_answer(const Case& conflict, const SettleResult& result) {
    if (!gives_points(conflict)) {
        return "Nothing to compare: the case says of no outcome what it is worth to a party." +
               std::string(conflict.control.empty() && !conflict.graph
                               ? ""
                               : " It ranks states: entente stability tells which of them hold.");
    }
    const settle::Zone& zone = result.zone;
    if (zone.empty) {
        std::string answer = zone.proved ? "No deal is possible: no outcome is worth it to "
                                         : "No deal was found: none of the outcomes tried is worth it to ";
        answer += all_parties(conflict, kLine - answer.size()) + ".";
        if (!zone.smallest_shift) return answer;
        return answer + fmt::format(" They are {} {} apart in all.", amount(conflict, *zone.smallest_shift),
                                    unit(conflict));
    }
    if (zone.outcomes.empty() && result.stopped != Stopped::complete) {
        return "Stopped early: whether a deal is possible is not known yet.";
    }
    if (conflict.parties.size() == 1) {
        return party_name(conflict, 0) +
               " alone is no negotiation: what follows is what it would take, with nobody to agree to it.";
    }
    if (std::string any = any_passes_words(conflict, result); !any.empty()) {
        if (any[0] >= 'a' && any[0] <= 'z') any[0] = static_cast<char>(any[0] - 32);
        return any + ": the question is which, not whether.";
    }
    std::string answer = "A deal is possible: ";
    if (zone.outcomes.empty()) {
        answer += "some outcome is";
    } else {
        answer += estimate(zone);
        answer += fmt::format(" of {} outcomes {}", count_words(result.outcomes),
                              zone.outcomes == "1" ? "is" : "are");
    }
    answer += " worth it to ";
    return answer + all_parties(conflict, kLine - std::min(kLine, answer.size())) + ".";
}

}  // namespace

std::string settle_answer(const assess::Settlement& settled) {
    std::string answer = analysts_answer(settled.conflict, settled.result);
    const bool apart = settled.believed && settled.believed->zone.empty != settled.result.zone.empty;
    if (apart && (answer.starts_with("A deal") || answer.starts_with("No deal")))
        answer = "By the analyst's numbers " + std::string(answer.starts_with("A") ? "a" : "n") +
                 answer.substr(1);
    if (settled.believed)
        answer += believed_words(settled.conflict, settled.result.zone, settled.believed->zone);
    return answer;
}

}  // namespace entente::report
