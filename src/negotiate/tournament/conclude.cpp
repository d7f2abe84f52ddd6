// Scores, intervals, payoffs and equilibria of a tournament that was played.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/random.hpp"
#include "entente/negotiate/tournament.hpp"
#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

struct Mean {
    double sum = 0;
    std::uint64_t count = 0;
    void add(double value) {
        sum += value;
        ++count;
    }
    [[nodiscard]] double value() const { return count > 0 ? sum / static_cast<double>(count) : 0; }
    [[nodiscard]] std::optional<double> known() const {
        return count > 0 ? std::optional(value()) : std::nullopt;
    }
};

struct Sums {
    Mean utility, advantage, welfare, agreement, time, frontier, nash, deception;
};

/// Ordinary elimination with pivoting. \return nothing where the system is singular
std::optional<std::vector<double>> solve(std::vector<std::vector<double>> rows) {
    const std::size_t n = rows.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t r = k + 1; r < n; ++r) {
            if (std::abs(rows[r][k]) > std::abs(rows[pivot][k])) pivot = r;
        }
        if (std::abs(rows[pivot][k]) < 1e-12) return std::nullopt;
        std::swap(rows[k], rows[pivot]);
        for (std::size_t r = 0; r < n; ++r) {
            if (r == k) continue;
            const double factor = rows[r][k] / rows[k][k];
            for (std::size_t c = k; c <= n; ++c) rows[r][c] -= factor * rows[k][c];
        }
    }
    std::vector<double> x(n);
    for (std::size_t k = 0; k < n; ++k) x[k] = rows[k][n] / rows[k][k];
    return x;
}

constexpr double kTolerance = 1e-9;  // of advantages, which are shares

}  // namespace

std::vector<std::vector<double>> symmetric_equilibria(const std::vector<std::vector<double>>& payoff) {
    const std::size_t n = payoff.size();
    ENTENTE_EXPECTS(n <= 14);
    std::vector<std::vector<double>> found;
    for (std::uint32_t support = 1; support < (1u << n); ++support) {
        std::vector<std::size_t> in;
        for (std::size_t i = 0; i < n; ++i) {
            if ((support >> i & 1) != 0) in.push_back(i);
        }
        // The same payoff v for every tactic in the support, and weights that add up to 1.
        const std::size_t m = in.size();
        std::vector<std::vector<double>> rows(m + 1, std::vector<double>(m + 2, 0));
        for (std::size_t r = 0; r < m; ++r) {
            for (std::size_t c = 0; c < m; ++c) rows[r][c] = payoff[in[r]][in[c]];
            rows[r][m] = -1;
        }
        for (std::size_t c = 0; c < m; ++c) rows[m][c] = 1;
        rows[m][m + 1] = 1;
        const auto x = solve(std::move(rows));
        if (!x || std::any_of(x->begin(), x->begin() + static_cast<std::ptrdiff_t>(m),
                              [](double each) { return each <= kTolerance; }))
            continue;
        std::vector<double> weights(n, 0);
        for (std::size_t r = 0; r < m; ++r) weights[in[r]] = (*x)[r];
        const double value = (*x)[m];
        bool stable = true;
        for (std::size_t i = 0; i < n && stable; ++i) {
            double here = 0;
            for (std::size_t j = 0; j < n; ++j) here += payoff[i][j] * weights[j];
            stable = here <= value + kTolerance;
        }
        if (stable) found.push_back(std::move(weights));
    }
    return found;
}

namespace {

class Conclusion {
public:
    Conclusion(const Tournament& tournament, const std::vector<std::string>& names, std::size_t cases,
               std::size_t seats)
        : tournament_(tournament),
          names_(names),
          seats_(seats),
          repetitions_(tournament.options().repetitions),
          sums_(names.size()),
          units_(names.size(), std::vector<Mean>(cases * repetitions_)),
          pay_(names.size(), std::vector<Mean>(names.size())) {}

    void add(const Cell& cell) {
        const CellAddress at = tournament_.address(cell.number);
        for (std::size_t r = 0; r < cell.records.size(); ++r) {
            const Record& record = cell.records[r];
            double welfare = 0;
            for (const double each : record.advantage) welfare += each / static_cast<double>(seats_);
            for (std::size_t p = 0; p < seats_; ++p) {
                const std::size_t own = at.tactics[p];
                add_seat(sums_[own], record, p, welfare);
                units_[own][at.conflict * repetitions_ + r].add(record.advantage[p]);
                for (std::size_t q = 0; q < seats_; ++q) {
                    if (q != p) pay_[own][at.tactics[q]].add(record.advantage[p]);
                }
                std::vector<std::size_t> others = at.tactics;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(p));
                std::sort(others.begin(), others.end());
                facing_[{own, std::move(others)}].add(record.advantage[p]);
            }
        }
    }

    TournamentResult result(std::uint64_t seed) {
        const TournamentOptions& options = tournament_.options();
        TournamentResult result;
        result.protocol = options.protocol;
        result.deadline = options.deadline;
        result.repetitions = options.repetitions;
        result.negotiations = tournament_.cells() * options.repetitions;
        result.tactics = names_;
        for (const auto& row : pay_) {
            std::vector<double>& out = result.payoffs.emplace_back();
            for (const Mean& each : row) out.push_back(each.value());
        }
        for (std::size_t i = 0; i < names_.size(); ++i) result.scores.push_back(score(i, seed));
        std::stable_sort(
            result.scores.begin(), result.scores.end(),
            [](const TacticScore& a, const TacticScore& b) { return a.advantage.mean > b.advantage.mean; });
        pure(result);
        if (seats_ == 2 && names_.size() <= 14) mixed(result);
        return result;
    }

private:
    static void add_seat(Sums& sums, const Record& record, std::size_t p, double welfare) {
        sums.utility.add(record.utility[p]);
        sums.advantage.add(record.advantage[p]);
        sums.welfare.add(welfare);
        sums.agreement.add(record.agreed ? 1 : 0);
        sums.time.add(record.time);
        if (record.agreed) sums.frontier.add(record.from_frontier);
        if (record.agreed && record.from_nash >= 0) sums.nash.add(record.from_nash);
        if (p < record.deception.size()) sums.deception.add(record.deception[p]);
    }

    TacticScore score(std::size_t i, std::uint64_t seed) const {
        const Sums& sums = sums_[i];
        return {.tactic = names_[i],
                .negotiations = sums.advantage.count,
                .advantage = interval(i, seed),
                .utility = sums.utility.value(),
                .welfare = sums.welfare.value(),
                .agreement_rate = sums.agreement.value(),
                .time = sums.time.value(),
                .from_frontier = sums.frontier.known(),
                .from_nash = sums.nash.known(),
                .deception = sums.deception.known()};
    }

    /// Cases and repetitions are drawn again, all tables of one together: what varies is the case and
    /// chance.
    Interval interval(std::size_t i, std::uint64_t seed) const {
        const std::vector<Mean>& units = units_[i];
        Interval result{.mean = sums_[i].advantage.value(), .low = 0, .high = 0};
        std::vector<double> means;
        for (std::uint64_t b = 0; b < tournament_.options().bootstrap; ++b) {
            RandomStream stream(seed, "talks.bootstrap", b);
            Mean mean;
            for (std::size_t k = 0; k < units.size(); ++k) {
                const Mean& unit = units[stream.below(units.size())];
                mean.sum += unit.sum;
                mean.count += unit.count;
            }
            means.push_back(mean.value());
        }
        if (means.empty()) return {result.mean, result.mean, result.mean};
        std::sort(means.begin(), means.end());
        const double tail = (1 - tournament_.options().level) / 2;
        const auto at = [&](double share) {
            return means[static_cast<std::size_t>(
                std::lround(share * static_cast<double>(means.size() - 1)))];
        };
        result.low = at(tail);
        result.high = at(1 - tail);
        return result;
    }

    [[nodiscard]] double facing(std::size_t own, std::vector<std::size_t> others) const {
        std::sort(others.begin(), others.end());
        return facing_.at({own, std::move(others)}).value();
    }

    /// Every multiset of tactics, one for each seat.
    void pure(TournamentResult& result) const {
        std::vector<std::size_t> profile(seats_, 0);
        while (true) {
            bool stable = true;
            double value = 0;
            for (std::size_t p = 0; p < seats_ && stable; ++p) {
                std::vector<std::size_t> others = profile;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(p));
                const double here = facing(profile[p], others);
                value += here / static_cast<double>(seats_);
                for (std::size_t i = 0; i < names_.size() && stable; ++i)
                    stable = facing(i, others) <= here + kTolerance;
            }
            if (stable) {
                std::map<std::size_t, std::size_t> counts;
                for (const std::size_t each : profile) ++counts[each];
                Equilibrium one{.kind = "pure", .weights = {}, .value = value};
                for (const auto& [tactic, count] : counts)
                    one.weights.emplace_back(names_[tactic],
                                             static_cast<double>(count) / static_cast<double>(seats_));
                result.equilibria.push_back(std::move(one));
            }
            std::size_t p = seats_;
            while (p > 0 && profile[p - 1] + 1 == names_.size()) --p;
            if (p == 0) return;
            const std::size_t next = profile[p - 1] + 1;
            for (std::size_t q = p - 1; q < seats_; ++q) profile[q] = next;
        }
    }

    void mixed(TournamentResult& result) const {
        for (const std::vector<double>& weights : symmetric_equilibria(result.payoffs)) {
            if (std::count_if(weights.begin(), weights.end(), [](double w) { return w > 0; }) < 2) continue;
            Equilibrium one{.kind = "mixed", .weights = {}, .value = 0};
            for (std::size_t i = 0; i < weights.size(); ++i) {
                if (weights[i] > 0) one.weights.emplace_back(names_[i], weights[i]);
                for (std::size_t j = 0; j < weights.size(); ++j)
                    one.value += weights[i] * weights[j] * result.payoffs[i][j];
            }
            result.equilibria.push_back(std::move(one));
        }
    }

    const Tournament& tournament_;
    const std::vector<std::string>& names_;
    std::size_t seats_;
    std::uint64_t repetitions_;
    std::vector<Sums> sums_;
    std::vector<std::vector<Mean>> units_;  // [tactic][case * repetitions + repetition]
    std::vector<std::vector<Mean>> pay_;
    std::map<std::pair<std::size_t, std::vector<std::size_t>>, Mean> facing_;
};

}  // namespace

TournamentResult Tournament::conclude(const std::vector<Cell>& cells, const RunOptions& run) const {
    ENTENTE_EXPECTS(cells.size() == this->cells());
    const std::vector<std::string> names = this->names();
    Conclusion conclusion(*this, names, cases_.size(), seats_);
    for (const Cell& each : cells) conclusion.add(each);
    return conclusion.result(run.seed);
}

}  // namespace entente::negotiate
