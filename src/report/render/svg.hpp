// Shared by the two drawers of SVG: axes and graphs.
#pragma once

#include <string>

#include "entente/report/document.hpp"

namespace entente::report {

/// The outer element with title and description around what was drawn.
[[nodiscard]] std::string svg_frame(const Figure& figure, double width, double height,
                                    const std::string& body, bool standalone);

/// A layered drawing of `figure.graph`: rank 0 lowest, order within a layer by the neighbours' mean place.
[[nodiscard]] std::string graph_svg(const Figure& figure, bool standalone);

}  // namespace entente::report
