#include "entente/core/text.hpp"
#include "entente/levers/levers.hpp"

namespace entente::levers {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& hint) {
    throw InputError(Diagnostic{
        Severity::error,
        "E1310",
        "'" + std::string(text) + "' is no goal of levers",
        {},
        hint.empty() ? "zone, \"deal: issue=option, ...\", stable:CONCEPT or chance:SHARE" : hint,
        {}});
}

}  // namespace

Goal parse_goal(std::string_view text) {
    Goal goal;
    goal.text = std::string(text);
    const std::size_t colon = text.find(':');
    const std::string_view kind = text.substr(0, colon);
    std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (kind == "zone" && rest.empty()) return goal;
    if (kind == "deal" && !rest.empty()) {
        goal.kind = Goal::Kind::deal;
        return goal;
    }
    if (kind == "stable") {
        goal.kind = Goal::Kind::stable;
        const auto named = stability::concept_named(rest);
        if (!named) {
            std::vector<std::string> known;
            for (const stability::Concept each : stability::kAllConcepts)
                known.emplace_back(to_string(each));
            const std::string near = did_you_mean(rest, known);
            refuse(text, near.empty() ? "the concepts are " + join_words(known) : near);
        }
        goal.holds = *named;
        return goal;
    }
    if (kind == "chance") {
        goal.kind = Goal::Kind::chance;
        const bool percent = rest.ends_with('%');
        if (percent) rest.remove_suffix(1);
        const auto share = Rational::parse(rest);
        if (!share) refuse(text, "for example chance:0.8");
        goal.chance = share->value() / (percent ? 100 : 1);
        if (goal.chance <= 0 || goal.chance >= 1) refuse(text, "a chance lies between 0 and 1");
        return goal;
    }
    refuse(text, did_you_mean(kind, {"zone", "deal", "stable", "chance"}));
}

}  // namespace entente::levers
