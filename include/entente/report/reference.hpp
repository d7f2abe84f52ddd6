// The pages that tell what every key of a result means.
#pragma once

#include <string>

namespace entente::report {

/// docs/json.md: every key of every verb's JSON, from the descriptions beside the results.
/// \check tests/report/reference_test.cpp
[[nodiscard]] std::string json_page();

/// web/src/types.ts: the document that the page's script reads. \check tests/report/reference_test.cpp
[[nodiscard]] std::string typescript_types();

/// python/entente/results.py: a class for every described part of a result.
/// \check tests/report/reference_test.cpp
[[nodiscard]] std::string python_classes();

}  // namespace entente::report
