#include "settle/problem/separable.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/gcd.hpp"

namespace entente::settle {
namespace {

/// Issues that share a clause end up under one root.
class Ties {
public:
    explicit Ties(std::size_t issues) : parent_(issues) { std::iota(parent_.begin(), parent_.end(), 0u); }

    std::uint32_t root(std::uint32_t issue) {
        while (parent_[issue] != issue) issue = parent_[issue] = parent_[parent_[issue]];
        return issue;
    }
    void tie(const std::vector<ClausePart>& parts) {
        for (const ClausePart& part : parts) {
            const std::uint32_t a = root(parts.front().issue);
            const std::uint32_t b = root(part.issue);
            parent_[std::max(a, b)] = std::min(a, b);
        }
    }

private:
    std::vector<std::uint32_t> parent_;
};

bool holds_at(const std::vector<ClausePart>& parts, const std::vector<std::uint32_t>& choice) {
    return std::all_of(parts.begin(), parts.end(),
                       [&](const ClausePart& part) { return part.holds[choice[part.issue]] != 0; });
}

template <class Units>
struct GroupParts {
    std::vector<std::uint32_t> issues;
    std::vector<const Clause<Units>*> terms;
    std::vector<const Clause<Units>*> rules;
};

/// Steps through the combinations of some issues, the last one fastest. \return false after the last
bool next_combination(const std::vector<std::uint32_t>& issues,
                      const std::vector<std::vector<Choice>>& choices, std::vector<std::uint32_t>& at) {
    for (std::size_t i = issues.size(); i-- > 0;) {
        if (++at[issues[i]] < choices[issues[i]].size()) return true;
        at[issues[i]] = 0;
    }
    return false;
}

template <class Units>
SeparableGroup expand(const Problem<Units>& problem, const GroupParts<Units>& parts,
                      std::vector<std::uint32_t>& at) {
    SeparableGroup group;
    group.issues = parts.issues;
    for (const std::uint32_t issue : parts.issues) {
        at[issue] = 0;
        if (problem.choices[issue].empty()) return group;
    }
    const std::size_t n = problem.parties;
    std::size_t most = 1;  // combinations, rules ignored
    for (const std::uint32_t issue : parts.issues) most *= problem.choices[issue].size();
    group.values.reserve(most * n);
    group.choices.reserve(most * parts.issues.size());
    group.copies.reserve(most);
    do {
        if (std::any_of(parts.rules.begin(), parts.rules.end(),
                        [&](const auto* rule) { return holds_at(rule->parts, at); })) {
            continue;
        }
        std::uint64_t copies = 1;
        const std::size_t row = group.values.size();
        group.values.resize(row + n, 0);
        for (const std::uint32_t issue : parts.issues) {
            group.choices.push_back(at[issue]);
            copies *= problem.choices[issue][at[issue]].copies;
            for (std::size_t j = 0; j < n; ++j)
                group.values[row + j] += problem.value[issue][at[issue] * n + j];
        }
        for (const auto* term : parts.terms) {
            if (!holds_at(term->parts, at)) continue;
            for (std::size_t j = 0; j < n; ++j) group.values[row + j] += term->amount[j];
        }
        for (std::size_t j = 0; j < n; ++j) group.values[row + j] *= problem.fine[j];
        group.copies.push_back(copies);
    } while (next_combination(parts.issues, problem.choices, at));
    return group;
}

template <class Units>
std::string why_not(const Problem<Units>& problem, const std::vector<GroupParts<Units>>& parts,
                    std::size_t largest_group) {
    if (problem.capped()) return "a cap on utilities binds";
    for (const auto& part : parts) {
        if (part.issues.size() < 2) continue;
        double size = 1;
        double copies = 1;
        for (const std::uint32_t issue : part.issues) {
            std::uint32_t most = 1;
            for (const Choice& choice : problem.choices[issue]) most = std::max(most, choice.copies);
            size *= static_cast<double>(problem.choices[issue].size());
            copies *= most;
        }
        if (size > static_cast<double>(largest_group) || copies > 1e18) {
            return "rules and terms tie " + std::to_string(part.issues.size()) + " issues together";
        }
    }
    return {};
}

template <class Units>
void set_scales(const Problem<Units>& problem, Separable& space) {
    for (std::size_t j = 0; j < problem.parties; ++j) {
        const int128 fine = problem.fine[j];
        space.constants.push_back(-int128{problem.origin[j]});
        int128 numerator = problem.step[j];
        int128 denominator = 0;
        if (__builtin_mul_overflow(fine, problem.scale[j], &denominator)) denominator = 0;
        if (denominator != 0) {
            const int128 common = greatest_common_divisor(numerator, denominator);
            numerator /= common;
            denominator /= common;
        }
        space.unit_numerator.push_back(numerator);
        space.unit_denominator.push_back(denominator);
        space.unit_points.push_back(
            static_cast<long double>(problem.step[j]) /
            (static_cast<long double>(fine) * static_cast<long double>(problem.scale[j])));
    }
}

template <class Better>
int128 extreme(const Separable& space, std::size_t party, Better better) {
    int128 total = space.constants[party];
    for (std::size_t g = 0; g < space.groups.size(); ++g) {
        const std::size_t size = space.groups[g].size();
        ENTENTE_EXPECTS(size > 0);
        int128 best = space.value(g, 0)[party];
        for (std::size_t o = 1; o < size; ++o) best = better(best, space.value(g, o)[party]);
        total += best;
    }
    return total;
}

}  // namespace

bool Separable::impossible() const {
    return std::any_of(groups.begin(), groups.end(), [](const auto& group) { return group.size() == 0; });
}

std::vector<int128> Separable::gains(std::span<const std::uint32_t> choice) const {
    std::vector<int128> total = constants;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const int128* values = value(g, choice[g]);
        for (std::size_t j = 0; j < parties; ++j) total[j] += values[j];
    }
    return total;
}

std::vector<std::uint32_t> Separable::selection(std::span<const std::uint32_t> choice) const {
    std::vector<std::uint32_t> result(issues, 0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const SeparableGroup& group = groups[g];
        for (std::size_t i = 0; i < group.issues.size(); ++i) {
            result[group.issues[i]] = group.choices[choice[g] * group.issues.size() + i];
        }
    }
    return result;
}

int128 Separable::lowest(std::size_t party) const {
    return extreme(*this, party, [](int128 a, int128 b) { return a < b ? a : b; });
}

int128 Separable::highest(std::size_t party) const {
    return extreme(*this, party, [](int128 a, int128 b) { return a < b ? b : a; });
}

template <class Units>
SeparableForm separable_form(const Problem<Units>& problem, std::size_t largest_group) {
    Ties ties(problem.issues);
    for (const auto& rule : problem.rules) ties.tie(rule.parts);
    for (const auto& term : problem.terms) ties.tie(term.parts);
    std::vector<GroupParts<Units>> parts(problem.issues);
    for (std::uint32_t i = 0; i < problem.issues; ++i) parts[ties.root(i)].issues.push_back(i);
    for (const auto& rule : problem.rules)
        parts[ties.root(rule.parts.front().issue)].rules.push_back(&rule);
    for (const auto& term : problem.terms)
        parts[ties.root(term.parts.front().issue)].terms.push_back(&term);
    SeparableForm form;
    form.reason = why_not(problem, parts, largest_group);
    if (!form.reason.empty()) return form;
    Separable space;
    space.parties = problem.parties;
    space.issues = problem.issues;
    set_scales(problem, space);
    std::vector<std::uint32_t> at(problem.issues, 0);
    for (const auto& part : parts) {
        if (!part.issues.empty()) space.groups.push_back(expand(problem, part, at));
    }
    if (problem.infeasible) space.groups.push_back({});
    form.separable = std::move(space);
    return form;
}

template <class Units>
Separable scales_of(const Problem<Units>& problem) {
    Separable space;
    space.parties = problem.parties;
    space.issues = problem.issues;
    set_scales(problem, space);
    return space;
}

template Separable scales_of(const Problem<std::int64_t>&);
template Separable scales_of(const Problem<int128>&);
template SeparableForm separable_form(const Problem<std::int64_t>&, std::size_t);
template SeparableForm separable_form(const Problem<int128>&, std::size_t);

}  // namespace entente::settle
