#include "io/genius/variants.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "entente/core/text.hpp"

namespace entente::io::genius {
namespace {

constexpr std::size_t kUsual = 4;  ///< more parties than this are told
constexpr std::size_t kMost = 12;  ///< more than this are no negotiation that anybody meant

bool same_numbers(const Quantity& a, const Quantity& b) { return a.best == b.best; }

/// Equal but for the value of no deal, the discount factor and what is cited.
bool same_preference(const Preference& a, const Preference& b) {
    const auto same_issue = [](const IssueScore& x, const IssueScore& y) {
        return same_numbers(x.weight, y.weight) &&
               std::equal(x.scores.begin(), x.scores.end(), y.scores.begin(), y.scores.end(), same_numbers);
    };
    const auto same_term = [](const Term& x, const Term& y) {
        return x.when == y.when && same_numbers(x.add, y.add);
    };
    return std::equal(a.issues.begin(), a.issues.end(), b.issues.begin(), b.issues.end(), same_issue) &&
           std::equal(a.terms.begin(), a.terms.end(), b.terms.begin(), b.terms.end(), same_term);
}

std::string stem_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

std::vector<std::string> parts_of(const std::string& stem) {
    std::vector<std::string> parts(1);
    for (const char c : stem) {
        if (c == '-' || c == '_' || c == ' ' || c == '.') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

/// Names that pair up, "p-A-1, p-A-2, p-B-1, p-B-2": two parts vary, and every pair of them is there.
/// \return the files of the first variant, or none
std::vector<std::size_t> first_of_pairs(const std::vector<std::string>& files) {
    std::vector<std::vector<std::string>> names;
    for (const std::string& file : files) names.push_back(parts_of(stem_of(file)));
    const std::size_t parts = names.front().size();
    std::vector<std::set<std::string>> values(parts);
    for (const auto& name : names) {
        if (name.size() != parts) return {};
        for (std::size_t k = 0; k < parts; ++k) values[k].insert(name[k]);
    }
    std::vector<std::size_t> varying;
    for (std::size_t k = 0; k < parts; ++k) {
        if (values[k].size() > 1) varying.push_back(k);
    }
    if (varying.size() != 2 || values[varying[0]].size() * values[varying[1]].size() != files.size())
        return {};
    std::set<std::vector<std::string>> distinct(names.begin(), names.end());
    if (distinct.size() != files.size()) return {};
    std::vector<std::size_t> first;
    for (std::size_t f = 0; f < files.size(); ++f) {
        if (names[f][varying[0]] == names.front()[varying[0]]) first.push_back(f);
    }
    return first;
}

/// The first profile of each distinct preference, and whether each has a twin.
struct Sides {
    std::vector<std::size_t> first;
    std::vector<std::size_t> size;

    [[nodiscard]] bool all_twice() const {
        return first.size() >= 2 &&
               std::all_of(size.begin(), size.end(), [](std::size_t n) { return n >= 2; });
    }
    [[nodiscard]] bool any_twice() const {
        return std::any_of(size.begin(), size.end(), [](std::size_t n) { return n >= 2; });
    }
};

Sides sides_of(const std::vector<Party>& parties) {
    Sides sides;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        const auto known = std::find_if(sides.first.begin(), sides.first.end(), [&](std::size_t other) {
            return same_preference(parties[other].preference, parties[p].preference);
        });
        if (known == sides.first.end()) {
            sides.first.push_back(p);
            sides.size.push_back(1);
        } else {
            ++sides.size[static_cast<std::size_t>(known - sides.first.begin())];
        }
    }
    return sides;
}

std::string how_to_pick(const Profiles& profiles, const std::vector<std::size_t>& chosen) {
    constexpr std::size_t kShown = 4;
    std::string hint = "name the domain and one profile for each side: " + profiles.domain;
    for (std::size_t k = 0; k < chosen.size() && k < kShown; ++k) hint += " " + profiles.files[chosen[k]];
    return hint + (chosen.size() > kShown ? " ..." : "");
}

Diagnostic about(Severity severity, std::string code, const Profiles& profiles, std::string message,
                 const std::vector<std::size_t>& chosen) {
    Diagnostic made{severity, std::move(code), std::move(message), {}, how_to_pick(profiles, chosen), {}};
    made.where.file = std::filesystem::path(profiles.domain).parent_path().string();
    return made;
}

}  // namespace

void check_variants(const Profiles& profiles, const std::vector<Party>& parties,
                    std::vector<Diagnostic>& warnings) {
    const std::size_t count = parties.size();
    if (profiles.one_each || count < 3) return;
    const std::string all = std::to_string(count) + " profiles";
    const Sides sides = sides_of(parties);
    const std::vector<std::size_t> pairs =
        count >= 4 ? first_of_pairs(profiles.files) : std::vector<std::size_t>();
    if (profiles.from_folder && sides.all_twice()) {
        throw InputError(
            about(Severity::error, "E0311", profiles,
                  "the folder holds " + all + " for " + std::to_string(sides.first.size()) +
                      " sides: they are equal but for the value of no deal or the discount factor",
                  sides.first));
    }
    if (profiles.from_folder && !pairs.empty()) {
        throw InputError(about(Severity::error, "E0311", profiles,
                               "the folder holds " + all + " whose names pair up: variants of " +
                                   std::to_string(pairs.size()) + " sides",
                               pairs));
    }
    if (profiles.from_folder && count > kMost) {
        throw InputError(about(Severity::error, "E0311", profiles,
                               "the folder holds " + all + ": too many for one negotiation", {0, 1}));
    }
    if (sides.any_twice()) {
        warnings.push_back(about(Severity::warning, "W0311", profiles,
                                 all + " are read as one negotiation of " + std::to_string(count) +
                                     " parties, and some of them are equal but for the value of no deal",
                                 sides.first));
    } else if (count > kUsual) {
        warnings.push_back(
            about(Severity::warning, "W0311", profiles,
                  all + " are read as one negotiation of " + std::to_string(count) + " parties", {0, 1}));
    }
}

}  // namespace entente::io::genius
