#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "entente/core/text.hpp"
#include "entente/model/case.hpp"
#include "entente/model/red_lines.hpp"
#include "entente/model/war_parameters.hpp"
#include "model/validation.hpp"

namespace entente {
namespace {

using validation::Findings;

void check_parties(const Case& conflict, Findings& findings) {
    // A table of actors alone has none: entente stakeholders needs no parties.
    if (conflict.parties.empty() && conflict.actors.empty()) {
        findings.error("E0201", "the case has no parties",
                       "add a table [parties] with a line for each, such as north = \"North\"", {});
    }
    if (conflict.parties.size() > kMaxParties) {
        findings.error("E0202", std::to_string(conflict.parties.size()) + " parties are too many",
                       "a case holds at most " + std::to_string(kMaxParties), {});
    }
    std::set<std::string> seen;
    for (const Party& party : conflict.parties) {
        if (party.id.empty()) {
            findings.error("E0203", "a party has no id", "give it a short name", party.where);
        } else if (!seen.insert(party.id).second) {
            findings.error("E0203", "two parties have the id '" + party.id + "'", "rename one of them",
                           party.where);
        }
    }
}

void check_options(const Issue& issue, Findings& findings) {
    std::unordered_set<std::string_view> labels;
    labels.reserve(issue.options.size());
    for (const Option& option : issue.options) {
        if (!labels.insert(option.label).second) {
            findings.error("E0206",
                           "issue '" + issue.id + "' lists the option '" + option.label + "' twice",
                           "give each option its own label", issue.where);
            return;
        }
    }
}

/// A grid's scores are interpolated: its anchors and its options must be numbers in order.
void check_grid(const Issue& issue, Findings& findings) {
    const auto numeric = [](const std::vector<Option>& options) {
        return std::all_of(options.begin(), options.end(),
                           [](const Option& option) { return option.value.has_value(); });
    };
    const std::vector<Option>& anchors = issue.anchors;
    if (anchors.empty() || !numeric(anchors) || !numeric(issue.options)) {
        findings.error("E0218",
                       "issue '" + issue.id + "' is a grid, but not all of its options are numbers",
                       "a grid needs at least its first and its last number", issue.where);
        return;
    }
    bool rises = true;
    bool falls = true;
    for (std::size_t i = 1; i < anchors.size(); ++i) {
        rises = rises && *anchors[i - 1].value < *anchors[i].value;
        falls = falls && *anchors[i - 1].value > *anchors[i].value;
    }
    if (!rises && !falls) {
        findings.error("E0218", "the numbers of issue '" + issue.id + "' go up and down",
                       "write them in rising or in falling order", issue.where);
    }
}

void check_space(const Case& conflict, Findings& findings) {
    const std::vector<Issue>& issues = conflict.space.issues;
    if (issues.empty() && !conflict.graph) {
        findings.error("E0204", "the case has no issues",
                       "add a table such as [issue.border] with options and scores", {});
    }
    if (issues.size() > kMaxIssues) {
        findings.error("E0205", std::to_string(issues.size()) + " issues are too many",
                       "a case holds at most " + group_digits(std::to_string(kMaxIssues)), {});
    }
    std::size_t all = 0;
    std::set<std::string> seen;
    for (const Issue& issue : issues) {
        all += issue.options.size();
        if (!seen.insert(issue.id).second) {
            findings.error("E0207", "two issues have the id '" + issue.id + "'", "rename one of them",
                           issue.where);
        }
        if (issue.options.empty()) {
            findings.error("E0208", "issue '" + issue.id + "' has no options", "list at least one option",
                           issue.where);
        }
        if (issue.options.size() > kMaxOptions) {
            findings.error(
                "E0209",
                "issue '" + issue.id + "' has " + std::to_string(issue.options.size()) + " options",
                "an issue holds at most " + group_digits(std::to_string(kMaxOptions)) +
                    "; a coarser grid will do",
                issue.where);
        } else {
            check_options(issue, findings);
        }
        if (issue.grid) check_grid(issue, findings);
    }
    if (all > kMaxOptionsInAll) {
        findings.error("E0209", "the issues have " + std::to_string(all) + " options in all",
                       "a case holds at most " + group_digits(std::to_string(kMaxOptionsInAll)), {});
    }
}

void check_conjunction(const Case& conflict, const Conjunction& all, const Span& where,
                       const std::string& what, Findings& findings) {
    std::set<IssueId> seen;
    for (const Condition& condition : all) {
        if (!seen.insert(condition.issue).second) {
            findings.error("E0210", what + " has two conditions on one issue", "join them into one", where);
        }
        if (condition.issue.index() >= conflict.space.issues.size()) {
            findings.error("E0210", what + " speaks of an issue that does not exist", "", where);
            continue;
        }
        const std::size_t options = conflict.space.issues[condition.issue.index()].options.size();
        for (std::size_t k = 0; k < condition.any_of.size(); ++k) {
            const OptionRange& range = condition.any_of[k];
            if (k > 0 && range.first <= condition.any_of[k - 1].last) {
                findings.error("E0211", what + " lists its options out of order or twice",
                               "sort the ranges", where);
            }
            if (range.last.index() >= options || range.last < range.first) {
                findings.error("E0211", what + " speaks of an option that does not exist", "", where);
            }
        }
    }
}

bool covers_every_option(const Case& conflict, const Condition& condition) {
    const std::size_t options = conflict.space.issues[condition.issue.index()].options.size();
    std::size_t covered = 0;
    for (const OptionRange& range : condition.any_of)
        covered += range.last.index() - range.first.index() + 1;
    return covered >= options;
}

void check_rules(const Case& conflict, Findings& findings) {
    for (const Rule& rule : conflict.space.rules) {
        check_conjunction(conflict, rule.never, rule.where, "a rule", findings);
        const bool everything =
            std::all_of(rule.never.begin(), rule.never.end(), [&](const Condition& condition) {
                return condition.issue.index() < conflict.space.issues.size() &&
                       covers_every_option(conflict, condition);
            });
        if (everything && from_red_line(conflict, rule)) {
            findings.error("E0228",
                           "this red line leaves no option of issue '" +
                               conflict.space.issues[rule.never.front().issue.index()].id + "'",
                           "some option must have the score that it asks for", rule.where);
        } else if (everything) {
            findings.error("E0212", "this rule forbids every outcome",
                           "a rule's conditions must leave at least one option of some issue free",
                           rule.where);
        }
    }
}

/// Whether the party's preferences may do without scores: it ranks states or statements, or the case is
/// about moves and not about points.
bool ordinal(const Case& conflict, const Party& party) {
    const auto index = static_cast<std::size_t>(&party - conflict.parties.data());
    const auto its = [&](const auto& entry) { return entry.party.index() == index; };
    return conflict.graph || std::any_of(conflict.rankings.begin(), conflict.rankings.end(), its) ||
           std::any_of(conflict.priorities.begin(), conflict.priorities.end(), its);
}

/// One weight alone carries the party, and its range reaches down to 0.
void check_weights_at_their_least(const Party& party, Findings& findings) {
    const IssueScore* only = nullptr;
    for (const IssueScore& score : party.preference.issues) {
        if (score.weight.best == Rational(0)) continue;
        if (only != nullptr) return;
        only = &score;
    }
    if (only == nullptr || !only->weight.low || *only->weight.low > Rational(0)) return;
    findings.error(
        "E0215",
        "every weight of party '" + party.id + "' is zero at the low end of the only one above zero",
        "let its range end above zero", only->weight.where);
}

void check_scores(const Case& conflict, const Party& party, Findings& findings) {
    const Preference& preference = party.preference;
    if (preference.issues.size() != conflict.space.issues.size()) {
        findings.error("E0213",
                       "party '" + party.id + "' has score sheets for " +
                           std::to_string(preference.issues.size()) + " of " +
                           std::to_string(conflict.space.issues.size()) + " issues",
                       "", party.where);
        return;
    }
    bool any_weight = false;
    for (std::size_t i = 0; i < preference.issues.size(); ++i) {
        const IssueScore& score = preference.issues[i];
        const Issue& issue = conflict.space.issues[i];
        any_weight = any_weight || score.weight.best > Rational(0);
        if (!score.scores.empty() && score.scores.size() != issue.scored().size()) {
            findings.error("E0214",
                           "issue '" + issue.id + "' has " + std::to_string(issue.scored().size()) +
                               " options but " + std::to_string(score.scores.size()) + " scores for '" +
                               party.id + "'",
                           "give one score per listed option, in the same order", score.where,
                           "issue." + issue.id + ".for." + party.id + ".score");
        }
    }
    const bool needs_weight = !ordinal(conflict, party) && preference.terms.empty() &&
                              !conflict.space.issues.empty() && conflict.normalise;
    if (any_weight && needs_weight) check_weights_at_their_least(party, findings);
    if (!any_weight && !ordinal(conflict, party) && preference.terms.empty() &&
        !conflict.space.issues.empty() && conflict.normalise) {
        findings.error("E0215", "every weight of party '" + party.id + "' is zero",
                       "give at least one issue a weight above zero", party.where);
    }
    for (const Term& term : preference.terms)
        check_conjunction(conflict, term.when, term.where, "a bonus", findings);
}

/// The same with each score at each end of its range. \throws std::overflow_error
void check_range_ends_between(const Issue& issue, const IssueScore& score) {
    if (std::none_of(score.scores.begin(), score.scores.end(),
                     [](const Quantity& q) { return q.ranged(); }))
        return;
    IssueScore moved = score;
    for (std::size_t k = 0; k < moved.scores.size(); ++k) {
        if (!moved.scores[k].ranged()) continue;
        for (const Rational& end : {*score.scores[k].low, *score.scores[k].high}) {
            moved.scores[k].best = end;
            (void)option_scores(issue, moved);
        }
        moved.scores[k].best = score.scores[k].best;
    }
}

/// Scores between a grid's anchors must be fractions that 64 bits hold.
void check_interpolation(const Case& conflict, Findings& findings) {
    for (const Party& party : conflict.parties) {
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            const Issue& issue = conflict.space.issues[i];
            const IssueScore& score = party.preference.issues[i];
            if (!issue.grid || score.scores.empty()) continue;
            try {
                (void)option_scores(issue, score);
                check_range_ends_between(issue, score);
            } catch (const std::overflow_error&) {
                findings.error("E0221",
                               "the scores of '" + party.id + "' between the numbers of issue '" +
                                   issue.id + "' cannot be held exactly",
                               "write scores or options with fewer digits", score.where,
                               "issue." + issue.id + ".for." + party.id + ".score");
            }
        }
    }
}

void check_terms(const Case& conflict, Findings& findings) {
    std::set<std::string> ids;
    for (const Party& party : conflict.parties) {
        for (const Term& term : party.preference.terms) {
            if (!ids.insert(term.id).second) {
                findings.error("E0222", "two bonuses have the id '" + term.id + "'", "rename one of them",
                               term.where);
            }
        }
    }
}

/// Indices of a case built by a program: whatever they speak of must exist.
void check_indices(const Case& conflict, Findings& findings) {
    const std::size_t parties = conflict.parties.size();
    const std::size_t issues = conflict.space.issues.size();
    const auto party = [&](PartyId id, const std::string& what, const Span& where) {
        if (id.index() >= parties)
            findings.error("E0223", what + " speaks of a party that does not exist", "", where);
    };
    if (conflict.war) {
        const WarSpec& war = *conflict.war;
        for (const PartyId side : war.between) party(side, "[war]", war.where);
        if (war.between[0] == war.between[1]) {
            findings.error("E0223", "a war is between two different parties", "name two of them",
                           war.where);
        }
        for (const WarEnd& end : war.win) {
            for (std::size_t i = 0; i < end.options.size(); ++i) {
                const bool good =
                    i < issues &&
                    (!end.options[i] || end.options[i]->index() < conflict.space.issues[i].options.size());
                if (!good)
                    findings.error("E0223", "an end of the war speaks of an option that does not exist", "",
                                   end.where);
            }
        }
    }
    for (const Belief& belief : conflict.beliefs) party(belief.party, "a belief", belief.where);
    for (const Aid& aid : conflict.aids) {
        if (aid.to) party(*aid.to, "aid '" + aid.name + "'", aid.where);
    }
    for (const Lever& lever : conflict.levers) {
        if (lever.to) party(*lever.to, "lever '" + lever.name + "'", lever.where);
    }
    for (const Coalition& coalition : conflict.coalitions) {
        for (const PartyId member : coalition.members) party(member, "a coalition", coalition.where);
    }
    for (const Control& control : conflict.control) {
        party(control.party, "[control]", control.where);
        if (control.issue.index() >= issues)
            findings.error("E0223", "[control] speaks of an issue that does not exist", "", control.where);
    }
    for (const Priorities& priorities : conflict.priorities) {
        party(priorities.party, "[priorities]", priorities.where);
        for (const Statement& statement : priorities.statements) {
            for (const Conjunction& all : statement.any_of)
                check_conjunction(conflict, all, statement.where, "a statement", findings);
        }
    }
}

void check_scale(const Case& conflict, Findings& findings) {
    if (conflict.points <= Rational(0)) {
        findings.error("E0220", "points must be greater than 0", "the usual value is 100", {});
    }
    if (!(conflict.range_level > 0 && conflict.range_level < 1)) {
        findings.error("E0220", "ranges must be a share between 0% and 100%", "the usual value is 90%", {});
    }
}

void check_quantity(const QuantityRef& ref, std::size_t sources, Findings& findings) {
    const Quantity& quantity = *ref.quantity;
    const auto outside = [&](const Rational& value, const std::string& what) {
        findings.error("E0216", what + " cannot be " + value.to_string(),
                       "it must be " + ref.domain.describe(), quantity.where, ref.address);
    };
    if (!ref.domain.contains(quantity.value())) {
        outside(quantity.best, ref.address);
    } else if (quantity.low && quantity.high) {
        if (*quantity.low > quantity.best || quantity.best > *quantity.high) {
            findings.error("E0217",
                           "the range of " + ref.address + " must hold its best value: " +
                               quantity.low->to_string() + " <= " + quantity.best.to_string() +
                               " <= " + quantity.high->to_string() + " is not true",
                           "write \"best (low..high)\"", quantity.where, ref.address);
        } else if (!ref.domain.contains(quantity.low->value())) {
            outside(*quantity.low, "the low end of " + ref.address);
        } else if (!ref.domain.contains(quantity.high->value())) {
            outside(*quantity.high, "the high end of " + ref.address);
        } else if (*quantity.low == *quantity.high) {
            findings.warning(
                "W0209", "the range of " + ref.address + " has the width 0: it counts as certain",
                "write " + quantity.best.to_string() + ", or give it a range", quantity.where, ref.address);
        } else if (quantity.dist <= Distribution::two_piece_normal &&
                   (quantity.best == *quantity.low || quantity.best == *quantity.high)) {
            findings.warning("W0210",
                             "the best value of " + ref.address + " is the " +
                                 (quantity.best == *quantity.low ? "low" : "high") +
                                 " end of its range: half of the draws are this very value",
                             "best is the median; move the end past it, or name a dist", quantity.where,
                             ref.address);
        }
    } else if (quantity.low || quantity.high) {
        findings.error("E0217", ref.address + " has only one end of its range", "give both", quantity.where,
                       ref.address);
    }
    if (quantity.source < -1 ||
        (quantity.source >= 0 && static_cast<std::size_t>(quantity.source) >= sources)) {
        findings.error("E0219", ref.address + " cites a source that does not exist", "", quantity.where,
                       ref.address);
    }
}

void check_quantities(const Case& conflict, Findings& findings) {
    const std::size_t sources = conflict.sources.size();
    for_each_quantity(conflict, [&](const QuantityRef& ref) { check_quantity(ref, sources, findings); });
    for (const Party& party : conflict.parties) {
        if (party.discount) {
            check_quantity({"discount." + party.id, &*party.discount, Domain{.low = 0, .high = 1}, ""},
                           sources, findings);
        }
    }
}

void check_reservations(const Case& conflict, Findings& findings) {
    const bool any = std::any_of(conflict.parties.begin(), conflict.parties.end(),
                                 [](const Party& party) { return party.reserve.has_value(); });
    const bool points = std::any_of(conflict.parties.begin(), conflict.parties.end(),
                                    [&](const Party& party) { return !ordinal(conflict, party); });
    const bool written = conflict.origin.format == "toml" || conflict.origin.format == "score-sheet";
    if (!any && points && !conflict.war && written) {
        findings.warning("W0201",
                         "no party has a reservation value and there is no [war]: any deal will do",
                         "add reserve = { party = points, ... }", {});
    }
}

}  // namespace

std::vector<Diagnostic> validate(const Case& conflict) {
    Findings findings(conflict);
    check_scale(conflict, findings);
    check_parties(conflict, findings);
    check_space(conflict, findings);
    check_indices(conflict, findings);
    check_rules(conflict, findings);
    for (const Party& party : conflict.parties) check_scores(conflict, party, findings);
    check_terms(conflict, findings);
    // Numbers are reached through indices, the rest through lists whose lengths fit: these come first.
    validation::check_actors(conflict, findings);
    if (!findings.has("E0223")) check_quantities(conflict, findings);
    if (findings.structure_holds()) {
        check_interpolation(conflict, findings);
        validation::check_rules_together(conflict, findings);
        if (!findings.errors()) validation::check_numbers(conflict, findings);
        validation::check_levers(conflict, findings);
        validation::check_sources(conflict, findings);
    }
    check_reservations(conflict, findings);
    if (!findings.has("E0223")) validation::check_links(conflict, findings);
    if (!findings.has("E0223")) findings.append(validate_war(conflict, !findings.errors()));
    return findings.take();
}

}  // namespace entente
