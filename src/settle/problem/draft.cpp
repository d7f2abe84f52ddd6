#include "settle/problem/draft.hpp"

#include <algorithm>
#include <array>

#include "entente/core/expects.hpp"
#include "settle/problem/mix.hpp"

namespace entente::settle {
namespace {

using Signature = std::array<std::uint64_t, 2>;

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

void add_terms(const Case& conflict, const std::vector<ExactUtility>& exact, ProblemDraft& draft) {
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

void add_rules(const Case& conflict, ProblemDraft& draft) {
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
std::vector<std::vector<Signature>> signatures(const Case& conflict, const ProblemDraft& draft) {
    std::vector<std::vector<Signature>> result(conflict.space.issues.size());
    std::uint64_t number = 0;
    const auto add = [&](const RawClause& clause) {
        for (const RawPart& part : clause) {
            auto& line = result[part.issue];
            line.resize(conflict.space.issues[part.issue].options.size() + 1, Signature{0, 0});
            ++number;
            const Signature mark{mixed_bits(2 * number), mixed_bits(2 * number + 1)};
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
std::vector<Choice> merge_options(std::size_t issue, std::size_t options, const ProblemDraft& draft,
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

}  // namespace

ProblemDraft draft_problem(const Case& conflict, const std::vector<ExactUtility>& exact) {
    ENTENTE_EXPECTS(exact.size() == conflict.parties.size());
    ProblemDraft draft;
    for (const ExactUtility& u : exact) {
        draft.base.push_back(0);
        draft.value.push_back(u.contribution);
        ENTENTE_EXPECTS(u.contribution.size() == conflict.space.issues.size());
    }
    add_terms(conflict, exact, draft);
    add_rules(conflict, draft);
    return draft;
}

std::vector<std::vector<Choice>> merged_choices(const Case& conflict, const ProblemDraft& draft) {
    const auto signature = signatures(conflict, draft);
    std::vector<std::vector<Choice>> choices;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        choices.push_back(merge_options(i, conflict.space.issues[i].options.size(), draft, signature[i],
                                        !conflict.ratify.empty()));
    }
    return choices;
}

}  // namespace entente::settle
