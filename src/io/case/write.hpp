// The writer of a case as TOML, table by table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"

namespace entente::io {

/// Ids as keys: what the reader would take for a private note or a source gets another name.
[[nodiscard]] std::string safe_id(const std::string& id);
/// Is it a condition that no list of options can say?
[[nodiscard]] bool never_holds(const Conjunction& all);

/// A case being written, and the text so far.
class CaseWriter {
public:
    explicit CaseWriter(const Case& conflict) : case_(conflict) {}

    /// The whole text.
    std::string text();

private:
    // write.cpp: lines, keys and conditions that all tables use; head, parties, issues, bonuses and rules

    void line(const std::string& name, const std::string& value, std::size_t width = 0);
    void header(const std::string& name);
    [[nodiscard]] std::string party_key(PartyId party) const;
    [[nodiscard]] std::string issue_key(IssueId issue) const;
    [[nodiscard]] std::string label(const Issue& issue, OptionId option) const;
    [[nodiscard]] std::string condition(const Condition& condition) const;
    [[nodiscard]] std::string conjunction(const Conjunction& all) const;
    void head();
    void sources();
    void parties();
    void outside();
    void issue(std::size_t index);
    [[nodiscard]] std::string options(const Issue& issue) const;
    /// The score sheets, one line a party, weights and scores in columns. \param expand give every option
    /// of a grid its own score, because its options are not evenly spaced
    void sheets(const Issue& issue, std::size_t index, bool expand);
    void bonuses();
    void rules();
    /// A table with a number of every party that has one.
    void per_party(const std::string& name, std::optional<Quantity> Party::* member);
    void links();

    // write_war.cpp: the war, what the sides believe of it, and what third parties can do

    /// What a side imposes, or what holds now.
    [[nodiscard]] std::string outcome(const WarEnd& end) const;
    void war();
    void parameters(const std::vector<Parameter>& all);
    void beliefs();
    void aids();
    void optional_number(const std::string& name, const std::optional<Quantity>& number,
                         std::int32_t source);
    void levers();

    // write_moves.cpp: who can move what and what each prefers of the states; talks

    void control();
    void priorities();
    void rankings();
    void same();
    void status_quo();
    void graph();
    void talks();

    const Case& case_;
    std::string out_;
};

}  // namespace entente::io
