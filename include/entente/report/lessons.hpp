// Why this deal, why this state: the ideas of the field with the numbers of one case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/assess/settlement.hpp"
#include "entente/core/lesson.hpp"
#include "entente/stability/analyse.hpp"

namespace entente::report {

/// Answers: why does the idea named `id` (entente/settle/solutions.hpp, lessons()) choose what it chooses
/// in this case? A sentence each; the first says what is chosen, the others set its measure against that of
/// the packages that come next: "12.93 x 6.97 = 90.1 beats 8.73 x 9.97 = 87.0, that of Kalai-Smorodinsky".
/// \cost linear in the listed frontier; `fallback` counts outcomes up to 20,000
/// \check tests/cli/explain_test.py
[[nodiscard]] std::vector<std::string> why_here(const assess::Settlement& settled, std::string_view id);

/// Answers: what holds in this case under the concept named `id` (entente/stability/lessons.hpp), and why?
/// \cost a few searches of the model
[[nodiscard]] std::vector<std::string> why_here(const Case& conflict,
                                                const stability::StabilityResult& result,
                                                std::string_view id);

/// What one idea is called and says, with what it does in a case.
struct Explained {
    NamedLesson text;
    std::string family;            ///< "settle" or "stability"
    std::vector<std::string> why;  ///< empty without a case
};

template <class Visitor>
void describe(Visitor& visit, const Explained& x) {
    visit("id", std::string(x.text.id), {"", "what results call it"});
    visit("title", std::string(x.text.title), {"", "its name"});
    visit("family", x.family, {"", "the verb that uses it: settle or stability"});
    visit("brief", std::string(x.text.brief), {"", "what singles it out"});
    visit("idea", std::string(x.text.lesson.idea), {"", "what it asks for, and why somebody would"});
    visit("picture", std::string(x.text.lesson.picture), {"", "the same as lines of plain text"});
    visit("objection", std::string(x.text.lesson.objection), {"", "what is said against it"});
    visit("source", std::string(x.text.lesson.source), {"", "where it was proposed"});
    visit("why", x.why, {"", "what it chooses in the case that was named, and why; empty without a case"});
}

}  // namespace entente::report
