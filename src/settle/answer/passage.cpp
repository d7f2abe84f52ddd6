// Deals that must pass: ratified on each side, agreed by enough parties. Looked at one by one.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>

#include "entente/core/text.hpp"
#include "entente/model/passage.hpp"
#include "settle/answer/find.hpp"

namespace entente::settle {
namespace {

constexpr double kMostSelections = 2e7;
constexpr std::uint64_t kStopEvery = 1 << 14;

template <class Units>
struct Passing {
    std::vector<Units> units;
    std::vector<std::uint32_t> selection;
    std::uint64_t ties = 0;
};

template <class Units>
bool at_least(const std::vector<Units>& a, const std::vector<Units>& b) {
    for (std::size_t j = 0; j < a.size(); ++j) {
        if (a[j] < b[j]) return false;
    }
    return true;
}

/// Adds a vector to distinct nondominated ones.
template <class Units>
void add_to_front(std::vector<Passing<Units>>& front, const std::vector<Units>& units,
                  const std::vector<std::uint32_t>& selection, std::uint64_t copies) {
    for (std::size_t p = 0; p < front.size(); ++p) {
        if (!at_least(front[p].units, units)) continue;
        if (front[p].units == units) front[p].ties += copies;
        // What stands above one newcomer mostly stands above the next.
        if (p > 0) std::swap(front[p], front[p / 2]);
        return;
    }
    std::erase_if(front, [&](const Passing<Units>& each) { return at_least(units, each.units); });
    front.push_back({units, selection, copies});
}

/// The next selection, last issue fastest. \return false past the end
template <class Units>
bool next(const Problem<Units>& problem, std::vector<std::uint32_t>& selection) {
    for (std::size_t i = selection.size(); i-- > 0;) {
        if (++selection[i] < problem.choices[i].size()) return true;
        selection[i] = 0;
    }
    return false;
}

template <class Units>
Front<Units> front_from(std::vector<Passing<Units>> points, std::size_t parties) {
    std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.units > b.units; });
    Front<Units> front;
    front.parties = parties;
    std::uint64_t all = 0;
    for (const Passing<Units>& each : points) {
        front.rows.insert(front.rows.end(), each.units.begin(), each.units.end());
        all += each.ties;
    }
    front.outcomes = std::to_string(all);
    auto kept = std::make_shared<std::vector<Passing<Units>>>(std::move(points));
    front.selection = [kept](std::size_t point, std::uint32_t* out) {
        std::copy((*kept)[point].selection.begin(), (*kept)[point].selection.end(), out);
    };
    front.ties = [kept](std::size_t point) { return std::to_string((*kept)[point].ties); };
    return front;
}

}  // namespace

/// Looks at every outcome where deals must pass more than every party's own test.
/// \return false where there is no such rule, or too many outcomes
template <class Units>
bool Finder<Units>::by_passage() {
    const Passage passage(ask_.conflict);
    if (!passage.active()) return false;
    if (problem_.selections() > kMostSelections) {
        found_.exact = false;
        note(
            "Ratification and the rule among the parties are not applied here: they are checked outcome by "
            "outcome, and there are more than " +
            group_digits(std::to_string(static_cast<long long>(kMostSelections))) +
            ". Zone and solutions are those that every party finds acceptable.");
        return false;
    }
    const std::size_t n = problem_.parties;
    std::vector<Passing<Units>> front;
    std::vector<std::uint32_t> selection(problem_.issues, 0);
    std::vector<Units> units(n);
    std::vector<char> acceptable(n);
    std::vector<Units> worst(n, std::numeric_limits<Units>::max());
    std::uint64_t zone = 0;
    std::uint64_t feasible_count = 0;
    std::uint64_t passing = 0;
    std::uint64_t seen = 0;
    bool more = !problem_.infeasible;
    while (more) {
        if (++seen % kStopEvery == 0 && run_.stop.stop_requested()) {
            found_.stop(Stopped::cancelled);
            break;
        }
        if (problem_.evaluate(selection.data(), units.data())) {
            std::uint64_t copies = 1;
            for (std::size_t i = 0; i < selection.size(); ++i)
                copies *= problem_.choices[i][selection[i]].copies;
            feasible_count += copies;
            for (std::size_t j = 0; j < n; ++j) {
                acceptable[j] = problem_.acceptable(j, units[j]) ? 1 : 0;
                worst[j] = std::min(worst[j], units[j]);
            }
            const bool agreed = passage.enough(acceptable);
            const bool considered = agreed || !passage.agreement();
            if (considered &&
                (!passage.ratifies() || passage.ratified(problem_.outcome(selection.data())))) {
                passing += copies;
                if (agreed) zone += copies;
                add_to_front(front, units, selection, copies);
            }
        }
        more = next(problem_, selection);
    }
    if (feasible_count > 0) found_.worst = worst;
    found_.method = "enumerate";
    found_.feasible = BigCount(feasible_count);
    found_.zone.outcomes = std::to_string(zone);
    found_.front = front_from(std::move(front), n);
    found_.nothing_passes = feasible_count > 0 && passing == 0;
    say_passage(passage, passing);
    if (found_.stopped != Stopped::complete) {
        found_.exact = false;
        note("Stopped after " + group_digits(std::to_string(seen)) +
             " combinations: what is said covers these only.");
    }
    return true;
}

template <class Units>
void Finder<Units>::say_passage(const Passage& passage, std::uint64_t passing) {
    if (passage.agreement()) {
        const Agreement& agree = *passage.agreement();
        std::vector<std::string> veto;
        for (const PartyId party : agree.veto) veto.push_back(ask_.conflict.parties[party.index()].name);
        note("A deal passes with " + std::to_string(agree.votes) + " of " +
             std::to_string(problem_.parties) + " parties" +
             (veto.empty() ? "" : ", " + join_words(veto) + " among them") +
             "; whoever can be outvoted counts gains from its worst outcome.");
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            if (passage.outvotable(j)) problem_.has_reserve[j] = 0;
        }
    }
    if (passage.ratifies()) {
        note("Deals must be ratified: frontier, zone and solutions are over the " +
             group_digits(std::to_string(passing)) + " outcomes that pass at home on every side.");
    }
    if (found_.nothing_passes) note("No outcome passes.");
}

template bool Finder<std::int64_t>::by_passage();
template bool Finder<int128>::by_passage();
template void Finder<std::int64_t>::say_passage(const Passage&, std::uint64_t);
template void Finder<int128>::say_passage(const Passage&, std::uint64_t);

}  // namespace entente::settle
