// Builds the problem of a case: scales each party's numbers to the smallest integers that keep them exact.
#include <algorithm>
#include <limits>

#include "entente/core/gcd.hpp"
#include "settle/problem/draft.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {
namespace {

int128 magnitude(int128 x) { return x < 0 ? -x : x; }

bool multiply(int128 a, int128 b, int128& product) { return !__builtin_mul_overflow(a, b, &product); }

int128 ceil_divide(int128 a, int128 b) {  // b > 0
    const int128 q = a / b;
    return a % b > 0 ? q + 1 : q;
}

template <class Units>
constexpr int128 room() {
    // Half of the type's range twice over: sums of two such numbers and gains cannot overflow.
    return sizeof(Units) == 8 ? int128{1} << 62 : int128{1} << 125;
}

std::vector<ClausePart> parts_of(const RawClause& raw, const std::vector<std::vector<Choice>>& choices) {
    std::vector<ClausePart> parts;
    for (const RawPart& part : raw) {
        ClausePart out;
        out.issue = part.issue;
        for (const Choice& choice : choices[part.issue]) {
            const bool in = std::any_of(part.ranges.begin(), part.ranges.end(), [&](const OptionRange& r) {
                return r.first.value <= choice.option && choice.option <= r.last.value;
            });
            out.holds.push_back(in ? 1 : 0);
        }
        parts.push_back(std::move(out));
    }
    return parts;
}

/// After options are banned a part may hold always or never among what is left.
enum class Left { sometimes, always, never };
Left reduce(std::vector<ClausePart>& parts) {
    for (std::size_t i = 0; i < parts.size();) {
        const auto& holds = parts[i].holds;
        const auto count = static_cast<std::size_t>(std::count(holds.begin(), holds.end(), 1));
        if (count == 0) return Left::never;
        if (count == holds.size()) {
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    return parts.empty() ? Left::always : Left::sometimes;
}

template <class Units>
struct Builder {
    const Case& conflict;
    const std::vector<ExactUtility>& exact;
    ProblemDraft& draft;
    Problem<Units> problem{};
    std::vector<std::vector<std::vector<int128>>> wide{};  // [issue][choice][party], 128 bits

    bool run();
    void read_values();
    void read_clauses();
    bool scale_party(std::size_t party);
    bool set_gain(std::size_t party);
};

template <class Units>
void Builder<Units>::read_values() {
    const std::size_t n = problem.parties;
    problem.choices = merged_choices(conflict, draft);
    wide.resize(problem.issues);
    for (std::size_t i = 0; i < problem.issues; ++i) {
        if (problem.choices[i].empty()) problem.infeasible = true;
        for (const Choice& choice : problem.choices[i]) {
            std::vector<int128> row(n);
            for (std::size_t j = 0; j < n; ++j) row[j] = draft.value[j][i][choice.option];
            wide[i].push_back(std::move(row));
        }
    }
}

template <class Units>
void Builder<Units>::read_clauses() {
    for (const RawClause& raw : draft.rules) {
        Clause<Units> clause{parts_of(raw, problem.choices), {}};
        const Left left = reduce(clause.parts);
        if (left == Left::never) continue;
        if (left == Left::always) {
            problem.infeasible = true;
        } else {
            problem.rules.push_back(std::move(clause));
        }
    }
}

template <class Units>
bool Builder<Units>::set_gain(std::size_t party) {
    const ExactUtility& u = exact[party];
    const int128 step = problem.step[party];
    problem.fine[party] = 1;
    problem.origin[party] = 0;
    problem.reserve[party] = std::numeric_limits<Units>::lowest();
    problem.has_reserve[party] = u.has_reserve ? 1 : 0;
    if (!u.has_reserve) return true;
    // fine * units - origin with the true reservation value p / q: multiply by the least number that
    // makes the distance a whole one. Where that leaves the type, the value rounded up to the grid.
    const Rational reserve = conflict.parties[party].reserve->best;
    const int128 q = reserve.denominator;
    int128 distance = 0;  // (p / q * scale - base) * q
    int128 scaled_base = 0;
    int128 unit = 0;
    bool fits = multiply(reserve.numerator, u.scale, distance) &&
                multiply(draft.base[party], q, scaled_base) && multiply(step, q, unit) &&
                magnitude(distance) < (int128{1} << 125) && magnitude(scaled_base) < (int128{1} << 125);
    int128 fine = 1;
    int128 origin = 0;
    if (fits) {
        distance -= scaled_base;
        const int128 common = greatest_common_divisor(distance, unit);
        fine = unit / common;
        origin = distance / common;
    }
    int128 reach = 0;
    const int128 far = std::max(magnitude(problem.highest[party]), magnitude(problem.lowest[party])) + 1;
    fits = fits && multiply(fine, far, reach) && reach < room<Units>() && magnitude(origin) < room<Units>();
    if (!fits) {
        if (sizeof(Units) == 8) return false;
        fine = 1;
        origin = ceil_divide(u.reserve - draft.base[party], step);
        if (magnitude(origin) >= room<Units>())
            origin = origin < 0 ? -room<Units>() + 1 : room<Units>() - 1;
        problem.exact = false;
    }
    problem.fine[party] = static_cast<Units>(fine);
    problem.origin[party] = static_cast<Units>(origin);
    problem.reserve[party] = static_cast<Units>(ceil_divide(origin, fine));
    return true;
}

template <class Units>
bool Builder<Units>::scale_party(std::size_t party) {
    const std::size_t n = problem.parties;
    int128 step = 0;
    int128 high = 0;
    int128 low = 0;
    int128 size = 0;  // of any partial sum
    for (auto& issue : wide) {
        if (issue.empty()) continue;
        int128 least = issue[0][party];
        int128 most = least;
        for (const auto& choice : issue) {
            least = std::min(least, choice[party]);
            most = std::max(most, choice[party]);
        }
        draft.base[party] += least;
        high += most - least;
        for (auto& choice : issue) {
            choice[party] -= least;
            step = greatest_common_divisor(step, choice[party]);
        }
    }
    size = high;
    for (const auto& [clause, amounts] : draft.terms) {
        step = greatest_common_divisor(step, amounts[party]);
        (amounts[party] > 0 ? high : low) += amounts[party];
        size += magnitude(amounts[party]);
    }
    const ExactUtility& u = exact[party];
    const bool binds = u.has_cap && draft.base[party] + high > u.cap;
    if (binds) step = greatest_common_divisor(step, u.cap - draft.base[party]);
    if (step == 0) step = 1;
    int128 cap = 0;
    if (binds) cap = (u.cap - draft.base[party]) / step;
    if (size / step + 1 >= room<Units>() || magnitude(cap) >= room<Units>()) return false;
    problem.base[party] = draft.base[party];
    problem.step[party] = step;
    problem.scale[party] = u.scale;
    problem.has_cap[party] = binds ? 1 : 0;
    problem.cap[party] = static_cast<Units>(cap);
    problem.lowest[party] = static_cast<Units>(low / step);
    problem.highest[party] = static_cast<Units>(high / step);
    for (std::size_t i = 0; i < problem.issues; ++i) {
        problem.value[i].resize(problem.choices[i].size() * n);
        for (std::size_t c = 0; c < wide[i].size(); ++c) {
            problem.value[i][c * n + party] = static_cast<Units>(wide[i][c][party] / step);
        }
    }
    return true;
}

template <class Units>
bool Builder<Units>::run() {
    const std::size_t n = exact.size();
    problem.parties = n;
    for (const Party& party : conflict.parties) problem.ids.push_back(party.id);
    problem.issues = conflict.space.issues.size();
    problem.infeasible = draft.infeasible;
    problem.value.resize(problem.issues);
    for (auto* line : {&problem.reserve, &problem.cap, &problem.lowest, &problem.highest, &problem.fine,
                       &problem.origin}) {
        line->assign(n, 0);
    }
    for (auto* line : {&problem.base, &problem.step, &problem.scale}) line->assign(n, 1);
    problem.has_reserve.assign(n, 0);
    problem.has_cap.assign(n, 0);
    for (const ExactUtility& u : exact) problem.exact = problem.exact && u.exact;
    read_values();
    read_clauses();
    std::vector<Clause<Units>> terms;
    std::vector<const std::vector<int128>*> amounts;
    for (auto it = draft.terms.begin(); it != draft.terms.end();) {
        Clause<Units> clause{parts_of(it->first, problem.choices), {}};
        const Left left = reduce(clause.parts);
        if (left == Left::sometimes && clause.parts.size() > 1) {
            amounts.push_back(&it->second);
            terms.push_back(std::move(clause));
            ++it;
            continue;
        }
        if (left == Left::always) {
            for (std::size_t j = 0; j < n; ++j) draft.base[j] += it->second[j];
        } else if (left == Left::sometimes) {
            const ClausePart& part = clause.parts[0];
            for (std::size_t c = 0; c < part.holds.size(); ++c) {
                for (std::size_t j = 0; j < n; ++j) {
                    wide[part.issue][c][j] += part.holds[c] != 0 ? it->second[j] : 0;
                }
            }
        }
        it = draft.terms.erase(it);
    }
    for (std::size_t j = 0; j < n; ++j) {
        if (!scale_party(j)) return false;
    }
    for (std::size_t t = 0; t < terms.size(); ++t) {
        for (std::size_t j = 0; j < n; ++j) {
            terms[t].amount.push_back(static_cast<Units>((*amounts[t])[j] / problem.step[j]));
        }
    }
    problem.terms = std::move(terms);
    for (std::size_t j = 0; j < n; ++j) {
        if (!set_gain(j)) return false;
    }
    return true;
}

}  // namespace

template <class Units>
std::optional<Problem<Units>> build_problem(const Case& conflict, const std::vector<ExactUtility>& exact) {
    ProblemDraft draft = draft_problem(conflict, exact);
    Builder<Units> builder{conflict, exact, draft};
    if (!builder.run()) return std::nullopt;
    return std::move(builder.problem);
}

template std::optional<Problem<std::int64_t>> build_problem(const Case&, const std::vector<ExactUtility>&);
template std::optional<Problem<int128>> build_problem(const Case&, const std::vector<ExactUtility>&);

}  // namespace entente::settle
