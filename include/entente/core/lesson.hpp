// What a named idea of the field is, for somebody who meets it for the first time.
#pragma once

#include <string_view>

namespace entente {

struct Lesson {
    std::string_view idea{};       ///< what it asks for, and why somebody would: a paragraph
    std::string_view picture{};    ///< plain text, lines of up to 72 columns
    std::string_view objection{};  ///< what is said against it: a paragraph
    std::string_view source{};     ///< where it was proposed
};

/// An idea by its name.
struct NamedLesson {
    std::string_view id{};     ///< as results call it: "nash", "kalai_smorodinsky", "zone"
    std::string_view title{};  ///< for headings
    std::string_view brief{};  ///< what singles it out, a few words
    Lesson lesson{};
};

}  // namespace entente
