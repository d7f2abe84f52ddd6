// Figures without a browser: marks on two axes as SVG, for a wide sheet and for a narrow screen.
#include "report/render/svg.hpp"

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/plot.hpp"

namespace entente::report {

std::string svg_frame(const Figure& figure, double width, double height, const std::string& body,
                      bool standalone) {
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + pixels(width) + " " +
                      pixels(height) + "\" role=\"img\" ";
    if (standalone) {
        svg += "width=\"" + pixels(width) + "\" height=\"" + pixels(height) +
               "\" font-family=\"system-ui,sans-serif\" font-size=\"13\" fill=\"#14181f\">";
        svg += "<title>" + escape(figure.title) + "</title><desc>" + escape(figure.alt) +
               "</desc><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";
    } else {
        svg += "class=\"drawing" + std::string(width < 500 ? " narrow" : " wide") + "\" aria-label=\"" +
               escape(figure.alt) + "\">";
    }
    return svg + body + "</svg>";
}

std::string to_svg(const Figure& figure, bool standalone) {
    if (figure.graph) return graph_svg(figure, standalone);
    return Plot(figure, standalone, kWideDrawing).draw();
}

std::string small_svg(const Figure& figure) {
    if (figure.graph) return "";
    return Plot(figure, false, kNarrowDrawing).draw();
}

std::string page_svg(const Figure& figure) {
    if (figure.graph) return graph_svg(figure, false);
    return Plot(figure, false, kWideDrawing).draw() + Plot(figure, false, kNarrowDrawing).draw();
}

}  // namespace entente::report
