#include "settle/problem/problem.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <map>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/gcd.hpp"

namespace entente::settle {
namespace {

using Signature = std::array<std::uint64_t, 2>;

std::uint64_t mix(std::uint64_t x) {  // splitmix64: spreads clause numbers into independent bit patterns
    x += 0x9e3779b97f4a7c15ull;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

int128 magnitude(int128 x) { return x < 0 ? -x : x; }

bool multiply(int128 a, int128 b, int128& product) { return !__builtin_mul_overflow(a, b, &product); }

int128 ceil_divide(int128 a, int128 b) {  // b > 0
    const int128 q = a / b;
    return a % b > 0 ? q + 1 : q;
}

struct RawPart {
    std::uint32_t issue = 0;
    std::vector<OptionRange> ranges;
    bool operator<(const RawPart& other) const {
        if (issue != other.issue) return issue < other.issue;
        return std::lexicographical_compare(
            ranges.begin(), ranges.end(), other.ranges.begin(), other.ranges.end(),
            [](const OptionRange& a, const OptionRange& b) {
                return a.first != b.first ? a.first < b.first : a.last < b.last;
            });
    }
};

using RawClause = std::vector<RawPart>;

enum class Truth { sometimes, always, never };

/// Drops parts that hold always; tells clauses that hold always or never.
Truth normalise(const Space& space, const Conjunction& when, RawClause& out) {
    out.clear();
    for (const Condition& condition : when) {
        const std::size_t options = space.issues[condition.issue.index()].options.size();
        std::size_t covered = 0;
        for (const OptionRange& range : condition.any_of) {
            covered += range.last.index() - range.first.index() + 1;
        }
        if (covered == 0) return Truth::never;
        if (covered < options) out.push_back({condition.issue.value, condition.any_of});
    }
    std::sort(out.begin(), out.end());
    return out.empty() ? Truth::always : Truth::sometimes;
}

/// The case in 128 bits before options are merged.
struct Draft {
    std::vector<int128> base;                             // per party
    std::vector<std::vector<std::vector<int128>>> value;  // [party][issue][option]
    std::map<RawClause, std::vector<int128>> terms;       // two or more issues
    std::vector<RawClause> rules;                         // likewise
    std::vector<std::vector<std::uint8_t>> banned;        // [issue][option]; empty: none
    bool infeasible = false;
};

void add_terms(const Case& conflict, const std::vector<ExactUtility>& exact, Draft& draft) {
    RawClause raw;
    for (std::size_t party = 0; party < exact.size(); ++party) {
        for (const ExactTerm& term : exact[party].terms) {
            if (term.units == 0) continue;
            const Truth truth = normalise(conflict.space, term.when, raw);
            if (truth == Truth::never) continue;
            if (truth == Truth::always) {
                draft.base[party] += term.units;
            } else if (raw.size() == 1) {
                for (const OptionRange& range : raw[0].ranges) {
                    for (std::size_t o = range.first.index(); o <= range.last.index(); ++o) {
                        draft.value[party][raw[0].issue][o] += term.units;
                    }
                }
            } else {
                auto& amounts = draft.terms[raw];
                amounts.resize(exact.size(), 0);
                amounts[party] += term.units;
            }
        }
    }
}

void add_rules(const Case& conflict, Draft& draft) {
    draft.banned.resize(conflict.space.issues.size());
    std::map<RawClause, bool> seen;
    RawClause raw;
    for (const Rule& rule : conflict.space.rules) {
        const Truth truth = normalise(conflict.space, rule.never, raw);
        if (truth == Truth::never) continue;
        if (truth == Truth::always) {
            draft.infeasible = true;
        } else if (raw.size() == 1) {
            auto& banned = draft.banned[raw[0].issue];
            banned.resize(conflict.space.issues[raw[0].issue].options.size(), 0);
            for (const OptionRange& range : raw[0].ranges) {
                for (std::size_t o = range.first.index(); o <= range.last.index(); ++o) banned[o] = 1;
            }
        } else if (seen.emplace(raw, true).second) {
            draft.rules.push_back(raw);
        }
    }
}

/// A pattern per option of every issue that tells which clause parts hold there.
std::vector<std::vector<Signature>> signatures(const Case& conflict, const Draft& draft) {
    std::vector<std::vector<Signature>> result(conflict.space.issues.size());
    std::uint64_t number = 0;
    const auto add = [&](const RawClause& clause) {
        for (const RawPart& part : clause) {
            auto& line = result[part.issue];
            line.resize(conflict.space.issues[part.issue].options.size() + 1, Signature{0, 0});
            ++number;
            const Signature mark{mix(2 * number), mix(2 * number + 1)};
            for (const OptionRange& range : part.ranges) {
                for (std::size_t side = 0; side < 2; ++side) {
                    line[range.first.index()][side] ^= mark[side];
                    line[range.last.index() + 1][side] ^= mark[side];
                }
            }
        }
    };
    for (const auto& [clause, amounts] : draft.terms) add(clause);
    for (const RawClause& clause : draft.rules) add(clause);
    for (auto& line : result) {
        for (std::size_t o = 1; o < line.size(); ++o) {
            for (std::size_t side = 0; side < 2; ++side) line[o][side] ^= line[o - 1][side];
        }
    }
    return result;
}

/// The classes of one issue's options, by smallest option. \param apart keep them apart: ratifiers tell
/// options from each other that are the same to every party
std::vector<Choice> merge_options(std::size_t issue, std::size_t options, const Draft& draft,
                                  const std::vector<Signature>& signature, bool apart) {
    std::vector<std::uint32_t> order;
    order.reserve(options);
    for (std::size_t o = 0; o < options; ++o) {
        if (draft.banned[issue].empty() || draft.banned[issue][o] == 0) {
            order.push_back(static_cast<std::uint32_t>(o));
        }
    }
    const auto compare = [&](std::uint32_t a, std::uint32_t b) {
        for (const auto& party : draft.value) {
            if (party[issue][a] != party[issue][b]) return party[issue][a] < party[issue][b] ? -1 : 1;
        }
        if (!signature.empty() && signature[a] != signature[b]) return signature[a] < signature[b] ? -1 : 1;
        return 0;
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int c = compare(a, b);
        return c != 0 ? c < 0 : a < b;
    });
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && !apart && compare(order[i - 1], order[i]) == 0) {
            ++choices.back().copies;
        } else {
            choices.push_back({order[i], 1});
        }
    }
    std::sort(choices.begin(), choices.end(),
              [](const Choice& a, const Choice& b) { return a.option < b.option; });
    return choices;
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
    Draft& draft;
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
    const auto signature = signatures(conflict, draft);
    problem.choices.resize(problem.issues);
    wide.resize(problem.issues);
    for (std::size_t i = 0; i < problem.issues; ++i) {
        problem.choices[i] = merge_options(i, conflict.space.issues[i].options.size(), draft, signature[i],
                                           !conflict.ratify.empty());
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
std::uint64_t Problem<Units>::lot(const Units* units) const {
    std::uint64_t sum = 0;
    for (std::size_t j = 0; j < parties; ++j) {
        std::uint64_t name = 0xcbf29ce484222325ull;  // FNV-1a
        for (const char c : ids[j]) name = (name ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
        const double worth = points(j, units[j]) + 0.0;  // no negative zero
        sum += mix(name ^ mix(std::bit_cast<std::uint64_t>(worth)));
    }
    return mix(sum);
}

template <class Units>
double Problem<Units>::size() const {
    double product = 1;
    for (const auto& line : choices) {
        double options = 0;
        for (const Choice& choice : line) options += choice.copies;
        product *= options;
    }
    return product;
}

template <class Units>
double Problem<Units>::selections() const {
    double product = 1;
    for (const auto& line : choices) product *= static_cast<double>(line.size());
    return product;
}

template <class Units>
Outcome Problem<Units>::outcome(const std::uint32_t* selection) const {
    Outcome result;
    result.options.reserve(issues);
    for (std::size_t i = 0; i < issues; ++i) {
        result.options.emplace_back(std::size_t{choices[i][selection[i]].option});
    }
    return result;
}

namespace {
template <class Units>
bool meets(const Clause<Units>& clause, const std::uint32_t* selection) {
    for (const ClausePart& part : clause.parts) {
        if (part.holds[selection[part.issue]] == 0) return false;
    }
    return true;
}
}  // namespace

template <class Units>
bool Problem<Units>::evaluate(const std::uint32_t* selection, Units* units) const {
    if (infeasible) return false;
    for (const auto& rule : rules) {
        if (meets(rule, selection)) return false;
    }
    for (std::size_t j = 0; j < parties; ++j) units[j] = 0;
    for (std::size_t i = 0; i < issues; ++i) {
        const Units* row = value[i].data() + selection[i] * parties;
        for (std::size_t j = 0; j < parties; ++j) units[j] += row[j];
    }
    for (const auto& term : terms) {
        if (!meets(term, selection)) continue;
        for (std::size_t j = 0; j < parties; ++j) units[j] += term.amount[j];
    }
    for (std::size_t j = 0; j < parties; ++j) units[j] = capped_units(j, units[j]);
    return true;
}

template <class Units>
std::optional<Problem<Units>> build_problem(const Case& conflict, const std::vector<ExactUtility>& exact) {
    ENTENTE_EXPECTS(exact.size() == conflict.parties.size());
    Draft draft;
    for (const ExactUtility& u : exact) {
        draft.base.push_back(0);
        draft.value.push_back(u.contribution);
        ENTENTE_EXPECTS(u.contribution.size() == conflict.space.issues.size());
    }
    add_terms(conflict, exact, draft);
    add_rules(conflict, draft);
    Builder<Units> builder{conflict, exact, draft};
    if (!builder.run()) return std::nullopt;
    return std::move(builder.problem);
}

template struct Problem<std::int64_t>;
template struct Problem<int128>;
template std::optional<Problem<std::int64_t>> build_problem(const Case&, const std::vector<ExactUtility>&);
template std::optional<Problem<int128>> build_problem(const Case&, const std::vector<ExactUtility>&);

}  // namespace entente::settle
