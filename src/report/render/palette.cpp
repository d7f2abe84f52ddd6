// How parties and roles are told apart: by hue, by symbol and by label. The hues keep apart under the
// common colour-vision deficiencies and follow the party's place in the file, never a nation.
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/pale.hpp"

namespace entente::report {
namespace {

constexpr std::array<std::string_view, 7> kHues = {"#00767a", "#b35900", "#6a4c9c", "#6f7300",
                                                   "#b0306f", "#41668a", "#7a5230"};

std::string polygon(const std::vector<std::pair<double, double>>& corners) {
    std::string path;
    for (const auto& [x, y] : corners) path += (path.empty() ? "M" : "L") + pixels(x) + "," + pixels(y);
    return path + "Z";
}

/// `corners` corners on a circle, the first at the top; a star where `inner` < 1.
std::string regular(int corners, double radius, double inner, double turn = 0) {
    std::vector<std::pair<double, double>> points;
    const int steps = inner < 1 ? 2 * corners : corners;
    for (int i = 0; i < steps; ++i) {
        const double r = inner < 1 && i % 2 == 1 ? radius * inner : radius;
        const double angle = turn + 2 * std::numbers::pi * i / steps - std::numbers::pi / 2;
        points.emplace_back(r * std::cos(angle), r * std::sin(angle));
    }
    return polygon(points);
}

std::string circle(double r) {
    return "M" + pixels(-r) + ",0A" + pixels(r) + "," + pixels(r) + ",0,1,0," + pixels(r) + ",0A" +
           pixels(r) + "," + pixels(r) + ",0,1,0," + pixels(-r) + ",0Z";
}

std::string plus(double r, double arm) {
    return polygon({{-arm, -r},
                    {arm, -r},
                    {arm, -arm},
                    {r, -arm},
                    {r, arm},
                    {arm, arm},
                    {arm, r},
                    {-arm, r},
                    {-arm, arm},
                    {-r, arm},
                    {-r, -arm},
                    {-arm, -arm}});
}

}  // namespace

std::string pixels(double value) { return format_number(value, 1); }

std::string role_name(Tone role) {
    switch (role) {
        case kNeutral:
            return "neutral";
        case kAccent:
            return "accent";
        case kMuted:
            return "muted";
        case kPale:
            return "pale";
        default:
            return "warning";
    }
}

std::string tone_class(Tone tone) {
    return tone < 0 ? role_name(tone) : "p" + std::to_string(static_cast<std::size_t>(tone) % kHues.size());
}

std::string_view tone_colour(Tone tone) {
    switch (tone) {
        case kNeutral:
            return "#4a4f57";
        case kAccent:
            return "#14181f";
        case kMuted:
            return "#9aa0a8";
        case kPale:
            return "#c6ccd3";
        case kWarning:
            return "#a3262a";
        default:
            return kHues[static_cast<std::size_t>(tone) % kHues.size()];
    }
}

std::string symbol_path(Tone tone, double size) {
    const double r = std::sqrt(size) / 2;
    if (tone == kAccent) return regular(5, r * 1.5, 0.45);
    if (tone < 0) return circle(r);
    switch (tone % kSymbols) {
        case 0:
            return circle(r * 1.1);
        case 1:
            return polygon({{-r, -r}, {r, -r}, {r, r}, {-r, r}});
        case 2:
            return regular(3, r * 1.45, 1);
        case 3:
            return regular(4, r * 1.4, 1);
        case 4:
            return plus(r * 1.25, r * 0.45);
        case 5:
            return regular(3, r * 1.45, 1, std::numbers::pi);
        case 6:
            return regular(6, r * 1.2, 1);
        case 7:
            return regular(4, r * 1.6, 0.42);
        case 8:
            return regular(5, r * 1.25, 1);
        case 9:
            return polygon(
                {{-r * 1.4, -r * 0.6}, {r * 1.4, -r * 0.6}, {r * 1.4, r * 0.6}, {-r * 1.4, r * 0.6}});
        case 10:
            return polygon(
                {{-r * 0.6, -r * 1.4}, {r * 0.6, -r * 1.4}, {r * 0.6, r * 1.4}, {-r * 0.6, r * 1.4}});
        default:
            return regular(6, r * 1.5, 0.5);
    }
}

}  // namespace entente::report
