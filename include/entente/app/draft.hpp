// Drafts of a deal, of which some issues may be open.
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"

namespace entente::app {

/// A deal in words that may leave issues open.
struct Draft {
    Outcome outcome;            ///< of an open issue: its first option
    std::vector<bool> settled;  ///< one per issue

    [[nodiscard]] bool complete() const;
};

/// The same for a draft of which some issues are settled. \throws InputError E0907, E0908 with did-you-mean
[[nodiscard]] Draft read_draft(const Case& conflict, const std::string& text_or_file);

/// The case in which what the draft settles cannot be agreed otherwise: its best deals complete the draft.
/// \throws InputError E0908 where rules leave nothing \check tests/cli/case_words_test.py
[[nodiscard]] Input with_draft(Input input, const Draft& draft);

/// What a result says of such a case. \param words of words_of()
[[nodiscard]] std::string draft_note(const std::string& words);

/// "border = 0.45, returns = quota": what the draft settles.
[[nodiscard]] std::string words_of(const Case& conflict, const Draft& draft);

}  // namespace entente::app
