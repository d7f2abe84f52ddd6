// A case as a score sheet: the CSV that sheets/read.cpp reads back as the same utilities.
#include <algorithm>
#include <stdexcept>

#include "entente/io/load.hpp"
#include "io/cannot_say.hpp"
#include "io/sheets/sheet.hpp"

namespace entente::io {
namespace {

std::string cell(std::string_view text) {
    const bool plain = text.find_first_of(",;\t\"\r\n") == std::string_view::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    if (plain) return std::string(text);
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// The words that the reader takes for something else than an option or an issue.
bool taken(const std::string& label) { return sheets::means_more_than_itself(label); }

/// A party's numbers of one issue: its weight where weights are relative, else nothing, and its options'.
struct Numbers {
    Rational weight;
    std::vector<Rational> scores;
};

Numbers numbers_of(const Case& conflict, const Issue& issue, const IssueScore& score, bool relative) {
    Numbers numbers;
    numbers.weight = score.weight.best;
    numbers.scores = option_scores(issue, score);
    if (relative) return numbers;
    for (Rational& each : numbers.scores) each = score.weight.best * each / Rational(100);
    (void)conflict;
    return numbers;
}

}  // namespace

std::string to_score_sheet(const Case& conflict) {
    refuse_what_is_not_additive(conflict, "a score sheet");
    std::vector<Diagnostic> problems;
    const auto problem = [&](const std::string& what, const std::string& hint) {
        problems.push_back(
            {Severity::error, "E0339", "a score sheet cannot express " + what, {}, hint, ""});
    };
    if (conflict.parties.size() < 2) problem("a case of one party", "keep the case as TOML");
    const bool relative = conflict.normalise && conflict.points == Rational(100);
    if (conflict.normalise && !relative)
        problem("relative weights on a scale other than 100 points",
                "leave points out, or keep the case as TOML");
    std::string out = "issue,option";
    for (const Party& party : conflict.parties) out += "," + cell(sheets::header_of(party.name, party.id));
    out += "\n";
    Rational largest(0);
    try {
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            const Issue& issue = conflict.space.issues[i];
            if (taken(issue.id)) problem("an issue called '" + issue.id + "'", "give it another name");
            std::vector<Numbers> all;
            for (const Party& party : conflict.parties)
                all.push_back(numbers_of(conflict, issue, party.preference.issues[i], relative));
            const std::string name = cell(issue.id);
            for (std::size_t k = 0; k < issue.options.size(); ++k) {
                if (taken(issue.options[k].label))
                    problem("an option called '" + issue.options[k].label + "'", "give it another name");
                out += name + "," + cell(issue.options[k].label);
                for (const Numbers& numbers : all) {
                    out += "," + numbers.scores[k].to_string();
                    largest = std::max(largest, numbers.scores[k]);
                }
                out += "\n";
            }
            if (!relative) continue;
            out += name + ",weight";
            for (const Numbers& numbers : all) out += "," + numbers.weight.to_string();
            out += "\n";
        }
    } catch (const std::overflow_error&) {
        problem("numbers of so many digits", "round them");
    }
    if (relative && largest <= Rational(1))
        problem("scores that are all at most 1 of 100", "write scores from 0 to 100");
    if (!problems.empty()) throw InputError(std::move(problems));
    const bool any = std::any_of(conflict.parties.begin(), conflict.parties.end(),
                                 [](const Party& party) { return party.reserve.has_value(); });
    if (any) {
        out += "reserve,";
        for (const Party& party : conflict.parties)
            out += "," + (party.reserve ? party.reserve->best.to_string() : std::string());
        out += "\n";
    }
    // Shares of the largest number may have more digits than the numbers themselves: what is written is
    // read.
    try {
        (void)sheets::load_sheet(sheets::sheet_of_csv(out, "scores.csv"));
    } catch (const InputError& refused) {
        problem("this case, since its reader says: " + refused.diagnostics().front().message,
                "round the numbers, or keep the case as TOML");
        throw InputError(std::move(problems));
    }
    return out;
}

}  // namespace entente::io
