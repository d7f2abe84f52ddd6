#include "report/words/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"

namespace entente::report {

std::string percent(double share, int decimals) {
    const double step = std::pow(10.0, -decimals);  // in percent
    const bool none = share > 0 && 100 * share < step / 2;
    const bool sure = share < 1 && 100 * share > 100 - step / 2;
    const std::string_view less = decimals > 0 ? "<" : "less than ";
    const std::string_view more = decimals > 0 ? ">" : "more than ";
    if (none) return fmt::format("{}{}%", less, format_number(step, decimals));
    if (sure) return fmt::format("{}{}%", more, format_number(100 - step, decimals));
    return format_number(100 * share, decimals) + "%";
}

std::string count_words(std::string_view digits) {
    constexpr std::size_t kLong = 16;
    const std::size_t exponent = digits.find('e');
    if (exponent != std::string_view::npos) {  // an estimate past what digits can tell: "1.2345e40"
        return fmt::format("{} x 10^{}", digits.substr(0, std::min<std::size_t>(exponent, 4)),
                           digits.substr(exponent + 1));
    }
    if (digits.size() < kLong || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return group_digits(digits);
    }
    if (digits[0] == '1' && digits.find_first_not_of('0', 1) == std::string_view::npos) {
        return fmt::format("10^{}", digits.size() - 1);
    }
    return fmt::format("about {}.{} x 10^{}", digits[0], digits[1], digits.size() - 1);
}

}  // namespace entente::report
