// What formats of weighted scores cannot say, and names of files for their parts.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "entente/model/case.hpp"

namespace entente::io {

/// \throws InputError E0339 that names everything of the case that is more than weighted scores over
/// options and values of no deal
void refuse_what_is_not_additive(const Case& conflict, std::string_view format);

/// Names of files from ids: without slashes and such, each once.
class FileStems {
public:
    std::string operator()(std::string_view id);

private:
    std::set<std::string> used_;
};

}  // namespace entente::io
