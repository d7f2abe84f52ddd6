#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "entente/model/case.hpp"

namespace entente {
namespace {

/// Collects findings; places come from spans, the text of the line is the loader's to add.
class Findings {
public:
    explicit Findings(const Case& conflict) : file_(conflict.origin.file) {}

    void error(std::string code, std::string message, std::string hint, const Span& where,
               std::string address = {}) {
        add(Severity::error, std::move(code), std::move(message), std::move(hint), where,
            std::move(address));
    }
    void warning(std::string code, std::string message, std::string hint, const Span& where,
                 std::string address = {}) {
        add(Severity::warning, std::move(code), std::move(message), std::move(hint), where,
            std::move(address));
    }
    [[nodiscard]] std::vector<Diagnostic> take() {
        std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
        });
        return std::move(found_);
    }

private:
    void add(Severity severity, std::string code, std::string message, std::string hint, const Span& where,
             std::string address) {
        Location location;
        location.file = file_;
        location.line = where.line;
        location.column = where.column;
        location.length = where.length;
        found_.push_back({severity, std::move(code), std::move(message), std::move(location),
                          std::move(hint), std::move(address)});
    }

    std::string file_;
    std::vector<Diagnostic> found_;
};

void check_parties(const Case& conflict, Findings& findings) {
    if (conflict.parties.empty()) {
        findings.error("E0201", "the case has no parties",
                       "add a table [parties] with a line for each, such as north = \"North\"", {});
    }
    if (conflict.parties.size() > kMaxParties) {
        findings.error("E0202", std::to_string(conflict.parties.size()) + " parties are too many",
                       "a case holds at most " + std::to_string(kMaxParties), {});
    }
    std::set<std::string> seen;
    for (const Party& party : conflict.parties) {
        if (!seen.insert(party.id).second) {
            findings.error("E0203", "two parties have the id '" + party.id + "'", "rename one of them",
                           party.where);
        }
    }
}

void check_options(const Issue& issue, Findings& findings) {
    std::set<std::string> labels;
    for (const Option& option : issue.options) {
        if (!labels.insert(option.label).second) {
            findings.error("E0206",
                           "issue '" + issue.id + "' lists the option '" + option.label + "' twice",
                           "give each option its own label", issue.where);
            return;
        }
    }
}

void check_space(const Case& conflict, Findings& findings) {
    const std::vector<Issue>& issues = conflict.space.issues;
    if (issues.empty()) {
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
    }
    if (all > kMaxOptionsInAll) {
        findings.error("E0209", "the issues have " + std::to_string(all) + " options in all",
                       "a case holds at most " + group_digits(std::to_string(kMaxOptionsInAll)), {});
    }
}

void check_conjunction(const Case& conflict, const Conjunction& all, const Span& where,
                       const std::string& what, Findings& findings) {
    for (const Condition& condition : all) {
        if (condition.issue.index() >= conflict.space.issues.size()) {
            findings.error("E0210", what + " speaks of an issue that does not exist", "", where);
            continue;
        }
        const std::size_t options = conflict.space.issues[condition.issue.index()].options.size();
        for (const OptionRange& range : condition.any_of) {
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
        if (everything) {
            findings.error("E0212", "this rule forbids every outcome",
                           "a rule's conditions must leave at least one option of some issue free",
                           rule.where);
        }
    }
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
    if (!any_weight && preference.terms.empty() && !conflict.space.issues.empty() && conflict.normalise) {
        findings.error("E0215", "every weight of party '" + party.id + "' is zero",
                       "give at least one issue a weight above zero", party.where);
    }
    for (const Term& term : preference.terms)
        check_conjunction(conflict, term.when, term.where, "a bonus", findings);
}

void check_quantities(const Case& conflict, Findings& findings) {
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const Quantity& quantity = *ref.quantity;
        if (!ref.domain.contains(quantity.value())) {
            findings.error("E0216", ref.address + " cannot be " + quantity.best.to_string(),
                           "it must be " + ref.domain.describe(), quantity.where, ref.address);
        }
        if (quantity.ranged() && (*quantity.low > quantity.best || quantity.best > *quantity.high)) {
            findings.error("E0217",
                           "the range of " + ref.address + " must hold its best value: " +
                               quantity.low->to_string() + " <= " + quantity.best.to_string() +
                               " <= " + quantity.high->to_string() + " is not true",
                           "write \"best (low..high)\"", quantity.where, ref.address);
        }
    });
}

void check_reservations(const Case& conflict, Findings& findings) {
    const bool any = std::any_of(conflict.parties.begin(), conflict.parties.end(),
                                 [](const Party& party) { return party.reserve.has_value(); });
    if (!any && !conflict.war && conflict.origin.format == "toml") {
        findings.warning("W0201",
                         "no party has a reservation value and there is no [war]: any deal will do",
                         "add reserve = { party = points, ... }", {});
    }
}

}  // namespace

std::vector<Diagnostic> validate(const Case& conflict) {
    Findings findings(conflict);
    check_parties(conflict, findings);
    check_space(conflict, findings);
    check_rules(conflict, findings);
    for (const Party& party : conflict.parties) check_scores(conflict, party, findings);
    check_quantities(conflict, findings);
    check_reservations(conflict, findings);
    return findings.take();
}

}  // namespace entente
