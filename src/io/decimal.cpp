#include "io/decimal.hpp"

namespace entente::io {
namespace {

using boost::multiprecision::cpp_int;

cpp_int power_of_ten(int exponent) {
    return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

/// Decimals that leave `digits` significant ones of above / below; may be negative.
int places_of(const cpp_int& above, const cpp_int& below, int digits) {
    int places = digits - static_cast<int>(cpp_int(above / below).str().size());
    if (above >= below) return places;
    places = digits;
    while (above * power_of_ten(places) < below * power_of_ten(digits - 1)) ++places;
    return places;
}

}  // namespace

std::string as_decimal(const cpp_int& numerator, const cpp_int& denominator, int digits, Cut cut) {
    if (numerator == 0) return "0";
    const bool negative = (numerator < 0) != (denominator < 0);
    const cpp_int above = abs(numerator);
    const cpp_int below = abs(denominator);
    int places = places_of(above, below, digits);
    const cpp_int scaled_above = places >= 0 ? cpp_int(above * power_of_ten(places)) : above;
    const cpp_int scaled_below = places >= 0 ? below : cpp_int(below * power_of_ten(-places));
    cpp_int scaled = cut == Cut::nearest ? cpp_int((2 * scaled_above + scaled_below) / (2 * scaled_below))
                     : negative          ? cpp_int((scaled_above + scaled_below - 1) / scaled_below)
                                         : cpp_int(scaled_above / scaled_below);
    for (; places > 0 && scaled % 10 == 0; --places) scaled /= 10;
    if (places < 0) scaled *= power_of_ten(-places);
    std::string text = scaled.str();
    if (places > 0) {
        const auto width = static_cast<std::size_t>(places);
        if (text.size() <= width) text.insert(0, width + 1 - text.size(), '0');
        text.insert(text.size() - width, ".");
    }
    return (negative ? "-" : "") + text;
}

bool is_decimal(const cpp_int& numerator, const cpp_int& denominator, int digits) {
    if (numerator == 0) return true;
    const cpp_int above = abs(numerator);
    const cpp_int below = abs(denominator);
    const int places = places_of(above, below, digits);
    return places >= 0 ? above * power_of_ten(places) % below == 0
                       : above % (below * power_of_ten(-places)) == 0;
}

}  // namespace entente::io
