#include "settle/search/core.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "entente/core/expects.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kVector = 4;              // doubles in a vector
constexpr std::size_t kChunk = 4 * kVector;     // lanes tested before the first chance to give up
constexpr std::uint64_t kStopEvery = 1u << 15;  // nodes between two looks at the stop token

typedef double Four __attribute__((vector_size(kVector * sizeof(double))));

/// Remembers (depth, partial gains) already searched: on a coarse grid very many prefixes have the same
/// sums, and what follows depends on nothing else. Needs only grow, so what was searched once stays done.
/// Direct-mapped, small for short searches; switches itself off where sums hardly ever meet.
class Seen {
public:
    Seen(std::size_t parties, bool usable) : width_(parties + 1), on_(usable) {}

    [[nodiscard]] bool on() const { return on_; }

    /// A number for a vector of gains that adds up as the gains do.
    static std::uint64_t key(const std::int64_t* gains, std::size_t parties) {
        std::uint64_t sum = 0;
        std::uint64_t factor = 0x9e3779b97f4a7c15ull;
        for (std::size_t j = 0; j < parties; ++j) {
            sum += static_cast<std::uint64_t>(gains[j]) * factor;
            factor *= 0xd1342543de82ef95ull;  // odd, so that no gain is lost
        }
        return sum;
    }

    /// \param key of `sums` \return whether this was seen before; remembers it
    bool test_and_set(std::size_t depth, std::uint64_t key, const std::int64_t* sums) {
        if (probes_ == grow_at_) grow();
        const std::uint64_t mixed = (key ^ (key >> 32)) + depth * 0xbf58476d1ce4e5b9ull;
        std::int64_t* entry = table_.data() + ((mixed * 0x9e3779b97f4a7c15ull) >> (64 - bits_)) * width_;
        ++probes_;
        if (entry[0] == static_cast<std::int64_t>(depth) &&
            std::equal(sums, sums + width_ - 1, entry + 1)) {
            ++hits_;
            return true;
        }
        entry[0] = static_cast<std::int64_t>(depth);
        std::copy(sums, sums + width_ - 1, entry + 1);
        if (probes_ >= trial_) {
            on_ = (hits_ - hits_before_) * 50 >= kTrial;
            trial_ += kTrial;
            hits_before_ = hits_;
        }
        return false;
    }

private:
    /// What the smaller table held is forgotten: it was little.
    void grow() {
        bits_ = table_.empty() ? kFewestBits : std::min(bits_ + 3, kMostBits);
        table_.assign((std::size_t{1} << bits_) * width_, -1);
        grow_at_ = bits_ == kMostBits ? std::numeric_limits<std::uint64_t>::max()
                                      : probes_ + (std::uint64_t{1} << bits_);
    }

    static constexpr unsigned kFewestBits = 11;
    static constexpr unsigned kMostBits = 17;
    static constexpr std::uint64_t kTrial = 1u << 16;
    std::size_t width_;
    bool on_;
    unsigned bits_ = 0;
    std::uint64_t probes_ = 0;
    std::uint64_t grow_at_ = 0;
    std::uint64_t trial_ = kTrial;
    std::uint64_t hits_ = 0;
    std::uint64_t hits_before_ = 0;
    std::vector<std::int64_t> table_;
};

/// What one run of the search needs, in the plainest form.
struct Frame {
    std::size_t depth_count;
    std::size_t stride;
    const std::vector<std::vector<double>>* loss;
    std::vector<double> path;       // [depth][stride]: losses so far
    std::vector<std::uint32_t> at;  // [depth]: the option tried
    double* allowed;
    std::size_t parties;
    const std::vector<std::vector<std::int64_t>>* whole;
    std::vector<std::int64_t> sums;  // [depth][parties]
    std::vector<std::vector<std::uint64_t>> option_key;
    std::vector<std::uint64_t> key;  // [depth]: of the sums
    Seen seen;
};

/// Whether the prefix that ends with `option` at `depth` leads nowhere new.
bool known(Frame& frame, std::size_t depth, std::size_t option) {
    const std::size_t n = frame.parties;
    const std::int64_t* before = frame.sums.data() + depth * n;
    const std::int64_t* add = (*frame.whole)[depth].data() + option * n;
    std::int64_t* after = frame.sums.data() + (depth + 1) * n;
    for (std::size_t j = 0; j < n; ++j) after[j] = before[j] + add[j];
    frame.key[depth + 1] = frame.key[depth] + frame.option_key[depth][option];
    return frame.seen.on() && depth > 0 && frame.seen.test_and_set(depth, frame.key[depth + 1], after);
}

/// Adds an option's losses and compares with what is allowed. \return whether it may go on
[[gnu::always_inline]] inline bool add_and_test(const double* base, const double* loss, double* sum,
                                                const double* allowed, std::size_t stride) {
    for (std::size_t l = 0; l < stride; l += kChunk) {
        Four base4, loss4, allowed4;
        std::memcpy(&base4, base + l, sizeof base4);
        std::memcpy(&loss4, loss + l, sizeof loss4);
        std::memcpy(&allowed4, allowed + l, sizeof allowed4);
        Four sum4 = base4 + loss4;
        auto over = sum4 > allowed4;
        std::memcpy(sum + l, &sum4, sizeof sum4);
        for (std::size_t v = kVector; v < kChunk; v += kVector) {
            std::memcpy(&base4, base + l + v, sizeof base4);
            std::memcpy(&loss4, loss + l + v, sizeof loss4);
            std::memcpy(&allowed4, allowed + l + v, sizeof allowed4);
            sum4 = base4 + loss4;
            over |= sum4 > allowed4;
            std::memcpy(sum + l + v, &sum4, sizeof sum4);
        }
        if ((over[0] | over[1] | over[2] | over[3]) != 0) return false;
    }
    return true;
}

enum class Step { leaf, end, pause };

/// Runs until the next outcome, the end, or `nodes` steps. `depth` is where it stands.
[[gnu::always_inline]] inline Step advance(Frame& frame, std::size_t& depth, std::uint64_t& nodes) {
    const std::size_t stride = frame.stride;
    while (true) {
        if (nodes == 0) return Step::pause;
        const std::vector<double>& losses = (*frame.loss)[depth];
        double* base = frame.path.data() + depth * stride;
        const std::size_t option = frame.at[depth];
        // Options come by rising loss on lane 0: the first that fails there ends the group.
        if (option * stride >= losses.size() || base[0] + losses[option * stride] > frame.allowed[0]) {
            if (depth == 0) return Step::end;
            --depth;
            ++frame.at[depth];
            continue;
        }
        --nodes;
        if (!add_and_test(base, losses.data() + option * stride, base + stride, frame.allowed, stride)) {
            ++frame.at[depth];
            continue;
        }
        if (frame.seen.on() && known(frame, depth, option)) {
            ++frame.at[depth];
            continue;
        }
        if (depth + 1 == frame.depth_count) return Step::leaf;
        ++depth;
        frame.at[depth] = 0;
    }
}

Step advance_plain(Frame& frame, std::size_t& depth, std::uint64_t& nodes) {
    return advance(frame, depth, nodes);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] Step advance_wide(Frame& frame, std::size_t& depth, std::uint64_t& nodes) {
    return advance(frame, depth, nodes);
}
using Advance = Step (*)(Frame&, std::size_t&, std::uint64_t&);
Advance best_advance() { return __builtin_cpu_supports("avx2") ? advance_wide : advance_plain; }
#else
using Advance = Step (*)(Frame&, std::size_t&, std::uint64_t&);
Advance best_advance() { return advance_plain; }
#endif

bool dominated(const int128* a, const int128* by, std::size_t parties) {
    for (std::size_t j = 0; j < parties; ++j) {
        if (a[j] > by[j]) return false;
    }
    return true;
}

/// An option's part of what the lane adds up.
double value_on(const Lanes& lanes, const Reduced& space, std::size_t lane, std::size_t group,
                std::size_t option) {
    const std::size_t n = space.parties;
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j)
        sum += lanes.lambda[lane * n + j] * space.values[group][option * n + j];
    return sum;
}

/// Options that no other one dominates; of equal ones the first. Groups of very many options are only
/// thinned, which is as right but slower later on.
std::vector<std::uint32_t> undominated(const Separable& space, std::size_t group) {
    const std::size_t size = space.groups[group].size();
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0u);
    std::vector<double> rank(size, 0);
    for (std::size_t o = 0; o < size; ++o) {
        for (std::size_t j = 0; j < space.parties; ++j) {
            rank[o] +=
                static_cast<double>(space.value(group, o)[j]) * static_cast<double>(space.unit_points[j]);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rank[a] > rank[b]; });
    constexpr std::size_t kFullCheck = 4'000;
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t o : order) {
        const std::size_t rivals =
            size <= kFullCheck ? kept.size() : std::min<std::size_t>(kept.size(), 256);
        const bool out = std::any_of(
            kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(rivals),
            [&](auto k) { return dominated(space.value(group, o), space.value(group, k), space.parties); });
        if (!out) kept.push_back(o);
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

}  // namespace

Reduced reduce(const Separable& space) {
    Reduced reduced;
    const std::size_t n = space.parties;
    reduced.parties = n;
    std::vector<int128> offset(n), high(n), low(n);
    for (std::size_t j = 0; j < n; ++j) {
        low[j] = space.lowest(j);
        high[j] = space.highest(j);
        offset[j] = space.constants[j];
        const int128 gain = high[j] > 0 ? high[j] : high[j] - low[j];
        reduced.divisor.push_back(gain > 0 ? static_cast<double>(gain) : 1.0);
    }
    reduced.reach.assign(n, 0);
    const bool narrow = std::all_of(high.begin(), high.end(), [&](const int128& h) {
        return h - low[static_cast<std::size_t>(&h - high.data())] < (int128{1} << 62);
    });
    for (std::size_t g = 0; g < space.groups.size(); ++g) {
        ENTENTE_EXPECTS(space.groups[g].size() > 0);
        reduced.options.push_back(undominated(space, g));
        const auto& kept = reduced.options.back();
        std::vector<double> values(kept.size() * n);
        std::vector<std::int64_t> whole(kept.size() * n, 0);
        for (std::size_t j = 0; j < n; ++j) {
            int128 least = space.value(g, kept[0])[j];
            for (const auto o : kept) least = std::min(least, space.value(g, o)[j]);
            offset[j] += least;
            double most = 0;
            for (std::size_t k = 0; k < kept.size(); ++k) {
                values[k * n + j] =
                    static_cast<double>(space.value(g, kept[k])[j] - least) / reduced.divisor[j];
                most = std::max(most, values[k * n + j]);
                if (narrow)
                    whole[k * n + j] = static_cast<std::int64_t>(space.value(g, kept[k])[j] - least);
            }
            reduced.reach[j] += most;
        }
        reduced.values.push_back(std::move(values));
        if (narrow) reduced.whole.push_back(std::move(whole));
    }
    for (std::size_t j = 0; j < n; ++j) {
        reduced.offset.push_back(static_cast<double>(offset[j]) / reduced.divisor[j]);
        reduced.reach[j] += std::abs(reduced.offset[j]);
    }
    return reduced;
}

double Reduced::support(const double* lambda) const {
    double total = 0;
    for (std::size_t j = 0; j < parties; ++j) total += lambda[j] * offset[j];
    for (std::size_t g = 0; g < groups(); ++g) {
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < options[g].size(); ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < parties; ++j) sum += lambda[j] * values[g][k * parties + j];
            best = std::max(best, sum);
        }
        total += best;
    }
    return total;
}

CoreSearch::CoreSearch(const Reduced& space, const Lanes& lanes) : space_(space), given_(lanes) {
    parties_ = space.parties;
    lanes_ = lanes.count();
    stride_ = (lanes_ + kChunk - 1) / kChunk * kChunk;
    const std::size_t n = space.parties;
    support_.assign(lanes_, 0);
    slack_.assign(lanes_, 0);
    for (std::size_t l = 0; l < lanes_; ++l) {
        double size = 0;
        for (std::size_t j = 0; j < n; ++j) {
            support_[l] += lanes.lambda[l * n + j] * space.offset[j];
            size += std::abs(lanes.lambda[l * n + j]) * space.reach[j];
        }
        // Each of the groups' sums and the conversions from integers round by at most one part in 2^52.
        slack_[l] = static_cast<double>(space.groups() + 16) * 4.5e-16 * size;
    }
    std::vector<double> range(space.groups(), 0);  // of the losses on lane 0
    std::size_t options = 0;
    for (std::size_t g = 0; g < space.groups(); ++g) {
        const std::size_t size = space.options[g].size();
        options += size;
        most_.emplace_back(lanes_);
        for (std::size_t l = 0; l < lanes_; ++l) {
            double best = -std::numeric_limits<double>::infinity();
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t k = 0; k < size; ++k) {
                const double sum = value_on(lanes, space, l, g, k);
                best = std::max(best, sum);
                least = std::min(least, sum);
            }
            support_[l] += best;
            most_[g][l] = best;
            if (l == 0) range[g] = best - least;
        }
    }
    group_at_.resize(space.groups());
    std::iota(group_at_.begin(), group_at_.end(), 0u);
    std::stable_sort(group_at_.begin(), group_at_.end(),
                     [&](auto a, auto b) { return range[a] > range[b]; });
    constexpr std::size_t kLong = 20'000;
    long_lists_ = options > kLong;
    if (!long_lists_) list_options(nullptr);
}

/// The options of each group by rising loss on lane 0; given what each lane allows, those that it allows.
void CoreSearch::list_options(const double* allowed) {
    loss_.clear();
    whole_.clear();
    option_.clear();
    std::vector<double> row(stride_, 0);
    for (const std::uint32_t g : group_at_) {
        const auto loss = [&](std::size_t l, std::size_t k) {
            return most_[g][l] - value_on(given_, space_, l, g, k);
        };
        std::vector<std::pair<double, std::uint32_t>> order;
        for (std::uint32_t k = 0; k < space_.options[g].size(); ++k) {
            bool fits = true;
            for (std::size_t l = 0; allowed != nullptr && fits && l < lanes_; ++l)
                fits = !(loss(l, k) > allowed[l]);
            if (fits) order.emplace_back(lanes_ > 0 ? loss(0, k) : 0, k);
        }
        std::sort(order.begin(), order.end());
        std::vector<double> sorted;
        std::vector<std::uint32_t> options;
        std::vector<std::int64_t> whole;
        sorted.reserve(order.size() * stride_);
        for (const auto& [first, k] : order) {
            for (std::size_t l = 0; l < lanes_; ++l) row[l] = loss(l, k);
            sorted.insert(sorted.end(), row.begin(), row.end());
            options.push_back(space_.options[g][k]);
            for (std::size_t j = 0; j < parties_ && !space_.whole.empty(); ++j) {
                whole.push_back(space_.whole[g][k * parties_ + j]);
            }
        }
        if (!space_.whole.empty()) whole_.push_back(std::move(whole));
        loss_.push_back(std::move(sorted));
        option_.push_back(std::move(options));
    }
}

void CoreSearch::set_needs(const double* need) {
    allowed_.assign(stride_, std::numeric_limits<double>::infinity());
    for (std::size_t l = 0; l < lanes_; ++l) {
        const double least = need[l];
        if (least == -std::numeric_limits<double>::infinity()) continue;
        if (least == std::numeric_limits<double>::infinity()) {  // nothing more is wanted
            allowed_[l] = -1;
            continue;
        }
        allowed_[l] = support_[l] - least + slack_[l] + 1e-15 * std::abs(least);
    }
}

CoreEnd CoreSearch::run(const double* need, const Visit& visit, std::uint64_t& nodes,
                        const std::stop_token& stop) {
    const std::size_t groups = group_at_.size();
    std::vector<std::uint32_t> choice(groups, 0);
    set_needs(need);
    for (std::size_t l = 0; l < lanes_; ++l) {
        if (allowed_[l] < 0) return CoreEnd::exhausted;
    }
    if (long_lists_) list_options(allowed_.data());
    if (groups == 0) {
        (void)visit(choice);
        return CoreEnd::exhausted;
    }
    std::vector<std::vector<std::uint64_t>> option_key(whole_.size());
    for (std::size_t d = 0; d < whole_.size(); ++d) {
        for (std::size_t at = 0; at < whole_[d].size(); at += parties_)
            option_key[d].push_back(Seen::key(whole_[d].data() + at, parties_));
    }
    Frame frame{groups,
                stride_,
                &loss_,
                std::vector<double>((groups + 1) * stride_, 0),
                std::vector<std::uint32_t>(groups, 0),
                allowed_.data(),
                parties_,
                &whole_,
                std::vector<std::int64_t>((groups + 1) * parties_, 0),
                std::move(option_key),
                std::vector<std::uint64_t>(groups + 1, 0),
                Seen(parties_, !whole_.empty())};
    const Advance advance_by = best_advance();
    std::size_t depth = 0;
    while (true) {
        std::uint64_t slice = std::min(nodes, kStopEvery);
        const std::uint64_t given = slice;
        const Step step = advance_by(frame, depth, slice);
        nodes -= given - slice;
        if (step == Step::end) return CoreEnd::exhausted;
        if (step == Step::leaf) {
            for (std::size_t d = 0; d < groups; ++d) choice[group_at_[d]] = option_[d][frame.at[d]];
            ++frame.at[depth];
            if (const double* tighter = visit(choice)) {
                set_needs(tighter);
                frame.allowed = allowed_.data();
            }
        }
        if (stop.stop_requested()) return CoreEnd::cancelled;
        if (nodes == 0) return CoreEnd::budget;
    }
}

}  // namespace entente::settle
