// The best rule of at most three limits, by looking at all of them.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"
#include "entente/robust/information.hpp"

namespace entente::robust {
namespace {

constexpr std::size_t kSide = kRuleCuts + 1;

double harmonic(double hits, double inside, double yes) {
    // 2 d c / (d + c) with d = hits / inside and c = hits / yes.
    return inside + yes > 0 ? 2 * hits / (inside + yes) : 0;
}

/// Prefix sums over up to three inputs: entry (i, j, k) counts the draws below the i-th, j-th and k-th cut.
struct Prefix {
    std::vector<std::uint32_t> all;
    std::vector<std::uint32_t> yes;
};

struct Best {
    double score = -1;
    std::array<std::size_t, 3> input{};
    std::array<std::size_t, 3> cut{};
    unsigned at_least = 0;  ///< bit d: limit d is "at least"
    double hits = 0;
    double inside = 0;
};

template <std::size_t D>
void fill(std::span<const unsigned char> steps, std::size_t inputs, std::span<const unsigned char> yes,
          const std::array<std::size_t, 3>& input, Prefix& prefix) {
    std::size_t cells = 1;
    for (std::size_t d = 0; d < D; ++d) cells *= kSide;
    prefix.all.assign(cells, 0);
    prefix.yes.assign(cells, 0);
    for (std::size_t n = 0; n < yes.size(); ++n) {
        std::size_t at = 0;
        for (std::size_t d = 0; d < D; ++d) at = at * kSide + steps[n * inputs + input[d]] + 1u;
        ++prefix.all[at];
        prefix.yes[at] += yes[n];
    }
    std::size_t stride = cells;
    for (std::size_t d = 0; d < D; ++d) {
        stride /= kSide;
        for (std::vector<std::uint32_t>* counts : {&prefix.all, &prefix.yes}) {
            for (std::size_t block = 0; block < cells; block += stride * kSide) {
                for (std::size_t c = 1; c < kSide; ++c) {
                    std::uint32_t* line = counts->data() + block + c * stride;
                    for (std::size_t in = 0; in < stride; ++in) line[in] += (line - stride)[in];
                }
            }
        }
    }
}

/// Turns "below the cut" along one input into "at or above the cut", or back: what is not in one is in the
/// other, and all of them stand at one of the two ends.
template <std::size_t D>
void turn(std::vector<std::uint32_t>& counts, std::size_t along) {
    std::size_t stride = 1;
    for (std::size_t d = along + 1; d < D; ++d) stride *= kSide;
    std::vector<std::uint32_t> whole(stride);
    for (std::size_t block = 0; block < counts.size(); block += stride * kSide) {
        std::uint32_t* line = counts.data() + block;
        for (std::size_t in = 0; in < stride; ++in) whole[in] = line[in] + line[kRuleCuts * stride + in];
        for (std::size_t c = 0; c < kSide; ++c, line += stride)
            for (std::size_t in = 0; in < stride; ++in) line[in] = whole[in] - line[in];
    }
}

/// Looks at every box of one orientation; the counts are turned to it.
template <std::size_t D>
void look(const Prefix& prefix, const std::array<std::size_t, 3>& input, unsigned at_least, double all_yes,
          Best& best) {
    // A box with no more hits than this could not be better even if nothing else lay inside it.
    const auto least = [&] {
        return best.score <= 0 ? 0u : static_cast<std::uint32_t>(best.score * all_yes / (2 - best.score));
    };
    std::uint32_t beaten = least();
    for (std::size_t at = 0; at < prefix.yes.size(); ++at) {
        if (prefix.yes[at] <= beaten) continue;
        const double hits = prefix.yes[at];
        const double inside = prefix.all[at];
        const double score = harmonic(hits, inside, all_yes);
        if (score <= best.score) continue;
        std::array<std::size_t, 3> cut{};
        std::size_t rest = at;
        bool real = true;  // a cut at an end is no limit: rules with fewer are looked at by themselves
        for (std::size_t d = D; d-- > 0; rest /= kSide) {
            cut[d] = rest % kSide;
            real = real && cut[d] > 0 && cut[d] < kRuleCuts;
        }
        if (!real) continue;
        best = {score, input, cut, at_least, hits, inside};
        beaten = least();
    }
}

template <std::size_t D>
void search(Prefix& prefix, const std::array<std::size_t, 3>& input, double all_yes, Best& best) {
    unsigned at_least = 0;
    for (unsigned k = 0;; ++k) {
        look<D>(prefix, input, at_least, all_yes, best);
        if (k + 1 == 1u << D) break;
        // Gray code: one input turns at a time.
        const auto along = static_cast<std::size_t>(std::countr_zero(k + 1));
        turn<D>(prefix.all, along);
        turn<D>(prefix.yes, along);
        at_least ^= 1u << along;
    }
}

template <std::size_t D>
Best best_of(std::span<const unsigned char> steps, std::size_t inputs, std::span<const unsigned char> yes,
             double all_yes, const RunOptions& run) {
    std::vector<std::array<std::size_t, 3>> choices;
    for (std::size_t i = 0; i < inputs; ++i) {
        if constexpr (D == 1) choices.push_back({i, 0, 0});
        for (std::size_t j = i + 1; D > 1 && j < inputs; ++j) {
            if constexpr (D == 2) choices.push_back({i, j, 0});
            for (std::size_t k = j + 1; D > 2 && k < inputs; ++k) choices.push_back({i, j, k});
        }
    }
    Best best;
    reduce_blocks<Best>(
        choices.size(), run,
        [&](std::size_t c) {
            Prefix prefix;
            fill<D>(steps, inputs, yes, choices[c], prefix);
            Best one;
            search<D>(prefix, choices[c], all_yes, one);
            return one;
        },
        [&](const Best& one) {
            if (one.score > best.score) best = one;
        });
    return best;
}

}  // namespace

std::optional<Rule> find_rule(std::span<const unsigned char> steps, std::size_t inputs,
                              std::span<const unsigned char> yes, const RunOptions& given) {
    ENTENTE_EXPECTS(steps.size() == inputs * yes.size());
    double all_yes = 0;
    for (const unsigned char each : yes) all_yes += each;
    const RunOptions run = given.quiet();
    if (inputs == 0 || all_yes == 0 || all_yes == static_cast<double>(yes.size())) return std::nullopt;
    Best best = best_of<1>(steps, inputs, yes, all_yes, run);
    std::size_t limits = 1;
    constexpr double kWorthALimit = 0.01;
    if (inputs >= 2) {
        const Best two = best_of<2>(steps, inputs, yes, all_yes, run);
        const Best three = inputs >= 3 ? best_of<3>(steps, inputs, yes, all_yes, run) : Best{};
        const double top = std::max({best.score, two.score, three.score});
        if (best.score < top - kWorthALimit) {
            const bool pair = two.score >= top - kWorthALimit;
            best = pair ? two : three;
            limits = pair ? 2 : 3;
        }
    }
    if (best.score <= 0 || run.stop.stop_requested()) return std::nullopt;
    Rule rule;
    for (std::size_t d = 0; d < limits; ++d)
        rule.limits.push_back({best.input[d], (best.at_least >> d & 1u) != 0, 0, best.cut[d]});
    rule.inside = static_cast<std::size_t>(best.inside);
    rule.density = best.inside > 0 ? best.hits / best.inside : 0;
    rule.coverage = best.hits / all_yes;
    rule.score = best.score;
    return rule;
}

}  // namespace entente::robust
