// One way to make a diagnostic.
#pragma once

#include <string>
#include <utility>

#include "entente/core/diagnostic.hpp"

namespace entente {

/// An error of the user's data. \param where none: it has no place in a file
[[nodiscard]] inline Diagnostic finding(std::string code, std::string message, std::string hint = {},
                                        Location where = {}) {
    Diagnostic made;
    made.code = std::move(code);
    made.message = std::move(message);
    made.where = std::move(where);
    made.hint = std::move(hint);
    return made;
}

/// \throws InputError with this one finding
[[noreturn]] inline void refuse(std::string code, std::string message, std::string hint = {},
                                Location where = {}) {
    throw InputError(finding(std::move(code), std::move(message), std::move(hint), std::move(where)));
}

}  // namespace entente
