#include "settle/solutions/choose.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace entente::settle {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_int big(int128 x) {
    const bool negative = x < 0;
    const uint128 size = negative ? uint128{0} - static_cast<uint128>(x) : static_cast<uint128>(x);
    cpp_int result = static_cast<std::uint64_t>(size >> 64);
    result <<= 64;
    result += static_cast<std::uint64_t>(size);
    return negative ? cpp_int(-result) : result;
}

/// A point's objective: numbers compared one after the other, larger is better.
using Rough = std::vector<long double>;
using Sharp = std::vector<cpp_rational>;

constexpr long double kNear = 1e-12L;

bool near(long double a, long double b) {
    return std::fabs(a - b) <= kNear * std::max<long double>({1.0L, std::fabs(a), std::fabs(b)});
}

/// Compares entry by entry; entries that are near each other are left open.
/// \return 1 or -1 where decided, 0 where the exact values must decide
int compare_rough(const Rough& a, const Rough& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (near(a[i], b[i])) return 0;
        return a[i] > b[i] ? 1 : -1;
    }
    return 0;
}

int compare_sharp(const Sharp& a, const Sharp& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i]) return a[i] > b[i] ? 1 : -1;
    }
    return 0;
}

/// Gain in points, exactly.
template <class Units>
cpp_rational gain_of(const Problem<Units>& p, std::size_t party, Units units) {
    return cpp_rational(big(p.gain(party, units)) * big(p.step[party]),
                        big(p.fine[party]) * big(p.scale[party]));
}

template <class Units>
Sharp sorted_gains(const Bargain<Units>& bargain, std::size_t i) {
    Sharp gains;
    for (std::size_t j = 0; j < bargain.problem->parties; ++j) {
        gains.push_back(gain_of(*bargain.problem, j, bargain.row(i)[j]));
    }
    std::sort(gains.begin(), gains.end());
    return gains;
}

/// Among points that are exactly as good: the larger least gain in points, then the second least, ...; then
/// by lot.
template <class Units>
Choosing break_tie(const Bargain<Units>& bargain, const std::vector<std::size_t>& equal) {
    Choosing result{equal.front(), {}};
    if (equal.size() == 1) return result;
    const auto lot = [&](std::size_t i) { return bargain.problem->lot(bargain.row(i)); };
    Sharp gains = sorted_gains(bargain, equal.front());
    for (std::size_t e = 1; e < equal.size(); ++e) {
        Sharp other = sorted_gains(bargain, equal[e]);
        const int order = compare_sharp(other, gains);
        if (order < 0 || (order == 0 && lot(equal[e]) >= lot(result.best))) continue;
        gains = std::move(other);
        result.best = equal[e];
    }
    for (std::size_t i : equal) {
        if (i != result.best) result.tied.push_back(i);
    }
    return result;
}

/// The best points under `rough` (a first number that decides unless it is near) and `sharp`.
template <class Units>
Choosing choose(const Bargain<Units>& bargain, const std::function<Rough(std::size_t)>& rough,
                const std::function<Sharp(std::size_t)>& sharp) {
    std::vector<std::size_t> close;  // not decided against the best so far
    Rough best;
    for (std::size_t i = 0; i < bargain.size(); ++i) {
        Rough value = rough(i);
        const int order = close.empty() ? 1 : compare_rough(value, best);
        if (order > 0) close.clear();
        if (order < 0) continue;
        if (close.empty() || value > best) best = std::move(value);
        close.push_back(i);
    }
    std::vector<std::size_t> equal;
    Sharp top;
    for (std::size_t i : close) {
        if (close.size() == 1) {
            equal = close;
            break;
        }
        Sharp value = sharp(i);
        const int order = equal.empty() ? 1 : compare_sharp(value, top);
        if (order > 0) {
            equal.clear();
            top = std::move(value);
        }
        if (order >= 0) equal.push_back(i);
    }
    return break_tie(bargain, equal);
}

/// Largest least ratio (numerator of a row and party over a fixed denominator), refined by leximin.
/// Parties with a denominator of zero or less are left out.
template <class Units>
Choosing largest_least(const Bargain<Units>& bargain,
                       const std::function<Units(std::size_t, Units)>& numerator,
                       const std::vector<cpp_rational>& unit, const std::vector<std::uint8_t>& counts) {
    const std::size_t n = bargain.problem->parties;
    std::vector<long double> rough_unit(n);
    for (std::size_t j = 0; j < n; ++j) rough_unit[j] = static_cast<long double>(unit[j]);
    const auto rough = [&](std::size_t i) {
        long double least = std::numeric_limits<long double>::infinity();
        for (std::size_t j = 0; j < n; ++j) {
            if (counts[j] == 0) continue;
            least =
                std::min(least, static_cast<long double>(numerator(j, bargain.row(i)[j])) * rough_unit[j]);
        }
        return Rough{least == std::numeric_limits<long double>::infinity() ? 0 : least};
    };
    const auto sharp = [&](std::size_t i) {
        Sharp shares;
        for (std::size_t j = 0; j < n; ++j) {
            if (counts[j] != 0)
                shares.push_back(cpp_rational(big(numerator(j, bargain.row(i)[j]))) * unit[j]);
        }
        std::sort(shares.begin(), shares.end());
        return shares;
    };
    return choose<Units>(bargain, rough, sharp);
}

/// numerator / (ideal numerator), over the parties that can get above zero.
template <class Units>
Choosing largest_least_share(const Bargain<Units>& bargain,
                             const std::function<Units(std::size_t, Units)>& numerator) {
    const std::size_t n = bargain.problem->parties;
    std::vector<cpp_rational> unit(n);
    std::vector<std::uint8_t> counts(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
        const Units whole = numerator(j, bargain.ideal[j]);
        if (whole <= 0) continue;
        counts[j] = 1;
        unit[j] = cpp_rational(cpp_int(1), big(whole));
    }
    return largest_least<Units>(bargain, numerator, unit, counts);
}

bool whole(double x) { return x == std::floor(x) && std::fabs(x) <= 64; }

}  // namespace

template <class Units>
Choosing nash(const Bargain<Units>& bargain, const std::vector<double>& weights) {
    const Problem<Units>& p = *bargain.problem;
    const std::size_t n = p.parties;
    const auto weight = [&](std::size_t j) { return weights.empty() ? 1.0 : weights[j]; };
    bool exact = true;
    for (std::size_t j = 0; j < n; ++j) exact = exact && whole(weight(j));
    const auto gains = [&](std::size_t i, std::size_t j) { return p.gain(j, bargain.row(i)[j]); };
    // Shares of the ideal gain: the same choice as by the gains themselves where the same parties gain, and
    // one that does not depend on anybody's unit where they differ.
    std::vector<long double> ideal(n);
    for (std::size_t j = 0; j < n; ++j) ideal[j] = static_cast<long double>(p.gain(j, bargain.ideal[j]));
    std::size_t most = 0;
    std::vector<std::size_t> positive(bargain.size(), 0);
    for (std::size_t i = 0; i < bargain.size(); ++i) {
        for (std::size_t j = 0; j < n; ++j) positive[i] += gains(i, j) > 0 ? 1 : 0;
        most = std::max(most, positive[i]);
    }
    const auto rough = [&](std::size_t i) {
        if (positive[i] < most) return Rough{-1e6L * static_cast<long double>(n)};
        long double sum = 0;
        for (std::size_t j = 0; j < n; ++j) {
            const Units gain = gains(i, j);
            if (gain > 0) sum += weight(j) * std::log(static_cast<long double>(gain) / ideal[j]);
        }
        return Rough{sum};
    };
    const auto sharp = [&](std::size_t i) {
        cpp_rational product = 1;
        if (positive[i] < most) return Sharp{cpp_rational(-1)};
        if (!exact) return Sharp{cpp_rational(1)};  // within 1e-12: taken as tied
        for (std::size_t j = 0; j < n; ++j) {
            if (gains(i, j) <= 0) continue;
            const cpp_rational share(big(gains(i, j)), big(p.gain(j, bargain.ideal[j])));
            for (int k = 0; k < static_cast<int>(weight(j)); ++k) product *= share;
        }
        return Sharp{product};
    };
    return choose<Units>(bargain, rough, sharp);
}

template <class Units>
Choosing kalai_smorodinsky(const Bargain<Units>& bargain) {
    const Problem<Units>& p = *bargain.problem;
    return largest_least_share<Units>(bargain,
                                      [&](std::size_t j, Units units) { return p.gain(j, units); });
}

template <class Units>
Choosing egalitarian(const Bargain<Units>& bargain) {
    const Problem<Units>& p = *bargain.problem;
    std::vector<cpp_rational> unit;
    for (std::size_t j = 0; j < p.parties; ++j) {
        unit.emplace_back(big(p.step[j]), big(p.fine[j]) * big(p.scale[j]));
    }
    return largest_least<Units>(
        bargain, [&](std::size_t j, Units units) { return p.gain(j, units); }, unit,
        std::vector<std::uint8_t>(p.parties, 1));
}

template <class Units>
Choosing utilitarian(const Bargain<Units>& bargain) {
    const Problem<Units>& p = *bargain.problem;
    const auto rough = [&](std::size_t i) {
        long double sum = 0;
        for (std::size_t j = 0; j < p.parties; ++j) {
            sum += static_cast<long double>(p.base[j] + p.step[j] * int128{bargain.row(i)[j]}) /
                   static_cast<long double>(p.scale[j]);
        }
        return Rough{sum};
    };
    const auto sharp = [&](std::size_t i) {
        cpp_rational sum = 0;
        for (std::size_t j = 0; j < p.parties; ++j) {
            sum += cpp_rational(big(p.base[j] + p.step[j] * int128{bargain.row(i)[j]}), big(p.scale[j]));
        }
        return Sharp{sum};
    };
    return choose<Units>(bargain, rough, sharp);
}

template <class Units>
Choosing gupta_livne(const Bargain<Units>& bargain, const std::vector<Units>& reference) {
    return largest_least_share<Units>(
        bargain, [&](std::size_t j, Units units) { return static_cast<Units>(units - reference[j]); });
}

namespace {

/// The rows of some of a bargain's points as a bargain of their own; `point` says which they are.
template <class Units>
Bargain<Units> part_of(const Bargain<Units>& bargain, const std::vector<std::size_t>& points) {
    Bargain<Units> part;
    part.problem = bargain.problem;
    part.point = points;
    const std::size_t n = bargain.problem->parties;
    part.ideal.assign(bargain.row(points.front()), bargain.row(points.front()) + n);
    for (std::size_t i : points) {
        const Units* row = bargain.row(i);
        part.rows.insert(part.rows.end(), row, row + n);
        for (std::size_t j = 0; j < n; ++j) part.ideal[j] = std::max(part.ideal[j], row[j]);
    }
    return part;
}

/// Leximin of the shares of the way from d (`from` / 2^shift) to the ideal.
template <class Units>
Choosing largest_share_above(const Bargain<Units>& part, const std::vector<cpp_int>& from, unsigned shift) {
    const Problem<Units>& p = *part.problem;
    const std::size_t n = p.parties;
    // d in whole units and the rest of a unit: doubles would lose the small distances to it.
    std::vector<Units> whole(n);
    std::vector<long double> rest(n);
    for (std::size_t j = 0; j < n; ++j) {
        const cpp_int low = from[j] >> shift;
        whole[j] = static_cast<Units>(low);
        rest[j] = std::ldexp(static_cast<long double>(cpp_int(from[j] - (low << shift))),
                             -static_cast<int>(shift));
    }
    const auto above = [&](std::size_t j, Units units) {
        return static_cast<long double>(p.gain(j, units) - whole[j]) - rest[j];
    };
    const auto sharp_above = [&](std::size_t j, Units units) {
        return cpp_int((big(p.gain(j, units)) << shift) - from[j]);
    };
    const auto rough = [&](std::size_t i) {
        long double least = std::numeric_limits<long double>::infinity();
        for (std::size_t j = 0; j < n; ++j) {
            const long double way = above(j, part.ideal[j]);
            if (way > 0) least = std::min(least, above(j, part.row(i)[j]) / way);
        }
        return Rough{least};
    };
    const auto sharp = [&](std::size_t i) {
        Sharp shares;
        for (std::size_t j = 0; j < n; ++j) {
            const cpp_int way = sharp_above(j, part.ideal[j]);
            if (way > 0) shares.emplace_back(sharp_above(j, part.row(i)[j]), way);
        }
        std::sort(shares.begin(), shares.end());
        return shares;
    };
    return choose<Units>(part, rough, sharp);
}

}  // namespace

template <class Units>
Choosing raiffa(const Bargain<Units>& bargain) {
    const Problem<Units>& p = *bargain.problem;
    const std::size_t n = p.parties;
    std::vector<std::size_t> left(bargain.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    std::vector<cpp_int> from(n, 0);  // d, in units of 2^-shift
    unsigned shift = 0;
    Bargain<Units> part = bargain;
    // Each step halves the way to every ideal: two points that differ come apart before a unit is left.
    const auto all_alike = [&] {
        return std::all_of(left.begin(), left.end(), [&](std::size_t i) {
            return std::equal(bargain.row(i), bargain.row(i) + n, bargain.row(left.front()));
        });
    };
    while (left.size() > 1 && !all_alike()) {
        std::vector<cpp_int> middle = from;
        std::vector<Units> floor(n);
        for (std::size_t j = 0; j < n; ++j) {
            middle[j] += big(p.gain(j, part.ideal[j])) << shift;
            floor[j] = static_cast<Units>(cpp_int((middle[j] + (cpp_int(2) << shift) - 1) >> (shift + 1)));
        }
        std::vector<std::size_t> next;
        for (std::size_t i : left) {
            bool above = true;
            for (std::size_t j = 0; j < n; ++j) above = above && p.gain(j, bargain.row(i)[j]) >= floor[j];
            if (above) next.push_back(i);
        }
        if (next.empty()) break;
        from = std::move(middle);
        ++shift;
        left = std::move(next);
        part = part_of(bargain, left);
    }
    if (left.size() == 1) return {left.front(), {}};
    Choosing chosen = largest_share_above(part, from, shift);
    chosen.best = left[chosen.best];
    for (std::size_t& tied : chosen.tied) tied = left[tied];
    return chosen;
}

namespace {

using WorstFirst = std::vector<BigCount>;  // ranks of one point, largest first

template <class Units>
std::optional<WorstFirst> ranks_of(const Bargain<Units>& bargain, const Ranks<Units>& ranks,
                                   std::size_t i) {
    WorstFirst all;
    for (std::size_t j = 0; j < bargain.problem->parties; ++j) {
        std::optional<BigCount> better = ranks.better(j, bargain.row(i)[j]);
        if (!better) return std::nullopt;
        all.push_back(std::move(*better));
    }
    std::sort(all.begin(), all.end(), [](const BigCount& a, const BigCount& b) { return b < a; });
    return all;
}

/// Two parties: along the frontier the first one's rank rises and the second one's falls, so that the least
/// worst rank lies where they meet. \return the points around there; all of them where they are few
template <class Units>
std::optional<std::vector<std::size_t>> near_the_middle(const Bargain<Units>& bargain,
                                                        const Ranks<Units>& ranks) {
    std::size_t low = 0, high = bargain.size();  // the first point where the first party is the worse off
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const auto first = ranks.better(0, bargain.row(middle)[0]);
        const auto second = ranks.better(1, bargain.row(middle)[1]);
        if (!first || !second) return std::nullopt;
        if (*second < *first) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    std::vector<std::size_t> points;
    for (std::size_t i = low > 2 ? low - 2 : 0; i < std::min(bargain.size(), low + 2); ++i)
        points.push_back(i);
    return points;
}

}  // namespace

template <class Units>
std::optional<Choosing> fallback(const Bargain<Units>& bargain, const Ranks<Units>& ranks) {
    const std::size_t n = bargain.problem->parties;
    std::vector<std::size_t> points(bargain.size());
    std::iota(points.begin(), points.end(), std::size_t{0});
    if (points.size() * n > ranks.questions()) {
        if (n != 2 || ranks.questions() < 2 * 64 + 8) return std::nullopt;
        auto near = near_the_middle(bargain, ranks);
        if (!near) return std::nullopt;
        points = std::move(*near);
    }
    std::vector<std::size_t> best;
    WorstFirst least;
    for (const std::size_t i : points) {
        const auto here = ranks_of(bargain, ranks, i);
        if (!here) return std::nullopt;
        if (best.empty() || *here < least) {
            best.clear();
            least = *here;
        }
        if (*here == least) best.push_back(i);
    }
    return break_tie(bargain, best);
}

#define ENTENTE_SOLUTIONS(Units)                                                     \
    template Choosing nash(const Bargain<Units>&, const std::vector<double>&);       \
    template Choosing kalai_smorodinsky(const Bargain<Units>&);                      \
    template Choosing egalitarian(const Bargain<Units>&);                            \
    template Choosing utilitarian(const Bargain<Units>&);                            \
    template Choosing gupta_livne(const Bargain<Units>&, const std::vector<Units>&); \
    template Choosing raiffa(const Bargain<Units>&);                                 \
    template std::optional<Choosing> fallback(const Bargain<Units>&, const Ranks<Units>&);
ENTENTE_SOLUTIONS(std::int64_t)
ENTENTE_SOLUTIONS(int128)

}  // namespace entente::settle
