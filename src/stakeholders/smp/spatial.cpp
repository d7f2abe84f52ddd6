#include "stakeholders/smp/spatial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "stakeholders/smp/vote.hpp"

namespace entente::stakeholders {
namespace {

constexpr double kEqualPositions = 1e-3;  ///< the published code's: a tenth of a point of 100
constexpr double kSamePositions = 1e-12;

}  // namespace

Spatial::Spatial(const Actors& actors, const SmpOptions& options, std::uint64_t seed, std::uint64_t draw)
    : n_(actors.size()),
      d_(actors.issues),
      options_(options),
      salience_(actors.salience),
      position_(actors.position),
      ideal_(actors.position),
      affinity_(actors.affinity),
      capability_(actors.capability),
      random_(seed, "stakeholders.smp", draw) {
    total_salience_.resize(n_);
    salience_square_.resize(n_);
    weight_.resize(n_);
    double all = 0;
    for (std::size_t i = 0; i < n_; ++i) all += capability_[i];
    for (std::size_t i = 0; i < n_; ++i) {
        // Only ratios of capabilities may count; the published code adds constants to sums of them.
        if (!options_.quirks && all > 0) capability_[i] /= all;
        for (std::size_t k = 0; k < d_; ++k) {
            const double s = salience_[i * d_ + k];
            total_salience_[i] += s;
            salience_square_[i] += s * s;
        }
        weight_[i] = total_salience_[i] * capability_[i];
    }
    // An issue that nobody cares about tells no positions apart (the published code lets it).
    cared_for_.assign(d_, options_.quirks ? 1 : 0);
    for (std::size_t i = 0; i < n_ * d_; ++i) {
        if (salience_[i] > 0) cared_for_[i % d_] = 1;
    }
    vote_weight_ = options_.quirks ? capability_ : weight_;
    for (auto* buffer : {&distance_, &near_, &capped_}) buffer->resize(n_ * n_);
    own_.resize(n_ * n_);
    utility_.resize(n_ * n_);
    for (auto* buffer : {&risk_, &seen_risk_, &chance_, &of_i_, &of_j_, &of_self_}) buffer->resize(n_);
    votes_.resize(3 * n_);
    bound_.resize(n_);
    offers_.reserve(2 * n_);
    offered_.resize((2 * n_ + 4) * 3 * d_ * 2);
}

double Spatial::distance(std::size_t actor, const double* to) const {
    const double* ideal = &ideal_[actor * d_];
    const double* salience = &salience_[actor * d_];
    double sum = 0;
    for (std::size_t k = 0; k < d_; ++k) {
        const double part = (ideal[k] - to[k]) * salience[k];
        sum += part * part;
    }
    const double square = salience_square_[actor];
    return square > 0 ? std::sqrt(sum / square) : 0;  // who cares for nothing is near to everything
}

void Spatial::distances() {
    for (std::size_t j = 0; j < n_; ++j) {
        for (std::size_t i = 0; i < n_; ++i) {
            const double far = distance(i, &position_[j * d_]);
            distance_[j * n_ + i] = far;
            near_[j * n_ + i] = 1 - far;
            capped_[j * n_ + i] = std::min(far, 1.0);
        }
    }
}

void Spatial::find_distinct(double tolerance) {
    distinct_.clear();
    class_of_.assign(n_, 0);
    for (std::size_t i = 0; i < n_; ++i) {
        std::size_t found = distinct_.size();
        for (std::size_t u = 0; u < distinct_.size(); ++u) {
            double sum = 0;
            for (std::size_t k = 0; k < d_; ++k) {
                if (cared_for_[k] == 0) continue;
                const double gap = position_[i * d_ + k] - position_[distinct_[u] * d_ + k];
                sum += gap * gap;
            }
            if (std::sqrt(sum) < tolerance) found = u;  // the last one, as the published code does
        }
        if (found == distinct_.size()) distinct_.push_back(i);
        class_of_[i] = found;
    }
}

void Spatial::risk_attitudes() {
    // Risk neutral utilities of the positions that compete: all that are held, or each distinct one once.
    find_distinct(options_.quirks ? -1 : kSamePositions);
    const std::size_t options = distinct_.size();
    for (std::size_t u = 0; u < options; ++u) {
        const double* row = &distance_[distinct_[u] * n_];
        for (std::size_t i = 0; i < n_; ++i) utility_[u * n_ + i] = utility(row[i], 0);
    }
    const std::vector<double>& p = election_.chances(utility_.data(), options, vote_weight_.data(), n_,
                                                     options_.parameters, !options_.quirks);
    double low = 1;
    double high = 0;
    for (std::size_t u = 0; u < options; ++u) {
        low = std::min(low, p[u]);
        high = std::max(high, p[u]);
    }
    tie_ = !(high > low);
    for (std::size_t i = 0; i < n_; ++i) {
        const double chance = p[class_of_[i]];
        double r = 0;
        switch (options_.parameters.risk_range) {
            case BigRRange::min:
                r = (chance - low) / (high - low);
                break;
            case BigRRange::mid:
                r = (3 * chance - (high + 2 * low)) / (2 * (high - low));
                break;
            case BigRRange::max:
                r = (2 * chance - (high + low)) / (high - low);
                break;
        }
        if (tie_) r = options_.quirks ? std::numeric_limits<double>::quiet_NaN() : 0;
        risk_[i] = r;
    }
}

void Spatial::assess() {
    distances();
    risk_attitudes();
    chance_known_ = false;
    for (std::size_t j = 0; j < n_; ++j) {
        for (std::size_t i = 0; i < n_; ++i) own_[j * n_ + i] = utility(distance_[j * n_ + i], risk_[i]);
    }
}

const std::vector<double>& Spatial::chance() {
    if (chance_known_) return chance_;
    chance_known_ = true;
    find_distinct(options_.quirks ? kEqualPositions : kSamePositions);
    for (std::size_t u = 0; u < distinct_.size(); ++u)
        std::copy_n(&own_[distinct_[u] * n_], n_, &utility_[u * n_]);
    const std::vector<double>& p = election_.chances(utility_.data(), distinct_.size(), vote_weight_.data(),
                                                     n_, options_.parameters, !options_.quirks);
    for (std::size_t i = 0; i < n_; ++i) chance_[i] = p[class_of_[i]];
    return chance_;
}

void Spatial::value_offers() {
    const std::size_t rows = offers_.size() + 1;
    if (value_.size() < rows * n_) value_.resize(rows * n_);
    if (queue_value_.size() < rows * n_) queue_value_.resize(rows * n_);
    const auto count = static_cast<double>(n_);
    for (std::size_t row = 0; row < rows; ++row) {
        double* const value = &value_[row * n_];
        std::fill_n(value, n_, 0.0);
        std::size_t i = n_;
        std::size_t j = n_;
        if (row > 0) {
            const Offer& made = offers_[row - 1];
            i = made.challenger;
            j = made.receiver;
            for (std::size_t side = 0; side < 2; ++side) {
                const double* to = &offered_[(made.at * 2 + side) * d_];
                const double share = options_.quirks ? 1 : weight_[side == 0 ? i : j];
                for (std::size_t a = 0; a < n_; ++a) value[a] += share * utility(distance(a, to), risk_[a]);
            }
        }
        for (std::size_t held = 0; held < n_; ++held) {
            if (held == i || held == j) continue;
            const double* utilities = &own_[held * n_];
            const double share = options_.quirks ? 1 : weight_[held];
            for (std::size_t a = 0; a < n_; ++a) value[a] += share * utilities[a];
        }
        if (options_.quirks) {
            for (std::size_t a = 0; a < n_; ++a) value[a] /= count;
        }
    }
}

std::size_t Spatial::drawn(const std::vector<double>& chances) {
    const double at = random_.uniform();
    double below = 0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
        below += chances[i];
        if (at < below) return i;
    }
    return chances.size() - 1;
}

void Spatial::adopt(std::size_t mover, const Offer& made, std::size_t number, std::vector<SmpMove>* moves) {
    const bool challenger = mover == made.challenger;
    const double* to = &offered_[(made.at * 2 + (challenger ? 0 : 1)) * d_];
    double sum = 0;
    for (std::size_t k = 0; k < d_; ++k) {
        const double gap = to[k] - position_[mover * d_ + k];
        sum += gap * gap;
        next_[mover * d_ + k] = to[k];
    }
    if (sum > 0 && moves != nullptr) {
        moves->push_back({number, mover, challenger ? made.receiver : made.challenger, challenger,
                          made.odds, std::sqrt(sum)});
    }
}

void Spatial::settle_queues(std::size_t number, std::vector<SmpMove>* moves) {
    for (std::size_t k = 0; k < n_; ++k) {
        queue_.assign(1, 0);  // the status quo
        for (std::size_t o = 0; o < offers_.size(); ++o) {
            if (offers_[o].challenger == k || offers_[o].receiver == k) queue_.push_back(o + 1);
        }
        if (queue_.size() == 1) continue;
        for (std::size_t q = 0; q < queue_.size(); ++q)
            std::copy_n(&value_[queue_[q] * n_], n_, &queue_value_[q * n_]);
        const std::vector<double>& p =
            election_.chances(queue_value_.data(), queue_.size(), vote_weight_.data(), n_,
                              options_.parameters, !options_.quirks);
        const std::size_t chosen =
            options_.parameters.transition == StateTransitions::stochastic
                ? drawn(p)
                : static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
        if (chosen > 0) adopt(k, offers_[queue_[chosen] - 1], number, moves);
    }
}

double Spatial::state_value(std::size_t actor, const Offer& made, const double* first,
                            const double* second) const {
    return weight_[made.challenger] * utility(distance(actor, first), risk_[actor]) +
           weight_[made.receiver] * utility(distance(actor, second), risk_[actor]);
}

bool Spatial::agreed(const Offer& made) const {
    constexpr double kNothing = 1e-12;
    const double* xi = &position_[made.challenger * d_];
    const double* xj = &position_[made.receiver * d_];
    const double* to_i = &offered_[made.at * 2 * d_];
    const double* to_j = to_i + d_;
    // Who challenges may leave it; who is challenged may resist, and expects the odds that it sees.
    const double now = state_value(made.challenger, made, xi, xj);
    if (state_value(made.challenger, made, to_i, to_j) < now - kNothing) return false;
    const double fought = made.seen_odds * state_value(made.receiver, made, xi, xi) +
                          (1 - made.seen_odds) * state_value(made.receiver, made, xj, xj);
    return state_value(made.receiver, made, to_i, to_j) >= fought - kNothing;
}

void Spatial::settle_by_consent(std::size_t number, std::vector<SmpMove>* moves) {
    std::erase_if(offers_, [&](const Offer& made) { return !agreed(made); });
    if (offers_.empty()) return;
    value_offers();
    const std::vector<double>& p =
        election_.chances(&value_[n_], offers_.size(), vote_weight_.data(), n_, options_.parameters, true);
    for (std::size_t o = 0; o < offers_.size(); ++o) offers_[o].chance = p[o];
    const bool stochastic = options_.parameters.transition == StateTransitions::stochastic;
    std::fill(bound_.begin(), bound_.end(), 0);
    // The likeliest first; each actor keeps to one bargain.
    while (!offers_.empty()) {
        std::size_t chosen = 0;
        if (stochastic) {
            double all = 0;
            for (const Offer& made : offers_) all += made.chance;
            const double at = random_.uniform() * all;
            double below = 0;
            for (chosen = 0; chosen + 1 < offers_.size(); ++chosen) {
                below += offers_[chosen].chance;
                if (at < below) break;
            }
        } else {
            for (std::size_t o = 1; o < offers_.size(); ++o) {
                if (offers_[o].chance > offers_[chosen].chance) chosen = o;
            }
        }
        const Offer made = offers_[chosen];
        adopt(made.challenger, made, number, moves);
        adopt(made.receiver, made, number, moves);
        bound_[made.challenger] = bound_[made.receiver] = 1;
        std::erase_if(offers_, [&](const Offer& other) {
            return bound_[other.challenger] != 0 || bound_[other.receiver] != 0;
        });
    }
}

void Spatial::follow_ideals() {
    if (affinity_.empty()) {
        ideal_ = position_;
        return;
    }
    next_ = ideal_;
    for (std::size_t i = 0; i < n_; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < n_; ++j) sum += affinity_[i * n_ + j];
        const double lag = 1 - std::min(sum, 1.0);
        for (std::size_t k = 0; k < d_; ++k) {
            double ideal = 0;
            for (std::size_t j = 0; j < n_; ++j) ideal += affinity_[i * n_ + j] * position_[j * d_ + k];
            next_[i * d_ + k] = ideal + lag * ideal_[i * d_ + k];
        }
    }
    ideal_.swap(next_);
}

void Spatial::turn(std::size_t number, std::vector<SmpMove>* moves) {
    offers_.clear();
    offered_rows_ = 0;
    next_ = position_;
    if (!(tie_ && options_.quirks)) {  // 0/0: every comparison is false and nobody challenges
        for (std::size_t i = 0; i < n_; ++i) {
            if (weight_[i] > 0 || options_.quirks) challenge(i);
        }
    }
    if (!offers_.empty()) {
        if (options_.quirks) {
            value_offers();
            settle_queues(number, moves);
        } else {
            settle_by_consent(number, moves);
        }
    }
    step_sum_ = 0;
    step_max_ = 0;
    for (std::size_t i = 0; i < n_; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < d_; ++k) {
            const double gap = next_[i * d_ + k] - position_[i * d_ + k];
            sum += gap * gap;
        }
        const double step = std::sqrt(sum);
        step_sum_ += step;
        step_max_ = std::max(step_max_, step);
    }
    position_.swap(next_);
    follow_ideals();
}

}  // namespace entente::stakeholders
