// What can be agreed: issues, options, and the combinations that cannot be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/model/ids.hpp"
#include "entente/model/quantity.hpp"

namespace entente {

/// One way to settle an issue. `value` is set where the option is a number.
struct Option {
    std::string label;
    std::optional<Rational> value;

    bool operator==(const Option&) const = default;
};

/// A question to settle. `options` are what can be chosen, in order. `anchors` are the options that the
/// file lists and scores; they differ from `options` only on a grid, where scores are interpolated
/// between them.
struct Issue {
    std::string id;
    std::string ask;
    std::vector<Option> options;
    std::vector<Option> anchors;  ///< empty unless `grid`
    bool grid = false;
    std::string unit;             ///< of numeric options, for readers; may be empty
    std::string notes;            ///< the author's, for readers; may be empty
    std::vector<OptionId> front;  ///< options that stand where the front stands
    Span where;

    /// The options that carry scores: `anchors` on a grid, else `options`.
    [[nodiscard]] const std::vector<Option>& scored() const { return grid ? anchors : options; }
    bool operator==(const Issue&) const = default;
};

/// Options first..last of an issue, both included.
struct OptionRange {
    OptionId first;
    OptionId last;

    bool operator==(const OptionRange&) const = default;
};

/// Holds where the issue's option lies in one of the ranges (sorted, disjoint).
struct Condition {
    IssueId issue;
    std::vector<OptionRange> any_of;

    [[nodiscard]] bool holds(OptionId option) const;
    bool operator==(const Condition&) const = default;
};

/// One option per issue, in the order of the issues.
struct Outcome {
    std::vector<OptionId> options;

    bool operator==(const Outcome&) const = default;
    auto operator<=>(const Outcome&) const = default;
};

/// Conditions on distinct issues that must all hold. Empty: always holds.
using Conjunction = std::vector<Condition>;

[[nodiscard]] bool holds(const Conjunction& all, const Outcome& outcome);

/// A combination that cannot be.
struct Rule {
    Conjunction never;
    std::string why;
    Span where;

    bool operator==(const Rule&) const = default;
};

/// The outcomes of a conflict: one option per issue, less what a rule forbids.
struct Space {
    std::vector<Issue> issues;
    std::vector<Rule> rules;

    bool operator==(const Space&) const = default;
};

[[nodiscard]] bool feasible(const Space& space, const Outcome& outcome);

/// Every issue's first option: where a walk over all outcomes begins. Rules are not asked.
[[nodiscard]] Outcome first_outcome(const Space& space);

/// Goes on to the next outcome, the last issue fastest. Rules are not asked.
/// \return false past the last one, which leaves the first again
bool next_outcome(const Space& space, Outcome& outcome);

/// The product of the option counts, rules ignored, as a decimal number of any length.
[[nodiscard]] std::string outcome_count(const Space& space);

/// The same as a double (infinity past its range).
[[nodiscard]] double outcome_count_estimate(const Space& space);

}  // namespace entente
