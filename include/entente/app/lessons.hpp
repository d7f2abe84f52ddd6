// entente explain: what an idea of the field is, and why it chooses what it chooses in a case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/codes.hpp"
#include "entente/core/run.hpp"
#include "entente/report/lessons.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

/// What `entente explain WORD...` was asked: codes, ideas, and the files of the case to show them in.
struct Questions {
    std::vector<CodeInfo> codes;
    std::vector<report::Explained> ideas;
    std::vector<std::string> files;
};

/// Every idea that can be explained: solutions, then stability concepts.
[[nodiscard]] std::vector<report::Explained> ideas();

/// Sorts the words of a command line. An idea is found by its name in results or by its title ("nash",
/// "Kalai-Smorodinsky"); what is neither code nor idea and looks like a file is one.
/// \throws InputError E0914 with did-you-mean
[[nodiscard]] Questions questions(const std::vector<std::string>& words);

/// Each idea with what it does in the case. \throws InputError where the case cannot be settled or judged
void explain_in(std::vector<report::Explained>& ideas, const Input& input, const RunOptions& run = {});

[[nodiscard]] std::string ideas_text(const std::vector<report::Explained>& ideas, const Case* conflict,
                                     const report::TextOptions& options = {});

/// One line an idea.
[[nodiscard]] std::string ideas_list(const std::vector<report::Explained>& ideas);

/// The page docs/solutions.md.
[[nodiscard]] std::string ideas_markdown(const std::vector<report::Explained>& ideas);

/// {"schema", "verb", "codes", "ideas"}.
[[nodiscard]] std::string explained_json(const Questions& asked, const Case& conflict);

}  // namespace entente::app
