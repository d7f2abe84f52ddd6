#include "entente/war/course.hpp"

#include <algorithm>
#include <cmath>

namespace entente::war {
namespace {

/// Quantiles of a distribution over 0..N, as shares of N.
std::array<double, 5> quantiles(const std::vector<double>& chance) {
    std::array<double, 5> result{};
    double sum = 0;
    std::size_t q = 0;
    const auto last = static_cast<double>(chance.size() - 1);
    for (std::size_t k = 0; k < chance.size() && q < result.size(); ++k) {
        sum += chance[k];
        while (q < result.size() && sum >= kCourseQuantiles[q] - 1e-12) {
            result[q++] = static_cast<double>(k) / last;
        }
    }
    while (q < result.size()) result[q++] = 1;
    return result;
}

CoursePoint point(double time, const std::vector<double>& chance, double fought) {
    CoursePoint result;
    result.time = time;
    result.won = {chance.back(), chance.front()};
    result.fighting = 0;
    for (std::size_t k = 1; k + 1 < chance.size(); ++k) result.fighting += chance[k];
    result.position = quantiles(chance);
    result.fought = fought;
    return result;
}

double inner_mass(const std::vector<double>& chance) {
    double sum = 0;
    for (std::size_t k = 1; k + 1 < chance.size(); ++k) sum += chance[k];
    return sum;
}

/// x/(e^x - 1), 1 at 0.
double bernoulli(double x) { return std::abs(x) < 1e-12 ? 1 - x / 2 : x / std::expm1(x); }

/// One implicit step of the front's distribution: (I - dt G) next = now, the ends keep what they take.
class ImplicitFront {
public:
    ImplicitFront(const Front& front, std::size_t cells, double step)
        : cells_(cells), chance_(cells + 1, 0.0) {
        const double h = 1 / static_cast<double>(cells);
        const double spread = front.volatility * front.volatility / (2 * h * h);
        const double lean = 2 * front.drift * h / (front.volatility * front.volatility);
        // Exponential fitting: the chances to reach either end are exact on the grid.
        up_ = step * spread * bernoulli(-lean);
        down_ = step * spread * bernoulli(lean);
        const double at = front.position * static_cast<double>(cells);
        const auto below = std::min(static_cast<std::size_t>(at), cells - 1);
        const double part = at - static_cast<double>(below);
        chance_[below] = 1 - part;
        chance_[below + 1] = part;
        scratch_.resize(cells + 1);
        next_.resize(cells + 1);
    }

    void advance() {
        // Tridiagonal over the inner cells: (1 + up + down) x_k - up x_{k-1} - down x_{k+1} = now_k.
        const double diagonal = 1 + up_ + down_;
        double factor = 0;
        double value = 0;
        for (std::size_t k = 1; k < cells_; ++k) {
            const double pivot = diagonal - up_ * factor;
            factor = down_ / pivot;
            value = (chance_[k] + up_ * value) / pivot;
            scratch_[k] = factor;
            next_[k] = value;
        }
        for (std::size_t k = cells_ - 1; k-- > 1;) next_[k] += scratch_[k] * next_[k + 1];
        chance_.front() += down_ * next_[1];
        chance_.back() += up_ * next_[cells_ - 1];
        std::copy(next_.begin() + 1, next_.end() - 1, chance_.begin() + 1);
    }
    [[nodiscard]] const std::vector<double>& chance() const { return chance_; }

private:
    std::size_t cells_;
    double up_ = 0;
    double down_ = 0;
    std::vector<double> chance_, scratch_, next_;
};

double default_span(const Ending& ending) { return ending.duration + 4 * ending.duration_sd; }

}  // namespace

std::vector<CoursePoint> front_course(const Front& front, double until, int points) {
    constexpr std::size_t kCells = 400;
    constexpr int kSteps = 40;  // between two points shown
    if (until <= 0) until = default_span(front_ending(front));
    if (until <= 0) until = 1;  // decided already
    const double step = until / points / kSteps;
    ImplicitFront state(front, kCells, step);
    std::vector<CoursePoint> course{point(0, state.chance(), 0)};
    double fought = 0;
    for (int i = 1; i <= points; ++i) {
        for (int s = 0; s < kSteps; ++s) {
            const double before = inner_mass(state.chance());
            state.advance();
            fought += step * (before + inner_mass(state.chance())) / 2;
        }
        course.push_back(point(until * i / points, state.chance(), fought));
    }
    return course;
}

std::vector<CoursePoint> walk_course(const Walk& walk, double until, int points) {
    if (until <= 0) until = std::ceil(default_span(walk_ending(walk)));
    if (until <= 0) until = 1;
    const auto battles = static_cast<std::int64_t>(std::ceil(until));
    if (static_cast<double>(walk.forts) * static_cast<double>(battles) > 4e7) {
        const auto n = static_cast<double>(walk.forts);
        const double lean = walk.advance - walk.retreat;
        const double spread = std::max(1e-12, walk.advance + walk.retreat - lean * lean);
        return front_course({static_cast<double>(walk.start) / n, lean / n, std::sqrt(spread) / n, 1},
                            until, points);
    }
    std::vector<double> chance(static_cast<std::size_t>(walk.forts) + 1, 0.0);
    chance[static_cast<std::size_t>(walk.start)] = 1;
    std::vector<double> next(chance.size());
    const double stay = 1 - walk.advance - walk.retreat;
    const std::int64_t every = std::max<std::int64_t>(1, battles / points);
    std::vector<CoursePoint> course{point(0, chance, 0)};
    double fought = 0;
    for (std::int64_t n = 1; n <= battles; ++n) {
        fought += inner_mass(chance);
        next.front() = chance.front();
        next.back() = chance.back();
        std::fill(next.begin() + 1, next.end() - 1, 0.0);
        for (std::size_t k = 1; k + 1 < chance.size(); ++k) {
            next[k] += stay * chance[k];
            next[k + 1] += walk.advance * chance[k];
            next[k - 1] += walk.retreat * chance[k];
        }
        std::swap(chance, next);
        if (n % every == 0 || n == battles) course.push_back(point(static_cast<double>(n), chance, fought));
    }
    return course;
}

}  // namespace entente::war
