// What a party values.
#pragma once

#include <string>
#include <vector>

#include "entente/model/space.hpp"

namespace entente {

/// A party's weight of one issue and its scores (0 to 100 within the issue) of that issue's
/// `scored()` options, in their order. No scores: the party does not care.
struct IssueScore {
    Quantity weight;
    std::vector<Quantity> scores;
    Span where;

    bool operator==(const IssueScore&) const = default;
};

/// An amount of points added where every condition holds (an interaction, a hyper-rectangle).
struct Term {
    std::string id;  ///< "1", "2", ... in the file's order, unless named
    Conjunction when;
    Quantity add;
    Span where;

    bool operator==(const Term&) const = default;
};

/// utility(x) = sum over issues of W_i * score_i(x_i) / 100 + sum of the terms that hold, in points,
/// where W_i = points * weight_i / (sum of weights), or weight_i as written (`Case::normalise`).
struct Preference {
    std::vector<IssueScore> issues;  ///< one per issue of the space
    std::vector<Term> terms;

    [[nodiscard]] bool additive() const { return terms.empty(); }
    bool operator==(const Preference&) const = default;
};

/// The score of every option of `issue`, interpolated between the anchors on a grid (on the anchors'
/// values). \return options.size() numbers, zeros where the party gives no scores.
/// \throws std::overflow_error where an interpolated score leaves 64 bits
[[nodiscard]] std::vector<Rational> option_scores(const Issue& issue, const IssueScore& score);

}  // namespace entente
