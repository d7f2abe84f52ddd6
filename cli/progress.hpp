// One line on stderr that tells how far long work is.
#pragma once

#include <functional>

#include "entente/core/run.hpp"

namespace entente::cli {

/// A progress function for RunOptions; empty where stderr is no terminal, or TERM is dumb, or `quiet`. It
/// writes nothing in the first 300 ms.
[[nodiscard]] std::function<void(const Progress&)> progress_line(bool quiet);

/// Wipes the line, where one was written. To be called before anything else goes to stderr.
void clear_progress_line();

}  // namespace entente::cli
