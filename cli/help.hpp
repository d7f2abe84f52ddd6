// Help, made from the records of the verbs.
#pragma once

#include <string>

#include "cli/verb.hpp"

namespace entente::cli {

[[nodiscard]] std::string help();
[[nodiscard]] std::string help(const Verb& verb);

}  // namespace entente::cli
