#include "settle/milp/model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::settle {
namespace {

/// How a clause bears on one issue: which kept choices belong to it, and whether that is welcome.
template <class Units>
struct Bearing {
    const std::vector<std::uint8_t>* holds;
    bool welcome = false;    // some party gains where the clause holds
    bool unwelcome = false;  // some party loses, or it is a rule
};

template <class Units>
class Trimmer {
public:
    explicit Trimmer(const Problem<Units>& problem) : n_(problem.parties) {
        trimmed_.terms = problem.terms;
        trimmed_.rules = problem.rules;
        trimmed_.value = problem.value;
        trimmed_.constant.assign(n_, 0);
        trimmed_.infeasible = problem.infeasible;
        for (const auto& choices : problem.choices) {
            trimmed_.kept.emplace_back(choices.size());
            std::iota(trimmed_.kept.back().begin(), trimmed_.kept.back().end(), 0u);
            if (choices.empty()) trimmed_.infeasible = true;
        }
    }

    Trimmed<Units> run() {
        bool changed = true;
        while (changed && !trimmed_.infeasible) {
            changed = false;
            const auto bearings = find_bearings();
            for (std::size_t i = 0; i < trimmed_.kept.size(); ++i) {
                const std::vector<std::uint8_t> keep = undominated(i, bearings[i]);
                if (std::count(keep.begin(), keep.end(), 0) == 0) continue;
                drop(i, keep);
                changed = true;
                // Bearings of other issues point into the same clauses, whose other parts did not change.
            }
            if (changed) fold();
        }
        return std::move(trimmed_);
    }

private:
    std::vector<std::vector<Bearing<Units>>> find_bearings() const {
        std::vector<std::vector<Bearing<Units>>> bearings(trimmed_.kept.size());
        for (const auto& term : trimmed_.terms) {
            Bearing<Units> bearing{};
            for (const Units amount : term.amount) {
                bearing.welcome = bearing.welcome || amount > 0;
                bearing.unwelcome = bearing.unwelcome || amount < 0;
            }
            for (const ClausePart& part : term.parts) {
                bearing.holds = &part.holds;
                bearings[part.issue].push_back(bearing);
            }
        }
        for (const auto& rule : trimmed_.rules) {
            for (const ClausePart& part : rule.parts)
                bearings[part.issue].push_back({&part.holds, false, true});
        }
        return bearings;
    }

    /// Whether choice `by` is at least as good as `c` in every respect.
    bool covers(std::size_t issue, const std::vector<Bearing<Units>>& bearings, std::size_t c,
                std::size_t by) const {
        const auto& value = trimmed_.value[issue];
        for (std::size_t j = 0; j < n_; ++j) {
            if (value[c * n_ + j] > value[by * n_ + j]) return false;
        }
        return std::all_of(bearings.begin(), bearings.end(), [&](const Bearing<Units>& bearing) {
            const bool has = (*bearing.holds)[c] != 0;
            const bool by_has = (*bearing.holds)[by] != 0;
            return !(bearing.welcome && has && !by_has) && !(bearing.unwelcome && by_has && !has);
        });
    }

    std::vector<std::uint8_t> undominated(std::size_t issue,
                                          const std::vector<Bearing<Units>>& bearings) const {
        const std::size_t size = trimmed_.kept[issue].size();
        std::vector<std::uint8_t> keep(size, 1);
        constexpr std::size_t kTooMany = 5'000;  // beyond, comparing all pairs costs more than it saves
        if (size > kTooMany) return keep;
        for (std::size_t c = 0; c < size; ++c) {
            for (std::size_t by = 0; by < size && keep[c] != 0; ++by) {
                if (by == c || keep[by] == 0 || !covers(issue, bearings, c, by)) continue;
                // Of equal ones the first stays.
                if (by > c && covers(issue, bearings, by, c)) continue;
                keep[c] = 0;
            }
        }
        return keep;
    }

    template <class T>
    static void filter(std::vector<T>& row, const std::vector<std::uint8_t>& keep, std::size_t width) {
        std::size_t to = 0;
        for (std::size_t c = 0; c < keep.size(); ++c) {
            if (keep[c] == 0) continue;
            for (std::size_t k = 0; k < width; ++k) row[to * width + k] = row[c * width + k];
            ++to;
        }
        row.resize(to * width);
    }

    void drop(std::size_t issue, const std::vector<std::uint8_t>& keep) {
        filter(trimmed_.kept[issue], keep, 1);
        filter(trimmed_.value[issue], keep, n_);
        for (auto* clauses : {&trimmed_.terms, &trimmed_.rules}) {
            for (auto& clause : *clauses) {
                for (ClausePart& part : clause.parts) {
                    if (part.issue == issue) filter(part.holds, keep, 1);
                }
            }
        }
    }

    /// Parts that hold always are left out; clauses that hold never too.
    static bool shorten(Clause<Units>& clause) {
        for (std::size_t p = clause.parts.size(); p-- > 0;) {
            const auto& holds = clause.parts[p].holds;
            const auto in = static_cast<std::size_t>(std::count(holds.begin(), holds.end(), 1));
            if (in == 0) return false;
            if (in == holds.size())
                clause.parts.erase(clause.parts.begin() + static_cast<std::ptrdiff_t>(p));
        }
        return true;
    }

    void fold() {
        std::vector<Clause<Units>> terms, rules;
        for (auto& term : trimmed_.terms) {
            if (!shorten(term)) continue;
            if (term.parts.empty()) {
                for (std::size_t j = 0; j < n_; ++j) trimmed_.constant[j] += term.amount[j];
            } else if (term.parts.size() == 1) {
                const ClausePart& part = term.parts.front();
                for (std::size_t c = 0; c < part.holds.size(); ++c) {
                    if (part.holds[c] == 0) continue;
                    for (std::size_t j = 0; j < n_; ++j)
                        trimmed_.value[part.issue][c * n_ + j] += term.amount[j];
                }
            } else {
                terms.push_back(std::move(term));
            }
        }
        for (auto& rule : trimmed_.rules) {
            if (!shorten(rule)) continue;
            if (rule.parts.empty()) trimmed_.infeasible = true;
            rules.push_back(std::move(rule));
        }
        trimmed_.terms = std::move(terms);
        trimmed_.rules = std::move(rules);
    }

    std::size_t n_;
    Trimmed<Units> trimmed_;
};

/// The entries whose sum is 1 where the part holds and 0 where not.
void add_literal(std::vector<LpEntry>& row, const ClausePart& part, const std::vector<std::size_t>& choice,
                 double factor) {
    for (std::size_t c = 0; c < part.holds.size(); ++c) {
        if (part.holds[c] != 0) row.push_back({choice[c], factor});
    }
}

/// z at most every literal (welcome), z at least all of them together (unwelcome).
template <class Units>
std::size_t add_term(MilpModel& model, const Clause<Units>& term) {
    const std::size_t z = model.program.add_variable(0, 0, 1);
    const bool welcome = std::any_of(term.amount.begin(), term.amount.end(), [](Units a) { return a > 0; });
    const bool unwelcome =
        std::any_of(term.amount.begin(), term.amount.end(), [](Units a) { return a < 0; });
    if (welcome) {
        for (const ClausePart& part : term.parts) {
            std::vector<LpEntry> row{{z, -1}};
            add_literal(row, part, model.choice[part.issue], 1);
            model.program.add_row(std::move(row), 0, kUnbounded);
        }
    }
    if (unwelcome) {
        std::vector<LpEntry> row{{z, 1}};
        for (const ClausePart& part : term.parts) add_literal(row, part, model.choice[part.issue], -1);
        model.program.add_row(std::move(row), 1 - static_cast<double>(term.parts.size()), kUnbounded);
    }
    return z;
}

}  // namespace

template <class Units>
double Trimmed<Units>::combinations() const {
    double total = 1;
    for (const auto& choices : kept) total *= static_cast<double>(choices.size());
    return total;
}

template <class Units>
Trimmed<Units> trim(const Problem<Units>& problem) {
    return Trimmer<Units>(problem).run();
}

std::vector<std::uint32_t> MilpModel::selection(const std::vector<double>& values) const {
    std::vector<std::uint32_t> result(choice.size(), 0);
    for (std::size_t i = 0; i < choice.size(); ++i) {
        std::size_t best = 0;
        for (std::size_t c = 1; c < choice[i].size(); ++c) {
            if (values[choice[i][c]] > values[choice[i][best]]) best = c;
        }
        result[i] = kept[i][best];
    }
    return result;
}

template <class Units>
MilpModel milp_model(const Problem<Units>& problem, const Trimmed<Units>& trimmed) {
    const std::size_t n = problem.parties;
    MilpModel model;
    model.kept = trimmed.kept;
    for (const auto& kept : trimmed.kept) {
        std::vector<std::size_t> variables;
        std::vector<LpEntry> one;
        for (std::size_t c = 0; c < kept.size(); ++c) {
            variables.push_back(model.program.add_integer(0));
            one.push_back({variables.back(), 1});
        }
        model.program.add_row(std::move(one), 1, 1);
        model.choice.push_back(std::move(variables));
    }
    for (const auto& rule : trimmed.rules) {
        std::vector<LpEntry> row;
        for (const ClausePart& part : rule.parts) add_literal(row, part, model.choice[part.issue], 1);
        model.program.add_row(std::move(row), -kUnbounded, static_cast<double>(rule.parts.size()) - 1);
    }
    std::vector<std::vector<LpEntry>> sums(n);
    for (std::size_t j = 0; j < n; ++j) {
        // Whole units as they are while doubles resolve them; else a range of a million.
        const double reach = std::max(std::abs(static_cast<double>(problem.highest[j])),
                                      std::abs(static_cast<double>(problem.lowest[j])));
        constexpr double kExact = 1e6;
        model.scale.push_back(reach > kExact ? kExact / reach : 1);
    }
    for (std::size_t i = 0; i < trimmed.kept.size(); ++i) {
        for (std::size_t c = 0; c < trimmed.kept[i].size(); ++c) {
            for (std::size_t j = 0; j < n; ++j) {
                const auto value = static_cast<double>(trimmed.value[i][c * n + j]) * model.scale[j];
                if (value != 0) sums[j].push_back({model.choice[i][c], value});
            }
        }
    }
    for (const auto& term : trimmed.terms) {
        const std::size_t z = add_term(model, term);
        for (std::size_t j = 0; j < n; ++j) {
            if (term.amount[j] == 0) continue;
            sums[j].push_back({z, static_cast<double>(term.amount[j]) * model.scale[j]});
        }
    }
    for (std::size_t j = 0; j < n; ++j) {
        const double low = static_cast<double>(problem.lowest[j]) * model.scale[j];
        const double high =
            static_cast<double>(problem.has_cap[j] != 0 ? problem.cap[j] : problem.highest[j]) *
            model.scale[j];
        const std::size_t u = model.program.add_variable(0, std::min(low, high), high);
        model.units.push_back(u);
        sums[j].push_back({u, -1});
        // u = sum, or at most the sum where a cap may cut it.
        const double constant = static_cast<double>(trimmed.constant[j]) * model.scale[j];
        model.program.add_row(std::move(sums[j]), -constant,
                              problem.has_cap[j] != 0 ? kUnbounded : -constant);
    }
    return model;
}

template struct Trimmed<std::int64_t>;
template struct Trimmed<int128>;
template Trimmed<std::int64_t> trim(const Problem<std::int64_t>&);
template Trimmed<int128> trim(const Problem<int128>&);
template MilpModel milp_model(const Problem<std::int64_t>&, const Trimmed<std::int64_t>&);
template MilpModel milp_model(const Problem<int128>&, const Trimmed<int128>&);

}  // namespace entente::settle
