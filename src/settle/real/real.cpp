#include "entente/settle/real.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "settle/real/hunt.hpp"
#include "settle/real/model.hpp"

namespace entente::settle {
namespace {

/// The shortest fraction within `room` of a number: what an author would have written.
std::optional<Rational> shortest(double x, double room) {
    double rest = x;
    std::int64_t p0 = 1, q0 = 0, p1 = static_cast<std::int64_t>(std::floor(x)), q1 = 1;
    for (int k = 0; k < 30; ++k) {
        if (std::abs(static_cast<double>(p1) / static_cast<double>(q1) - x) <= room)
            return Rational(p1, q1);
        const double part = rest - std::floor(rest);
        if (part < 1e-14) break;
        rest = 1 / part;
        const double whole = std::floor(rest);
        if (whole > 1e9 || static_cast<double>(q1) * whole > 1e12) break;
        const auto a = static_cast<std::int64_t>(whole);
        const std::int64_t p2 = a * p1 + p0, q2 = a * q1 + q0;
        p0 = p1;
        q0 = q1;
        p1 = p2;
        q1 = q2;
    }
    return std::nullopt;
}

/// Puts a number among an issue's options, every party's score on the line between its neighbours.
bool insert(Case& conflict, std::size_t issue, const Rational& value) {
    std::vector<Option>& options = conflict.space.issues[issue].options;
    const bool rising = *options.front().value < *options.back().value;
    std::size_t at = 0;
    while (at < options.size() && (rising ? *options[at].value < value : *options[at].value > value)) ++at;
    if (at == 0 || at == options.size() || *options[at].value == value) return false;
    const Rational a = *options[at - 1].value, b = *options[at].value;
    std::vector<std::pair<IssueScore*, Rational>> scores;
    for (Party& party : conflict.parties) {
        IssueScore& score = party.preference.issues[issue];
        if (score.scores.empty()) continue;
        const Rational low = score.scores[at - 1].best, high = score.scores[at].best;
        scores.emplace_back(&score, low + (high - low) * ((value - a) / (b - a)));
    }
    for (auto& [score, between] : scores)
        score->scores.insert(score->scores.begin() + static_cast<std::ptrdiff_t>(at), Quantity(between));
    options.insert(options.begin() + static_cast<std::ptrdiff_t>(at), {value.to_string(), value});
    return true;
}

std::string obstacle(const Case& conflict) {
    if (!conflict.space.rules.empty()) return "rules tie issues together";
    for (const Party& party : conflict.parties) {
        if (!party.preference.additive()) return "bonuses tie issues together";
    }
    const auto binds = [](const ExactUtility& u) { return u.has_cap && u.highest > u.cap; };
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    if (std::any_of(exact.begin(), exact.end(), binds)) return "a cap on utilities binds";
    if (conflict.war || !conflict.control.empty() || conflict.graph)
        return "the case names its options elsewhere";
    return "";
}

/// Evenly spaced numbers among an issue's options.
void add_grid(Case& conflict, std::size_t issue, std::size_t points) {
    const Rational low = *conflict.space.issues[issue].options.front().value;
    const Rational high = *conflict.space.issues[issue].options.back().value;
    for (std::size_t k = 1; k + 1 < points; ++k) {
        const Rational share(static_cast<std::int64_t>(k), static_cast<std::int64_t>(points - 1));
        try {
            (void)insert(conflict, issue, low + (high - low) * share);
        } catch (const std::overflow_error&) {
            // this number has no fraction that 64 bits hold; its neighbours stand in
        }
    }
}

/// The same outcome of a case with more options.
void rename(std::optional<Outcome>& outcome, const Case& from, const Case& to) {
    if (!outcome || outcome->options.size() != from.space.issues.size()) return;
    for (std::size_t i = 0; i < outcome->options.size(); ++i) {
        const std::string& label = from.space.issues[i].options[outcome->options[i].index()].label;
        const std::vector<Option>& options = to.space.issues[i].options;
        const auto at = std::find_if(options.begin(), options.end(),
                                     [&](const Option& option) { return option.label == label; });
        outcome->options[i] = OptionId(static_cast<std::size_t>(at - options.begin()));
    }
}

/// What holds of the real issues, and what of the options only.
void qualify(const RealOptions& real, SettleResult& result) {
    const std::string names = join_words(real.issues);
    const auto listed = [&](std::size_t issue) { return real.conflict.space.issues[issue].options.size(); };
    std::string sizes;
    for (std::size_t i = 0; i < real.conflict.space.issues.size(); ++i) {
        const std::string& id = real.conflict.space.issues[i].id;
        if (std::find(real.issues.begin(), real.issues.end(), id) == real.issues.end()) continue;
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(listed(i)) + " numbers of " + id;
    }
    if (result.frontier.complete || result.frontier.epsilon)
        result.frontier.epsilon = result.frontier.epsilon.value_or(0) + real.between;
    result.frontier.complete = false;
    result.exact = result.exact && real.exact;
    if (!real.exact && result.zone.empty) result.zone.proved = false;
    for (NamedSolution& named : result.solutions) {
        if (!named.solution) continue;
        const std::string& name = named.name;
        const bool sought = name == "nash" || name == "kalai_smorodinsky" || name == "egalitarian" ||
                            name == "leximin" || name == "utilitarian";
        if (!real.exact || !sought) named.solution->bound_gap.reset();
        named.solution->tied_points.reset();
    }
    if (real.exact) {
        result.notes.push_back(
            "Real-valued (" + names +
            "): whether there is a zone, the best outcomes and the Nash, "
            "Kalai-Smorodinsky, egalitarian and utilitarian deals are those of all numbers (to 1e-9 of the "
            "range); counts, other solutions and the frontier's list are of " +
            sizes + "; --grid N takes more.");
    } else {
        result.notes.push_back("Real-valued (" + names + "): looked at on " + sizes + " only, since " +
                               real.why_not + "; what lies between may be better; --grid N takes more.");
    }
}

}  // namespace

RealSettlement settle_real(const Case& conflict, const std::vector<IssueId>& issues, std::size_t grid,
                           const SettleOptions& options, const RunOptions& run) {
    RealSettlement settled{conflict, {}};
    SettleOptions own = options;
    if (issues.empty()) {
        settled.result = settle(conflict, own, run);
        return settled;
    }
    for (const IssueId issue : issues) add_grid(settled.conflict, issue.index(), grid);
    RealOptions real = with_real_options(settled.conflict, issues, run);
    settled.conflict = real.conflict;
    rename(own.reference, conflict, settled.conflict);
    rename(own.improve, conflict, settled.conflict);
    settled.result = settle(settled.conflict, own, run);
    qualify(real, settled.result);
    return settled;
}

RealOptions with_real_options(const Case& conflict, const std::vector<IssueId>& issues,
                              const RunOptions& run) {
    RealOptions result;
    result.conflict = conflict;
    for (const IssueId issue : issues) result.issues.push_back(conflict.space.issues[issue.index()].id);
    const RealModel model(conflict, issues);
    for (const IssueId issue : issues) {  // the nearer of two neighbours costs at most half the step
        double step = 0;
        for (const std::vector<double>& row : model.worth(issue.index())) {
            for (std::size_t o = 1; o < row.size(); ++o)
                step = std::max(step, std::abs(row[o] - row[o - 1]));
        }
        result.between += step / 2;
    }
    result.why_not = obstacle(conflict);
    if (!result.why_not.empty()) return result;
    std::vector<std::vector<double>> numbers(conflict.space.issues.size());
    result.exact = hunt_numbers(model, run, numbers);
    if (!result.exact) result.why_not = "a program was not solved";
    for (const IssueId issue : issues) {
        const std::vector<Option>& options = conflict.space.issues[issue.index()].options;
        const double range = std::abs(options.back().value->value() - options.front().value->value());
        for (const double number : numbers[issue.index()]) {
            try {
                const auto value = shortest(number, 1e-9 * range);
                if (value && insert(result.conflict, issue.index(), *value)) ++result.added;
            } catch (const std::overflow_error&) {
                result.exact = false;  // the number has no fraction that 64 bits hold
                result.why_not = "its numbers have too many digits";
            }
        }
    }
    return result;
}

}  // namespace entente::settle
