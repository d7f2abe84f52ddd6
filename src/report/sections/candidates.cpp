// Page one's choice: the two to four packages that a reader can take, side by side.
#include <algorithm>
#include <array>

#include "entente/core/text.hpp"
#include "entente/settle/solutions.hpp"
#include "report/sections/sections.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

using settle::NamedSolution;
using settle::Point;
using settle::SettleResult;

constexpr std::size_t kMost = 4;

/// The solutions that page one speaks of: each is somebody's idea of a fair deal, and none adds points of
/// different parties up.
constexpr std::array<std::string_view, 3> kAsked = {"nash", "kalai_smorodinsky", "egalitarian"};

std::vector<const NamedSolution*> asked(const SettleResult& result) {
    std::vector<const NamedSolution*> found;
    for (const std::string_view name : kAsked) {
        for (const NamedSolution& named : result.solutions) {
            if (named.solution && named.name == name) found.push_back(&named);
        }
    }
    if (!found.empty()) return found;
    if (const NamedSolution* any = assess::balanced_deal(result)) found.push_back(any);
    return found;
}

/// Adds the package, or the solution to one that is there with these very utilities.
void add(std::vector<Candidate>& all, const Point& point, const std::string& solution,
         std::size_t& left_out) {
    for (Candidate& one : all) {
        if (one.point->utilities != point.utilities) continue;
        if (one.solutions.empty() || one.solutions.back() != solution) one.solutions.push_back(solution);
        return;
    }
    if (all.size() == kMost) {
        ++left_out;
        return;
    }
    all.push_back({std::string(1, static_cast<char>('A' + all.size())), {solution}, &point});
}

std::string titles(const std::vector<std::string>& solutions) {
    std::vector<std::string> names;
    for (const std::string& id : solutions) names.push_back(solution_name(id));
    return join_words(names);
}

std::string lower_first(std::string_view text) {
    std::string words(text);
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] + 32);
    if (words.ends_with('.')) words.pop_back();
    return words;
}

/// "A and B are exactly as fair by Nash and Raiffa: nothing in the numbers chooses between them."
std::vector<std::string> tie_sentences(const SettleResult& result, const std::vector<Candidate>& all) {
    std::vector<std::pair<std::string, std::vector<std::string>>> said;  // of which packages, by which
    for (const NamedSolution* named : asked(result)) {
        if (named->solution->tied.empty()) continue;
        std::vector<std::string> letters;
        for (const Candidate& one : all) {
            const auto& ids = one.solutions;
            if (std::find(ids.begin(), ids.end(), named->name) != ids.end()) letters.push_back(one.letter);
        }
        const std::size_t told = letters.size();
        const auto& known = named->solution->tied_points;
        std::string which = join_words(letters);
        const std::size_t others = known ? static_cast<std::size_t>(*known) + 1 : 0;
        if (!known || others > told)
            which +=
                known ? " and " + group_digits(std::to_string(others - told)) + " more that are not shown"
                      : " and others that were not counted";
        const auto at =
            std::find_if(said.begin(), said.end(), [&](const auto& s) { return s.first == which; });
        if (at == said.end()) {
            said.push_back({which, {named->name}});
        } else {
            at->second.push_back(named->name);
        }
    }
    std::vector<std::string> sentences;
    for (const auto& [which, solutions] : said) {
        sentences.push_back(which + " are exactly as fair by " + titles(solutions) +
                            ": nothing in the case chooses between them.");
    }
    return sentences;
}

}  // namespace

std::vector<Candidate> candidates(const SettleResult& result) {
    std::vector<Candidate> all;
    std::size_t left_out = 0;
    const auto solutions = asked(result);
    for (const NamedSolution* named : solutions) add(all, named->solution->point, named->name, left_out);
    for (const NamedSolution* named : solutions) {
        for (const Point& tied : named->solution->tied) add(all, tied, named->name, left_out);
    }
    return all;
}

bool has_equals(const settle::Solution& solution) {
    return !solution.tied.empty() || (solution.tied_points && *solution.tied_points > 0);
}

std::optional<Table> candidates_table(const Findings& findings) {
    const std::vector<Candidate> all = candidates(*findings.settle);
    if (all.empty()) return std::nullopt;
    const Case& conflict = findings.conflict;
    Table table{.id = "choice",
                .title = all.size() == 1 ? "The package, issue by issue" : "The packages, issue by issue",
                .columns = {{"Issue", ""}},
                .rows = {}};
    for (const Candidate& one : all)
        table.columns.push_back({one.letter + ": " + titles(one.solutions), ""});
    const bool several = all.size() > 1;
    if (several) table.columns.push_back({"Differ?", ""});
    const std::size_t issues = conflict.space.issues.size();
    constexpr std::size_t kMostIssues = 12;
    for (const std::size_t i : weightiest(conflict, issues <= kMostIssues ? issues : kMostIssues)) {
        const Issue& issue = conflict.space.issues[i];
        std::vector<Cell> row = {issue_name(issue)};
        bool differ = false;
        for (const Candidate& one : all) {
            row.emplace_back(issue.options[one.point->outcome.options[i].index()].label);
            differ = differ || one.point->outcome.options[i] != all.front().point->outcome.options[i];
        }
        if (several) row.emplace_back(std::string(differ ? "differ" : "same"));
        table.rows.push_back(std::move(row));
    }
    if (issues > kMostIssues) {
        table.title += " (the " + std::to_string(kMostIssues) + " of " + std::to_string(issues) +
                       " issues that weigh most)";
    }
    for (std::size_t p = 0; p < conflict.parties.size() && conflict.parties.size() <= kMostIssues; ++p) {
        std::vector<Cell> row = {"Worth to " + conflict.parties[p].name};
        bool differ = false;
        for (const Candidate& one : all) {
            row.emplace_back(points(conflict, one.point->utilities[p]));
            differ = differ || one.point->utilities[p] != all.front().point->utilities[p];
        }
        if (several) row.emplace_back(std::string(differ ? "differ" : "same"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::string> candidates_words(const Findings& findings) {
    const SettleResult& result = *findings.settle;
    const std::vector<Candidate> all = candidates(result);
    std::vector<std::string> words;
    for (const NamedSolution* named : asked(result)) {
        std::vector<std::string> letters;
        for (const Candidate& one : all) {
            const auto& ids = one.solutions;
            if (std::find(ids.begin(), ids.end(), named->name) != ids.end()) letters.push_back(one.letter);
        }
        const settle::SolutionText text = settle::solution_text(named->name);
        std::string line = std::string(text.title) + " (" + join_words(letters) +
                           "): " + std::string(text.brief) + "; it favours " + lower_first(text.favours) +
                           ".";
        if (!named->solution->bound_gap || *named->solution->bound_gap > 0)
            line += " That it is the best by this measure is not proved.";
        words.push_back(std::move(line));
    }
    for (std::string& sentence : tie_sentences(result, all)) words.push_back(std::move(sentence));
    return words;
}

std::string which_words(const SettleResult& result) {
    const std::vector<Candidate> all = candidates(result);
    const std::size_t solutions = asked(result).size();
    if (all.empty()) return "";
    static constexpr std::string_view kNumbers[] = {"none", "one", "two", "three", "four"};
    if (all.size() == 1) {
        return solutions > 1 ? " Which: the " + std::string(kNumbers[solutions]) +
                                   " ideas of a fair deal looked at choose the same package."
                             : "";
    }
    for (const NamedSolution* named : asked(result)) {
        if (has_equals(*named->solution))
            return " Which is not settled by the numbers: several packages are exactly as fair.";
    }
    return " Which depends on what counts as fair: " + std::string(kNumbers[all.size()]) +
           " packages stand beside each other below.";
}

}  // namespace entente::report
