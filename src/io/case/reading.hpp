// What the loaders of the case file's tables share: reading numbers, names and conditions, with findings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/model/case.hpp"
#include "io/source_text.hpp"
#include "io/toml/tree.hpp"

namespace entente::io {

using toml_tree::Kind;
using toml_tree::Node;

/// One load. `Case` grows as its tables are read; ids are looked up here.
class Reading {
public:
    Reading(toml_tree::Tree& tree, Findings& findings, Case& conflict)
        : tree_(tree), findings_(findings), conflict_(conflict) {}

    [[nodiscard]] Case& conflict() { return conflict_; }
    [[nodiscard]] Findings& findings() { return findings_; }
    [[nodiscard]] toml_tree::Tree& tree() { return tree_; }

    void error(std::string_view code, const Span& where, std::string message, std::string hint = {},
               std::string address = {}) {
        findings_.error(code, where, std::move(message), std::move(hint), std::move(address));
    }
    /// "did you mean 'x'?", or else `otherwise`; nothing once there are so many mistakes that it costs.
    [[nodiscard]] std::string suggest(std::string_view word, const std::vector<std::string>& known,
                                      std::string otherwise = {}) const;
    /// The one of `known` that the author most likely meant, or empty.
    [[nodiscard]] std::string meant(std::string_view word, const std::vector<std::string>& known) const;

    /// A number with its range. \param source the one that holds unless the number names its own
    [[nodiscard]] std::optional<Quantity> quantity(const Node& node, std::int32_t source,
                                                   const std::string& address);
    [[nodiscard]] std::optional<Rational> exact(const Node& node, const std::string& address);
    /// The written number in exact form; reports infinity, NaN and digits that are dropped.
    [[nodiscard]] std::optional<Rational> rational(const Node& node, const std::string& address);
    /// The source of every number that cites no other.
    void set_default_source(std::int32_t source) { default_source_ = source; }
    /// The source that `table` names by its key `source`, or else `inherited`.
    [[nodiscard]] std::int32_t source_of(const Node& table, std::int32_t inherited = -1);

    /// The party of this id; of the id most likely meant, once the mistake is told.
    [[nodiscard]] std::optional<PartyId> party(std::string_view id, const Span& where);
    /// The outside actor of this id, or nullptr.
    [[nodiscard]] OutsideActor* outside(std::string_view id);
    [[nodiscard]] std::optional<IssueId> issue(std::string_view id, const Span& where);
    [[nodiscard]] std::optional<OptionId> option(const Node& node, IssueId issue);
    [[nodiscard]] std::optional<Condition> condition(const Node& node, IssueId issue);
    /// Every condition of a table, but the keys in `skip`.
    [[nodiscard]] std::optional<Conjunction> conjunction(const Node& table,
                                                         const std::vector<std::string_view>& skip = {});

    void add_source(const std::string& id);
    void add_party(const std::string& id);
    void add_issue(const std::string& id);
    /// An issue whose options could not be read: what speaks of it passes in silence.
    void mark_broken(IssueId issue) { broken_[issue.index()] = true; }
    [[nodiscard]] bool broken(IssueId issue) const { return broken_[issue.index()]; }

private:
    struct Names {
        std::vector<std::string> list;
        std::unordered_map<std::string, std::size_t> index;
    };
    [[nodiscard]] std::optional<Quantity> quantity_table(const Node& node, std::int32_t source,
                                                         const std::string& address);
    void not_a_number(const Node& node, const std::string& address);
    [[nodiscard]] std::optional<OptionRange> range_of(const Node& node, IssueId issue, bool ranges);
    [[nodiscard]] std::optional<OptionRange> value_range(std::string_view text, IssueId issue);
    [[nodiscard]] std::optional<std::size_t> label_index(std::string_view label, IssueId issue);
    void unknown_option(const Node& node, IssueId issue);

    toml_tree::Tree& tree_;
    Findings& findings_;
    Case& conflict_;
    Names sources_;
    Names parties_;
    Names issues_;
    std::vector<bool> broken_;
    std::int32_t default_source_ = -1;
    std::unordered_map<std::size_t, std::unordered_map<std::string, std::size_t>> labels_;
};

// The loaders, in the order in which they run.
void check_keys(Reading& reading);                     // toml_keys.cpp
void load_head(Reading& reading, const Node& root);    // toml_head.cpp
void load_issues(Reading& reading, const Node& root);  // toml_issues.cpp
void load_rules(Reading& reading, const Node& root);   // toml_rules.cpp
void load_war(Reading& reading, const Node& root);     // toml_war.cpp
void load_moves(Reading& reading, const Node& root);   // toml_moves.cpp
void load_actors(Reading& reading, const Node& root);  // actors.cpp
void load_graph(Reading& reading, const Node& root);   // toml_graph.cpp
void load_links(Reading& reading, const Node& root);
void load_talks(Reading& reading, const Node& root);  // talks.cpp
void load_outside(Reading& reading, const Node& root);
void load_levers(Reading& reading, const Node& root);

}  // namespace entente::io
