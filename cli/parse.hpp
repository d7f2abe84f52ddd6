// The command line, checked against the records of the verbs.
#pragma once

#include <string>
#include <vector>

#include "cli/verb.hpp"

namespace entente::cli {

struct Parsed {
    const Verb* verb = nullptr;
    Arguments arguments;
    bool help = false;
    bool version = false;
};

/// \param words the command line without the program's name
/// \throws InputError E0901 to E0904, E0915: everything that is wrong, with did-you-mean
[[nodiscard]] Parsed parse(const std::vector<std::string>& words);

/// "512M", "4G", "1000000" as bytes. \throws InputError E0904
[[nodiscard]] std::uint64_t parse_memory(const std::string& text);

[[nodiscard]] Diagnostic usage_error(std::string code, std::string message, std::string hint = {});

}  // namespace entente::cli
