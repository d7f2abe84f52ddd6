// entente explain: the catalogue of diagnostic codes.
#pragma once

#include <string>
#include <vector>

#include "entente/core/codes.hpp"

namespace entente::app {

/// The entries of these codes (case ignored), or all of them. \throws InputError E0914 with did-you-mean
[[nodiscard]] std::vector<CodeInfo> explain(const std::vector<std::string>& codes);

/// What each code means and how to mend it.
[[nodiscard]] std::string codes_text(const std::vector<CodeInfo>& codes);

/// One line a code.
[[nodiscard]] std::string codes_list(const std::vector<CodeInfo>& codes);

/// The page docs/errors.md.
[[nodiscard]] std::string codes_markdown(const std::vector<CodeInfo>& codes);

}  // namespace entente::app
