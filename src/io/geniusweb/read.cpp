// GeniusWeb (GENIUS 2): a domain in JSON, and LinearAdditiveUtilitySpace profiles that repeat it.
#include <algorithm>

#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {
namespace {

using data::Kind;
using data::Value;

constexpr const char* kAdditive = "LinearAdditiveUtilitySpace";

/// Profiles of other kinds, wrapped in their name: refused by it.
constexpr const char* kOtherProfiles[] = {"SumOfGroupsUtilitySpace", "DefaultPartialOrdering",
                                          "PartialOrdering"};

const Value* other_profile(const Value& tree) {
    for (const char* const name : kOtherProfiles) {
        if (const Value* const found = tree.find(name, Kind::table)) return found;
    }
    return nullptr;
}

Role role(const Value& tree) {
    if (!tree.is(Kind::table)) return Role::none;
    if (tree.find(kAdditive, Kind::table) != nullptr || other_profile(tree) != nullptr)
        return Role::profile;
    return tree.find("issuesValues", Kind::table) != nullptr ? Role::domain : Role::none;
}

/// A range of numbers: [low, high, step], or a table with these keys.
std::vector<std::string> range(const Value& given, const std::string& issue, const Notes& notes) {
    const auto part = [&](std::size_t place, const char* key) {
        const Value* const found = given.is(Kind::table)        ? given.find(key)
                                   : place < given.items.size() ? &given.items[place]
                                                                : nullptr;
        if (found == nullptr) {
            notes.refuse("E0335", given.line, "the range of issue '" + issue + "' has no " + key,
                         "write \"range\": [\"0\", \"10\", \"1\"]");
        }
        return number_of(*found, std::string("the ") + key + " of issue '" + issue + "'", notes);
    };
    return steps(part(0, "low"), part(1, "high"), part(2, "step"), issue, given.line, notes);
}

Domain domain_of(const Value& tree, Notes& notes) {
    Domain domain;
    domain.title = tree.word("name");
    const Value* const issues = tree.find("issuesValues", Kind::table);
    if (issues == nullptr || issues->items.empty())
        notes.refuse("E0335", tree.line, "the domain has no issues (issuesValues)");
    for (std::size_t i = 0; i < issues->keys.size(); ++i) {
        const Value& given = issues->items[i];
        std::vector<std::string> labels;
        if (const Value* const values = given.find("values", Kind::list)) {
            for (const Value& value : values->items) labels.push_back(label_of(value));
        } else if (const Value* const bounds = given.find("range")) {
            labels = range(*bounds, issues->keys[i], notes);
        }
        add_issue(domain, issues->keys[i], labels, given.line, notes);
    }
    return domain;
}

Domain domain(const Document& document, Notes& notes) { return domain_of(document.tree, notes); }

Domain domain_of_profiles(const std::vector<const Document*>& profiles, Notes& notes) {
    for (const Document* const profile : profiles) {
        const Value* const space = profile->tree.find(kAdditive, Kind::table);
        const Value* const own = space == nullptr ? nullptr : space->find("domain", Kind::table);
        if (own != nullptr) return domain_of(*own, notes);
    }
    notes.refuse("E0333", 0, "there is no domain file, and no profile holds its domain",
                 "give the domain file as well");
}

/// A linear function between two ends; outside of them a number is worth 0.
std::vector<Rational> number_values(const Domain& domain, std::size_t issue, const Value& given,
                                    Notes& notes) {
    const Issue& target = domain.space.issues[issue];
    const auto part = [&](const char* key) {
        const Value* const found = given.find(key);
        if (found == nullptr)
            notes.refuse("E0335", given.line, "the number utilities of '" + target.id + "' have no " + key);
        return number_of(*found, std::string(key) + " of issue '" + target.id + "'", notes);
    };
    const Rational low = part("lowValue");
    const Rational high = part("highValue");
    const Rational at_low = part("lowUtility");
    const Rational at_high = part("highUtility");
    if (high <= low) {
        notes.refuse("E0335", given.line, "the number utilities of '" + target.id + "' are upside down",
                     "lowValue lies below highValue");
    }
    std::vector<Rational> values;
    for (const Option& option : target.options) {
        if (!option.value) {
            notes.refuse("E0335", given.line,
                         "issue '" + target.id + "' is valued by numbers, but its option '" + option.label +
                             "' is none");
        }
        const bool inside = low <= *option.value && *option.value <= high;
        const Rational share = over(plus(*option.value, -low), plus(high, -low));
        values.push_back(inside ? plus(at_low, times(plus(at_high, -at_low), share)) : Rational(0));
    }
    return values;
}

std::vector<Rational> issue_values(const Domain& domain, std::size_t issue, const Value& given,
                                   Notes& notes) {
    for (const char* const name : {"DiscreteValueSetUtilities", "discreteutils"}) {
        const Value* const found = given.find(name, Kind::table);
        if (found == nullptr) continue;
        const Value* const table = found->find("valueUtilities", Kind::table);
        if (table == nullptr) break;
        return table_values(domain, issue, *table, notes);
    }
    for (const char* const name : {"NumberValueSetUtilities", "numberutils"}) {
        if (const Value* const found = given.find(name, Kind::table))
            return number_values(domain, issue, *found, notes);
    }
    notes.refuse(
        "E0334", given.line,
        "the utilities of issue '" + domain.space.issues[issue].id + "' are of no kind that is read",
        "DiscreteValueSetUtilities and NumberValueSetUtilities are");
}

void read_weights(const Value& space, const Domain& domain, Profile& profile, Notes& notes) {
    const Value* const weights = space.find("issueWeights", Kind::table);
    if (weights == nullptr) notes.refuse("E0335", space.line, "the profile has no issueWeights");
    for (Weighted& issue : profile.issues) issue.weight = Rational(0);
    std::vector<bool> given(profile.issues.size(), false);
    for (std::size_t k = 0; k < weights->keys.size(); ++k) {
        const auto issue = domain.issue(weights->keys[k]);
        if (!issue) {
            notes.warn("W0332", weights->items[k].line,
                       "the domain has no issue '" + weights->keys[k] + "': its weight is ignored");
            continue;
        }
        profile.issues[*issue].weight =
            number_of(weights->items[k], "the weight of '" + weights->keys[k] + "'", notes);
        given[*issue] = true;
    }
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (given[i]) continue;
        notes.warn("W0331", weights->line,
                   "issue '" + domain.space.issues[i].id + "' has no weight: worth 0 to this party");
    }
}

void read_reservation(const Value& space, const Domain& domain, Profile& profile, Notes& notes) {
    const Value* const bid = space.find("reservationBid", Kind::table);
    const Value* const values = bid == nullptr ? nullptr : bid->find("issuevalues", Kind::table);
    if (values == nullptr) return;
    std::vector<std::optional<std::size_t>> options(profile.issues.size());
    for (std::size_t k = 0; k < values->keys.size(); ++k) {
        const auto issue = domain.issue(values->keys[k]);
        const auto option =
            issue ? domain.option(*issue, label_of(values->items[k])) : std::optional<std::size_t>();
        if (!option) {
            notes.warn("W0332", values->items[k].line,
                       "the reservation bid settles '" + values->keys[k] + "' by '" +
                           label_of(values->items[k]) + "', which the domain does not know: worth 0");
            continue;
        }
        options[*issue] = option;
    }
    profile.reserve = worth(profile, options);
}

Profile profile(const Document& document, const Domain& domain, Notes& notes) {
    const Value* const found = document.tree.find(kAdditive, Kind::table);
    if (found == nullptr) {
        const Value& other = *other_profile(document.tree);
        notes.refuse("E0334", other.line,
                     "a profile of the kind " + document.tree.keys.front() + " is not read",
                     "LinearAdditiveUtilitySpace is");
    }
    Profile profile;
    profile.issues.resize(domain.space.issues.size());
    const Value* const utilities = found->find("issueUtilities", Kind::table);
    if (utilities == nullptr) notes.refuse("E0335", found->line, "the profile has no issueUtilities");
    for (std::size_t k = 0; k < utilities->keys.size(); ++k) {
        const auto issue = domain.issue(utilities->keys[k]);
        if (!issue) {
            notes.warn("W0332", utilities->items[k].line,
                       "the domain has no issue '" + utilities->keys[k] + "': ignored");
            continue;
        }
        profile.issues[*issue].values = issue_values(domain, *issue, utilities->items[k], notes);
    }
    for (std::size_t i = 0; i < profile.issues.size(); ++i) {
        if (!profile.issues[i].values.empty()) continue;
        notes.warn("W0331", utilities->line,
                   "issue '" + domain.space.issues[i].id + "' has no utilities: worth 0 to this party");
    }
    read_weights(*found, domain, profile, notes);
    read_reservation(*found, domain, profile, notes);
    return profile;
}

}  // namespace

Format geniusweb_format();
Format geniusweb_format() {
    return {.id = "geniusweb",
            .name = "GeniusWeb",
            .role = role,
            .domain = domain,
            .domain_of_profiles = domain_of_profiles,
            .profile = profile};
}

}  // namespace entente::io::scenario
