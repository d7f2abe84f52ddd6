#include "settle/answer/deals.hpp"

#include <algorithm>

namespace entente::settle {

template <class Units>
Point make_point(const Problem<Units>& problem, const Front<Units>& front, std::size_t point) {
    Point result;
    for (std::size_t j = 0; j < problem.parties; ++j) {
        result.utilities.push_back(problem.points(j, front.row(point)[j]));
    }
    std::vector<std::uint32_t> selection(problem.issues, 0);
    front.selection(point, selection.data());
    result.outcome = problem.outcome(selection.data());
    result.ties = front.ties ? front.ties(point) : std::string();
    return result;
}

template <class Units>
Solution make_solution(const Problem<Units>& problem, const Units* row, Point point,
                       const std::vector<Units>& best) {
    Solution solution;
    solution.point = std::move(point);
    for (std::size_t j = 0; j < problem.parties; ++j) {
        const Units gain = problem.gain(j, row[j]);
        solution.gains.push_back(static_cast<double>(problem.gain_points(j, gain)));
        const Units whole = problem.gain(j, best[j]);
        const auto given = static_cast<long double>(whole - gain);
        const bool open = whole > 0;  // a party that nothing can satisfy concedes nothing that way
        solution.concessions.push_back(open ? static_cast<double>(given / static_cast<long double>(whole))
                                            : 0);
    }
    return solution;
}

template <class Units>
Bargain<Units> rational_points(const Problem<Units>& problem, const Front<Units>& front) {
    const std::size_t n = problem.parties;
    Bargain<Units> bargain;
    bargain.problem = &problem;
    for (std::size_t p = 0; p < front.size(); ++p) {
        const Units* row = front.row(p);
        bool acceptable = true;
        for (std::size_t j = 0; j < n && acceptable; ++j) acceptable = problem.acceptable(j, row[j]);
        if (!acceptable) continue;
        if (bargain.point.empty()) bargain.ideal.assign(row, row + n);
        for (std::size_t j = 0; j < n; ++j) bargain.ideal[j] = std::max(bargain.ideal[j], row[j]);
        bargain.rows.insert(bargain.rows.end(), row, row + n);
        bargain.point.push_back(p);
    }
    return bargain;
}

template <class Units>
void find_blockers(const Problem<Units>& problem, const Front<Units>& front, Zone& zone) {
    const std::size_t n = problem.parties;
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::vector<std::size_t> best(n, kNone);
    std::size_t opens = kNone;
    long double least = 0;
    for (std::size_t p = 0; p < front.size(); ++p) {
        const Units* row = front.row(p);
        std::size_t short_of = 0;
        std::size_t who = 0;
        long double shift = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if (problem.acceptable(j, row[j])) continue;
            ++short_of;
            who = j;
            shift -= problem.gain_points(j, problem.gain(j, row[j]));
        }
        if (opens == kNone || shift < least) {
            opens = p;
            least = shift;
        }
        if (short_of == 1 && (best[who] == kNone || row[who] > front.row(best[who])[who])) best[who] = p;
    }
    if (opens == kNone) return;
    for (std::size_t j = 0; j < n; ++j) {
        if (problem.has_reserve[j] == 0) continue;
        Blocker blocker;
        blocker.party = PartyId(j);
        if (best[j] != kNone) {
            const Point at = make_point(problem, front, best[j]);
            blocker.at = at.outcome;
            blocker.shortfall =
                -static_cast<double>(problem.gain_points(j, problem.gain(j, front.row(best[j])[j])));
        }
        zone.blocked_by.push_back(std::move(blocker));
    }
    zone.smallest_shift = static_cast<double>(least);
    zone.opens_at = make_point(problem, front, opens).outcome;
}

Trades find_trades(const Case& conflict, const std::vector<ExactUtility>& exact, const Outcome& reference,
                   const Outcome& deal) {
    Trades result;
    std::vector<int128> issues_total(exact.size(), 0);
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        if (reference.options[i] == deal.options[i]) continue;
        Trade trade{IssueId(i), reference.options[i], deal.options[i], {}};
        for (std::size_t j = 0; j < exact.size(); ++j) {
            const auto& row = exact[j].contribution[i];
            const int128 change = row[deal.options[i].index()] - row[reference.options[i].index()];
            issues_total[j] += change;
            trade.change.push_back(exact[j].points(change));
        }
        result.trades.push_back(std::move(trade));
    }
    for (std::size_t j = 0; j < exact.size(); ++j) {
        const int128 all = units_of(exact[j], deal) - units_of(exact[j], reference);
        result.interaction.push_back(exact[j].points(all - issues_total[j]));
    }
    return result;
}

std::optional<AdjustedWinner> adjusted_winner(const Case& conflict, const std::vector<ExactUtility>& exact,
                                              std::string& why) {
    why.clear();
    if (exact.size() != 2) return std::nullopt;
    const std::size_t issues = conflict.space.issues.size();
    if (!conflict.space.rules.empty() || !exact[0].terms.empty() || !exact[1].terms.empty()) {
        why = "Adjusted Winner: not computed, since rules or interactions tie issues together.";
        return std::nullopt;
    }
    // Each party's points for winning an issue: its best option there less its worst, as shares of 100.
    std::vector<double> points[2];
    for (std::size_t j = 0; j < 2; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < issues; ++i) {
            const auto [low, high] =
                std::minmax_element(exact[j].contribution[i].begin(), exact[j].contribution[i].end());
            points[j].push_back(exact[j].points(*high - *low));
            sum += points[j].back();
        }
        if (!(sum > 0)) {
            why = "Adjusted Winner: not computed, since " + conflict.parties[j].id +
                  " does not care about any issue.";
            return std::nullopt;
        }
        for (double& p : points[j]) p = p / sum * 100;
    }
    for (std::size_t i = 0; i < issues; ++i) {
        if (!(points[0][i] > 0) || !(points[1][i] > 0)) continue;
        // Winning must mean the other's losing: some option is best for one and worst for the other.
        const auto& a = exact[0].contribution[i];
        const auto& b = exact[1].contribution[i];
        const auto opposed = [&](const auto& x, const auto& y) {
            const int128 high = *std::max_element(x.begin(), x.end());
            const int128 low = *std::min_element(y.begin(), y.end());
            for (std::size_t o = 0; o < x.size(); ++o) {
                if (x[o] == high && y[o] == low) return true;
            }
            return false;
        };
        if (opposed(a, b) && opposed(b, a)) continue;
        why = "Adjusted Winner: not computed, since on issue " + conflict.space.issues[i].id +
              " what is best for one party is not worst for the other.";
        return std::nullopt;
    }
    AdjustedWinner result;
    result.first_share.assign(issues, 0);
    double total[2] = {0, 0};
    std::vector<std::size_t> even;
    for (std::size_t i = 0; i < issues; ++i) {
        if (points[0][i] == points[1][i]) {
            even.push_back(i);
            continue;
        }
        const std::size_t winner = points[0][i] > points[1][i] ? 0 : 1;
        result.first_share[i] = winner == 0 ? 1 : 0;
        total[winner] += points[winner][i];
    }
    for (std::size_t i : even) {  // ties go to the side that is behind
        const std::size_t winner = total[0] <= total[1] ? 0 : 1;
        result.first_share[i] = winner == 0 ? 1 : 0;
        total[winner] += points[winner][i];
    }
    const std::size_t leader = total[0] >= total[1] ? 0 : 1;
    const std::size_t other = 1 - leader;
    std::vector<std::size_t> held;
    for (std::size_t i = 0; i < issues; ++i) {
        if (result.first_share[i] == (leader == 0 ? 1.0 : 0.0) && points[leader][i] > 0) held.push_back(i);
    }
    std::stable_sort(held.begin(), held.end(), [&](std::size_t x, std::size_t y) {
        return points[leader][x] * points[other][y] < points[leader][y] * points[other][x];
    });
    for (std::size_t i : held) {
        const double ahead = total[leader] - total[other];
        if (ahead <= 1e-12) break;
        const double whole = points[leader][i] + points[other][i];
        const double part = std::min(1.0, ahead / whole);  // the share of the issue that passes over
        total[leader] -= part * points[leader][i];
        total[other] += part * points[other][i];
        result.first_share[i] = leader == 0 ? 1 - part : part;
        if (part < 1) {
            result.split = IssueId(i);
            break;
        }
    }
    result.totals = {total[0], total[1]};
    return result;
}

std::vector<double> worth_of(const std::vector<ExactUtility>& exact, const AdjustedWinner& winner) {
    std::vector<double> result;
    for (std::size_t j = 0; j < 2; ++j) {
        double worth = 0;
        for (std::size_t i = 0; i < winner.first_share.size(); ++i) {
            const auto [low, high] =
                std::minmax_element(exact[j].contribution[i].begin(), exact[j].contribution[i].end());
            const double share = j == 0 ? winner.first_share[i] : 1 - winner.first_share[i];
            worth += exact[j].points(*low) + share * exact[j].points(*high - *low);
        }
        result.push_back(worth);
    }
    return result;
}

template <class Units>
std::optional<std::vector<Units>> units_at(const Case& conflict, const Problem<Units>& problem,
                                           const std::vector<ExactUtility>& exact, const Outcome& outcome) {
    if (!feasible(conflict.space, outcome)) return std::nullopt;
    std::vector<Units> result;
    for (std::size_t j = 0; j < problem.parties; ++j) {
        const int128 units = (units_of(exact[j], outcome) - problem.base[j]) / problem.step[j];
        result.push_back(problem.capped_units(j, static_cast<Units>(units)));
    }
    return result;
}

#define ENTENTE_DEALS(Units)                                                                \
    template Point make_point(const Problem<Units>&, const Front<Units>&, std::size_t);     \
    template Solution make_solution(const Problem<Units>&, const Units*, Point,             \
                                    const std::vector<Units>&);                             \
    template Bargain<Units> rational_points(const Problem<Units>&, const Front<Units>&);    \
    template void find_blockers(const Problem<Units>&, const Front<Units>&, Zone&);         \
    template std::optional<std::vector<Units>> units_at(const Case&, const Problem<Units>&, \
                                                        const std::vector<ExactUtility>&, const Outcome&);
ENTENTE_DEALS(std::int64_t)
ENTENTE_DEALS(int128)

}  // namespace entente::settle
