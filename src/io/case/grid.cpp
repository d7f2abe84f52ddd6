#include "io/case/grid.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "entente/core/text.hpp"

namespace entente::io {
namespace {

constexpr std::size_t kShortLabel = 12;

}  // namespace

std::optional<std::vector<Option>> grid_options(const Rational& first, const Rational& last,
                                                std::size_t count) {
    std::vector<Option> options(count);
    try {
        const Rational step = (last - first) / Rational(static_cast<std::int64_t>(count) - 1);
        for (std::size_t k = 0; k < count; ++k) {
            options[k].value =
                k + 1 == count ? last : first + step * Rational(static_cast<std::int64_t>(k));
        }
        const double size = std::fabs(step.value());
        const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(size))) + 2, 0, 15);
        for (Option& option : options) {
            option.label = option.value->to_string();
            if (option.label.size() > kShortLabel || option.label.find('/') != std::string::npos) {
                option.label = format_number(option.value->value(), decimals);
            }
        }
        // Rounded labels of neighbours could only meet where doubles run out; then the fractions stand.
        const auto same = [](const Option& a, const Option& b) { return a.label == b.label; };
        if (std::adjacent_find(options.begin(), options.end(), same) != options.end()) {
            for (Option& option : options) option.label = option.value->to_string();
        }
    } catch (const std::overflow_error&) {
        return std::nullopt;
    }
    return options;
}

}  // namespace entente::io
