// What each solution picks among the outcomes of a draw's zone.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "settle/compiled/extremes.hpp"
#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;

/// Whether doubles can tell anything apart under the solution; else exact numbers decide among all: shares
/// of the ideal gain say nothing of who cannot gain, or hardly.
bool trusted(const Parts& parts, const Work& work, Quick solution) {
    if (solution == Quick::utilitarian || solution == Quick::egalitarian) return true;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (!(work.answer.ideal[j] - work.origin[j] > 1e-4 * work.size)) return false;
    }
    return true;
}

/// The solution's first number for `count` entries of the zone from `first` on. \pre trusted()
void fill_keys(const Work& work, Quick solution, std::size_t first, std::size_t count, double* key) {
    const bool sum = solution == Quick::utilitarian;
    const bool product = solution == Quick::nash;
    std::fill_n(key, count, sum ? 0 : product ? 1 : std::numeric_limits<double>::infinity());
    for (std::size_t j = 0; j < work.zone_utility.size(); ++j) {
        const double* line = work.zone_utility[j].data() + first;
        const double origin = work.origin[j];
        const double scale = 1 / (work.answer.ideal[j] - origin);
        if (sum) {
            for (std::size_t r = 0; r < count; ++r) key[r] += line[r];
        } else if (product) {
            for (std::size_t r = 0; r < count; ++r) key[r] *= std::max((line[r] - origin) * scale, 0.0);
        } else if (solution == Quick::egalitarian) {
            for (std::size_t r = 0; r < count; ++r) key[r] = std::min(key[r], line[r] - origin);
        } else {
            for (std::size_t r = 0; r < count; ++r) key[r] = std::min(key[r], (line[r] - origin) * scale);
        }
    }
}

/// The entries of the zone, a block at a time: visit(block, first entry, how many).
template <class Visit>
void for_each_block_of_zone(const Work& work, Visit&& visit) {
    for (std::size_t first = 0; first < work.rational.size(); first += kBlock)
        visit(first / kBlock, first, std::min(kBlock, work.rational.size() - first));
}

/// The largest first number of each solution, and of each block: a block's utilities are read once for all
/// solutions.
void find_best(const Parts& parts, Work& work) {
    std::array<double, kBlock> key;
    for (std::size_t s = 0; s < kQuickNames.size(); ++s)
        work.block_best[s].assign((work.rational.size() + kBlock - 1) / kBlock,
                                  -std::numeric_limits<double>::infinity());
    for_each_block_of_zone(work, [&](std::size_t block, std::size_t first, std::size_t count) {
        for (std::size_t s = 0; s < kQuickNames.size(); ++s) {
            if (!trusted(parts, work, static_cast<Quick>(s))) continue;
            fill_keys(work, static_cast<Quick>(s), first, count, key.data());
            work.block_best[s][block] = largest({key.data(), count});
        }
    });
    for (std::size_t s = 0; s < kQuickNames.size(); ++s) work.best[s] = largest(work.block_best[s]);
}

/// The least first number with which an outcome may still be the solution's: all that doubles cannot tell
/// from the best.
double enough_for(const Work& work, Quick solution) {
    const double best = work.best[static_cast<std::size_t>(solution)];
    // Shares are at most 1 and known to 1e-11; where their product is hardly above that, it is no guide.
    if (solution == Quick::nash) return best < 1e-8 ? -1 : best - kNearTie * best - 1e-10;
    return best - kNearTie * (solution == Quick::kalai_smorodinsky ? 1 : work.size);
}

/// Under a cap thousands may be at it for all parties, the same in every respect: one of them will do.
class Repeats {
public:
    explicit Repeats(const Work& work) : work_(work) {}

    /// Marks, in a block of the zone, those at the cap for all but the first of them. \pre blocks rise
    void mark(std::size_t first, std::size_t count) {
        if (std::isnan(work_.cap)) return;
        std::fill_n(marked_.begin(), count, std::uint8_t{1});
        for (const std::span<const double>& line : work_.zone_utility) {
            const double* const utility = line.data() + first;
            for (std::size_t r = 0; r < count; ++r)
                marked_[r] = static_cast<std::uint8_t>(marked_[r] & (utility[r] == work_.cap ? 1 : 0));
        }
        const auto end = marked_.begin() + static_cast<std::ptrdiff_t>(count);
        const auto one = any_ ? end : std::find(marked_.begin(), end, std::uint8_t{1});
        if (one == end) return;
        *one = 0;
        any_ = true;
    }
    [[nodiscard]] bool operator[](std::size_t entry) const { return marked_[entry] != 0; }

private:
    const Work& work_;
    bool any_ = false;
    std::array<std::uint8_t, kBlock> marked_{};
};

/// Candidates of every solution.
void find_candidates(const Parts& parts, Work& work) {
    find_best(parts, work);
    constexpr double kAny = -std::numeric_limits<double>::infinity();
    std::array<double, kQuickNames.size()> enough;
    for (std::size_t s = 0; s < kQuickNames.size(); ++s) {
        const auto solution = static_cast<Quick>(s);
        enough[s] = trusted(parts, work, solution) ? enough_for(work, solution) : kAny;
        work.candidates[s].clear();
    }
    Repeats repeats(work);
    std::array<double, kBlock> key{};
    for_each_block_of_zone(work, [&](std::size_t block, std::size_t first, std::size_t count) {
        bool marked = false;
        for (std::size_t s = 0; s < kQuickNames.size(); ++s) {
            if (work.block_best[s][block] < enough[s]) continue;
            if (!std::exchange(marked, true)) repeats.mark(first, count);
            if (enough[s] > kAny) fill_keys(work, static_cast<Quick>(s), first, count, key.data());
            for (std::size_t r = 0; r < count; ++r) {
                if ((key[r] >= enough[s] || enough[s] == kAny) && !repeats[r])
                    work.candidates[s].push_back(work.rational[first + r]);
            }
        }
    });
}

bool alike(const Parts& parts, std::uint32_t a, std::uint32_t b) {
    return std::all_of(parts.same.begin(), parts.same.end(),
                       [&](const std::vector<std::uint64_t>& line) { return line[a] == line[b]; });
}

/// Party by party: gains of two outcomes, the same expression or clearly apart in every one of them.
bool dominated_clearly(const Parts& parts, const Work& work, std::uint32_t a, std::uint32_t b) {
    bool worse = false;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (parts.same[j][a] == parts.same[j][b]) continue;
        if (work.utility[j][a] > work.utility[j][b] - kNearTie * work.size) return false;
        worse = true;
    }
    return worse;
}

/// Takes out what another candidate makes needless: outcomes with the same utilities (the first stays), and
/// those that another one dominates by more than rounding. Every solution prefers the latter.
void thin(const Parts& parts, Work& work) {
    constexpr std::size_t kMost = 512;
    std::vector<std::uint32_t>& all = work.close;
    if (all.size() > kMost) return;
    for (std::size_t a = 0; a < all.size();) {
        bool gone = false;
        for (std::size_t b = 0; b < all.size() && !gone; ++b) {
            if (a == b) continue;
            gone =
                (b < a && alike(parts, all[a], all[b])) || dominated_clearly(parts, work, all[a], all[b]);
        }
        if (gone) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(a));
        } else {
            ++a;
        }
    }
}

/// How far a solution's number can move where every value of no deal may be off by the slack.
double key_slack(const Parts& parts, const Work& work, Quick solution) {
    if (solution == Quick::utilitarian) return 0;
    if (solution == Quick::egalitarian) return work.slack;
    double sum = 0;
    for (std::size_t j = 0; j < parts.parties.size(); ++j)
        sum += work.slack / (work.answer.ideal[j] - work.origin[j]);
    return sum;
}

/// Might another outcome be picked if the values of no deal were off by the slack?
bool hangs_on_slack(const Parts& parts, const Work& work, Quick solution, std::uint32_t chosen) {
    const auto at = static_cast<std::size_t>(solution);
    const double enough = work.best[at] - 2.1 * key_slack(parts, work, solution);
    std::array<double, kBlock> key;
    bool hangs = false;
    for_each_block_of_zone(work, [&](std::size_t block, std::size_t first, std::size_t count) {
        if (hangs || work.block_best[at][block] < enough) return;
        fill_keys(work, solution, first, count, key.data());
        for (std::size_t r = 0; r < count && !hangs; ++r) {
            const std::uint32_t o = work.rational[first + r];
            if (o == chosen || key[r] < enough) continue;
            hangs = !alike(parts, o, chosen) && !dominated_clearly(parts, work, o, chosen);
        }
    });
    return hangs;
}

void choose(const Parts& parts, Work& work, Quick solution) {
    work.close.swap(work.candidates[static_cast<std::size_t>(solution)]);
    std::uint32_t chosen = work.close.front();
    if (work.close.size() > 1) thin(parts, work);
    if (work.close.size() == 1) {
        chosen = work.close.front();
    } else {
        work.answer.rechecked = true;
        chosen = exact_best(parts, work, solution);
    }
    if (work.slack > 0 && !work.answer.fragile && solution != Quick::utilitarian) {
        work.answer.fragile =
            !trusted(parts, work, solution) || hangs_on_slack(parts, work, solution, chosen);
    }
    std::vector<std::uint32_t>& options = work.answer.solution[static_cast<std::size_t>(solution)];
    for (std::size_t i = 0; i < parts.issues(); ++i)
        options[i] = parts.classes[i][chosen / parts.stride[i] % parts.classes[i].size()];
}

}  // namespace

void choose_solutions(const Parts& parts, Work& work) {
    find_candidates(parts, work);
    for (std::size_t s = 0; s < kQuickNames.size(); ++s) choose(parts, work, static_cast<Quick>(s));
}

}  // namespace entente::settle
