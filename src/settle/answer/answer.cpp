#include "settle/answer/answer.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "settle/answer/deals.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kTiedListed = 16;

/// At most `most`, and at least two, of so many points: evenly with both ends, and of `wanted` what there
/// is room for.
std::vector<std::size_t> thinned(std::size_t points, std::size_t most, std::vector<std::size_t> wanted) {
    most = std::max<std::size_t>(most, 2);
    std::vector<std::size_t> kept;
    if (points <= most) {
        kept.resize(points);
        std::iota(kept.begin(), kept.end(), std::size_t{0});
        return kept;
    }
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    wanted.resize(std::min(wanted.size(), most - 2));
    const std::size_t even = most - wanted.size();
    for (std::size_t k = 0; k < even; ++k)
        kept.push_back(static_cast<std::size_t>(int128{k} * (points - 1) / (even - 1)));
    kept.insert(kept.end(), wanted.begin(), wanted.end());
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}

template <class Units>
class Answerer {
public:
    Answerer(const Question<Units>& question, const std::vector<ExactUtility>& exact,
             const Problem<Units>& problem, const Findings<Units>& found)
        : conflict_(question.conflict),
          ask_(question),
          exact_(exact),
          problem_(problem),
          found_(found),
          front_(found.front),
          bargain_(rational_points(problem, found.front)) {}

    SettleResult run() {
        head();
        parties();
        zone();
        solutions();
        frontier();  // lists what the solutions chose, whatever else is left out
        if (ask_.options.brief) return std::move(result_);
        all_trades();
        winner();
        improvement();
        if (found_.impossible) note("The rules forbid every outcome.");
        return std::move(result_);
    }

private:
    void note(std::string text) {
        if (std::find(result_.notes.begin(), result_.notes.end(), text) == result_.notes.end())
            result_.notes.push_back(std::move(text));
    }

    void head() {
        result_.method = found_.method;
        result_.exact = found_.exact;
        result_.stopped = found_.stopped;
        result_.seed = ask_.run.seed;
        result_.notes = found_.notes;
        result_.issues = problem_.issues;
        result_.outcomes = outcome_count(conflict_.space);
        result_.outcomes_exact = conflict_.space.rules.empty();
        if (found_.feasible || found_.impossible) {
            result_.outcomes = found_.impossible ? "0" : found_.feasible->to_string();
            result_.outcomes_exact = true;
        }
    }

    void parties() {
        std::vector<std::string> open;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            PartySummary party;
            party.id = conflict_.parties[j].id;
            if (conflict_.parties[j].reserve) {
                party.reservation = conflict_.parties[j].reserve->value();
            } else {
                open.push_back(party.id);
            }
            party.best = problem_.points(j, found_.best[j]);
            party.worst = problem_.points(j, found_.worst[j]);
            party.proved = found_.proved[j] != 0;
            result_.parties.push_back(std::move(party));
        }
        if (!open.empty()) {
            note("No reservation value for " + join_words(open) +
                 ": any deal will do, and gains count from the worst feasible outcome.");
        }
        if (front_.complete || !found_.hunted || found_.hunted->ideals_proved) {
            for (std::size_t j = 0; j < bargain_.ideal.size(); ++j)
                result_.parties[j].ideal = problem_.points(j, bargain_.ideal[j]);
        }
    }

    void frontier() {
        Frontier& frontier = result_.frontier;
        const std::vector<std::size_t> listed = points_listed();
        frontier.complete = front_.complete && listed.size() == front_.size();
        frontier.points = front_.size();
        frontier.outcomes = front_.outcomes;
        frontier.rational_points = bargain_.size();
        frontier.epsilon = found_.epsilon;
        if (front_.complete) frontier.epsilon = distance_from(listed);
        frontier.items.resize(listed.size());
        constexpr std::size_t kTogether = 1024;
        for_each_block((listed.size() + kTogether - 1) / kTogether, ask_.run.to_its_end(),
                       [&](std::size_t block) {
                           const std::size_t end = std::min(listed.size(), (block + 1) * kTogether);
                           for (std::size_t k = block * kTogether; k < end; ++k)
                               frontier.items[k] = make_point(problem_, front_, listed[k]);
                       });
        if (listed.size() == front_.size()) return;
        note(fmt::format(
            "The frontier has {} points, all of them found; {} are listed, which is what {}. Counts and "
            "solutions are "
            "of all, and every outcome is at most {:.4g} points better for any party than one that is "
            "listed.",
            group_digits(std::to_string(front_.size())), group_digits(std::to_string(listed.size())),
            most_listed() >= ask_.options.frontier_limit ? "the limit asks for"
                                                         : "the memory budget allows",
            *frontier.epsilon));
    }

    /// How many points a list of the result may have.
    [[nodiscard]] std::size_t most_listed() const {
        return std::min<std::uint64_t>(ask_.options.frontier_limit,
                                       points_listable(problem_, ask_.run.memory_bytes));
    }

    /// The points that the result lists: all, or as many as limit and memory allow. Longer lists than that
    /// come from two parties only, whose frontier is a line.
    [[nodiscard]] std::vector<std::size_t> points_listed() const {
        const bool line = problem_.parties <= 2 && front_.complete;
        return thinned(front_.size(), line ? most_listed() : front_.size(), chosen_);
    }

    /// The most that any point of two parties' frontier is better for any party than the nearer of its
    /// listed neighbours.
    [[nodiscard]] double distance_from(const std::vector<std::size_t>& listed) const {
        double most = 0;
        for (std::size_t k = 0; k + 1 < listed.size(); ++k) {
            for (std::size_t p = listed[k] + 1; p < listed[k + 1]; ++p) {
                const double above =
                    problem_.points_of_difference(1, front_.row(p)[1] - front_.row(listed[k])[1]);
                const double beside =
                    problem_.points_of_difference(0, front_.row(p)[0] - front_.row(listed[k + 1])[0]);
                most = std::max(most, std::min(above, beside));
            }
        }
        return most;
    }

    void zone() {
        Zone& zone = result_.zone;
        const bool absent =
            front_.complete || found_.impossible || (found_.hunted && found_.hunted->zone == Proof::absent);
        zone.empty = bargain_.size() == 0;
        zone.proved = !zone.empty || absent;
        zone.outcomes = zone.empty && zone.proved ? "0" : found_.zone.outcomes;
        zone.interval = found_.zone.interval;
        // Who blocks, and by how much, hangs on outcomes that a list with gaps need not hold.
        const bool listed = front_.complete || (found_.hunted && found_.hunted->blockers_proved);
        if (zone.empty && listed) find_blockers(problem_, front_, zone);
        if (zone.empty && zone.proved && !listed && !found_.impossible)
            note("Who blocks, and by how much, was not proved within the budget.");
    }

    /// How far a chosen point's objective may lie below the best one; nothing where that is not known.
    std::optional<double> gap_of(const SolutionRecord& record, const Solution& solution) const {
        std::optional<double> gap;
        if (front_.complete) gap = 0;
        if (found_.hunted) {
            const auto hunted = found_.hunted->solutions.find(record.text.id);
            if (hunted != found_.hunted->solutions.end() && hunted->second.found) gap = hunted->second.gap;
        }
        if (found_.within.empty() || front_.complete) return gap;
        if (record.gap == nullptr) return std::nullopt;
        std::vector<double> ideal;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            ideal.push_back(
                static_cast<double>(problem_.gain_points(j, problem_.gain(j, bargain_.ideal[j]))));
        }
        const double near = record.gap({found_.within, solution.gains, ideal, ask_.options.nash_weights});
        return std::max(gap.value_or(0), near);
    }

    [[nodiscard]] bool ties_known(const SolutionRecord& record) const {
        if (front_.complete) return true;
        if (!found_.hunted || !found_.within.empty()) return false;
        const auto hunted = found_.hunted->solutions.find(record.text.id);
        return hunted != found_.hunted->solutions.end() && hunted->second.ties_known;
    }

    /// Are there points among which the solution chooses?
    [[nodiscard]] bool chooses(const SolutionRecord& record) const {
        if (bargain_.size() == 0 || !found_.hunted) return bargain_.size() > 0;
        const auto hunted = found_.hunted->solutions.find(record.text.id);
        return hunted != found_.hunted->solutions.end() && hunted->second.found;
    }

    NamedSolution solve(const SolutionRecord& record, const Choosing& chosen) {
        NamedSolution named{std::string(record.text.id), std::nullopt, {}};
        if (bargain_.size() == 0) return named;
        if (!chooses(record)) {
            named.why_not = "not found within the budget, and not ruled out.";
            return named;
        }
        named.why_not = chosen.why_not;
        if (!named.why_not.empty()) return named;
        const std::size_t point = bargain_.point[chosen.best];
        chosen_.push_back(point);
        Solution solution =
            make_solution(problem_, front_.row(point), make_point(problem_, front_, point), found_.best);
        solution.bound_gap = gap_of(record, solution);
        if (ties_known(record)) solution.tied_points = chosen.tied.size();
        for (std::size_t t = 0; t < std::min(chosen.tied.size(), kTiedListed); ++t)
            solution.tied.push_back(make_point(problem_, front_, bargain_.point[chosen.tied[t]]));
        named.solution = std::move(solution);
        return named;
    }

    void solutions() {
        const Ranks<Units> ranks(problem_, found_.separable ? &*found_.separable : nullptr, ask_.run);
        const Ground<Units> ground{bargain_, ask_.options.nash_weights, ask_.reference, &ranks,
                                   front_.complete};
        std::vector<const SolutionRecord*> asked;
        for (const SolutionRecord* record : solution_records()) {
            if (record->asked == nullptr || record->asked(ask_.options)) asked.push_back(record);
        }
        // Where there are many points solutions choose side by side; a brief answer needs the first alone.
        constexpr std::size_t kManyPoints = 1 << 14;
        const bool ahead = bargain_.size() >= kManyPoints && !ask_.options.brief;
        std::vector<Choosing> chosen(asked.size());
        const auto twin =
            [&](std::size_t k) {  // the one before it that it is by another name; itself: none
                std::size_t at = 0;
                while (at < k && asked[at]->text.id != asked[k]->text.same_as) ++at;
                return at;
            };
        const auto choose = [&](std::size_t k) {
            if (twin(k) == k && chooses(*asked[k])) chosen[k] = asked[k]->choose(ground);
        };
        if (ahead) for_each_block(asked.size(), ask_.run.to_its_end(), choose);
        for (std::size_t k = 0; k < asked.size(); ++k) {
            const SolutionRecord& record = *asked[k];
            const std::size_t same = twin(k);
            if (!ahead) choose(k);
            NamedSolution named = same < k ? result_.solutions[same] : solve(record, chosen[k]);
            named.name = record.text.id;
            if (same == k && !named.why_not.empty() && !hunted_in_vain(named.name))
                note(named.name + ": " + named.why_not);
            const bool enough = ask_.options.brief && named.solution;
            result_.solutions.push_back(std::move(named));
            if (enough) return;
        }
    }

    /// Adjusted Winner is efficient among win-or-lose splits; where halves of an issue are worth more than
    /// a half to both, or a party has a value of no deal, it may be no deal to recommend.
    void winner() {
        std::string why;
        std::optional<AdjustedWinner> winner = adjusted_winner(conflict_, exact_, why);
        if (winner) why = objection(worth_of(exact_, *winner));
        if (!why.empty()) note(why);
        if (why.empty()) result_.adjusted_winner = std::move(winner);
    }

    [[nodiscard]] std::string objection(const std::vector<double>& worth) const {
        const std::string what = fmt::format(
            "Adjusted Winner: not a deal to recommend, worth {:.2f} to {} and {:.2f} to {}: ", worth[0],
            conflict_.parties[0].id, worth[1], conflict_.parties[1].id);
        constexpr double kRounding = 1e-9;
        for (std::size_t j = 0; j < 2; ++j) {
            const auto& reserve = conflict_.parties[j].reserve;
            if (reserve && worth[j] < reserve->value() - kRounding)
                return what + "below the value of no deal of " + conflict_.parties[j].id + ".";
        }
        for (std::size_t p = 0; p < front_.size(); ++p) {
            const double u[2] = {problem_.points(0, front_.row(p)[0]),
                                 problem_.points(1, front_.row(p)[1])};
            const bool as_good = u[0] >= worth[0] - kRounding && u[1] >= worth[1] - kRounding;
            if (as_good && u[0] + u[1] > worth[0] + worth[1] + 4 * kRounding)
                return what + "some efficient deal is better for one party and worse for none.";
        }
        return "";
    }

    /// Whether the finder has said already that it was not found.
    [[nodiscard]] bool hunted_in_vain(const std::string& name) const {
        if (!found_.hunted) return false;
        const auto hunted = found_.hunted->solutions.find(name);
        return hunted != found_.hunted->solutions.end() && !hunted->second.found;
    }

    void all_trades() {
        constexpr std::size_t kMostParties = 16;  // a table per solution and party beyond helps nobody
        std::vector<Outcome> goal;
        if (problem_.parties <= kMostParties && front_.size() > 0) {
            for (std::size_t j = 0; j < problem_.parties; ++j) {
                std::size_t at = 0;
                for (std::size_t p = 1; p < front_.size(); ++p) {
                    if (front_.row(p)[j] > front_.row(at)[j]) at = p;
                }
                goal.push_back(make_point(problem_, front_, at).outcome);
            }
        }
        for (const NamedSolution& named : result_.solutions) {
            if (!named.solution || !solution_text(named.name).same_as.empty()) continue;
            const Outcome& deal = named.solution->point.outcome;
            const auto add = [&](const Outcome& reference, std::string name) {
                Trades trades = find_trades(conflict_, exact_, reference, deal);
                trades.deal = named.name;
                trades.reference = std::move(name);
                result_.trades.push_back(std::move(trades));
            };
            for (std::size_t j = 0; j < goal.size(); ++j)
                add(goal[j], "maximalist goal of " + conflict_.parties[j].id);
            if (ask_.options.reference) add(*ask_.options.reference, "reference");
            if (ask_.options.improve) add(*ask_.options.improve, "draft");
        }
    }

    void improvement() {
        if (!ask_.draft) return;
        const std::vector<Units>& draft = *ask_.draft;
        Improvement improvement;
        improvement.draft = *ask_.options.improve;
        for (std::size_t j = 0; j < problem_.parties; ++j)
            improvement.draft_utilities.push_back(problem_.points(j, draft[j]));
        improvement.complete = found_.better.complete;
        improvement.efficient = improvement.complete;
        const Front<Units>& front = found_.better.front ? *found_.better.front : front_;
        std::vector<std::size_t> better_points;
        for (std::size_t p = 0; p < front.size(); ++p) {
            bool better = false;
            bool worse = false;
            for (std::size_t j = 0; j < problem_.parties; ++j) {
                better = better || front.row(p)[j] > draft[j];
                worse = worse || front.row(p)[j] < draft[j];
            }
            if (worse) continue;
            if (better) improvement.efficient = false;
            better_points.push_back(p);
        }
        const std::vector<std::size_t> listed = thinned(better_points.size(), most_listed(), {});
        for (const std::size_t k : listed)
            improvement.items.push_back(make_point(problem_, front, better_points[k]));
        if (listed.size() < better_points.size()) {
            improvement.complete = false;
            note(fmt::format(
                "{} efficient deals leave nobody worse off than the draft; {} are listed, evenly.",
                group_digits(std::to_string(better_points.size())),
                group_digits(std::to_string(listed.size()))));
        }
        constexpr std::size_t kShown = 5;
        for (std::size_t i = 0; i < std::min(kShown, improvement.items.size()); ++i) {
            Trades trades = find_trades(conflict_, exact_, improvement.draft, improvement.items[i].outcome);
            trades.deal = "improvement " + std::to_string(i + 1);
            trades.reference = "draft";
            if (!trades.trades.empty()) result_.trades.push_back(std::move(trades));
        }
        result_.improvement = std::move(improvement);
    }

    const Case& conflict_;
    const Question<Units>& ask_;
    const std::vector<ExactUtility>& exact_;
    const Problem<Units>& problem_;
    const Findings<Units>& found_;
    const Front<Units>& front_;
    Bargain<Units> bargain_;
    std::vector<std::size_t> chosen_;  ///< points of the frontier that solutions chose
    SettleResult result_;
};

}  // namespace

template <class Units>
SettleResult answer(const Question<Units>& question, const std::vector<ExactUtility>& exact,
                    const Problem<Units>& problem, const Findings<Units>& found) {
    return Answerer<Units>(question, exact, problem, found).run();
}

template SettleResult answer(const Question<std::int64_t>&, const std::vector<ExactUtility>&,
                             const Problem<std::int64_t>&, const Findings<std::int64_t>&);
template SettleResult answer(const Question<int128>&, const std::vector<ExactUtility>&,
                             const Problem<int128>&, const Findings<int128>&);

}  // namespace entente::settle
