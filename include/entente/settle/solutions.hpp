// The bargaining solutions by name: what each is called and what it means, for every output.
#pragma once

#include <string_view>
#include <vector>

#include "entente/core/lesson.hpp"

namespace entente::settle {

struct SolutionText {
    std::string_view id;       ///< the key in results: "nash"
    std::string_view title;    ///< for headings: "Nash"
    std::string_view brief;    ///< for a table's last column, up to 24 columns wide
    std::string_view meaning;  ///< one sentence for readers without the field's words
    std::string_view favours;  ///< what taking this deal over the others means
    /// Not empty: the solution of that name by another name (on a list of outcomes both choose alike).
    std::string_view same_as;
    Lesson lesson{};  ///< idea, picture, objection: what `entente explain` tells
};

/// Which solutions are there, in the order of results? \check tests/settle/catalogue_test.cpp
[[nodiscard]] std::vector<SolutionText> solution_texts();

/// The texts of one solution; all of them empty where there is none of that name.
[[nodiscard]] SolutionText solution_text(std::string_view id);

/// The solutions and the other ideas of a settlement (zone, frontier, Adjusted Winner) as lessons.
[[nodiscard]] std::vector<NamedLesson> lessons();

}  // namespace entente::settle
