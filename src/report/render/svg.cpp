// Figures without a browser: marks on two axes as SVG.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/svg.hpp"

namespace entente::report {
namespace {

constexpr double kWidth = 720;
constexpr double kFont = 13;
constexpr double kLetter = 0.56 * kFont;   // mean width of a letter
constexpr std::size_t kLongestLabel = 30;  // letters in a line; names of rows have two lines
constexpr double kLine = 15;

double text_width(std::string_view text) { return kLetter * static_cast<double>(display_width(text)); }

struct Range {
    double low = 0;
    double high = 1;
};

/// The data's extent with a little air, the axis's own ends where it names them.
Range extent(const Axis& axis, const std::vector<Series>& all, bool horizontal) {
    if (!axis.categories.empty()) return {-0.6, static_cast<double>(axis.categories.size()) - 0.4};
    double low = INFINITY;
    double high = -INFINITY;
    const auto cover = [&](const std::vector<double>& values) {
        for (const double value : values) {
            if (!std::isfinite(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const Series& series : all) {
        cover(horizontal ? series.x : series.y);
        cover(horizontal ? series.x2 : series.y2);
    }
    if (!(low <= high)) return {0, 1};
    // Values that differ by rounding alone are one value, or ticks would be finer than numbers are.
    const double air = high - low > 1e-9 * std::max(1.0, std::abs(high))
                           ? 0.04 * (high - low)
                           : std::max(1.0, 0.05 * std::abs(high));
    return {axis.low.value_or(low - air), axis.high.value_or(high + air)};
}

/// Round numbers inside the range, about `wanted` of them.
std::vector<double> ticks(Range range, double wanted) {
    const double rough = (range.high - range.low) / wanted;
    if (!(rough > 0) || !std::isfinite(rough)) return {range.low};
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double lead = rough / power;
    const double step = power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    std::vector<double> all;
    const double first = std::ceil(range.low / step - 1e-9);
    for (int i = 0; i < 100 && (first + i) * step <= range.high + step * 1e-9; ++i) {
        all.push_back((first + i) * step);
    }
    return all;
}

/// One figure being drawn: where data lie on the paper, and the marks so far.
class Plot {
public:
    Plot(const Figure& figure, bool standalone) : figure_(figure), standalone_(standalone) {
        x_ = extent(figure.x, figure.series, true);
        y_ = extent(figure.y, figure.series, false);
        height_ = std::max(120.0, kWidth * figure.height);
        left_ = 58;
        for (const std::string& name : figure.y.categories) {
            for (const std::string& part : folded(name, kLongestLabel))
                left_ = std::max(left_, 18 + text_width(part));
        }
        lay_legend();
    }

    std::string draw() {
        draw_axes();
        for (const Series& series : figure_.series) draw(series);
        draw_labels();
        return svg_frame(figure_, kWidth, height_, body_, standalone_);
    }

private:
    double x_at(double value) const {
        return left_ + (value - x_.low) / (x_.high - x_.low) * (kWidth - kRight - left_);
    }
    double y_at(double value) const {
        const double share = (value - y_.low) / (y_.high - y_.low);
        const double room = height_ - bottom_ - top_;
        // Categories read from the top down, numbers from the bottom up.
        return figure_.y.categories.empty() ? height_ - bottom_ - share * room : top_ + share * room;
    }

    std::string paint(const Series& series, bool fill) const {
        if (!standalone_) return "class=\"" + tone_class(series.tone) + (fill ? " f\"" : " s\"");
        const std::string colour(tone_colour(series.tone));
        return fill ? "fill=\"" + colour + "\" stroke=\"" + colour + "\""
                    : "fill=\"none\" stroke=\"" + colour + "\"";
    }

    /// An area without an outline. No attribute may stand twice: whole programs refuse such a file.
    std::string tint(const Series& series, std::string_view opacity) const {
        const std::string colour = standalone_ ? "fill=\"" + std::string(tone_colour(series.tone)) + "\""
                                               : "class=\"" + tone_class(series.tone) + " f\"";
        return colour + " fill-opacity=\"" + std::string(opacity) + "\" stroke=\"none\"";
    }

    void text(double x, double y, std::string_view words, std::string_view anchor, bool strong = false) {
        body_ += "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\" text-anchor=\"" +
                 std::string(anchor) + "\"" + (strong ? " font-weight=\"600\"" : "") + ">" + escape(words) +
                 "</text>";
    }

    void line(double x1, double y1, double x2, double y2, const std::string& attributes) {
        body_ += "<line x1=\"" + pixels(x1) + "\" y1=\"" + pixels(y1) + "\" x2=\"" + pixels(x2) +
                 "\" y2=\"" + pixels(y2) + "\" " + attributes + "/>";
    }

    std::string rule_paint() const { return standalone_ ? "stroke=\"#d5d9de\"" : "class=\"grid\""; }

    void lay_legend() {
        double x = left_;
        double y = 16;
        for (const Series& series : figure_.series) {
            if (series.name.empty()) continue;
            const double wide = 30 + text_width(shortened(series.name, 48));
            if (x + wide > kWidth - kRight && x > left_) {
                x = left_;
                y += 20;
            }
            key(series, x, y);
            x += wide;
        }
        if (x > left_) top_ = y + 18;
    }

    void key(const Series& series, double x, double y) {
        if (series.mark == Mark::points) {
            symbol(series, x + 7, y - 4, 70);
        } else if (series.mark == Mark::band || series.mark == Mark::bars) {
            body_ += "<rect x=\"" + pixels(x) + "\" y=\"" + pixels(y - 10) +
                     "\" width=\"15\" height=\"11\" " +
                     (series.mark == Mark::band ? tint(series, ".25") : paint(series, true)) + "/>";
        } else {
            line(x, y - 4, x + 16, y - 4,
                 paint(series, false) + " stroke-width=\"2\"" +
                     (series.dashed ? " stroke-dasharray=\"5 4\"" : ""));
        }
        text(x + 21, y, shortened(series.name, 48), "start");
    }

    void symbol(const Series& series, double x, double y, double size) {
        body_ += "<path transform=\"translate(" + pixels(x) + "," + pixels(y) + ")\" d=\"" +
                 symbol_path(series.tone, size * series.size) + "\" " + paint(series, series.filled) +
                 (series.filled ? "" : " stroke-width=\"1.6\"") + "/>";
    }

    void draw_axes() {
        const double bottom = height_ - bottom_;
        if (figure_.x.categories.empty()) {
            const auto marks = ticks(x_, 7);
            for (const double tick : marks) {
                line(x_at(tick), top_, x_at(tick), bottom, rule_paint());
                text(x_at(tick), bottom + 18,
                     shown(Cell(tick), Column{.name = "", .unit = "", .decimals = 4}), "middle");
            }
        } else {
            const double room =
                (kWidth - kRight - left_) / static_cast<double>(figure_.x.categories.size());
            const auto columns = static_cast<std::size_t>(std::max(3.0, room / kLetter - 1));
            for (std::size_t i = 0; i < figure_.x.categories.size(); ++i) {
                text(x_at(static_cast<double>(i)), bottom + 18, shortened(figure_.x.categories[i], columns),
                     "middle");
            }
        }
        if (figure_.y.categories.empty()) {
            for (const double tick : ticks(y_, 6)) {
                line(left_, y_at(tick), kWidth - kRight, y_at(tick), rule_paint());
                text(left_ - 8, y_at(tick) + 4,
                     shown(Cell(tick), Column{.name = "", .unit = "", .decimals = 4}), "end");
            }
        } else {
            for (std::size_t i = 0; i < figure_.y.categories.size(); ++i) {
                const double y = y_at(static_cast<double>(i));
                line(left_, y, kWidth - kRight, y, rule_paint());
                const auto parts = folded(figure_.y.categories[i], kLongestLabel);
                double base = y + 4 - kLine / 2 * static_cast<double>(parts.size() - 1);
                for (const std::string& part : parts) {
                    text(left_ - 8, base, part, "end");
                    base += kLine;
                }
            }
        }
        text((left_ + kWidth - kRight) / 2, height_ - 6, figure_.x.label, "middle", true);
        if (!figure_.y.label.empty()) {
            body_ += "<text transform=\"translate(14," + pixels((top_ + bottom) / 2) +
                     ") rotate(-90)\" text-anchor=\"middle\" font-weight=\"600\">" +
                     escape(figure_.y.label) + "</text>";
        }
    }

    void draw(const Series& series) {
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
            default:
                draw_segments(series);
        }
    }

    void draw_points(const Series& series) {
        // One shape, used many times, keeps five thousand points small.
        if (series.x.size() > 40) {
            std::string path;
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                path += "M" + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i])) + "h0";
            }
            body_ += "<path d=\"" + path + "\" " + paint(series, false) +
                     " stroke-linecap=\"round\" stroke-width=\"" + pixels(4.5 * std::sqrt(series.size)) +
                     "\"/>";
            return;
        }
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            symbol(series, x_at(series.x[i]), y_at(series.y[i]), 90);
        }
    }

    void draw_line(const Series& series) {
        std::string path;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            path += (i == 0 ? "M" : "L") + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i]));
        }
        body_ += "<path d=\"" + path + "\" " + paint(series, false) + " stroke-width=\"" +
                 pixels(2.2 * series.size) + "\"" + (series.dashed ? " stroke-dasharray=\"6 5\"" : "") +
                 "/>";
    }

    void draw_band(const Series& series) {
        std::string path;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            path += (i == 0 ? "M" : "L") + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y[i]));
        }
        for (std::size_t i = series.x.size(); i-- > 0;) {
            path += "L" + pixels(x_at(series.x[i])) + "," + pixels(y_at(series.y2[i]));
        }
        body_ += "<path d=\"" + path + "Z\" " + tint(series, ".22") + "/>";
    }

    void draw_segments(const Series& series) {
        const std::string stroke = paint(series, false) + " stroke-width=\"" + pixels(2 * series.size) +
                                   "\"" + (series.dashed ? " stroke-dasharray=\"6 5\"" : "");
        const std::size_t count = series.mark == Mark::hlines ? series.y.size() : series.x.size();
        for (std::size_t i = 0; i < count; ++i) {
            if (series.mark == Mark::vlines) {
                line(x_at(series.x[i]), top_, x_at(series.x[i]), height_ - bottom_, stroke);
            } else if (series.mark == Mark::hlines) {
                line(left_, y_at(series.y[i]), kWidth - kRight, y_at(series.y[i]), stroke);
            } else if (series.mark == Mark::links) {
                line(x_at(series.x[i]), y_at(series.y[i]), x_at(series.x2[i]), y_at(series.y2[i]), stroke);
            } else {
                const double from = std::min(x_at(series.x[i]), x_at(series.x2[i]));
                const double wide = std::abs(x_at(series.x2[i]) - x_at(series.x[i]));
                const double thick = std::min(18.0, 0.55 * std::abs(y_at(1) - y_at(0))) * series.size;
                body_ += "<rect x=\"" + pixels(from) + "\" y=\"" + pixels(y_at(series.y[i]) - thick / 2) +
                         "\" width=\"" + pixels(std::max(wide, 1.0)) + "\" height=\"" + pixels(thick) +
                         "\" " + paint(series, true) + "/>";
            }
        }
    }

    struct Box {
        double x1, y1, x2, y2;
        bool meets(const Box& other) const {
            return x1 < other.x2 && other.x1 < x2 && y1 < other.y2 && other.y1 < y2;
        }
    };

    void draw_labels() {
        std::vector<Box> taken;
        for (const Series& series : figure_.series) {
            if (!series.shown) continue;
            for (std::size_t i = 0; i < series.names.size(); ++i) label(series, i, taken);
        }
    }

    void write_label(const std::string& words, double x, double y) {
        body_ += "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\" class=\"label\"" +
                 (standalone_ ? " paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\"" : "") + ">" +
                 escape(words) + "</text>";
    }

    /// Writes a mark's name where it covers no other: right, left, above, below, then further down.
    void label(const Series& series, std::size_t i, std::vector<Box>& taken) {
        const bool bar = series.mark == Mark::bars || series.mark == Mark::links;
        const double x = series.mark == Mark::hlines ? kWidth - kRight - 4
                         : bar                       ? std::max(x_at(series.x[i]), x_at(series.x2[i]))
                                                     : x_at(series.x[i]);
        const double y = series.mark == Mark::vlines ? top_ + 14 : y_at(series.y[i]);
        const std::string words = shortened(series.names[i], 44);
        const double wide = text_width(words);
        if (series.mark == Mark::points && !figure_.y.categories.empty()) {  // rows: above the mark
            const double at = std::clamp(x - wide / 2, left_, std::max(left_, kWidth - wide));
            return write_label(words, at, y - 9);
        }
        const double up = series.mark == Mark::hlines ? -6 : 4;
        for (int attempt = 0; attempt < 24; ++attempt) {
            const double drop = 15 * (attempt / 2);
            const bool right = (attempt % 2 == 0) != (series.mark == Mark::hlines);
            const double start = right ? x + 9 : x - 9 - wide;
            const double base = y + up + (attempt < 12 ? drop : 90 - drop);
            const Box box{start, base - 11, start + wide, base + 3};
            const bool outside =
                box.x1 < left_ || box.x2 > kWidth || box.y1 < 0 || box.y2 > height_ - bottom_;
            const bool clash =
                std::any_of(taken.begin(), taken.end(), [&](const Box& b) { return b.meets(box); });
            if ((outside || clash) && attempt != 23) continue;
            taken.push_back(box);
            const double at = std::clamp(start, left_, std::max(left_, kWidth - wide));
            return write_label(words, at, base);
        }
    }

    static constexpr double kRight = 22;
    const Figure& figure_;
    bool standalone_;
    Range x_;
    Range y_;
    double height_ = 0;
    double left_ = 0;
    double top_ = 12;
    double bottom_ = 46;
    std::string body_;
};

}  // namespace

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
        svg += "class=\"drawing\" aria-label=\"" + escape(figure.alt) + "\">";
    }
    return svg + body + "</svg>";
}

std::string to_svg(const Figure& figure, bool standalone) {
    if (figure.graph) return graph_svg(figure, standalone);
    return Plot(figure, standalone).draw();
}

}  // namespace entente::report
