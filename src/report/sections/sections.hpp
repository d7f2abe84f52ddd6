// The sections of a report. A new one is a function here and a line in the table of build.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/model/words.hpp"
#include "entente/report/build.hpp"
#include "entente/report/document.hpp"
#include "entente/stability/explain.hpp"
#include "report/words/numbers.hpp"
#include "report/words/scale.hpp"

namespace entente::report {

/// A section, or nothing where the case does not support it.
using SectionFunction = std::optional<Section> (*)(const Findings&, const Audience&);

std::optional<Section> zone_section(const Findings& findings, const Audience& audience);
std::optional<Section> terms_section(const Findings& findings, const Audience& audience);
std::optional<Section> packages_section(const Findings& findings, const Audience& audience);
std::optional<Section> path_section(const Findings& findings, const Audience& audience);
std::optional<Section> war_section(const Findings& findings, const Audience& audience);
std::optional<Section> stability_section(const Findings& findings, const Audience& audience);
std::optional<Section> levers_section(const Findings& findings, const Audience& audience);
std::optional<Section> hangs_section(const Findings& findings, const Audience& audience);
std::optional<Section> robust_section(const Findings& findings, const Audience& audience);
std::optional<Section> inputs_section(const Findings& findings, const Audience& audience);
std::optional<Section> method_section(const Findings& findings, const Audience& audience);

/// Question, answer, bullets, how sure, caveat, what would change the answer, headline numbers.
void write_first_page(Document& document, const Findings& findings, const Audience& audience);

/// How talks get there, which deal would hold, what a third party can do.
void answer_questions(Document& document, const Findings& findings);

/// Page one of a case that ranks states and gives no points.
void write_ordinal_page(Document& document, const Findings& findings, const Audience& audience);

/// The states as a graph; of many, those worth drawing.
[[nodiscard]] Figure graph_figure(const Findings& findings, const stability::Explorer& explorer);

/// The frontier in the plane of two parties, and all that is possible behind it. The findings must have a
/// settlement.
[[nodiscard]] Figure frontier_figure(const Findings& findings);

/// Every number with its slider, for the studio.
[[nodiscard]] std::vector<Input> slider_inputs(const Findings& findings);

// Words that the sections share.

[[nodiscard]] std::string issue_name(const Issue& issue);
/// "162 years", "4.1 battles": years where the unit is one of time and there are three or more.
[[nodiscard]] std::string time_words(double time, const std::string& unit);
/// "136 to 200 years": the unit once where both share it.
[[nodiscard]] std::string time_range_words(double low, double high, const std::string& unit);
/// Is it longer than a generation (25 years)?
[[nodiscard]] bool out_of_sight(double time, const std::string& unit);
[[nodiscard]] std::string solution_name(const std::string& id);
/// "Returns: quota"; a question takes its answer without a colon: "Does North withdraw? yes".
[[nodiscard]] std::string term_words(const Issue& issue, OptionId option);
[[nodiscard]] std::string outcome_words(const Case& conflict, const Outcome& outcome);
/// What a state of the graph model is. The findings must have one.
[[nodiscard]] std::string state_in_words(const Findings& findings, stability::State state);
/// The state of a deal, where the model's states are outcomes; else kNoState.
[[nodiscard]] stability::State state_of_deal(const Findings& findings, const Outcome& outcome);
/// The deciders' names: the parties', in their order.
[[nodiscard]] std::vector<std::string> decider_names(const Findings& findings);

/// The issues that weigh most with the parties taken together, at most so many, in the order of the file.
[[nodiscard]] std::vector<std::size_t> weightiest(const Case& conflict, std::size_t most);

/// A column of utilities, with the unit and the decimals of the case's scale.
[[nodiscard]] Column utility_column(const Case& conflict, std::string name, Tone tone = kNeutral);

/// What a number is, in words, and the party whose private sheet it stands in (none: common ground).
struct AddressWords {
    std::string label;
    std::string group;
    std::optional<PartyId> owner;
};
[[nodiscard]] AddressWords address_words(const Case& conflict, const std::string& address);

/// A number with what it is in words.
struct ListedNumber {
    QuantityRef ref;
    AddressWords words;
};
/// Best value and range of each ranged number, a figure a kind: weights, scores, values of no deal, the
/// rest.
[[nodiscard]] std::vector<Figure> range_figures(const Case& conflict,
                                                const std::vector<ListedNumber>& numbers);

/// May this copy show what this party's sheet says?
[[nodiscard]] bool may_show(const Audience& audience, PartyId party);

/// Solutions with the same outcome as one, in the order of the result.
struct Package {
    std::string name;
    const settle::Solution* solution = nullptr;
};
[[nodiscard]] std::vector<Package> packages(const settle::SettleResult& result);

/// A package that page one puts to the choice.
struct Candidate {
    std::string letter;                  ///< "A"
    std::vector<std::string> solutions;  ///< ids of those that choose it, or hold it exactly as good
    const settle::Point* point = nullptr;
};

/// What Nash, Kalai-Smorodinsky and the egalitarian solution choose, and what they hold exactly as good: at
/// most four packages of different utilities.
[[nodiscard]] std::vector<Candidate> candidates(const settle::SettleResult& result);
/// Are other deals exactly as fair as this one?
[[nodiscard]] bool has_equals(const settle::Solution& solution);
/// They side by side, issue by issue, marked where they differ; none where there is no deal.
[[nodiscard]] std::optional<Table> candidates_table(const Findings& findings);
/// What each solution goes by and favours, and which packages are exactly as fair: a sentence each.
[[nodiscard]] std::vector<std::string> candidates_words(const Findings& findings);
/// " Which depends on what counts as fair: ...", to follow the answer to whether.
[[nodiscard]] std::string which_words(const settle::SettleResult& result);

}  // namespace entente::report
