// The sections of a report. A new one is a function here and a line in the table of build.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/report/build.hpp"
#include "entente/report/document.hpp"

namespace entente::report {

/// A section, or nothing where the case does not support it.
using SectionFunction = std::optional<Section> (*)(const Findings&, const Audience&);

std::optional<Section> zone_section(const Findings& findings, const Audience& audience);
std::optional<Section> terms_section(const Findings& findings, const Audience& audience);
std::optional<Section> packages_section(const Findings& findings, const Audience& audience);
std::optional<Section> war_section(const Findings& findings, const Audience& audience);
std::optional<Section> stability_section(const Findings& findings, const Audience& audience);
std::optional<Section> inputs_section(const Findings& findings, const Audience& audience);
std::optional<Section> method_section(const Findings& findings, const Audience& audience);

/// Question, answer, bullets, how sure, caveat, what would change the answer, headline numbers.
void write_first_page(Document& document, const Findings& findings, const Audience& audience);

/// Every number with its slider, for the studio.
[[nodiscard]] std::vector<Input> slider_inputs(const Case& conflict);

/// Replaces the names of the parties throughout.
void redact(Document& document, const Case& conflict);

// Words that the sections share.

[[nodiscard]] std::string issue_name(const Issue& issue);
[[nodiscard]] std::string no_deal(const Case& conflict);  ///< "fighting on", or "no deal"
[[nodiscard]] std::string points(double value);           ///< "41.5 points"
[[nodiscard]] std::string percent(double share);          ///< "0.415" -> "42 %"
/// "162 years", "4.1 battles": years where the unit is one of time and there are three or more.
[[nodiscard]] std::string time_words(double time, const std::string& unit);
/// Is it longer than a generation (25 years)?
[[nodiscard]] bool out_of_sight(double time, const std::string& unit);
[[nodiscard]] std::string solution_name(const std::string& id);
[[nodiscard]] std::string outcome_words(const Case& conflict, const Outcome& outcome);

/// What a number is, in words, and the party whose private sheet it stands in (none: common ground).
struct AddressWords {
    std::string label;
    std::string group;
    std::optional<PartyId> owner;
};
[[nodiscard]] AddressWords address_words(const Case& conflict, const std::string& address);

/// May this copy show what this party's sheet says?
[[nodiscard]] bool may_show(const Audience& audience, PartyId party);

/// The deal that the report speaks of first: the balanced one, or none where there is no zone.
[[nodiscard]] const settle::NamedSolution* balanced(const settle::SettleResult& result);

/// Solutions with the same outcome as one, in the order of the result.
struct Package {
    std::string name;
    const settle::Solution* solution = nullptr;
};
[[nodiscard]] std::vector<Package> packages(const settle::SettleResult& result);

}  // namespace entente::report
