#include "entente/model/preference.hpp"

#include <algorithm>

#include "entente/core/expects.hpp"
#include "entente/model/option_score.hpp"

namespace entente {
namespace {

/// Piecewise linear between the anchors' values; flat beyond the outermost ones.
Rational interpolate(const std::vector<Option>& anchors, const std::vector<Quantity>& scores,
                     const Rational& at) {
    const bool rising = *anchors.front().value <= *anchors.back().value;
    std::size_t right = 1;
    while (right + 1 < anchors.size() && (rising ? *anchors[right].value < at : *anchors[right].value > at))
        ++right;
    const Rational& x0 = *anchors[right - 1].value;
    const Rational& x1 = *anchors[right].value;
    const Rational& y0 = scores[right - 1].best;
    const Rational& y1 = scores[right].best;
    if (x0 == x1) return y0;
    return y0 + (y1 - y0) * ((at - x0) / (x1 - x0));
}

}  // namespace

Rational option_score(const Issue& issue, const IssueScore& score, OptionId option) {
    if (score.scores.empty()) return {};
    if (!issue.grid) return score.scores[option.index()].best;
    if (issue.anchors.size() == 1) return score.scores.front().best;
    return interpolate(issue.anchors, score.scores, *issue.options[option.index()].value);
}

std::vector<Rational> option_scores(const Issue& issue, const IssueScore& score) {
    std::vector<Rational> scores(issue.options.size());
    if (score.scores.empty()) return scores;
    ENTENTE_EXPECTS(score.scores.size() == issue.scored().size());
    if (!issue.grid) {
        std::transform(score.scores.begin(), score.scores.end(), scores.begin(),
                       [](const Quantity& quantity) { return quantity.best; });
        return scores;
    }
    if (issue.anchors.size() == 1) {
        std::fill(scores.begin(), scores.end(), score.scores.front().best);
        return scores;
    }
    for (std::size_t option = 0; option < scores.size(); ++option) {
        ENTENTE_EXPECTS(issue.options[option].value.has_value());
        scores[option] = interpolate(issue.anchors, score.scores, *issue.options[option].value);
    }
    return scores;
}

}  // namespace entente
