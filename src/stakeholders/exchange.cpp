#include "entente/stakeholders/exchange.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace entente::stakeholders {
namespace {

constexpr double kNothing = 1e-12;

class Market {
public:
    explicit Market(const Positions& actors)
        : a_(actors), n_(actors.size()), d_(actors.issues), spent_(n_ * d_, 0), total_(d_, 0) {
        for (std::size_t k = 0; k < d_; ++k) {
            for (std::size_t i = 0; i < n_; ++i) {
                if (holds(i, k)) total_[k] += weight(i, k);
            }
        }
    }

    [[nodiscard]] std::vector<std::optional<double>> outcomes() const {
        std::vector<std::optional<double>> all(d_);
        for (std::size_t k = 0; k < d_; ++k) {
            double moment = 0;
            for (std::size_t i = 0; i < n_; ++i) {
                if (holds(i, k)) moment += weight(i, k) * at(i, k);
            }
            if (total_[k] > 0) all[k] = moment / total_[k];
        }
        return all;
    }

    /// Visits every trade that gains both something at these outcomes.
    template <class Visit>
    void for_each(const std::vector<std::optional<double>>& outcome, Visit&& visit) const {
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = i + 1; j < n_; ++j) {
                for (std::size_t p = 0; p < d_; ++p) {
                    if (!opposed(i, j, p, outcome)) continue;
                    for (std::size_t q = p + 1; q < d_; ++q) {
                        if (opposed(i, j, q, outcome)) consider(i, j, p, q, visit);
                    }
                }
            }
        }
    }

    void add_externalities(Exchange& trade, const std::vector<std::optional<double>>& outcome) const {
        trade.externality.assign(n_, 0);
        trade.others_gain = trade.others_lose = 0;
        for (std::size_t k = 0; k < n_; ++k) {
            double gain = 0;
            for (const auto& [issue, shift] :
                 {std::pair{trade.p, trade.shift_p}, std::pair{trade.q, trade.shift_q}}) {
                if (!holds(k, issue)) continue;
                const double before = std::abs(at(k, issue) - *outcome[issue]);
                const double after = std::abs(at(k, issue) - (*outcome[issue] + shift));
                gain += salience(k, issue) * (before - after);
            }
            if (k == trade.i || k == trade.j) gain = trade.gain;
            trade.externality[k] = gain;
            if (k == trade.i || k == trade.j) continue;
            (gain > 0 ? trade.others_gain : trade.others_lose) += std::abs(gain);
        }
    }

    void carry_out(const Exchange& trade) {
        a_.position[trade.j * d_ + trade.p] = trade.moves_j_to;
        a_.position[trade.i * d_ + trade.q] = trade.moves_i_to;
        spent_[trade.j * d_ + trade.p] = spent_[trade.i * d_ + trade.q] = 1;
    }

private:
    [[nodiscard]] double at(std::size_t i, std::size_t k) const { return a_.position[i * d_ + k]; }
    [[nodiscard]] double salience(std::size_t i, std::size_t k) const { return a_.salience[i * d_ + k]; }
    [[nodiscard]] double weight(std::size_t i, std::size_t k) const {
        return a_.capability[i * d_ + k] * salience(i, k);
    }
    [[nodiscard]] bool holds(std::size_t i, std::size_t k) const { return !std::isnan(at(i, k)); }
    [[nodiscard]] bool opposed(std::size_t i, std::size_t j, std::size_t k,
                               const std::vector<std::optional<double>>& outcome) const {
        if (!outcome[k] || !holds(i, k) || !holds(j, k)) return false;
        return (at(i, k) - *outcome[k]) * (at(j, k) - *outcome[k]) < 0;
    }

    /// Whoever cares relatively more for p is the first of the trade.
    template <class Visit>
    void consider(std::size_t i, std::size_t j, std::size_t p, std::size_t q, Visit&& visit) const {
        const double mine = salience(i, p) * salience(j, q);
        const double theirs = salience(j, p) * salience(i, q);
        if (mine > theirs) {
            trade(i, j, p, q, visit);
        } else if (theirs > mine) {
            trade(j, i, p, q, visit);
        }
    }

    template <class Visit>
    void trade(std::size_t i, std::size_t j, std::size_t p, std::size_t q, Visit&& visit) const {
        if (spent_[j * d_ + p] != 0 || spent_[i * d_ + q] != 0) return;
        const double gap_p = at(i, p) - at(j, p);  // j goes this way
        const double gap_q = at(j, q) - at(i, q);  // i goes this way
        const double share_p = weight(j, p) / total_[p];
        const double share_q = weight(i, q) / total_[q];
        const double care_p = salience(i, p) + salience(j, p);
        const double care_q = salience(i, q) + salience(j, q);
        if (!(share_p > 0 && share_q > 0 && care_p > 0 && care_q > 0)) return;
        // Equal gains tie the two shifts; the first to have given its whole distance ends it.
        double shift_p = std::abs(gap_p) * share_p;
        double shift_q = shift_p * care_p / care_q;
        bool whole_p = true;
        if (shift_q > std::abs(gap_q) * share_q) {
            shift_q = std::abs(gap_q) * share_q;
            shift_p = shift_q * care_q / care_p;
            whole_p = false;
        }
        Exchange made{.i = i, .j = j, .p = p, .q = q};
        made.gain = salience(i, p) * shift_p - salience(i, q) * shift_q;
        if (!(made.gain > kNothing)) return;
        made.shift_p = std::copysign(shift_p, gap_p);
        made.shift_q = std::copysign(shift_q, gap_q);
        made.moves_j_from = at(j, p);
        made.moves_j_to = whole_p ? at(i, p) : at(j, p) + made.shift_p / share_p;
        made.moves_i_from = at(i, q);
        made.moves_i_to = whole_p ? at(i, q) + made.shift_q / share_q : at(j, q);
        visit(made);
    }

    Positions a_;
    std::size_t n_, d_;
    std::vector<char> spent_;
    std::vector<double> total_;
};

bool better(const Exchange& a, const Exchange& b) {
    return a.gain != b.gain ? a.gain > b.gain
                            : std::tuple(a.p, a.q, a.i, a.j) < std::tuple(b.p, b.q, b.i, b.j);
}

}  // namespace

ExchangeRun exchanges(const Positions& actors, const ExchangeOptions& options, const RunOptions& run) {
    ExchangeRun result;
    Market market(actors);
    result.before = market.outcomes();
    std::vector<Exchange> heap;  // the worst of the kept ones on top
    market.for_each(result.before, [&](const Exchange& trade) {
        ++result.possible;
        heap.push_back(trade);
        std::push_heap(heap.begin(), heap.end(), better);
        if (heap.size() > options.keep) {
            std::pop_heap(heap.begin(), heap.end(), better);
            heap.pop_back();
        }
    });
    std::sort(heap.begin(), heap.end(), better);
    for (Exchange& trade : heap) market.add_externalities(trade, result.before);
    result.best = std::move(heap);
    std::vector<std::optional<double>> outcome = result.before;
    result.complete = false;
    for (std::size_t round = 0; round < options.most_rounds; ++round) {
        if (run.stop.stop_requested()) break;
        std::optional<Exchange> best;
        market.for_each(outcome, [&](const Exchange& trade) {
            if (!best || better(trade, *best)) best = trade;
        });
        if (!best) {
            result.complete = true;
            break;
        }
        market.add_externalities(*best, outcome);
        market.carry_out(*best);
        outcome = market.outcomes();
        result.made.push_back(std::move(*best));
    }
    result.after = outcome;
    return result;
}

}  // namespace entente::stakeholders
