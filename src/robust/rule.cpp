// The best rule of at most three limits, by looking at all of them.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"
#include "entente/robust/information.hpp"

namespace entente::robust {
namespace {

double harmonic(double hits, double inside, double yes) {
    // 2 d c / (d + c) with d = hits / inside and c = hits / yes.
    return inside + yes > 0 ? 2 * hits / (inside + yes) : 0;
}

struct Draws {
    std::span<const unsigned char> steps;  ///< [draw][input]
    std::size_t inputs;
    std::span<const unsigned char> yes;
    double all_yes;
};

struct Best {
    double score = -1;
    std::array<std::size_t, 3> input{};
    std::array<std::size_t, 3> cut{};
    unsigned at_least = 0;  ///< bit d: limit d is "at least"
    double hits = 0;
    double inside = 0;
};

/// Counts over D inputs, each cut at Cuts - 1 places: entry (i, j, k) is of the draws below the i-th, j-th
/// and k-th cut, or at or above it along the inputs that were turned.
template <std::size_t D, std::size_t Cuts>
class Counts {
public:
    Counts(const Draws& draws, const std::array<std::size_t, 3>& input) : draws_(draws), input_(input) {
        static_assert(kRuleCuts % Cuts == 0);
        for (std::size_t n = 0; n < draws.yes.size(); ++n) {
            std::size_t at = 0;
            for (std::size_t d = 0; d < D; ++d)
                at = at * kSide + draws.steps[n * draws.inputs + input[d]] / (kRuleCuts / Cuts) + 1u;
            ++all_[at];
            yes_[at] += draws.yes[n];
        }
        std::size_t stride = all_.size();
        for (std::size_t d = 0; d < D; ++d) {
            stride /= kSide;
            for (std::vector<std::uint32_t>* counts : {&all_, &yes_}) {
                for (std::size_t block = 0; block < counts->size(); block += stride * kSide) {
                    for (std::size_t c = 1; c < kSide; ++c) {
                        std::uint32_t* line = counts->data() + block + c * stride;
                        for (std::size_t in = 0; in < stride; ++in) line[in] += (line - stride)[in];
                    }
                }
            }
        }
    }

    /// Calls visit() for each orientation, the counts turned to it.
    template <class Visit>
    void for_each_orientation(Visit&& visit) {
        for (unsigned k = 0;; ++k) {
            visit();
            if (k + 1 == 1u << D) return;
            // Gray code: one input turns at a time.
            const auto along = static_cast<std::size_t>(std::countr_zero(k + 1));
            turn(all_, along);
            turn(yes_, along);
            at_least_ ^= 1u << along;
        }
    }

    /// Looks at every box of this orientation that could be better than the best one.
    void look(Best& best) const {
        std::uint32_t beaten = too_few(best.score);
        // A cut at an end is no limit: rules with fewer are looked at by themselves.
        for_each_line(1, Cuts, [&](std::size_t line, const std::array<std::size_t, 3>& cut) {
            const std::uint32_t* yes = yes_.data() + line * kSide;
            const auto [from, end] = with_more(yes, 1, Cuts, beaten);
            for (std::size_t at = from; at < end; ++at) {
                const double hits = yes[at];
                const double inside = all_[line * kSide + at];
                const double score = harmonic(hits, inside, draws_.all_yes);
                if (score <= best.score) continue;
                best = {score, input_, cut, at_least_, hits, inside};
                best.cut[D - 1] = at;
                beaten = too_few(score);
            }
        });
    }

    /// No box of this orientation that is cut anywhere scores more: between two neighbouring cuts of each
    /// input it has no more hits than the outer box, and holds no fewer draws than the inner one. \param
    /// known what need not be told
    [[nodiscard]] double bound(double known) const {
        double most = known;
        std::uint32_t beaten = too_few(most);
        std::size_t to_outer = 0;
        std::size_t to_inner = 0;
        for (std::size_t d = 0, stride = all_.size() / kSide; d < D; ++d, stride /= kSide)
            (turned(d) ? to_inner : to_outer) += stride;
        for_each_line(0, Cuts, [&](std::size_t line, const std::array<std::size_t, 3>&) {
            const std::uint32_t* yes = yes_.data() + line * kSide + to_outer;
            const auto [from, end] = with_more(yes, 0, Cuts, beaten);
            for (std::size_t at = from; at < end; ++at) {
                const double hits = yes[at];
                const double inside = std::max<double>(all_[line * kSide + at + to_inner], hits);
                most = std::max(most, harmonic(hits, inside, draws_.all_yes));
            }
            beaten = too_few(most);
        });
        return most;
    }

private:
    static constexpr std::size_t kSide = Cuts + 1;
    static constexpr std::size_t kCells = D == 1 ? kSide : D == 2 ? kSide * kSide : kSide * kSide * kSide;
    const Draws& draws_;
    std::array<std::size_t, 3> input_;
    unsigned at_least_ = 0;
    std::vector<std::uint32_t> all_ = std::vector<std::uint32_t>(kCells, 0);
    std::vector<std::uint32_t> yes_ = std::vector<std::uint32_t>(kCells, 0);

    /// A box with no more hits than this scores no more even if nothing else lies inside it.
    [[nodiscard]] std::uint32_t too_few(double score) const {
        return score <= 0 ? 0u : static_cast<std::uint32_t>(score * draws_.all_yes / (2 - score));
    }
    /// Calls visit(line, cuts) for the lines along the last input, at cuts of the others from `first` to
    /// below `end`.
    template <class Visit>
    static void for_each_line(std::size_t first, std::size_t end, Visit&& visit) {
        for (std::size_t line = 0; line < kCells / kSide; ++line) {
            std::array<std::size_t, 3> cut{};
            bool within = true;
            std::size_t rest = line;
            for (std::size_t d = D - 1; d-- > 0; rest /= kSide) {
                cut[d] = rest % kSide;
                within = within && cut[d] >= first && cut[d] < end;
            }
            if (within) visit(line, cut);
        }
    }
    /// Where a line has more hits than `beaten`: they rise along it, or fall where its limit is "at least".
    [[nodiscard]] std::pair<std::size_t, std::size_t> with_more(const std::uint32_t* yes, std::size_t from,
                                                                std::size_t end,
                                                                std::uint32_t beaten) const {
        if (turned(D - 1)) {
            while (end > from && yes[end - 1] <= beaten) --end;
        } else {
            while (end > from && yes[from] <= beaten && yes[end - 1] > beaten) ++from;
            if (end > from && yes[end - 1] <= beaten) end = from;
        }
        return {from, end};
    }
    [[nodiscard]] bool turned(std::size_t d) const { return (at_least_ >> d & 1u) != 0; }
    /// Turns "below the cut" along one input into "at or above the cut", or back: what is not in one is in
    /// the other, and all of them stand at one of the two ends.
    static void turn(std::vector<std::uint32_t>& counts, std::size_t along) {
        std::size_t stride = 1;
        for (std::size_t d = along + 1; d < D; ++d) stride *= kSide;
        std::vector<std::uint32_t> whole(stride);
        for (std::size_t block = 0; block < counts.size(); block += stride * kSide) {
            std::uint32_t* line = counts.data() + block;
            for (std::size_t in = 0; in < stride; ++in) whole[in] = line[in] + line[Cuts * stride + in];
            for (std::size_t c = 0; c < kSide; ++c, line += stride)
                for (std::size_t in = 0; in < stride; ++in) line[in] = whole[in] - line[in];
        }
    }
};

/// The best rule with limits on D inputs; of several that are as good the first.
/// \param known the score of a rule that is known: one that is no better need not be found
template <std::size_t D>
Best best_of(const Draws& draws, double known, const RunOptions& run) {
    constexpr std::size_t kCoarse = 20;
    std::vector<std::array<std::size_t, 3>> choices;
    for (std::size_t i = 0; i < draws.inputs; ++i) {
        if constexpr (D == 1) choices.push_back({i, 0, 0});
        for (std::size_t j = i + 1; D > 1 && j < draws.inputs; ++j) {
            if constexpr (D == 2) choices.push_back({i, j, 0});
            for (std::size_t k = j + 1; D > 2 && k < draws.inputs; ++k) choices.push_back({i, j, k});
        }
    }
    // With few cuts first: what these find and what they rule out spares most choices of inputs all cuts.
    std::vector<double> found(choices.size(), known);
    std::vector<double> bound(choices.size(), known);
    for_each_block(choices.size(), run, [&](std::size_t c) {
        Counts<D, kCoarse> counts(draws, choices[c]);
        Best coarse;
        counts.for_each_orientation([&] {
            counts.look(coarse);
            bound[c] = counts.bound(bound[c]);
        });
        found[c] = std::max(known, coarse.score);
    });
    const double most = choices.empty() ? known : *std::max_element(found.begin(), found.end());
    constexpr double kRounding = 1e-12;
    const double beaten = most > known ? most - kRounding : known;
    std::vector<std::array<std::size_t, 3>> left;
    for (std::size_t c = 0; c < choices.size(); ++c)
        if (bound[c] > beaten) left.push_back(choices[c]);
    Best best;
    reduce_blocks<Best>(
        left.size(), run,
        [&](std::size_t c) {
            Counts<D, kRuleCuts> counts(draws, left[c]);
            Best one;
            one.score = beaten;
            counts.for_each_orientation([&] { counts.look(one); });
            return one.score > beaten ? one : Best{};
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
    const Draws draws{steps, inputs, yes, all_yes};
    Best best = best_of<1>(draws, -1, run);
    std::size_t limits = 1;
    constexpr double kWorthALimit = 0.01;
    if (inputs >= 2) {
        const Best two = best_of<2>(draws, best.score, run);
        const double pairs = std::max(best.score, two.score);
        const Best three = inputs >= 3 ? best_of<3>(draws, pairs, run) : Best{};
        const double top = std::max(pairs, three.score);
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
