// Preconditions: a broken one is a bug of ours, never the user's fault.
#pragma once

#include <stdexcept>
#include <string>

/// Throws std::logic_error (CLI exit code 70) where `condition` does not hold.
#define ENTENTE_EXPECTS(condition)                                                                    \
    do {                                                                                              \
        if (!(condition)) {                                                                           \
            throw std::logic_error(std::string("entente: broken expectation: " #condition) + " in " + \
                                   __func__);                                                         \
        }                                                                                             \
    } while (false)
