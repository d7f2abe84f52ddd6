#include "io/cannot_say.hpp"

#include <algorithm>

#include "entente/model/red_lines.hpp"

namespace entente::io {

void refuse_what_is_not_additive(const Case& conflict, std::string_view format) {
    std::vector<Diagnostic> problems;
    const auto problem = [&](bool there, const std::string& what, const std::string& hint) {
        if (!there) return;
        problems.push_back(
            {Severity::error, "E0339", std::string(format) + " cannot express " + what, {}, hint, ""});
    };
    const std::string keep = "keep the case as TOML";
    const bool ruled = std::any_of(conflict.space.rules.begin(), conflict.space.rules.end(),
                                   [&](const Rule& rule) { return !from_red_line(conflict, rule); });
    const bool bonuses = std::any_of(conflict.parties.begin(), conflict.parties.end(),
                                     [](const Party& party) { return !party.preference.additive(); });
    problem(conflict.graph.has_value() || conflict.space.issues.empty(), "a case without issues", keep);
    problem(ruled, "[[rule]]: combinations that cannot be", "leave the rules out, or " + keep);
    problem(!conflict.red_lines.empty(), "require: red lines", "leave the options out, or " + keep);
    problem(bonuses, "[[bonus]]: value that depends on several issues", keep);
    problem(conflict.cap.has_value() && *conflict.cap < conflict.points, "a cap on utilities",
            "leave the cap out, or " + keep);
    problem(conflict.war.has_value(), "[war]",
            "give values of no deal instead (reserve): `entente war` derives them");
    problem(!conflict.beliefs.empty(), "[belief]", keep);
    problem(!conflict.aids.empty(), "[aid]", keep);
    problem(!conflict.control.empty(), "[control]", keep);
    problem(!conflict.priorities.empty() || !conflict.rankings.empty(), "preferences without points", keep);
    if (!problems.empty()) throw InputError(std::move(problems));
}

std::string FileStems::operator()(std::string_view id) {
    std::string stem(id);
    for (char& c : stem) {
        if (c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20) c = '_';
    }
    if (stem.empty() || stem.front() == '.' || stem.front() == '_') stem = "p" + stem;
    const auto lower = [](std::string text) {
        for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return text;
    };
    std::string candidate = stem;
    for (int k = 2; !used_.insert(lower(candidate)).second; ++k) candidate = stem + "-" + std::to_string(k);
    return candidate;
}

}  // namespace entente::io
