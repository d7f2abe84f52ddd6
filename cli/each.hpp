// --each: a verb over many cases, a line of JSON for each.
#pragma once

#include "cli/verb.hpp"

namespace entente::cli {

/// Runs the verb on every case that the inputs name: a file, a folder that is a case or a scenario, or a
/// folder of such. Each gives one line: {"input": ..., "result": {...}} or {"input": ..., "refused":
/// {"diagnostics": ...}}. Lines go to standard output as they are done, or with -o into one file. Ctrl-C
/// keeps the lines that are done.
[[nodiscard]] Result run_each(const Verb& verb, Context& context);

}  // namespace entente::cli
