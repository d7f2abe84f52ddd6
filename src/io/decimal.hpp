// Fractions of large integers as decimals.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>

#include "entente/core/rational.hpp"

namespace entente::io {

enum class Cut { nearest, down };  ///< down: towards minus infinity

/// numerator / denominator as a plain decimal: exact where `digits` significant digits hold it, else cut.
[[nodiscard]] std::string as_decimal(const boost::multiprecision::cpp_int& numerator,
                                     const boost::multiprecision::cpp_int& denominator, int digits = 18,
                                     Cut cut = Cut::nearest);

/// Is it a decimal of so many significant digits?
[[nodiscard]] bool is_decimal(const boost::multiprecision::cpp_int& numerator,
                              const boost::multiprecision::cpp_int& denominator, int digits = 18);

}  // namespace entente::io
