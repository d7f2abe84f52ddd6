#include "entente/war/screening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"

namespace entente::war {
namespace {

using Action = ScreeningPiece::Action;
constexpr double kSame = 1e-12;  // beliefs closer than this are one

double posterior(double belief, double weak, double strong) {
    const double whole = belief * weak + (1 - belief) * strong;
    return whole > 0 ? belief * weak / whole : belief;
}

/// The belief whose posterior is `after`.
double before(double after, double weak, double strong) {
    const double whole = after * strong + (1 - after) * weak;
    return whole > 0 ? after * strong / whole : after;
}

ScreeningState decided(double first) {
    ScreeningState state;
    state.strong_value = 1 - first;
    state.pieces.push_back({0, first, 0, 1 - first, Action::pool, 0});
    return state;
}

/// A linear function of the belief with the action behind it.
struct Line {
    double height = 0;  // at belief 0
    double slope = 0;
    double weak = 0;
    Action action = Action::pool;
    double target = 0;
    [[nodiscard]] double at(double belief) const { return height + slope * belief; }
};

/// One state from the states after a won and a lost battle.
class Builder {
public:
    Builder(const Screening& model, const ScreeningState& won, const ScreeningState& lost)
        : m_(model), won_(won), lost_(lost) {}

    ScreeningState build() {
        state_.strong_value = std::max(0.0, -m_.cost[1] + m_.advance_strong * won_.strong_value +
                                                (1 - m_.advance_strong) * lost_.strong_value);
        collect_targets();
        lines_.push_back({1 - state_.strong_value, 0, state_.strong_value, Action::pool, 0});
        for (std::size_t j = 0; j + 1 < targets_.size(); ++j) {
            const double low = targets_[j];
            const double high = targets_[j + 1];
            const double pay = std::max(0.0, weak_fights((low + high) / 2));
            const double fight_low = fights(low);
            // Screening down to the belief `low`: 1 - pay on those who accept, fighting the rest.
            const double rest = (fight_low - (1 - pay)) / (1 - low);
            lines_.push_back({1 - pay + rest, -rest, pay, Action::screen, low});
            const double slope = (fights(high) - fight_low) / (high - low);
            envelope(low, high, {fight_low - slope * low, slope, pay, Action::fight, 0});
        }
        return std::move(state_);
    }

    [[nodiscard]] double fights(double belief) const {
        const double win = belief * m_.advance_weak + (1 - belief) * m_.advance_strong;
        return -m_.cost[0] + win * won_.value(posterior(belief, m_.advance_weak, m_.advance_strong)) +
               (1 - win) * lost_.value(posterior(belief, 1 - m_.advance_weak, 1 - m_.advance_strong));
    }
    [[nodiscard]] double weak_fights(double belief) const {
        return -m_.cost[1] +
               m_.advance_weak * won_.weak_value(posterior(belief, m_.advance_weak, m_.advance_strong)) +
               (1 - m_.advance_weak) *
                   lost_.weak_value(posterior(belief, 1 - m_.advance_weak, 1 - m_.advance_strong));
    }

private:
    void collect_targets() {
        targets_ = {0, 1};
        for (const ScreeningPiece& piece : won_.pieces) {
            targets_.push_back(before(piece.from, m_.advance_weak, m_.advance_strong));
        }
        for (const ScreeningPiece& piece : lost_.pieces) {
            targets_.push_back(before(piece.from, 1 - m_.advance_weak, 1 - m_.advance_strong));
        }
        std::sort(targets_.begin(), targets_.end());
        std::vector<double> distinct{0};
        for (const double t : targets_) {
            if (t > distinct.back() + kSame && t < 1 - kSame) distinct.push_back(t);
        }
        distinct.push_back(1);
        targets_ = std::move(distinct);
    }

    /// Appends the upper envelope of the lines and `fight` over [low, high].
    void envelope(double low, double high, const Line& fight) {
        lines_.push_back(fight);
        double x = low;
        while (x < high) {
            const Line* best = nullptr;
            for (const Line& line : lines_) {
                const double lead = best == nullptr ? 1 : line.at(x) - best->at(x);
                if (lead > 1e-13 ||
                    (lead > -1e-13 && best != nullptr && line.slope > best->slope + 1e-13)) {
                    best = &line;
                }
            }
            double next = high;
            for (const Line& line : lines_) {
                if (line.slope <= best->slope + 1e-13) continue;
                const double cross = (best->height - line.height) / (line.slope - best->slope);
                if (cross > x + kSame && cross < next) next = cross;
            }
            append(x, *best);
            x = next;
        }
        lines_.pop_back();
    }

    void append(double from, const Line& line) {
        if (!state_.pieces.empty()) {
            const ScreeningPiece& last = state_.pieces.back();
            const bool same = last.action == line.action && last.target == line.target &&
                              std::abs(last.slope - line.slope) < 1e-12 &&
                              std::abs(last.weak_value - line.weak) < 1e-12;
            if (same) return;
        }
        state_.pieces.push_back({from, line.at(from), line.slope, line.weak, line.action, line.target});
    }

    const Screening& m_;
    const ScreeningState& won_;
    const ScreeningState& lost_;
    ScreeningState state_;
    std::vector<double> targets_;
    std::vector<Line> lines_;
};

std::size_t slot(const Screening& model, int first, int second) {
    return static_cast<std::size_t>(first) * static_cast<std::size_t>(model.lives_second + 1) +
           static_cast<std::size_t>(second);
}

}  // namespace

const ScreeningPiece& ScreeningState::at(double belief) const {
    auto piece = std::upper_bound(pieces.begin(), pieces.end(), belief + 1e-10,
                                  [](double b, const ScreeningPiece& p) { return b < p.from; });
    return piece == pieces.begin() ? pieces.front() : *(piece - 1);
}

double ScreeningState::value(double belief) const {
    const ScreeningPiece& piece = at(belief);
    return piece.value + piece.slope * (belief - piece.from);
}

double ScreeningState::weak_value(double belief) const { return at(belief).weak_value; }

double ScreeningState::pooling_threshold() const {
    double threshold = 0;
    for (std::size_t i = 0; i < pieces.size() && pieces[i].action == Action::pool; ++i) {
        threshold = i + 1 < pieces.size() ? pieces[i + 1].from : 1;
    }
    return threshold;
}

ScreeningGame::ScreeningGame(const Screening& model) : model_(model) {
    ENTENTE_EXPECTS(model.lives_first >= 1 && model.lives_second >= 1);
    states_.resize(slot(model, model.lives_first, model.lives_second) + 1);
    for (int a = 0; a <= model.lives_first; ++a) {
        for (int d = 0; d <= model.lives_second; ++d) {
            ScreeningState& here = states_[slot(model, a, d)];
            if (a == 0 || d == 0) {
                here = decided(d == 0 ? 1 : 0);
            } else {
                here = Builder(model, state(a, d - 1), state(a - 1, d)).build();
            }
        }
    }
}

const ScreeningState& ScreeningGame::state(int first, int second) const {
    return states_[slot(model_, first, second)];
}

double ScreeningGame::fighting_value(double belief) const {
    return Builder(model_, state(model_.lives_first, model_.lives_second - 1),
                   state(model_.lives_first - 1, model_.lives_second))
        .fights(belief);
}

double ScreeningGame::weak_fighting_value(double belief) const {
    return Builder(model_, state(model_.lives_first, model_.lives_second - 1),
                   state(model_.lives_first - 1, model_.lives_second))
        .weak_fights(belief);
}

double screening_update(const Screening& m, double belief, bool first_won) {
    return first_won ? posterior(belief, m.advance_weak, m.advance_strong)
                     : posterior(belief, 1 - m.advance_weak, 1 - m.advance_strong);
}

namespace {

/// Follows both types at once: `weak` and `strong` are the masses still at war here.
void follow(const ScreeningGame& game, int a, int d, double weak, double strong, ScreeningPath& path) {
    const double mass = weak + strong;
    if (mass < 1e-15) return;
    if (a == 0 || d == 0) {
        path.conquest[d == 0 ? 0 : 1] += mass;
        return;
    }
    const Screening& m = game.model();
    const double belief = weak / mass;
    const ScreeningPiece& piece = game.state(a, d).at(belief);
    if (piece.action == Action::pool) {
        path.settles += mass;
        return;
    }
    if (piece.action == Action::screen) {
        // The weak accept until the rest are weak with the target belief.
        const double stay = std::min(weak, strong * piece.target / (1 - piece.target));
        path.settles += weak - stay;
        weak = stay;
    }
    path.expected_battles += weak + strong;
    follow(game, a, d - 1, weak * m.advance_weak, strong * m.advance_strong, path);
    follow(game, a - 1, d, weak * (1 - m.advance_weak), strong * (1 - m.advance_strong), path);
}

}  // namespace

ScreeningPath screening_path(const ScreeningGame& game, double weak) {
    const Screening& m = game.model();
    const ScreeningPiece& piece = game.state(m.lives_first, m.lives_second).at(weak);
    ScreeningPath path;
    path.offer = piece.weak_value;
    if (piece.action == Action::fight) path.war = 1;
    if (piece.action == Action::screen) path.war = std::min(1.0, (1 - weak) / (1 - piece.target));
    follow(game, m.lives_first, m.lives_second, weak, 1 - weak, path);
    return path;
}

}  // namespace entente::war
