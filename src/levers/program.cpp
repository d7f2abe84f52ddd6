#include "levers/program.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::levers {
namespace {

/// Adds a variable that is 1 where every condition holds. \param wanted the program may only gain by it
/// being 1 (else by it being 0): one side of the equivalence is then enough
std::size_t add_conjunction(Milp& program, const std::vector<std::vector<std::size_t>>& choice,
                            const Conjunction& when, bool wanted) {
    const std::size_t y = program.add_variable(0, 0, 1);
    std::vector<LpEntry> all;
    for (const Condition& condition : when) {
        std::vector<LpEntry> row = {{y, 1}};
        const std::vector<std::size_t>& options = choice[condition.issue.index()];
        for (std::size_t o = 0; o < options.size(); ++o) {
            if (!condition.holds(OptionId(o))) continue;
            row.push_back({options[o], -1});
            all.push_back({options[o], -1});
        }
        if (wanted) program.add_row(std::move(row), -kUnbounded, 0);
    }
    if (!wanted) {
        all.push_back({y, 1});
        program.add_row(std::move(all), 1 - static_cast<double>(when.size()), kUnbounded);
    }
    return y;
}

}  // namespace

LeverProgram::LeverProgram(const Case& conflict, const Effects& effects)
    : case_(conflict), effects_(effects) {
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    add_agreement();
    for (const Issue& issue : conflict.space.issues) {
        std::vector<std::size_t>& variables = choice_.emplace_back();
        std::vector<LpEntry> one;
        for (std::size_t o = 0; o < issue.options.size(); ++o) {
            variables.push_back(base_.add_integer(0));
            one.push_back({variables.back(), 1});
        }
        base_.add_row(std::move(one), 1, 1);
    }
    for (const Rule& rule : conflict.space.rules) {
        std::vector<LpEntry> row;
        bool never = false;
        for (const Condition& condition : rule.never) {
            const std::size_t before = row.size();
            for (std::size_t o = 0; o < choice_[condition.issue.index()].size(); ++o) {
                if (condition.holds(OptionId(o))) row.push_back({choice_[condition.issue.index()][o], 1});
            }
            never = never || row.size() == before;
        }
        if (!never) base_.add_row(std::move(row), -kUnbounded, static_cast<double>(rule.never.size()) - 1);
    }
    for (std::size_t k = 0; k < effects.levers(); ++k) {
        const Terms& terms = effects.terms[k];
        size_.push_back(base_.add_variable(terms.price, 0, terms.usable ? terms.most : 0));
        used_.push_back(base_.add_integer(terms.fixed));
        base_.add_row({{size_[k], 1}, {used_[k], -std::max(terms.most, 1e-9)}}, -kUnbounded, 0);
        if (terms.least > 0) base_.add_row({{size_[k], 1}, {used_[k], -terms.least}}, 0, kUnbounded);
    }
    for (std::size_t i = 0; i < effects.parties(); ++i) {
        if (!std::isfinite(effects.floor[i])) continue;
        std::vector<LpEntry> worth;
        const ExactUtility& mine = exact[i];
        for (std::size_t issue = 0; issue < choice_.size(); ++issue) {
            for (std::size_t o = 0; o < choice_[issue].size(); ++o) {
                const double points = mine.points(mine.contribution[issue][o]);
                if (points != 0) worth.push_back({choice_[issue][o], points});
            }
        }
        for (const ExactTerm& term : mine.terms) {
            const double points = mine.points(term.units);
            if (points == 0) continue;
            worth.push_back({add_conjunction(base_, choice_, term.when, points > 0), points});
        }
        if (mine.has_cap) {  // what counts is the lesser of the sum and the cap
            const std::size_t counted = base_.add_variable(0, -kUnbounded, mine.points(mine.cap));
            worth.push_back({counted, -1});
            base_.add_row(std::move(worth), 0, kUnbounded);
            worth = {{counted, 1}};
        }
        for (std::size_t k = 0; k < effects.levers(); ++k) {
            if (effects.effect[k][i] != 0) worth.push_back({size_[k], effects.effect[k][i]});
        }
        if (agrees_.empty()) {
            base_.add_row(std::move(worth), effects.floor[i], kUnbounded);
            continue;
        }
        const double least = least_worth(effects, exact, i);
        // Only of those who agree is it asked: least + (floor - least) if it agrees.
        worth.push_back({agrees_[i], least - effects.floor[i]});
        base_.add_row(std::move(worth), least, kUnbounded);
    }
    const Passage passage(conflict);
    for (const Passage::Ballot& ballot : passage.ballots()) add_ballot(ballot);
}

/// Who agrees, and that it is enough of them.
void LeverProgram::add_agreement() {
    if (!case_.agree) return;
    std::vector<LpEntry> all;
    for (std::size_t i = 0; i < case_.parties.size(); ++i) {
        agrees_.push_back(base_.add_integer(0));
        all.push_back({agrees_[i], 1});
    }
    base_.add_row(std::move(all), static_cast<double>(case_.agree->votes), kUnbounded);
    for (const PartyId party : case_.agree->veto) base_.add_row({{agrees_[party.index()], 1}}, 1, 1);
}

/// The least that a party could be left with, levers that raise its demand at their most.
double LeverProgram::least_worth(const Effects& effects, const std::vector<ExactUtility>& exact,
                                 std::size_t party) {
    const ExactUtility& mine = exact[party];
    double least = 0;
    for (const auto& contribution : mine.contribution) {
        double low = contribution.empty() ? 0 : std::numeric_limits<double>::infinity();
        for (const int128 units : contribution) low = std::min(low, mine.points(units));
        least += low;
    }
    for (const ExactTerm& term : mine.terms) least += std::min(0.0, mine.points(term.units));
    if (mine.has_cap) least = std::min(least, mine.points(mine.cap));
    for (std::size_t k = 0; k < effects.levers(); ++k)
        least += std::min(0.0, effects.effect[k][party] * effects.terms[k].most);
    return std::min(least, effects.floor[party]);
}

/// A side's vote: an actor counts as in favour only where the outcome is worth its least to it.
void LeverProgram::add_ballot(const Passage::Ballot& ballot) {
    std::vector<LpEntry> in_favour;
    double power = 0;
    for (const Passage::Voter& voter : ballot.voters) {
        const std::size_t yes = base_.add_integer(0);
        std::vector<LpEntry> worth = {{yes, -voter.least}};
        for (std::size_t i = 0; i < voter.worth.size(); ++i) {
            for (std::size_t o = 0; o < voter.worth[i].size(); ++o) {
                if (voter.worth[i][o] != 0) worth.push_back({choice_[i][o], voter.worth[i][o]});
            }
        }
        base_.add_row(std::move(worth), 0, kUnbounded);  // worth is at least 0
        in_favour.push_back({yes, voter.power});
        power += voter.power;
        if (voter.veto) base_.add_row({{yes, 1}}, 1, 1);
    }
    if (!in_favour.empty()) base_.add_row(std::move(in_favour), ballot.quota * power, kUnbounded);
}

std::optional<Programmed> LeverProgram::solve_it(Milp program, const RunOptions& run) const {
    const MilpResult solved = solve(program, {.absolute_gap = 1e-9}, run);
    if (solved.values.empty()) return std::nullopt;
    Programmed found;
    found.proved = solved.status == LpStatus::optimal;
    for (const std::vector<std::size_t>& options : choice_) {
        std::size_t best = 0;
        for (std::size_t o = 1; o < options.size(); ++o) {
            if (solved.values[options[o]] > solved.values[options[best]]) best = o;
        }
        found.outcome.options.emplace_back(best);
    }
    found.sizes.assign(effects_.levers(), 0);
    for (std::size_t k = 0; k < found.sizes.size(); ++k) {
        const Terms& terms = effects_.terms[k];
        const double size = solved.values[size_[k]];
        if (size < 1e-9 * std::max(terms.most, 1.0)) continue;
        found.sizes[k] = std::min(size, terms.most);
        found.cost += terms.fixed + terms.price * found.sizes[k];
    }
    return found;
}

std::optional<Programmed> LeverProgram::cheapest(LeverMask allowed, const RunOptions& run) const {
    Milp program = base_;
    for (std::size_t k = 0; k < used_.size(); ++k) {
        if ((allowed >> k & 1u) == 0) program.high[used_[k]] = 0;
    }
    return solve_it(std::move(program), run);
}

std::vector<LeverMask> LeverProgram::minimal_sets(LeverMask allowed, const RunOptions& run, bool& complete,
                                                  std::size_t most) const {
    Milp program = base_;
    std::fill(program.objective.begin(), program.objective.end(), 0.0);
    for (std::size_t k = 0; k < used_.size(); ++k) {
        program.objective[used_[k]] = 1;
        if ((allowed >> k & 1u) == 0) program.high[used_[k]] = 0;
    }
    std::vector<LeverMask> found;
    complete = false;
    while (found.size() < most && !run.stop.stop_requested()) {
        const MilpResult solved = solve(program, {.absolute_gap = 0.5}, run);
        if (solved.values.empty()) {
            complete = solved.status == LpStatus::infeasible;
            return found;
        }
        LeverMask set = 0;
        std::vector<LpEntry> cut;
        for (std::size_t k = 0; k < used_.size(); ++k) {
            if (solved.values[used_[k]] < 0.5) continue;
            set |= LeverMask{1} << k;
            cut.push_back({used_[k], 1});
        }
        found.push_back(set);
        if (set == 0) {
            complete = true;
            return found;
        }
        const double size = static_cast<double>(cut.size());
        program.add_row(std::move(cut), -kUnbounded, size - 1);
    }
    return found;
}

}  // namespace entente::levers
