// NegoLog: a profile per party in JSON, which lists the issues and their values; no domain file.
#include <algorithm>

#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {
namespace {

using data::Kind;
using data::Value;

Role role(const Value& tree) {
    const bool profile = tree.is(Kind::table) && tree.find("issueWeights", Kind::table) != nullptr &&
                         tree.find("issues", Kind::table) != nullptr;
    return profile ? Role::profile : Role::none;
}

/// The first profile's issues, and the values that any profile names, the first one's first.
Domain domain_of_profiles(const std::vector<const Document*>& profiles, Notes& notes) {
    Domain domain;
    const Value& first = *profiles.front()->tree.find("issues", Kind::table);
    for (std::size_t i = 0; i < first.keys.size(); ++i) {
        std::vector<std::string> labels = first.items[i].keys;
        std::unordered_map<std::string, bool> known;
        for (const std::string& label : labels) known[label] = true;
        for (std::size_t p = 1; p < profiles.size(); ++p) {
            const Value* const other =
                profiles[p]->tree.find("issues", Kind::table)->find(first.keys[i], Kind::table);
            if (other == nullptr) continue;
            for (const std::string& label : other->keys) {
                if (known.emplace(label, true).second) labels.push_back(label);
            }
        }
        add_issue(domain, first.keys[i], labels, first.items[i].line, notes);
    }
    if (domain.space.issues.empty()) notes.refuse("E0335", first.line, "the profile has no issues");
    return domain;
}

Profile profile(const Document& document, const Domain& domain, Notes& notes) {
    const Value& tree = document.tree;
    const Value& issues = *tree.find("issues", Kind::table);
    const Value& weights = *tree.find("issueWeights", Kind::table);
    Profile profile;
    profile.issues.resize(domain.space.issues.size());
    for (std::size_t i = 0; i < profile.issues.size(); ++i) {
        const std::string& id = domain.space.issues[i].id;
        const Value* const values = issues.find(id, Kind::table);
        const Value* const weight = weights.find(id);
        profile.issues[i].weight = Rational(0);
        if (values == nullptr || weight == nullptr) {
            notes.warn("W0331", tree.line,
                       "issue '" + id + "' has no " + (values == nullptr ? "values" : "weight") +
                           ": worth 0 to this party");
            continue;
        }
        profile.issues[i].weight = number_of(*weight, "the weight of '" + id + "'", notes);
        profile.issues[i].values = table_values(domain, i, *values, notes);
    }
    for (std::size_t k = 0; k < issues.keys.size(); ++k) {
        if (!domain.issue(issues.keys[k]))
            notes.warn("W0332", issues.items[k].line,
                       "the first profile has no issue '" + issues.keys[k] + "': ignored");
    }
    if (const Value* const reserve = tree.find("reservationValue"))
        profile.reserve = number_of(*reserve, "the reservation value", notes);
    return profile;
}

}  // namespace

Format negolog_format();
Format negolog_format() {
    return {.id = "negolog",
            .name = "NegoLog",
            .role = role,
            .domain = {},
            .domain_of_profiles = domain_of_profiles,
            .profile = profile};
}

}  // namespace entente::io::scenario
