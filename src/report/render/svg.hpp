// Shared by the two drawers of SVG: axes and graphs.
#pragma once

#include <string>

#include "entente/report/document.hpp"

namespace entente::report {

inline constexpr double kWideDrawing = 720;
inline constexpr double kNarrowDrawing = 350;

/// A figure for the page: drawn for a wide sheet and again for a narrow screen; the style sheet shows one.
[[nodiscard]] std::string page_svg(const Figure& figure);

/// The same once, small, for beside other things.
[[nodiscard]] std::string small_svg(const Figure& figure);

/// The outer element with title and description around what was drawn.
[[nodiscard]] std::string svg_frame(const Figure& figure, double width, double height,
                                    const std::string& body, bool standalone);

/// A layered drawing of `figure.graph`: rank 0 lowest, order within a layer by the neighbours' mean place.
[[nodiscard]] std::string graph_svg(const Figure& figure, bool standalone);

}  // namespace entente::report
