// The marks of a plot: points, lines, bands, bars, cells and rules, each also as its key in the legend.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/pale.hpp"
#include "report/render/plot.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kSeparate = 200;  // points past this are one path

}  // namespace

std::string Plot::paint(const Series& series, bool fill) const {
    if (!standalone_) return "class=\"" + tone_class(series.tone) + (fill ? " f\"" : " s\"");
    const std::string colour(tone_colour(series.tone));
    return fill ? "fill=\"" + colour + "\" stroke=\"" + colour + "\""
                : "fill=\"none\" stroke=\"" + colour + "\"";
}

std::string Plot::tint(const Series& series, std::string_view opacity) const {
    const std::string colour = standalone_ ? "fill=\"" + std::string(tone_colour(series.tone)) + "\""
                                           : "class=\"" + tone_class(series.tone) + " f\"";
    return colour + " fill-opacity=\"" + std::string(opacity) + "\" stroke=\"none\"";
}

void Plot::key(const Series& series, double x, double y) {
    if (series.mark == Mark::points) {
        if (series.x.size() > kSeparate) {
            line(x + 7, y - 4, x + 7, y - 4, dot_paint(series));
        } else {
            symbol(series, x + 7, y - 4, 70, {});
        }
    } else if (series.mark == Mark::cells) {
        body_ += "<rect x=\"" + pixels(x) + "\" y=\"" + pixels(y - 10) + "\" width=\"15\" height=\"11\" " +
                 tint(series, share_of(series)) + "/>";
    } else if (series.mark == Mark::band || series.mark == Mark::bars) {
        body_ += "<rect x=\"" + pixels(x) + "\" y=\"" + pixels(y - 10) + "\" width=\"15\" height=\"11\" " +
                 (series.mark == Mark::band ? tint(series, ".25") : paint(series, true)) + "/>";
    } else {
        line(x, y - 4, x + 16, y - 4,
             paint(series, false) + " stroke-width=\"2\"" +
                 (series.dashed ? " stroke-dasharray=\"5 4\"" : ""));
    }
}

void Plot::symbol(const Series& series, double x, double y, double size, const std::string& name) {
    body_ += "<path transform=\"translate(" + pixels(x) + "," + pixels(y) + ")\" d=\"" +
             symbol_path(series.tone, size * std::min(series.size, 2.0)) + "\" " +
             paint(series, series.filled) + (series.filled ? "" : " stroke-width=\"1.6\"");
    body_ += name.empty() ? "/>" : "><title>" + escape(name) + "</title></path>";
}

void Plot::draw(const Series& series) {
    switch (series.mark) {
        case Mark::points:
            draw_points(series);
            break;
        case Mark::line:
            draw_line(series);
            break;
        case Mark::band:
            draw_band(series);
            break;
        case Mark::cells:
            draw_cells(series);
            break;
        default:
            draw_segments(series);
    }
}

std::string Plot::dot_paint(const Series& series) const {
    return paint(series, false) + " stroke-linecap=\"round\" stroke-width=\"" +
           pixels(4.5 * std::sqrt(series.size)) + "\"";
}

void Plot::draw_points(const Series& series) {
    // One path, used for many, keeps five thousand points small.
    if (series.x.size() > kSeparate || (series.tone == kPale && series.names.empty())) {
        std::string path;
        // A narrow drawing has no room for thousands.
        const std::size_t stride = narrow_ ? std::max<std::size_t>(1, series.x.size() / 800) : 1;
        for (std::size_t i = 0; i < series.x.size(); i += stride) {
            path += "M" + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i])) + "h0";
        }
        body_ += "<path d=\"" + path + "\" " + dot_paint(series) + "/>";
        return;
    }
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        symbol(series, x_at(series.x[i]), y_at(series.y[i]), series.x.size() > 60 ? 50 : 90,
               i < series.names.size() ? series.names[i] : std::string());
    }
}

void Plot::draw_line(const Series& series) {
    std::string path;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        path += (i == 0 ? "M" : "L") + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i]));
    }
    body_ += "<path d=\"" + path + "\" " + paint(series, false) + " stroke-width=\"" +
             pixels(2.2 * series.size) + "\"" + (series.dashed ? " stroke-dasharray=\"6 5\"" : "") + "/>";
}

void Plot::draw_band(const Series& series) {
    std::string path;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        path += (i == 0 ? "M" : "L") + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i]));
    }
    for (std::size_t i = series.x.size(); i-- > 0;) {
        path += "L" + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y2[i]));
    }
    body_ += "<path d=\"" + path + "Z\" " + tint(series, ".2") + "/>";
}

std::string Plot::share_of(const Series& series) {
    return format_number(std::clamp(series.size, 0.0, 1.0), 2);
}

void Plot::draw_cells(const Series& series) {
    std::string path;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        const double left = x_at(series.x[i]);
        const double top = y_at(series.y2[i]);
        path += "M" + pixels(left) + "," + pixels(top) + "H" + pixels(x_at(series.x2[i])) + "V" +
                pixels(y_at(series.y[i])) + "H" + pixels(left) + "Z";
    }
    body_ +=
        "<path shape-rendering=\"crispEdges\" d=\"" + path + "\" " + tint(series, share_of(series)) + "/>";
}

void Plot::draw_segments(const Series& series) {
    const std::string stroke = paint(series, false) + " stroke-width=\"" + pixels(2 * series.size) + "\"" +
                               (series.dashed ? " stroke-dasharray=\"6 5\"" : "");
    const std::size_t count = series.mark == Mark::hlines ? series.y.size() : series.x.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (series.mark == Mark::vlines) {
            line(x_at(series.x[i]), top_, x_at(series.x[i]), height_ - bottom_, stroke);
        } else if (series.mark == Mark::hlines) {
            line(left_, y_at(series.y[i]), width_ - right_, y_at(series.y[i]), stroke);
        } else if (series.mark == Mark::links) {
            line(x_at(series.x[i]), y_at(series.y[i]), x_at(series.x2[i]), y_at(series.y2[i]), stroke);
        } else {
            bar(series, i);
        }
    }
}

double Plot::thickness(const Series& bars) const {
    return std::min(18.0, 0.55 * std::abs(y_at(1) - y_at(0))) * bars.size;
}

void Plot::bar(const Series& series, std::size_t i) {
    const double from = std::min(x_at(series.x[i]), x_at(series.x2[i]));
    const double wide = std::abs(x_at(series.x2[i]) - x_at(series.x[i]));
    const double thick = thickness(series);
    body_ += "<rect x=\"" + pixels(from) + "\" y=\"" + pixels(y_at(series.y[i]) - thick / 2) +
             "\" width=\"" + pixels(std::max(wide, 1.0)) + "\" height=\"" + pixels(thick) + "\" " +
             paint(series, true);
    body_ += i < series.names.size() ? "><title>" + escape(series.names[i]) + "</title></rect>" : "/>";
}

}  // namespace entente::report
