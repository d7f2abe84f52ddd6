// Why a solution takes the deal that it takes, in the numbers of the case.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/model/words.hpp"
#include "entente/report/lessons.hpp"
#include "entente/settle/solutions.hpp"
#include "report/render/layout.hpp"
#include "report/words/numbers.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

using assess::Settlement;
using settle::NamedSolution;
using settle::Point;

/// What a package is worth by one measure: the larger key wins, its first number first.
struct Told {
    std::vector<double> key;
    std::string words;
};

/// What the measures need.
struct Ground {
    const Case& conflict;
    const settle::SettleResult& result;
    std::vector<double> none;   ///< points that gains count from: value of no deal, else the worst outcome
    std::vector<double> ideal;  ///< best over the zone
    std::vector<double> reference;
};

Ground ground_of(const Settlement& settled) {
    Ground ground{settled.conflict, settled.result, {}, {}, {}};
    for (const settle::PartySummary& party : settled.result.parties) {
        ground.none.push_back(party.reservation.value_or(party.worst));
        ground.ideal.push_back(party.ideal.value_or(party.best));
    }
    if (settled.conflict.status_quo) {
        for (std::size_t p = 0; p < ground.none.size(); ++p)
            ground.reference.push_back(utility(settled.conflict, PartyId(p), *settled.conflict.status_quo));
    }
    return ground;
}

std::string name(const Ground& ground, std::size_t p) { return party_name(ground.conflict, p); }

/// With the digits that let a reader check the sums.
std::string number(const Ground& ground, double value) {
    constexpr double kPastScale = 1e7;
    if (std::abs(value) >= kPastScale) return amount(ground.conflict, value);
    return fmt::format("{:.{}f}", value, worked_decimals(ground.conflict));
}

constexpr double kUnset = 1e300;  ///< no other package to be told apart from

/// Three digits that count, and no fewer than a reader needs to see that they differ from `other`.
std::string telling(double value, double other) {
    if (other == kUnset) other = value;
    const double size = std::max(std::abs(value), std::abs(other));
    int decimals = size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size > 0 ? 3 : 1;
    if (size > 0 && size < 0.1) decimals += static_cast<int>(-std::floor(std::log10(size))) - 1;
    while (decimals < 12 && value != other &&
           fmt::format("{:.{}f}", value, decimals) == fmt::format("{:.{}f}", other, decimals))
        ++decimals;
    return fmt::format("{:.{}f}", value, decimals);
}

std::vector<double> gains(const Ground& ground, const Point& point) {
    std::vector<double> all;
    for (std::size_t p = 0; p < ground.none.size(); ++p) {
        const double gain = point.utilities[p] - ground.none[p];
        all.push_back(std::abs(gain) < 1e-9 ? 0 : gain);
    }
    return all;
}

Told product_of_gains(const Ground& ground, const Point& point, double other) {
    Told told{{0, 1}, ""};
    double product = 1;
    std::vector<std::string> factors;
    const std::vector<double> all = gains(ground, point);
    for (std::size_t p = 0; p < all.size(); ++p) {
        if (all[p] <= 0) continue;
        ++told.key[0];
        product *= all[p];
        told.key[1] *= all[p] / (ground.ideal[p] - ground.none[p]);
        factors.push_back(number(ground, all[p]));
    }
    told.key.push_back(product);
    if (factors.empty()) {
        told.words = "no gain for anybody";
    } else if (factors.size() < all.size()) {
        told.words = fmt::format("gains for {} of {} parties, {} = {}", factors.size(), all.size(),
                                 fmt::join(factors, " x "), telling(product, other));
    } else {
        told.words = fmt::format("{} = {}", fmt::join(factors, " x "), telling(product, other));
    }
    return told;
}

std::string capital(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
    return words;
}

/// "8.73 for U, then 9.97 for R".
std::string in_order(const std::vector<std::string>& words) {
    return words.empty() ? "nothing" : fmt::format("{}", fmt::join(words, ", then "));
}

/// Shares of the way from `from` up to the ideal, the least first.
Told shares_of_way(const Ground& ground, const Point& point, const std::vector<double>& from) {
    std::vector<std::pair<double, std::string>> all;
    for (std::size_t p = 0; p < from.size(); ++p) {
        const double way = ground.ideal[p] - from[p];
        if (way <= 0) continue;
        const double gain = point.utilities[p] - from[p];
        all.emplace_back(gain / way,
                         fmt::format("{}% to {} ({} of {})", format_number(100 * gain / way, 1),
                                     name(ground, p), number(ground, gain), number(ground, way)));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    Told told;
    std::vector<std::string> words;
    for (const auto& [share, said] : all) {
        told.key.push_back(share);
        if (words.size() < 4) words.push_back(said);
    }
    told.words = "a least share of " + in_order(words);
    return told;
}

Told ideal_shares(const Ground& ground, const Point& point, double) {
    return shares_of_way(ground, point, ground.none);
}

Told reference_shares(const Ground& ground, const Point& point, double) {
    return shares_of_way(ground, point, ground.reference);
}

Told least_gains(const Ground& ground, const Point& point, double) {
    const std::vector<double> all = gains(ground, point);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return all[a] < all[b]; });
    Told told;
    std::vector<std::string> words;
    for (const std::size_t p : order) {
        told.key.push_back(all[p]);
        if (words.size() < 4) words.push_back(number(ground, all[p]) + " for " + name(ground, p));
    }
    told.words = "a least gain of " + in_order(words);
    return told;
}

Told sum_of_points(const Ground& ground, const Point& point, double other) {
    const double sum = std::accumulate(point.utilities.begin(), point.utilities.end(), 0.0);
    std::vector<std::string> parts;
    for (const double one : point.utilities) parts.push_back(number(ground, one));
    return {{sum}, fmt::format("{} = {}", fmt::join(parts, " + "), telling(sum, other))};
}

struct Measure {
    std::string_view id;
    Told (*tell)(const Ground&, const Point&, double other);
    std::size_t plain;  ///< which number of the key stands in the words as the measure itself
};

constexpr Measure kMeasures[] = {
    {"nash", product_of_gains, 2},     {"kalai_smorodinsky", ideal_shares, 0},
    {"egalitarian", least_gains, 0},   {"leximin", least_gains, 0},
    {"utilitarian", sum_of_points, 0}, {"gupta_livne", reference_shares, 0},
};

/// -1, 0 or 1: the first numbers that differ by more than rounding decide.
int compare(const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) {
        const double near = 1e-9 * std::max({1.0, std::abs(a[k]), std::abs(b[k])});
        if (std::abs(a[k] - b[k]) > near) return a[k] < b[k] ? -1 : 1;
    }
    return 0;
}

bool acceptable(const Ground& ground, const Point& point) {
    for (std::size_t p = 0; p < ground.none.size(); ++p) {
        const auto& least = ground.result.parties[p].reservation;
        if (least && point.utilities[p] < *least - 1e-9 * std::max(1.0, std::abs(*least))) return false;
    }
    return true;
}

struct Rival {
    const Point* point;
    std::string whose;
};

/// The packages that other solutions take, then the best of the listed ones that none of them takes.
std::vector<Rival> rivals(const Ground& ground, const Measure& measure, const NamedSolution& own) {
    std::vector<Rival> all;
    for (const NamedSolution& other : ground.result.solutions) {
        if (!other.solution || !settle::solution_text(other.name).same_as.empty()) continue;
        const Point& point = other.solution->point;
        if (point.utilities == own.solution->point.utilities) continue;
        const auto at = std::find_if(all.begin(), all.end(),
                                     [&](const Rival& r) { return r.point->utilities == point.utilities; });
        if (at == all.end()) {
            all.push_back({&point, "the package of " + title_of(other.name)});
        } else {
            at->whose += " and " + title_of(other.name);
        }
    }
    const auto taken = [&](const Point& point) {
        return point.utilities == own.solution->point.utilities ||
               std::any_of(own.solution->tied.begin(), own.solution->tied.end(),
                           [&](const Point& t) { return t.utilities == point.utilities; }) ||
               std::any_of(all.begin(), all.end(),
                           [&](const Rival& r) { return r.point->utilities == point.utilities; });
    };
    const Point* next = nullptr;
    std::vector<double> best;
    for (const Point& point : ground.result.frontier.items) {
        if (!acceptable(ground, point) || taken(point)) continue;
        std::vector<double> key = measure.tell(ground, point, kUnset).key;
        if (next == nullptr || compare(key, best) > 0) {
            next = &point;
            best = std::move(key);
        }
    }
    if (next == nullptr) return all;
    const bool whole = ground.result.frontier.complete;
    all.push_back({next, !whole        ? "the best of the other packages that are listed"
                         : all.empty() ? "the next best package"
                                       : "the best of all other packages"});
    return all;
}

std::string point_words(const Ground& ground, const Point& point) {
    std::vector<std::string> parts;
    for (std::size_t p = 0; p < std::min<std::size_t>(ground.none.size(), 6); ++p)
        parts.push_back(
            name(ground, p) + " " + number(ground, point.utilities[p]) + " (" +
            number(ground, point.utilities[p] - ground.none[p]) + " above " +
            (ground.result.parties[p].reservation ? clean(no_deal(ground.conflict)) : "its worst package") +
            ")");
    return join_words(parts);
}

std::vector<std::string> compared(const Ground& ground, const Measure& measure, const NamedSolution& own) {
    const Point& point = own.solution->point;
    std::vector<std::string> said;
    const std::vector<double> mine = measure.tell(ground, point, kUnset).key;
    for (const Rival& rival : rivals(ground, measure, own)) {
        const std::vector<double> theirs = measure.tell(ground, *rival.point, kUnset).key;
        const int order = compare(mine, theirs);
        const double value = measure.plain < mine.size() ? mine[measure.plain] : 0;
        const double other = measure.plain < theirs.size() ? theirs[measure.plain] : 0;
        said.push_back(fmt::format("{} {} {}, {}.", capital(measure.tell(ground, point, other).words),
                                   order > 0    ? "beats"
                                   : order == 0 ? "equals"
                                                : "falls below",
                                   measure.tell(ground, *rival.point, value).words, rival.whose));
    }
    if (said.empty())
        said.push_back(capital(measure.tell(ground, point, kUnset).words) +
                       ": no other efficient package of the zone is listed to compare it with.");
    return said;
}

/// Raiffa's steps, as far as the listed packages show them.
std::vector<std::string> steps_up(const Ground& ground) {
    std::vector<std::string> said;
    std::vector<double> at = ground.none;
    std::vector<double> ideal = ground.ideal;
    constexpr int kMostSteps = 4;
    for (int step = 1; step <= kMostSteps; ++step) {
        std::vector<std::string> middle;
        for (std::size_t p = 0; p < at.size(); ++p) {
            at[p] = (at[p] + ideal[p]) / 2;
            middle.push_back(name(ground, p) + " " + number(ground, at[p]));
        }
        std::size_t above = 0;
        std::vector<double> next = at;
        for (const Point& point : ground.result.frontier.items) {
            bool all = true;
            for (std::size_t p = 0; p < at.size(); ++p) all = all && point.utilities[p] >= at[p] - 1e-9;
            if (!all) continue;
            ++above;
            for (std::size_t p = 0; p < at.size(); ++p) next[p] = std::max(next[p], point.utilities[p]);
        }
        const bool listed = ground.result.frontier.complete;
        said.push_back(fmt::format(
            "Step {}: half of the way to everybody's ideal is {}; {}.", step, join_words(middle),
            !listed      ? "not all packages are listed, so how many lie above is not said"
            : above == 0 ? "no package lies above, so the largest least share of the rest decides"
            : above == 1 ? "one efficient package lies above: it is the deal"
                         : fmt::format("{} efficient packages lie above", above)));
        if (!listed || above < 2) break;
        ideal = next;
    }
    return said;
}

/// How many outcomes are strictly better for a party than this package. none: too many to count here.
std::optional<std::vector<std::size_t>> places(const Ground& ground, const Point& point) {
    constexpr double kMost = 20'000;
    if (outcome_count_estimate(ground.conflict.space) > kMost) return std::nullopt;
    std::vector<std::size_t> better(ground.none.size(), 0);
    const auto exact = exact_utilities(ground.conflict);
    const auto units = [&](std::size_t p, const Outcome& outcome) {
        return exact[p].capped(units_of(exact[p], outcome));
    };
    const Space& space = ground.conflict.space;
    Outcome outcome = first_outcome(space);
    do {
        if (!feasible(space, outcome)) continue;
        for (std::size_t p = 0; p < better.size(); ++p)
            better[p] += units(p, outcome) > units(p, point.outcome) ? 1 : 0;
    } while (next_outcome(space, outcome));
    return better;
}

std::vector<std::string> ranks(const Ground& ground, const NamedSolution& own) {
    const auto tell = [&](const Point& point) -> std::string {
        const auto better = places(ground, point);
        if (!better) return "";
        std::vector<std::string> parts;
        for (std::size_t p = 0; p < better->size(); ++p)
            parts.push_back(fmt::format("{} of {} packages are better for {}", (*better)[p],
                                        count_words(ground.result.outcomes), name(ground, p)));
        return join_words(parts);
    };
    const std::string mine = tell(own.solution->point);
    if (mine.empty()) return {"The outcomes are too many to list every party's ranking here."};
    std::vector<std::string> said = {"Of this package " + mine + "."};
    for (const NamedSolution& other : ground.result.solutions) {
        if (!other.solution || other.solution->point.utilities == own.solution->point.utilities) continue;
        said.push_back("Of that of " + title_of(other.name) + " " + tell(other.solution->point) +
                       ": the largest of these numbers is no smaller.");
        break;
    }
    return said;
}

std::vector<std::string> of_solution(const Ground& ground, const NamedSolution& own) {
    std::vector<std::string> said = {
        fmt::format("{} takes a package that gives {}: {}.", title_of(own.name),
                    point_words(ground, own.solution->point),
                    clean(describe(ground.conflict, own.solution->point.outcome)))};
    std::vector<std::string> more;
    for (const Measure& measure : kMeasures) {
        if (measure.id == own.name) more = compared(ground, measure, own);
    }
    if (own.name == "raiffa") more = steps_up(ground);
    if (own.name == "fallback") more = ranks(ground, own);
    said.insert(said.end(), more.begin(), more.end());
    if (!own.solution->bound_gap || *own.solution->bound_gap > 0)
        said.emplace_back("That it is the best by this measure is not proved.");
    if (!own.solution->tied.empty() || (own.solution->tied_points && *own.solution->tied_points > 0)) {
        said.push_back(own.solution->tied_points
                           ? fmt::format("{} exactly as good by this measure; nothing in the case chooses.",
                                         *own.solution->tied_points == 1
                                             ? "1 other package is"
                                             : group_digits(std::to_string(*own.solution->tied_points)) +
                                                   " other packages are")
                           : std::string("Other packages are exactly as good by this measure."));
    }
    return said;
}

std::vector<std::string> of_zone(const Ground& ground) {
    std::vector<std::string> parts;
    for (std::size_t p = 0; p < ground.none.size(); ++p) {
        const auto& least = ground.result.parties[p].reservation;
        parts.push_back(name(ground, p) +
                        (least ? " asks for " + number(ground, *least) : " takes any package"));
    }
    const settle::Zone& zone = ground.result.zone;
    std::vector<std::string> said = {join_words(parts) + "."};
    if (!zone.outcomes.empty() && !zone.empty)
        said.push_back(fmt::format("{} of {} packages meet that.", count_words(zone.outcomes),
                                   count_words(ground.result.outcomes)));
    if (zone.empty)
        said.push_back(
            std::string(zone.proved ? "No package meets that" : "None was found that meets that") +
            (zone.smallest_shift ? ": they are " + number(ground, *zone.smallest_shift) + " apart in all."
                                 : "."));
    return said;
}

std::vector<std::string> of_frontier(const Ground& ground) {
    const settle::Frontier& all = ground.result.frontier;
    std::vector<std::string> said = {fmt::format(
        "{} efficient packages of different worth {}, of {} packages in all; {} "
        "of them leave nobody below its value of no deal.",
        group_digits(std::to_string(all.points)), all.complete ? "make the frontier" : "are listed",
        count_words(ground.result.outcomes), group_digits(std::to_string(all.rational_points)))};
    if (!all.items.empty()) {
        said.push_back("At its ends: " + point_words(ground, all.items.front()) + "; and " +
                       point_words(ground, all.items.back()) + ".");
    }
    return said;
}

std::vector<std::string> of_adjusted_winner(const Ground& ground) {
    const auto& winner = ground.result.adjusted_winner;
    if (!winner) {
        for (const std::string& note : ground.result.notes) {
            if (note.find("Adjusted Winner") != std::string::npos) return {clean(note)};
        }
        return {
            "It is not given here: it takes two parties who want the opposite on every issue, without "
            "rules or bonuses."};
    }
    std::vector<std::string> said;
    for (std::size_t i = 0; i < winner->first_share.size(); ++i) {
        const Issue& issue = ground.conflict.space.issues[i];
        const double share = winner->first_share[i];
        const std::string what = clean(issue.ask.empty() ? issue.id : issue.ask);
        said.push_back(what + ": " +
                       (share >= 1   ? name(ground, 0)
                        : share <= 0 ? name(ground, 1)
                                     : "divided, " + percent(share, 1) + " to " + name(ground, 0)) +
                       ".");
    }
    said.push_back(fmt::format("In all {} to {} and {} to {}, in points of the issues' ranges.",
                               number(ground, winner->totals[0]), name(ground, 0),
                               number(ground, winner->totals[1]), name(ground, 1)));
    return said;
}

}  // namespace

std::vector<std::string> why_here(const Settlement& settled, std::string_view id) {
    if (!gives_points(settled.conflict))
        return {"The case says of no package what it is worth to a party: there is nothing to choose by."};
    const Ground ground = ground_of(settled);
    if (id == "zone") return of_zone(ground);
    if (id == "frontier") return of_frontier(ground);
    if (id == "adjusted_winner") return of_adjusted_winner(ground);
    for (const NamedSolution& named : settled.result.solutions) {
        if (named.name != id) continue;
        if (named.solution) return of_solution(ground, named);
        if (settled.result.zone.empty)
            return {"There is no zone of agreement, so there is nothing to choose from."};
        return {named.why_not.empty() ? "It was not found here." : "Here it is " + clean(named.why_not)};
    }
    if (id == "weighted_nash")
        return {"It needs weights: entente settle CASE --nash-weights 2,1 gives one to each party."};
    if (id == "gupta_livne")
        return {"It needs a reference: a status_quo in the case, or entente settle CASE --reference DEAL."};
    return {"It was not asked for here."};
}

}  // namespace entente::report
