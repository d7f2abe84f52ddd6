#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "entente/model/red_lines.hpp"

namespace entente {
namespace {

constexpr std::string_view kRedLine = "A red line: ";

/// The options that the party scores below its red line, as sorted ranges.
std::vector<OptionRange> below(const Case& conflict, const RedLine& line) {
    const Issue& issue = conflict.space.issues[line.issue.index()];
    std::vector<Rational> scores;
    try {
        scores = option_scores(issue,
                               conflict.parties[line.party.index()].preference.issues[line.issue.index()]);
    } catch (const std::overflow_error&) {
        return {};  // validate() refuses these scores
    }
    std::vector<OptionRange> ranges;
    for (std::size_t k = 0; k < scores.size(); ++k) {
        if (scores[k] >= line.least.best) continue;
        if (!ranges.empty() && ranges.back().last.index() + 1 == k) {
            ranges.back().last = OptionId(k);
        } else {
            ranges.push_back({OptionId(k), OptionId(k)});
        }
    }
    return ranges;
}

bool fits(const Case& conflict, const RedLine& line) {
    if (line.party.index() >= conflict.parties.size()) return false;
    if (line.issue.index() >= conflict.space.issues.size()) return false;
    const std::vector<IssueScore>& sheets = conflict.parties[line.party.index()].preference.issues;
    if (line.issue.index() >= sheets.size()) return false;
    const std::size_t scores = sheets[line.issue.index()].scores.size();
    return scores == 0 || scores == conflict.space.issues[line.issue.index()].scored().size();
}

}  // namespace

bool from_red_line(const Case& conflict, const Rule& rule) {
    return rule.never.size() == 1 && rule.why.starts_with(kRedLine) &&
           std::any_of(conflict.red_lines.begin(), conflict.red_lines.end(), [&](const RedLine& line) {
               return line.issue == rule.never.front().issue && line.where == rule.where;
           });
}

void derive_red_lines(Case& conflict) {
    std::erase_if(conflict.space.rules, [&](const Rule& rule) { return from_red_line(conflict, rule); });
    for (const RedLine& line : conflict.red_lines) {
        if (!fits(conflict, line)) continue;
        std::vector<OptionRange> ranges = below(conflict, line);
        if (ranges.empty()) continue;
        Rule rule;
        rule.never = {{line.issue, std::move(ranges)}};
        rule.why = std::string(kRedLine) + "at least " + line.least.best.to_string() + " of 100 on " +
                   conflict.space.issues[line.issue.index()].id;
        rule.where = line.where;
        conflict.space.rules.push_back(std::move(rule));
    }
}

}  // namespace entente
