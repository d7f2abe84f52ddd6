// The part of the finder that counts: how many outcomes are acceptable, and how many share a point.
#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "settle/answer/find.hpp"
#include "settle/count/clauses.hpp"
#include "settle/count/count.hpp"
#include "settle/count/ties.hpp"
#include "settle/frontier/enumerate.hpp"

namespace entente::settle {

template <class Units>
void Finder<Units>::count_zone_size() {
    ZoneSize& zone = found_.zone;
    if (!zone.outcomes.empty() || zone.interval) return;  // counted on the way
    std::uint64_t listed = 0;                             // acceptable points of the list
    for (std::size_t p = 0; p < found_.front.size(); ++p) {
        bool acceptable = true;
        for (std::size_t j = 0; j < problem_.parties && acceptable; ++j)
            acceptable = problem_.acceptable(j, found_.front.row(p)[j]);
        listed += acceptable ? 1 : 0;
    }
    const bool absent = found_.front.complete || (found_.hunted && found_.hunted->zone == Proof::absent);
    if (listed == 0 && absent) {
        zone.outcomes = "0";
        return;
    }
    CountOptions options;
    // A third of a second's steps; some seconds' where it is asked for (past 10^16 outcomes only the
    // dynamic program on a coarse grid can still count them all).
    constexpr double kQuick = 1.5e8;
    const double most = problem_.selections() < 1e16 ? 4e9 : 3e8;
    options.exact_work = options_.count_exactly ? most : kQuick;
    bool binds = false;  // somebody could refuse something
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        binds = binds || !problem_.acceptable(j, problem_.capped_units(j, problem_.lowest[j]));
    }
    if (!binds && problem_.rules.empty()) {
        BigCount all{1};  // options that a rule forbids by itself are no choices any more
        for (const auto& line : problem_.choices) {
            std::uint64_t copies = 0;
            for (const Choice& choice : line) copies += choice.copies;
            all *= copies;
        }
        zone.outcomes = all.to_string();
        return;
    }
    // A few outcomes are sooner looked at than drawn: draws stop at a million, of some hundred steps each.
    const double few = problem_.parties <= 2 ? 3e7 : 2e6;
    if (!find_separable() && problem_.selections() <= few) {
        const Enumeration<Units> all = enumerate(problem_, run_);
        if (all.stopped == Stopped::complete) {
            zone.outcomes = all.zone.to_string();
            return;
        }
    }
    const ZoneCount count =
        find_separable() ? count_zone(*found_.separable, options, run_) : estimate_zone(problem_, run_);
    if (count.exact) {
        zone.outcomes = count.exact->to_string();
    } else {
        // The acceptable points that are listed are outcomes that nobody needs to draw.
        const auto known = static_cast<double>(listed);
        zone.interval = count.interval;
        if (zone.interval) {
            zone.interval->low = std::max(zone.interval->low, known);
            zone.interval->high = std::max(zone.interval->high, known);
        }
        if (count.estimate != "0") zone.outcomes = count.estimate;  // else only bounds are known
        // An estimate is rounded, and may come out past what there is.
        if (zone.interval && !zone.outcomes.empty()) {
            const double told = std::strtod(zone.outcomes.c_str(), nullptr);
            const double middle = std::clamp(told, zone.interval->low, zone.interval->high);
            if (middle != told && middle < 1e18) zone.outcomes = fmt::format("{:.0f}", middle);
        }
    }
    if (!count.method.empty()) note("Zone size: " + count.method);
}

/// Counts the outcomes tied with each point where the method that found the points did not.
template <class Units>
void Finder<Units>::count_ties(Front<Units>& front) {
    const std::size_t points = front.size();
    if (front.ties || points == 0 || run_.stop.stop_requested()) return;
    if (!find_separable()) {
        note("Ties are not counted: " + why_not_separable_ + ".");
        return;
    }
    // The same for every machine: steps, not seconds.
    constexpr std::uint64_t kMost = 300'000;  // a tenth of a second
    const std::uint64_t share = std::clamp<std::uint64_t>(5'000'000 / points, 1'000, kMost);
    const std::uint64_t needed =
        std::clamp<std::uint64_t>(3'000'000 / std::max<std::size_t>(1, sought_.size()), share, kMost);
    const TieCounter counter(*found_.separable);
    std::vector<std::string> ties(points);
    std::vector<std::optional<BigCount>> counts(points);
    for_each_block(points, run_, [&](std::size_t p) {
        std::vector<int128> gains;
        for (std::size_t j = 0; j < problem_.parties; ++j)
            gains.push_back(problem_.gain(j, front.row(p)[j]));
        counts[p] = counter.count(gains, sought_.contains(gains) ? needed : share, run_);
        if (counts[p]) ties[p] = counts[p]->to_string();
    });
    if (run_.stop.stop_requested()) found_.stop(Stopped::cancelled);
    BigCount total;
    std::size_t open = 0;
    for (const auto& count : counts) {
        if (count) total += *count;
        open += count ? 0 : 1;
    }
    if (open > 0 && !run_.stop.stop_requested()) {
        note(fmt::format("Ties are not counted for {} of {} points: too many outcomes come near them.",
                         group_digits(std::to_string(open)), group_digits(std::to_string(points))));
    } else if (open == 0 && front.complete) {
        front.outcomes = total.to_string();
    }
    front.ties = [ties = std::move(ties)](std::size_t point) { return ties[point]; };
}

template void Finder<std::int64_t>::count_zone_size();
template void Finder<int128>::count_zone_size();
template void Finder<std::int64_t>::count_ties(Front<std::int64_t>&);
template void Finder<int128>::count_ties(Front<int128>&);

}  // namespace entente::settle
