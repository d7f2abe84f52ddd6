#include "entente/robust/information.hpp"

#include <algorithm>

#include "entente/core/expects.hpp"

namespace entente::robust {

Information information(std::span<const double> counts, std::span<const double> sums, std::size_t choices) {
    ENTENTE_EXPECTS(choices > 0 && sums.size() == counts.size() * choices);
    std::vector<double> all(choices, 0);
    double draws = 0;
    for (std::size_t b = 0; b < counts.size(); ++b) {
        draws += counts[b];
        for (std::size_t c = 0; c < choices; ++c) all[c] += sums[b * choices + c];
    }
    if (draws <= 0) return {};
    const auto now = static_cast<std::size_t>(std::max_element(all.begin(), all.end()) - all.begin());
    Information result;
    double known = 0;
    for (std::size_t b = 0; b < counts.size(); ++b) {
        const auto row = sums.subspan(b * choices, choices);
        const auto best = std::max_element(row.begin(), row.end());
        known += *best;
        // As good as today's choice is no reason to change.
        if (*best > row[now]) result.changes += counts[b];
    }
    result.gain = std::max(0.0, (known - all[now]) / draws);
    result.changes /= draws;
    return result;
}

}  // namespace entente::robust
