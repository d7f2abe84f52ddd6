// Do the rules together leave an outcome? Do the numbers cite their evidence?
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "model/validation.hpp"

namespace entente::validation {
namespace {

/// Work that the search may do: steps times the conditions looked at in each.
constexpr std::size_t kMaxWork = 20'000'000;

/// Tries one option of every issue that a rule names. Options that no rule tells apart count once, so the
/// search sees rules, not grids.
class OutcomeSearch {
public:
    explicit OutcomeSearch(const Case& conflict) : rules_(conflict.space.rules) {
        std::map<IssueId, std::vector<const Condition*>> named;
        for (const Rule& rule : rules_) {
            for (const Condition& condition : rule.never) named[condition.issue].push_back(&condition);
        }
        for (const auto& [issue, conditions] : named) {
            issues_.push_back(issue);
            choices_.push_back(
                representatives(conflict.space.issues[issue.index()].options.size(), conditions));
        }
        chosen_.resize(conflict.space.issues.size());
        std::size_t conditions = 1;
        for (const Rule& rule : rules_) conditions += rule.never.size();
        max_steps_ = kMaxWork / conditions;
    }

    /// True where the search ended and no outcome was found.
    bool none() { return !descend(0) && steps_ < max_steps_; }

private:
    static std::vector<OptionId> representatives(std::size_t options,
                                                 const std::vector<const Condition*>& conditions) {
        // Truth can change only where a range begins or ends.
        std::vector<std::size_t> cuts = {0};
        for (const Condition* condition : conditions) {
            for (const OptionRange& range : condition->any_of) {
                cuts.push_back(range.first.index());
                cuts.push_back(range.last.index() + 1);
            }
        }
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        std::vector<OptionId> result;
        for (const std::size_t cut : cuts) {
            if (cut < options) result.emplace_back(cut);
        }
        return result;
    }

    /// Is a rule broken whose issues are all among the first `depth` chosen ones?
    [[nodiscard]] bool broken(std::size_t depth) const {
        return std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) {
            return std::all_of(rule.never.begin(), rule.never.end(), [&](const Condition& condition) {
                const auto place =
                    std::lower_bound(issues_.begin(), issues_.end(), condition.issue) - issues_.begin();
                return static_cast<std::size_t>(place) < depth &&
                       condition.holds(chosen_[condition.issue.index()]);
            });
        });
    }

    bool descend(std::size_t depth) {
        if (depth == issues_.size()) return true;
        for (const OptionId option : choices_[depth]) {
            if (++steps_ >= max_steps_) return false;
            chosen_[issues_[depth].index()] = option;
            if (!broken(depth + 1) && descend(depth + 1)) return true;
            if (steps_ >= max_steps_) return false;
        }
        return false;
    }

    const std::vector<Rule>& rules_;
    std::vector<IssueId> issues_;
    std::vector<std::vector<OptionId>> choices_;
    std::vector<OptionId> chosen_;
    std::size_t steps_ = 0;
    std::size_t max_steps_ = 0;
};

}  // namespace

void check_rules_together(const Case& conflict, Findings& findings) {
    const std::vector<Rule>& rules = conflict.space.rules;
    if (rules.empty() || rules.size() > 1'000) return;
    // A rule that forbids everything by itself has been told.
    if (findings.has("E0212") || !OutcomeSearch(conflict).none()) return;
    findings.error("E0224", "the rules together forbid every outcome",
                   "take one of them back, or narrow it", rules.back().where);
}

void check_sources(const Case& conflict, Findings& findings) {
    // A case that cites nothing at all is told once; one that cites some is told what it forgot.
    constexpr std::size_t kMaxTold = 20;
    std::size_t missing = 0;
    std::size_t all = 0;
    std::vector<QuantityRef> told;
    std::string last_table;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (ref.quantity->where.line == 0) return;  // nobody wrote it
        ++all;
        if (ref.quantity->source >= 0) return;
        ++missing;
        // One line for a score sheet, not one for each score.
        const std::size_t score = ref.address.find(".score.");
        std::string table = score == std::string::npos ? ref.address : ref.address.substr(0, score);
        if (table.ends_with(".weight")) table.resize(table.size() - 7);
        if (table == last_table) return;
        last_table = table;
        told.push_back(ref);
    });
    if (missing == 0 || conflict.origin.format != "toml") return;
    if (conflict.sources.empty()) {
        findings.warning("W0202", "none of the " + std::to_string(all) + " numbers cites a source",
                         "list the evidence in [sources] and cite it: source = \"panel\"", {});
        return;
    }
    for (std::size_t i = 0; i < told.size() && i < kMaxTold; ++i) {
        std::string what = told[i].address;
        const bool sheet = what.find(".for.") != std::string::npos;
        if (sheet) {
            const std::size_t score = what.find(".score.");
            what = score == std::string::npos ? what.substr(0, what.rfind('.')) : what.substr(0, score);
        }
        findings.warning("W0203", what + " cites no source",
                         "add source = \"...\"; grade it assumption if it is a guess",
                         told[i].quantity->where, told[i].address);
    }
    if (told.size() > kMaxTold) {
        findings.warning(
            "W0203",
            std::to_string(told.size() - kMaxTold) + " more tables hold numbers that cite no source",
            "add source = \"...\" to each", {});
    }
}

}  // namespace entente::validation
