#include "entente/assess/inspect.hpp"
#include "entente/model/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "entente/core/run.hpp"
#include "entente/core/text.hpp"
#include "entente/core/trim.hpp"
#include "entente/settle/settle.hpp"

namespace entente::assess {
namespace {

/// Whether the file sets `key` before its first table.
bool sets(std::string_view text, std::string_view key) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with('[')) return false;
        if (line.starts_with(key) && trimmed(line.substr(key.size())).starts_with('=')) return true;
    }
    return false;
}

std::string percent(double share) { return format_number(share * 100, 1) + "%"; }

class Settings {
public:
    Settings(const Case& conflict, std::string_view text) : case_(conflict), text_(text) {}

    std::vector<Setting> all() {
        of_the_case();
        of_the_parties();
        of_the_issues();
        of_the_numbers();
        of_the_run();
        return std::move(list_);
    }

private:
    void add(std::string name, std::string value, bool from_file, std::string meaning) {
        list_.push_back({std::move(name), std::move(value), from_file, std::move(meaning)});
    }

    void of_the_case() {
        if (case_.as_of.empty()) {
            add("as_of", "none", false, "no date: nothing in the file is dated as a whole");
        } else {
            add("as_of", case_.as_of, true, "the date for which the case was written");
        }
        add("noun", case_.noun.empty() ? (case_.war ? "war" : "none") : case_.noun, !case_.noun.empty(),
            "what goes on without a deal: \"" + no_deal(case_) + "\" in reports");
        add("ranges", percent(case_.range_level), sets(text_, "ranges"),
            "the chance that \"best (low..high)\" lies between low and high");
        add("points", case_.points.to_string(), case_.origin.format != "toml",
            "a party's best conceivable package, before bonuses");
        add("weights", case_.normalise ? "relative" : "as written", case_.origin.format != "toml",
            case_.normalise ? "each party's weights are scaled to the points above"
                            : "used as they stand, not scaled");
        if (case_.cap) {
            add("cap", case_.cap->to_string(), true, "utilities are cut at this value");
        }
        if (case_.space.rules.empty()) {
            add("rule", "none", false, "every combination of options is possible");
        }
    }

    void of_the_parties() {
        for (const Party& party : case_.parties) {
            if (party.discount) {
                add("discount." + party.id, party.discount->best.to_string(), true,
                    "kept for exports and not used: settlement is judged at time 0");
            }
            if (party.reserve) continue;
            if (case_.war) {
                add("reserve." + party.id, "from [war]", false,
                    party.name + "'s value of no deal is what " + no_deal(case_) + " brings");
            } else {
                add("reserve." + party.id, "none", false, "any deal will do for " + party.name);
            }
        }
    }

    void of_the_issues() {
        for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
            std::vector<std::string> indifferent;
            for (const Party& party : case_.parties) {
                if (i < party.preference.issues.size() && party.preference.issues[i].scores.empty()) {
                    indifferent.push_back(party.id);
                }
            }
            if (indifferent.empty()) continue;
            add(fmt::format("issue.{}.for.{}", case_.space.issues[i].id, fmt::join(indifferent, "|")),
                "weight 0", false, "no scores in the file: does not care how this is settled");
        }
    }

    void of_the_numbers() {
        std::size_t shaped = 0;
        std::size_t ends = 0;
        std::size_t uncited = 0;
        for_each_quantity(case_, [&](const QuantityRef& ref) {
            const Quantity& quantity = *ref.quantity;
            if (quantity.ranged() && quantity.dist == Distribution::metalog) ++shaped;
            if (quantity.ranged() && quantity.dist >= Distribution::uniform) ++ends;
            if (quantity.source < 0) ++uncited;
        });
        if (shaped > 0) {
            add("dist", "metalog", false,
                fmt::format("shape of {} ranged number{}: best is the median, low and high are quantiles",
                            shaped, shaped == 1 ? "" : "s"));
        }
        if (ends > 0) {
            add("dist", "uniform, triangular", true,
                fmt::format("of {} ranged number{} low and high are the ends, not quantiles", ends,
                            ends == 1 ? "" : "s"));
        }
        if (uncited > 0) {
            add("source", "none", false,
                fmt::format("{} number{} without a source count as assumptions", uncited,
                            uncited == 1 ? "" : "s"));
        }
    }

    void of_the_run() {
        const RunOptions run;
        const settle::SettleOptions settle;
        add("--seed", std::to_string(run.seed), false, "random numbers, where a method draws any");
        add("--threads", "all", false, "results do not depend on it");
        add("--memory", fmt::format("{}G", run.memory_bytes >> 30), false, "budget that methods respect");
        add("--method", "automatic", false, "settle: the fastest method that is exact for the case");
        add("--limit", group_digits(std::to_string(settle.frontier_limit)), false,
            "settle: distinct frontier points before a cover stands in for the list");
    }

    const Case& case_;
    std::string_view text_;
    std::vector<Setting> list_;
};

std::vector<TableUse> tables_of(const Case& conflict) {
    return {{"[war]", "war", conflict.war.has_value()},
            {"[belief]", "war", !conflict.beliefs.empty()},
            {"[aid]", "war", !conflict.aids.empty()},
            {"[control]", "stability", !conflict.control.empty()},
            {"[priorities]", "stability", !conflict.priorities.empty()}};
}

}  // namespace

CheckResult inspect(const Case& conflict, std::string_view text, const std::vector<Diagnostic>& warnings) {
    CheckResult result;
    result.warnings = warnings;
    result.settings = Settings(conflict, text).all();
    result.tables = tables_of(conflict);
    result.evidence = evidence(conflict);
    result.outcomes = outcome_count(conflict.space);
    return result;
}

}  // namespace entente::assess
