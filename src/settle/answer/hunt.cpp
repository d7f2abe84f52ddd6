// The part of the finder that works without a complete frontier: the points that the analysis speaks of,
// one by one, each with what is proved of it.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "settle/answer/find.hpp"
#include "settle/frontier/cover.hpp"
#include "settle/milp/points.hpp"
#include "settle/search/points.hpp"
#include "settle/solutions/hunt.hpp"

namespace entente::settle {

/// The separable form, once origins are set.
template <class Units>
bool Finder<Units>::find_separable() {
    if (found_.separable) return true;
    if (!why_not_separable_.empty()) return false;
    SeparableForm form = separable_form(problem_);
    if (!form.separable) {
        why_not_separable_ = form.reason;
    } else if (form.separable->impossible()) {
        why_not_separable_ = "the rules forbid every outcome";
        found_.impossible = true;
    } else {
        found_.separable = std::move(form.separable);
    }
    return found_.separable.has_value();
}

/// Points found one by one as a frontier with gaps.
template <class Units>
Front<Units> Finder<Units>::front_of(std::vector<Located> points) const {
    Front<Units> front;
    front.parties = problem_.parties;
    front.complete = false;
    auto selections = std::make_shared<std::vector<std::vector<std::uint32_t>>>();
    for (Located& point : points) {
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            const int128 units = (point.gains[j] + problem_.origin[j]) / problem_.fine[j];
            front.rows.push_back(static_cast<Units>(units));
        }
        selections->push_back(std::move(point.selection));
    }
    front.selection = [selections](std::size_t point, std::uint32_t* out) {
        std::copy((*selections)[point].begin(), (*selections)[point].end(), out);
    };
    return front;
}

/// Finds the points that the analysis speaks of one by one, and takes them as a frontier with gaps.
template <class Units>
void Finder<Units>::by_points() {
    const std::size_t n = problem_.parties;
    PointWishes wishes;
    wishes.nash_weights = options_.nash_weights;
    if (ask_.reference) {
        wishes.reference.emplace();
        for (std::size_t j = 0; j < n; ++j)
            wishes.reference->push_back(problem_.gain(j, (*ask_.reference)[j]));
    }
    std::vector<const SolutionRecord*> records;
    for (const SolutionRecord* record : solution_records()) {
        const bool asked = record->asked == nullptr || record->asked(options_);
        if (asked && record->text.same_as.empty()) records.push_back(record);
    }
    Hunt hunt;
    if (options_.method != Method::milp && find_separable()) {
        constexpr std::uint64_t kNodes = 100'000'000;  // some seconds a question
        Panel panel([&] { return std::make_unique<SeparablePoints>(*found_.separable, run_, kNodes); },
                    true, run_);
        hunt = hunt_solutions(panel, n, records, wishes, point_units(*found_.separable));
        found_.stop(panel.stopped());
        found_.method = "search";
        note("Method search: the solutions were found one by one, without the frontier.");
    } else {
        std::vector<double> within;
        Panel panel(
            [&] {
                auto solver = std::make_unique<MilpPoints<Units>>(problem_, run_);
                within = solver->within();
                return solver;
            },
            false, run_);
        hunt = hunt_solutions(panel, n, records, wishes, point_units(scales_of(problem_)));
        found_.stop(panel.stopped());
        found_.method = "milp";
        note("Method milp: the solutions were found one by one by integer programs, without the frontier.");
        if (!within.empty()) {
            found_.exact = false;
            found_.within = within;
            note(fmt::format("Integer programs tell utilities apart to {:.2g} points here.",
                             *std::max_element(within.begin(), within.end())));
        }
    }
    for (const Located& point : hunt.points) sought_.insert(point.gains);
    for (std::size_t p = 0; p < partial_.size(); ++p) {
        Located point;
        point.selection.resize(problem_.issues);
        partial_.selection(p, point.selection.data());
        for (std::size_t j = 0; j < n; ++j) point.gains.push_back(problem_.gain(j, partial_.row(p)[j]));
        hunt.points.push_back(std::move(point));
    }
    if (options_.method == Method::automatic && found_.method == "search") cover_rest(hunt.points);
    keep_nondominated(hunt.points);
    found_.front = front_of(std::move(hunt.points));
    found_.hunted = std::move(hunt.known);
    for (const auto& [name, one] : found_.hunted->solutions) {
        if (!one.found) {
            note(name + ": not found within the budget, and not ruled out.");
        } else if (one.gap > 0) {
            note(fmt::format("{}: the search ran out; its objective may lie up to {:.3g} below the best.",
                             name, one.gap));
        }
        if (!one.found || one.gap > 0) found_.exact = false;
    }
    if (found_.hunted->zone == Proof::unknown) found_.exact = false;
    if (!found_.epsilon) {
        note(
            "The frontier lists only points that the solutions and parties' best outcomes need; how far "
            "other efficient outcomes are from these is not known.");
    }
}

/// Adds points such that no outcome is far above all that are listed, and says how far that is.
template <class Units>
void Finder<Units>::cover_rest(std::vector<Located>& points) {
    if (run_.stop.stop_requested() || problem_.parties < 2) return;
    const Cover cover = cover_frontier(*found_.separable, {}, run_);
    for (const Found& point : cover.points)
        points.push_back({found_.separable->selection(point.choice), point.gains});
    if (!cover.certified) {
        found_.stop(cover.stopped == Stopped::cancelled ? Stopped::cancelled : Stopped::complete);
        note("The frontier could not be covered within the budget.");
        return;
    }
    found_.epsilon =
        cover.epsilon.empty() ? 0 : *std::max_element(cover.epsilon.begin(), cover.epsilon.end());
    note(fmt::format(
        "The frontier is covered, not listed: for every outcome some listed point is at most {:.4g} "
        "points worse for any party ({} max-min searches prove it).",
        *found_.epsilon, cover.lines));
}

#define ENTENTE_FINDER_HUNT(Units)                                             \
    template bool Finder<Units>::find_separable();                             \
    template void Finder<Units>::by_points();                                  \
    template Front<Units> Finder<Units>::front_of(std::vector<Located>) const; \
    template void Finder<Units>::cover_rest(std::vector<Located>&);
ENTENTE_FINDER_HUNT(std::int64_t)
ENTENTE_FINDER_HUNT(int128)

}  // namespace entente::settle
