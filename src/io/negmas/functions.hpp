// The value functions of NegMAS.
#pragma once

#include <string_view>

#include "io/scenario/scenario.hpp"

namespace entente::io::negmas {

/// The last part of a Python class's name: what the file calls its type.
[[nodiscard]] std::string type_of(const data::Value& tree);

/// What the function gives to each option of the issue.
/// \throws InputError E0334 for a function that is not read, E0335 for one that cannot be \source the value
/// functions of NegMAS 0.16 \check tests/cli/formats_test.py
[[nodiscard]] std::vector<Rational> values_of(const data::Value& function, const scenario::Domain& domain,
                                              std::size_t issue, scenario::Notes& notes);

}  // namespace entente::io::negmas
