// A case in 128 bits, before its problem is built: terms and rules sorted by how many issues they tie.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/model/exact.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// The part of a conjunction that lies on one issue, as ranges of its options.
struct RawPart {
    std::uint32_t issue = 0;
    std::vector<OptionRange> ranges;
    bool operator<(const RawPart& other) const {
        if (issue != other.issue) return issue < other.issue;
        return std::lexicographical_compare(
            ranges.begin(), ranges.end(), other.ranges.begin(), other.ranges.end(),
            [](const OptionRange& a, const OptionRange& b) {
                return a.first != b.first ? a.first < b.first : a.last < b.last;
            });
    }
};

/// A conjunction, by issue.
using RawClause = std::vector<RawPart>;

/// The case in 128 bits before options are merged.
struct ProblemDraft {
    std::vector<int128> base;                             // per party
    std::vector<std::vector<std::vector<int128>>> value;  // [party][issue][option]
    std::map<RawClause, std::vector<int128>> terms;       // two or more issues
    std::vector<RawClause> rules;                         // likewise
    std::vector<std::vector<std::uint8_t>> banned;        // [issue][option]; empty: none
    bool infeasible = false;
};

/// What the case says, term by term and rule by rule. \pre one exact utility a party
[[nodiscard]] ProblemDraft draft_problem(const Case& conflict, const std::vector<ExactUtility>& exact);

/// Of every issue the classes of options that nothing tells apart, by smallest option.
[[nodiscard]] std::vector<std::vector<Choice>> merged_choices(const Case& conflict,
                                                              const ProblemDraft& draft);

}  // namespace entente::settle
