// NegMAS scenarios as YAML or JSON: an outcome space, and one utility function per party.
#include <algorithm>

#include "io/negmas/functions.hpp"
#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {
namespace {

using data::Kind;
using data::Value;
using negmas::type_of;

constexpr int kGridPoints = 21;

bool weighted_sum(std::string_view type) {
    return type == "LinearAdditiveUtilityFunction" || type == "LinearUtilityAggregationFunction" ||
           type == "LUFun" || type == "WeightedUtilityFunction";
}
bool affine_sum(std::string_view type) {
    return type == "AffineUtilityFunction" || type == "LinearUtilityFunction";
}
bool discounted(std::string_view type) {
    return type == "ExpDiscountedUFun" || type == "LinDiscountedUFun" ||
           type == "DiscountedUtilityFunction";
}

Role role(const Value& tree) {
    if (!tree.is(Kind::table)) return Role::none;
    const Value* const issues = tree.find("issues", Kind::list);
    const bool named =
        issues != nullptr && !issues->items.empty() && issues->items.front().find("values") != nullptr;
    if (named || type_of(tree).ends_with("OutcomeSpace")) return Role::domain;
    const std::string type = type_of(tree);
    const bool profile = weighted_sum(type) || affine_sum(type) || discounted(type) ||
                         type.ends_with("UtilityFunction") || type.ends_with("UFun") ||
                         (tree.find("values") != nullptr && tree.find("weights") != nullptr);
    return profile ? Role::profile : Role::none;
}

/// The ends of a range of numbers.
std::pair<Rational, Rational> ends_of(const Value& values, const std::string& id, const Notes& notes) {
    if (values.is(Kind::number)) {  // so many whole numbers from 0
        return {Rational(0),
                plus(number_of(values, "the size of issue '" + id + "'", notes), Rational(-1))};
    }
    if (!values.is(Kind::list) || values.items.size() != 2) {
        notes.refuse("E0335", values.line, "the range of issue '" + id + "' is not two numbers",
                     "write values: [0, 9]");
    }
    return {number_of(values.items[0], "the lower end of issue '" + id + "'", notes),
            number_of(values.items[1], "the upper end of issue '" + id + "'", notes)};
}

void real_issue(Domain& domain, const Value& issue, const Value& values, Notes& notes) {
    const std::string id = issue.word("name");
    const auto [low, high] = ends_of(values, id, notes);
    std::vector<std::string> labels = {low.to_string()};
    if (high < low) notes.refuse("E0335", issue.line, "the range of issue '" + id + "' is upside down");
    for (int k = 1; k < kGridPoints && high != low; ++k) {
        const Rational share(k, kGridPoints - 1);
        labels.push_back(plus(low, times(plus(high, -low), share)).to_string());
    }
    notes.warn("W0333", issue.line,
               "issue '" + id + "' is a real number: it is read as " + std::to_string(labels.size()) +
                   " evenly spaced options, and results hold for these",
               "convert the scenario to a case and set grid for finer steps");
    add_issue(domain, id, labels, issue.line, notes);
}

Domain domain(const Document& document, Notes& notes) {
    Domain domain;
    domain.title = document.tree.word("name");
    const Value* const issues = document.tree.find("issues", Kind::list);
    if (issues == nullptr || issues->items.empty())
        notes.refuse("E0335", document.tree.line, "the outcome space has no issues");
    for (const Value& issue : issues->items) {
        const std::string id = issue.word("name");
        const std::string type = type_of(issue);
        const Value* const values = issue.find("values");
        if (id.empty() || values == nullptr) {
            notes.refuse("E0335", issue.line, "an issue has no name or no values",
                         "write name, type and values");
        }
        if (type.find("Infinite") != std::string::npos) {
            notes.refuse("E0334", issue.line,
                         "issue '" + id + "' is endless (" + type + "): it is not read",
                         "give it a lower and an upper end");
        }
        if (type.find("Continuous") != std::string::npos) {
            real_issue(domain, issue, *values, notes);
            continue;
        }
        std::vector<std::string> labels;
        if (type.find("Contiguous") != std::string::npos || values->is(Kind::number)) {
            const auto [low, high] = ends_of(*values, id, notes);
            labels = steps(low, high, Rational(1), id, issue.line, notes);
        } else if (values->is(Kind::list)) {
            for (const Value& value : values->items) labels.push_back(label_of(value));
        }
        add_issue(domain, id, labels, issue.line, notes);
    }
    return domain;
}

Domain domain_of_profiles(const std::vector<const Document*>&, Notes& notes) {
    notes.refuse("E0333", 0,
                 "there is no file with the issues: a NegMAS utility function does not list them",
                 "give the file of the outcome space as well, or the folder");
}

/// The entry of a list by place, or of a table by the issue's name.
const Value* entry_of(const Value* all, const Domain& domain, std::size_t issue) {
    if (all == nullptr) return nullptr;
    if (all->is(Kind::table)) {
        const Value* const named = all->find(domain.space.issues[issue].id);
        return named != nullptr ? named : all->find(std::to_string(issue));
    }
    return all->is(Kind::list) && issue < all->items.size() ? &all->items[issue] : nullptr;
}

void read_issues(const Value& tree, bool affine, const Domain& domain, Profile& profile, Notes& notes) {
    const Value* const values = tree.find("values");
    const Value* const weights = tree.find("weights");
    for (std::size_t i = 0; i < domain.space.issues.size(); ++i) {
        const Issue& issue = domain.space.issues[i];
        Weighted weighted;
        if (const Value* const weight = entry_of(weights, domain, i)) {
            weighted.weight = number_of(*weight, "the weight of '" + issue.id + "'", notes);
        } else if (weights != nullptr && !weights->is(Kind::null)) {
            notes.warn("W0331", weights->line,
                       "issue '" + issue.id + "' has no weight: worth 0 to this party");
            weighted.weight = Rational(0);
        }
        const Value* const function = entry_of(values, domain, i);
        if (function != nullptr) {
            weighted.values = negmas::values_of(*function, domain, i, notes);
        } else if (affine) {
            Value identity;
            identity.kind = Kind::table;
            identity.line = tree.line;
            identity.keys = {"type"};
            identity.items.resize(1);
            identity.items[0].kind = Kind::text;
            identity.items[0].text = "IdentityFun";
            weighted.values = negmas::values_of(identity, domain, i, notes);
        } else {
            notes.warn("W0331", tree.line,
                       "issue '" + issue.id + "' has no value function: worth 0 to this party");
        }
        profile.issues.push_back(std::move(weighted));
    }
    if (const Value* const bias = tree.find("bias"); bias != nullptr && !bias->is(Kind::null))
        profile.constant = number_of(*bias, "the bias", notes);
}

/// reserved_value in the scale of the utilities; minus infinity or nothing: any deal will do.
void read_reservation(const Value& tree, const Domain& domain, Profile& profile, Notes& notes) {
    const Value* const value = tree.find("reserved_value");
    const bool endless = value == nullptr || value->is(Kind::null) || value->text.ends_with("inf") ||
                         value->text.ends_with("Infinity");
    if (!endless) {
        profile.reserve = number_of(*value, "reserved_value", notes);
        return;
    }
    const Value* const outcome = tree.find("reserved_outcome");
    if (outcome == nullptr || !(outcome->is(Kind::list) || outcome->is(Kind::table))) return;
    std::vector<std::optional<std::size_t>> options(domain.space.issues.size());
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Value* const chosen = entry_of(outcome, domain, i);
        if (chosen != nullptr) options[i] = domain.option(i, label_of(*chosen));
        if (options[i]) continue;
        notes.warn("W0332", outcome->line,
                   "the reserved outcome does not settle '" + domain.space.issues[i].id +
                       "' by an option that there is: worth 0");
    }
    profile.reserve = worth(profile, options);
}

Profile profile_of(const Value& tree, const Domain& domain, Notes& notes) {
    const std::string type = type_of(tree);
    Profile profile;
    const Value* const inner = tree.find("ufun", Kind::table);
    if (discounted(type) && inner != nullptr) {
        profile = profile_of(*inner, domain, notes);
        const Value* const discount = tree.find("discount");
        const auto factor = discount == nullptr ? std::nullopt : discount->number();
        if (factor && *factor > Rational(0) && *factor < Rational(1)) profile.discount = factor;
        read_reservation(tree, domain, profile, notes);
        return profile;
    }
    const bool untyped = type.empty();
    if (!untyped && !weighted_sum(type) && !affine_sum(type)) {
        notes.refuse("E0334", tree.line, "a utility function of the type " + type + " is not read",
                     "LinearAdditiveUtilityFunction is: a weighted sum over the issues");
    }
    read_issues(tree, affine_sum(type), domain, profile, notes);
    read_reservation(tree, domain, profile, notes);
    return profile;
}

Profile profile(const Document& document, const Domain& domain, Notes& notes) {
    return profile_of(document.tree, domain, notes);
}

}  // namespace

Format negmas_format();
Format negmas_format() {
    return {.id = "negmas",
            .name = "NegMAS",
            .role = role,
            .domain = domain,
            .domain_of_profiles = domain_of_profiles,
            .profile = profile};
}

}  // namespace entente::io::scenario
