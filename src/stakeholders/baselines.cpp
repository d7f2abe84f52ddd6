#include "entente/stakeholders/baselines.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/expects.hpp"

namespace entente::stakeholders {
namespace {

/// Ties and distances are told apart down to this share of the span: decimals are not exact in binary.
constexpr double kSame = 1e-12;

struct Held {
    double position;
    double weight;
};

/// Whose positions count: an election also runs over those that somebody holds who has no weight to vote.
enum class Of { all, weighty };

/// The positions that are held, ascending, each once; none where nobody has weight.
std::vector<Held> held(const Line& line, Of whose) {
    std::vector<Held> all;
    double sum = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const double weight = line.weight(i);
        if (!std::isfinite(line.position[i]) || !(weight >= 0)) continue;
        if (weight > 0 || whose == Of::all) all.push_back({line.position[i], weight});
        sum += weight;
    }
    if (!(sum > 0)) return {};
    // Weights too: the order of actors must not reach the sums.
    std::sort(all.begin(), all.end(), [](const Held& a, const Held& b) {
        return a.position != b.position ? a.position < b.position : a.weight < b.weight;
    });
    std::vector<Held> distinct;
    const double same = all.empty() ? 0 : kSame * (all.back().position - all.front().position);
    for (const Held& each : all) {
        if (!distinct.empty() && each.position - distinct.back().position <= same) {
            distinct.back().weight += each.weight;
        } else {
            distinct.push_back(each);
        }
    }
    return distinct;
}

/// At most kMaxPositions positions, those of one cell joined at their mean.
std::vector<Held> grouped(const std::vector<Held>& all) {
    const double low = all.front().position;
    const double width = (all.back().position - low) / static_cast<double>(kMaxPositions);
    std::vector<Held> cells;
    std::size_t last = kMaxPositions + 1;
    for (const Held& each : all) {
        const auto cell =
            std::min(kMaxPositions - 1, static_cast<std::size_t>((each.position - low) / width));
        if (cell != last) {
            cells.push_back({each.position, each.weight});
        } else {
            Held& into = cells.back();
            const double both = into.weight + each.weight;
            if (both > 0)
                into.position = (into.position * into.weight + each.position * each.weight) / both;
            into.weight = both;
        }
        last = cell;
    }
    return cells;
}

/// The share of the weight that is nearer to a than to b, for every pair a < b: raised and made to sum
/// to 1.
class Shares {
public:
    Shares(const std::vector<Held>& held, double sharpness) : size_(held.size()), below_(size_ * size_) {
        const double total = std::accumulate(
            held.begin(), held.end(), 0.0, [](double sum, const Held& each) { return sum + each.weight; });
        std::vector<double> cumulative(size_ + 1, 0);
        for (std::size_t i = 0; i < size_; ++i) cumulative[i + 1] = cumulative[i] + held[i].weight;
        const double same = kSame * (held.back().position - held.front().position);
        for (std::size_t a = 0; a < size_; ++a) {
            std::size_t split = a + 1;  // the first position that is not nearer to a
            for (std::size_t b = a + 1; b < size_; ++b) {
                const double middle = (held[a].position + held[b].position) / 2;
                while (held[split].position < middle - same) ++split;
                double nearer = cumulative[split];
                for (std::size_t t = split; t < size_ && held[t].position <= middle + same; ++t)
                    nearer += held[t].weight / 2;
                const double share = std::clamp(nearer / total, 0.0, 1.0);
                below_[a * size_ + b] = sharpened(share, sharpness);
            }
        }
    }
    /// q = V p / sum.
    void apply(const std::vector<double>& p, std::vector<double>& q) const {
        for (std::size_t a = 0; a < size_; ++a) q[a] = p[a] / 2;
        for (std::size_t a = 0; a < size_; ++a) {
            const double* row = &below_[a * size_];
            double sum = 0;
            for (std::size_t b = a + 1; b < size_; ++b) {
                sum += row[b] * p[b];
                q[b] += (1 - row[b]) * p[a];
            }
            q[a] += sum;
        }
    }

private:
    static double sharpened(double share, double power) {
        if (power == 1) return share;
        const double a = std::pow(share, power);
        const double b = std::pow(1 - share, power);
        return a + b > 0 ? a / (a + b) : 0.5;
    }
    std::size_t size_;
    std::vector<double> below_;
};

/// Spreads a share of every chance over the gaps to the neighbours, as even points.
std::vector<Mass> with_gaps(const std::vector<Mass>& held, double between) {
    constexpr int kPoints = 10;
    std::vector<Mass> all;
    double sum = 0;
    for (std::size_t i = 0; i < held.size(); ++i) {
        all.push_back({held[i].position, held[i].chance * (1 - between)});
        sum += all.back().chance;
        if (i + 1 == held.size()) break;
        const double width = held[i + 1].position - held[i].position;
        const double each = between * (held[i].chance + held[i + 1].chance) / 2 / kPoints;
        for (int k = 0; k < kPoints; ++k) {
            all.push_back({held[i].position + width * (k + 0.5) / kPoints, each});
            sum += each;
        }
    }
    for (Mass& mass : all) mass.chance /= sum;
    return all;
}

std::vector<double> perron(const Shares& shares, std::size_t size) {
    constexpr int kMostSteps = 20'000;
    constexpr double kClose = 1e-15;
    std::vector<double> p(size, 1.0 / static_cast<double>(size));
    std::vector<double> q(size);
    for (int step = 0; step < kMostSteps; ++step) {
        shares.apply(p, q);
        const double sum = std::accumulate(q.begin(), q.end(), 0.0);
        double change = 0;
        for (std::size_t i = 0; i < size; ++i) {
            q[i] /= sum;
            change = std::max(change, std::abs(q[i] - p[i]));
        }
        p.swap(q);
        if (change <= kClose) break;
    }
    return p;
}

}  // namespace

Baselines baselines(const Line& line) {
    const std::vector<Held> all = held(line, Of::weighty);
    Baselines result;
    if (all.empty()) return result;
    double moment = 0;
    for (const Held& each : all) {
        result.weight += each.weight;
        moment += each.weight * each.position;
    }
    result.mean = moment / result.weight;
    double below = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        below += all[i].weight;
        const double share = below / result.weight;
        if (share < 0.5 - kSame) continue;
        result.median = all[i].position;
        result.median_share = std::min(share, 1.0);
        if (share <= 0.5 + kSame && i + 1 < all.size()) result.median_high = all[i + 1].position;
        break;
    }
    return result;
}

Condorcet condorcet(const Line& line, const CondorcetOptions& options) {
    ENTENTE_EXPECTS(options.sharpness > 0);
    std::vector<Held> all = held(line, Of::all);
    Condorcet result;
    if (all.empty()) return result;
    // Where all the weight is at one place it beats every other one for certain, which no number of steps
    // of the election's chain would quite reach.
    const auto weighty =
        std::count_if(all.begin(), all.end(), [](const Held& one) { return one.weight > 0; });
    if (weighty == 1) {
        for (const Held& one : all)
            result.distribution.push_back({one.position, one.weight > 0 ? 1.0 : 0.0});
        return result;
    }
    if (all.size() > kMaxPositions) {
        all = grouped(all);
        result.grouped = true;
    }
    const std::vector<double> p = perron(Shares(all, options.sharpness), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) result.distribution.push_back({all[i].position, p[i]});
    constexpr std::size_t kDense =
        200;  // past this many positions there is nothing between them to speak of
    if (options.between > 0 && all.size() > 1 && all.size() <= kDense)
        result.distribution = with_gaps(result.distribution, options.between);
    return result;
}

double mean_of(const std::vector<Mass>& masses) {
    double sum = 0;
    double chance = 0;
    for (const Mass& mass : masses) {
        sum += mass.position * mass.chance;
        chance += mass.chance;
    }
    return sum / chance;
}

double quantile_of(const std::vector<Mass>& masses, double level) {
    ENTENTE_EXPECTS(!masses.empty());
    double below = 0;
    for (const Mass& mass : masses) {
        below += mass.chance;
        if (below >= level - kSame) return mass.position;
    }
    return masses.back().position;
}

double crps(const std::vector<Mass>& masses, double outcome) {
    // The integral of (F(x) - [x >= outcome])^2: piecewise constant between positions and the outcome.
    double score = 0;
    double below = 0;
    for (std::size_t i = 0; i < masses.size(); ++i) {
        const double at = masses[i].position;
        if (i == 0 && outcome < at) score += at - outcome;
        below += masses[i].chance;
        const bool last = i + 1 == masses.size();
        if (last && outcome > at) score += outcome - at;
        if (last) break;
        const double next = masses[i + 1].position;
        const double left = std::clamp(outcome, at, next) - at;
        const double right = next - at - left;
        score += left * below * below + right * (1 - below) * (1 - below);
    }
    return score;
}

}  // namespace entente::stakeholders
