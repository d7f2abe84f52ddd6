// Who could tip it: least changes of one actor that move the median or the mean past a landmark.
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

#include "entente/stakeholders/analyse.hpp"

namespace entente::stakeholders {
namespace {

constexpr std::size_t kFewOptions = 12;

/// The options where they are few, else the positions that somebody with weight holds.
std::vector<double> landmarks(const Issue& issue, const Line& line) {
    std::vector<double> all;
    if (issue.options.size() <= kFewOptions) {
        for (std::size_t k = 0; k < issue.options.size(); ++k) all.push_back(place_of(issue, OptionId(k)));
    } else {
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line.weight(i) > 0) all.push_back(line.position[i]);
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

class Tipping {
public:
    Tipping(const Case& conflict, const Table& table, std::size_t axis)
        : table_(table), axis_(table.axes[axis]), line_(table.line(axis, &who_)), base_(baselines(line_)) {
        marks_ = landmarks(conflict.space.issues[axis_.issue.index()], line_);
    }

    std::vector<Swing> all() {
        if (!base_.mean) return {};
        for (const bool up : {false, true}) {
            const Hold held = hold(up);
            for (std::size_t a = 0; a < line_.size(); ++a) {
                if (line_.salience[a] <= 0) continue;
                median_by_power(a, held, up);
                median_by_position(a, held, up);
                mean_by(a, up);
            }
        }
        keep_smallest();
        return std::move(found_);
    }

private:
    void add(std::size_t a, const char* change, double from, double to, double scale, const char* moves,
             double past, double now, double then) {
        found_.push_back({axis_.issue, table_.names[who_[a]], change, from, to,
                          scale > 0 ? std::abs(to - from) / scale : 0, moves, past, now, then});
    }

    /// What holds the median in place against a move up or down, and the held position next to it.
    struct Hold {
        double below = 0;  ///< weight at or below the median (up), or strictly below it (down)
        std::optional<double> next;
    };
    [[nodiscard]] Hold hold(bool up) const {
        Hold found;
        const double m = *base_.median;
        for (std::size_t i = 0; i < line_.size(); ++i) {
            const double w = line_.weight(i);
            const double x = line_.position[i];
            if (!(w > 0)) continue;
            if (up ? x <= m : x < m) found.below += w;
            if (up ? x > m && (!found.next || x < *found.next) : x < m && (!found.next || x > *found.next))
                found.next = x;
        }
        return found;
    }
    /// Up: the share at or below the median must fall under half. Down: that below must reach half.
    [[nodiscard]] double need(const Hold& held, bool up) const {
        return up ? 2 * held.below - base_.weight : base_.weight - 2 * held.below;
    }

    void median_by_power(std::size_t a, const Hold& held, bool up) {
        const double m = *base_.median;
        const double weight = need(held, up);
        if (weight < 0) return;
        const bool grows = up ? line_.position[a] > m : line_.position[a] < m;
        const double to = line_.capability[a] + (grows ? weight : -weight) / line_.salience[a];
        const std::optional<double> next = held.next ? held.next
                                           : grows   ? std::optional(line_.position[a])
                                                     : std::nullopt;
        if (to < 0 || !next) return;
        add(a, "power", line_.capability[a], to, line_.capability[a], "median", *next, m, *next);
    }

    /// The actor crosses the median, if its weight is what holds the median in place.
    void median_by_position(std::size_t a, const Hold& held, bool up) {
        const double m = *base_.median;
        const double x = line_.position[a];
        const double w = line_.weight(a);
        if (up ? x > m : x < m) return;
        if (!(w > need(held, up) / 2 - 1e-12 * base_.weight) || !(w > 0)) return;
        const std::optional<double> mark = beyond(m, up);
        if (!mark) return;
        const double then =
            held.next ? (up ? std::min(*mark, *held.next) : std::max(*mark, *held.next)) : *mark;
        add(a, "position", x, *mark, axis_.span(), "median", *mark, m, then);
    }

    [[nodiscard]] std::optional<double> beyond(double at, bool up) const {
        if (up) {
            const auto found = std::upper_bound(marks_.begin(), marks_.end(), at);
            return found == marks_.end() ? std::nullopt : std::optional(*found);
        }
        const auto found = std::lower_bound(marks_.begin(), marks_.end(), at);
        return found == marks_.begin() ? std::nullopt : std::optional(*std::prev(found));
    }

    void mean_by(std::size_t a, bool up) {
        const double mean = *base_.mean;
        const std::optional<double> mark = beyond(mean, up);
        const double w = line_.weight(a);
        if (!mark) return;
        if (w > 0) {
            const double to = line_.position[a] + (*mark - mean) * base_.weight / w;
            if (to >= axis_.low && to <= axis_.high)
                add(a, "position", line_.position[a], to, axis_.span(), "mean", *mark, mean, *mark);
        }
        // (moment + dw x) / (weight + dw) = mark
        const double lever = line_.position[a] - *mark;
        if (lever == 0) return;
        const double more = base_.weight * (*mark - mean) / lever;
        const double to = line_.capability[a] + more / line_.salience[a];
        if (to >= 0)
            add(a, "power", line_.capability[a], to, line_.capability[a], "mean", *mark, mean, *mark);
    }

    /// Of each actor the smallest change of a kind that moves a thing, the way that is nearer.
    void keep_smallest() {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Swing& a, const Swing& b) { return a.size < b.size; });
        std::vector<Swing> kept;
        std::set<std::tuple<std::string, std::string, std::string>> known;
        for (Swing& each : found_) {
            if (known.emplace(each.actor, each.change, each.moves).second) kept.push_back(std::move(each));
        }
        found_ = std::move(kept);
    }

    const Table& table_;
    Axis axis_;
    std::vector<std::size_t> who_;
    Line line_;
    Baselines base_;
    std::vector<double> marks_;
    std::vector<Swing> found_;
};

}  // namespace

std::vector<Swing> swings(const Case& conflict, const Table& table, std::size_t axis) {
    return Tipping(conflict, table, axis).all();
}

}  // namespace entente::stakeholders
