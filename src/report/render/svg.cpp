// Figures without a browser: marks on two axes as SVG, for a wide sheet and for a narrow screen.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/bidi.hpp"
#include "report/render/labels.hpp"
#include "report/render/pale.hpp"
#include "report/render/svg.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kSeparate = 200;  // points past this are one path
constexpr std::size_t kMostEnds = 8;    // lines named at their ends; more are told in a legend
constexpr double kAxisFoot = 46;
constexpr double kStrong = 1.12;     // how much wider strong words are
constexpr double kWideWords = 1.08;  // and words of wide letters, where nothing may stick out

struct Range {
    double low = 0;
    double high = 1;
};

/// The data's extent with a little air, the axis's own ends where it names them.
Range extent(const Axis& axis, const std::vector<Series>& all, bool horizontal) {
    if (!axis.categories.empty()) {
        // Rows have half a row of air; columns run to the edges.
        const double air = horizontal ? 0.3 : 0.6;
        return {-air, static_cast<double>(axis.categories.size()) - 1 + air};
    }
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
    if (!(low <= high)) return {axis.low.value_or(0), axis.high.value_or(axis.low.value_or(0) + 1)};
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

std::string tick_words(double tick) {
    return shown(Cell(tick), Column{.name = "", .unit = "", .decimals = 4});
}

/// One figure being drawn: where data lie on the paper, and the marks so far.
class Plot {
public:
    Plot(const Figure& figure, bool standalone, double width)
        : figure_(figure), standalone_(standalone), width_(width), narrow_(width < 500) {
        x_ = extent(figure.x, figure.series, true);
        y_ = extent(figure.y, figure.series, false);
        lay_rows();
        lay_ends();
        lay_columns();
        lay_legend();
        if (!figure_.y.label.empty()) {
            top_ += 4;
            for (const std::string& part : lines_of(figure_.y.label, (width_ - 8) / kStrong, 2)) {
                text(2, top_ + 8, part, "start", true);
                top_ += kLine + 2;
            }
            top_ += 6;  // the uppermost tick may stand at the very top
        }
        const double plane = figure.height * kWide - kAxisFoot - 12;
        height_ = top_ + bottom_ +
                  (rows() ? std::max(plane, row_high_ * static_cast<double>(figure.y.categories.size()))
                          : std::max(90.0, narrow_ ? 0.72 * plane : plane));
    }

    std::string draw() {
        draw_axes();
        for (const Series& series : figure_.series) draw(series);
        write_names();
        return svg_frame(figure_, width_, height_, body_, standalone_);
    }

private:
    [[nodiscard]] bool rows() const { return !figure_.y.categories.empty(); }
    double x_at(double value) const {
        return left_ + (value - x_.low) / (x_.high - x_.low) * (width_ - right_ - left_);
    }
    double y_at(double value) const {
        const double share = (value - y_.low) / (y_.high - y_.low);
        const double room = height_ - bottom_ - top_;
        // Categories read from the top down, numbers from the bottom up.
        return rows() ? top_ + share * room : height_ - bottom_ - share * room;
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
                 std::string(anchor) + "\"" + (strong ? " font-weight=\"600\"" : "") + ">" +
                 names_apart(escape(words), kIsolate, kEndIsolate) + "</text>";
    }

    void line(double x1, double y1, double x2, double y2, const std::string& attributes) {
        body_ += "<line x1=\"" + pixels(x1) + "\" y1=\"" + pixels(y1) + "\" x2=\"" + pixels(x2) +
                 "\" y2=\"" + pixels(y2) + "\" " + attributes + "/>";
    }

    std::string rule_paint() const { return standalone_ ? "stroke=\"#d5d9de\"" : "class=\"grid\""; }

    /// Names of rows, on the left: as wide as they need, within reason, on up to three lines, or five on a
    /// phone.
    void lay_rows() {
        left_ = narrow_ ? 44 : 52;
        if (!rows()) return;
        const double most = narrow_ ? 0.4 * width_ : 0.34 * width_;
        std::size_t lines = 1;
        left_ = 40;
        for (const std::string& name : figure_.y.categories) {
            row_names_.push_back(lines_of(name, most - 14, narrow_ ? 5 : 3));
            for (const std::string& part : row_names_.back())
                left_ = std::max(left_, 14 + kWideWords * text_width(part));
            lines = std::max(lines, row_names_.back().size());
        }
        row_high_ = std::max(30.0, kLine * static_cast<double>(lines) + 8);
    }

    /// Lines that are named at their right ends: some, each with a name, where there is room. Of the pale
    /// ground many lines share one name: a legend has it.
    void lay_ends() {
        if (narrow_ || rows()) return;
        for (const Series& series : figure_.series) {
            if (series.mark == Mark::line && series.tone != kPale && !series.name.empty() &&
                !series.x.empty())
                ends_.push_back(&series);
        }
        if (ends_.size() > kMostEnds) ends_.clear();
        for (const Series* series : ends_)
            right_ = std::max(right_, 30 + std::min(150.0, 1.2 * text_width(series->name)));
    }

    /// Names of columns, below: level where they fit, else slanted.
    void lay_columns() {
        if (figure_.x.categories.empty()) {
            if (figure_.x.label.empty()) bottom_ -= 18;
            return;
        }
        column_ = (width_ - right_ - left_) / static_cast<double>(figure_.x.categories.size());
        double longest = 0;
        for (const std::string& name : figure_.x.categories)
            longest = std::max(longest, text_width(shortened(name, 18)));
        slanted_ = column_ < 56;
        // The first slanted name leans out to the left.
        if (slanted_)
            left_ = std::max(left_, 0.7 * text_width(shortened(figure_.x.categories.front(), 18)));
        bottom_ = slanted_ ? 18 + 0.75 * longest : 24 + kLine * (longest > column_ ? 2 : 1);
        if (!figure_.x.label.empty()) bottom_ += 18;
    }

    /// Lines that end at one place have one label there: which is which only a key can tell.
    bool shares_end(const Series& series) const {
        const double near = 0.01 * (y_.high - y_.low);
        return std::any_of(ends_.begin(), ends_.end(), [&](const Series* other) {
            return other != &series && std::abs(other->y.back() - series.y.back()) < near;
        });
    }

    /// What a legend tells: what is not named where it stands.
    bool in_legend(const Series& series) const {
        if (series.name.empty()) return false;
        if (std::find(ends_.begin(), ends_.end(), &series) != ends_.end()) return shares_end(series);
        return series.mark != Mark::vlines && series.mark != Mark::hlines;
    }

    /// A long name with its last word, by which names that begin alike differ.
    static std::string both_ends(const std::string& name, std::size_t columns) {
        const std::size_t space = name.rfind(' ');
        if (display_width(name) <= columns || space == std::string::npos) return shortened(name, columns);
        const std::string last = name.substr(space);
        if (display_width(last) > columns / 2) return shortened(name, columns);
        return shortened(name, columns - display_width(last)) + last;
    }

    void lay_legend() {
        double x = 0;
        double y = 14;
        bool any = false;
        const std::size_t before = body_.size();
        for (const Series& series : figure_.series) {
            if (!in_legend(series)) continue;
            const std::string words = both_ends(series.name, narrow_ ? 44 : 60);
            const double wide = 34 + text_width(words);
            if (x + wide > width_ && x > 0) {
                x = 0;
                y += 20;
            }
            key(series, x, y);
            text(x + 21, y, words, "start");
            x += wide;
            any = true;
        }
        if (!any) return;
        top_ = y + 16;
        // A thumbnail has no room for it.
        if (!standalone_)
            body_ = body_.substr(0, before) + "<g class=\"legend\">" + body_.substr(before) + "</g>";
    }

    void key(const Series& series, double x, double y) {
        if (series.mark == Mark::points) {
            if (series.x.size() > kSeparate) {
                line(x + 7, y - 4, x + 7, y - 4, dot_paint(series));
            } else {
                symbol(series, x + 7, y - 4, 70, {});
            }
        } else if (series.mark == Mark::cells) {
            body_ += "<rect x=\"" + pixels(x) + "\" y=\"" + pixels(y - 10) +
                     "\" width=\"15\" height=\"11\" " + tint(series, share_of(series)) + "/>";
        } else if (series.mark == Mark::band || series.mark == Mark::bars) {
            body_ += "<rect x=\"" + pixels(x) + "\" y=\"" + pixels(y - 10) +
                     "\" width=\"15\" height=\"11\" " +
                     (series.mark == Mark::band ? tint(series, ".25") : paint(series, true)) + "/>";
        } else {
            line(x, y - 4, x + 16, y - 4,
                 paint(series, false) + " stroke-width=\"2\"" +
                     (series.dashed ? " stroke-dasharray=\"5 4\"" : ""));
        }
    }

    void symbol(const Series& series, double x, double y, double size, const std::string& name) {
        body_ += "<path transform=\"translate(" + pixels(x) + "," + pixels(y) + ")\" d=\"" +
                 symbol_path(series.tone, size * std::min(series.size, 2.0)) + "\" " +
                 paint(series, series.filled) + (series.filled ? "" : " stroke-width=\"1.6\"");
        body_ += name.empty() ? "/>" : "><title>" + escape(name) + "</title></path>";
    }

    void draw_axes() {
        draw_columns();
        if (rows()) return draw_row_names();
        const double room = height_ - bottom_ - top_;
        for (const double tick : ticks(y_, std::clamp(room / 48, 2.0, 7.0))) {
            line(left_, y_at(tick), width_ - right_, y_at(tick), rule_paint());
            text(left_ - 7, y_at(tick) + 4, tick_words(tick), "end");
        }
    }

    void draw_columns() {
        const double bottom = height_ - bottom_;
        if (figure_.x.categories.empty()) {
            const double room = width_ - right_ - left_;
            for (const double tick : ticks(x_, std::clamp(room / 74, 2.0, 8.0))) {
                line(x_at(tick), top_, x_at(tick), bottom, rule_paint());
                text(x_at(tick), bottom + 18, tick_words(tick), "middle");
            }
        } else {
            for (std::size_t i = 0; i < figure_.x.categories.size(); ++i) column_name(i, bottom);
        }
        if (!figure_.x.label.empty()) {
            const auto parts = lines_of(figure_.x.label, (width_ - 16) / kStrong, 1);
            // Centred on the axis where it fits, moved in where it does not.
            const double half = text_width(parts.front()) / 2 * kStrong;
            const double middle =
                std::clamp((left_ + width_ - right_) / 2, half, std::max(half, width_ - half));
            text(middle, height_ - 7, parts.front(), "middle", true);
        }
    }

    void column_name(std::size_t i, double bottom) {
        const double x = x_at(static_cast<double>(i));
        line(x, top_, x, bottom, rule_paint());
        const std::string& name = figure_.x.categories[i];
        if (slanted_) {
            body_ += "<text transform=\"translate(" + pixels(x + 4) + "," + pixels(bottom + 12) +
                     ") rotate(-48)\" text-anchor=\"end\">" + escape(shortened(name, 18)) + "</text>";
            return;
        }
        double base = bottom + 18;
        const auto parts = lines_of(name, column_ - 6, 2);
        for (const std::string& part : parts) {
            // The outermost stay on the sheet.
            const double half = text_width(part) / 2;
            text(std::clamp(x, half, std::max(half, width_ - half)), base, part, "middle");
            base += kLine;
        }
    }

    void draw_row_names() {
        for (std::size_t i = 0; i < row_names_.size(); ++i) {
            const double y = y_at(static_cast<double>(i));
            line(left_, y, width_ - right_, y, rule_paint());
            double base = y + 4 - kLine / 2 * static_cast<double>(row_names_[i].size() - 1);
            for (const std::string& part : row_names_[i]) {
                text(left_ - 8, base, part, "end");
                base += kLine;
            }
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
            case Mark::cells:
                draw_cells(series);
                break;
            default:
                draw_segments(series);
        }
    }

    std::string dot_paint(const Series& series) const {
        return paint(series, false) + " stroke-linecap=\"round\" stroke-width=\"" +
               pixels(4.5 * std::sqrt(series.size)) + "\"";
    }

    void draw_points(const Series& series) {
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
        body_ += "<path d=\"" + path + "Z\" " + tint(series, ".2") + "/>";
    }

    static std::string share_of(const Series& series) {
        return format_number(std::clamp(series.size, 0.0, 1.0), 2);
    }

    /// One path: rectangles of one shade do not overlap.
    void draw_cells(const Series& series) {
        std::string path;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const double left = x_at(series.x[i]);
            const double top = y_at(series.y2[i]);
            path += "M" + pixels(left) + "," + pixels(top) + "H" + pixels(x_at(series.x2[i])) + "V" +
                    pixels(y_at(series.y[i])) + "H" + pixels(left) + "Z";
        }
        body_ += "<path shape-rendering=\"crispEdges\" d=\"" + path + "\" " +
                 tint(series, share_of(series)) + "/>";
    }

    void draw_segments(const Series& series) {
        const std::string stroke = paint(series, false) + " stroke-width=\"" + pixels(2 * series.size) +
                                   "\"" + (series.dashed ? " stroke-dasharray=\"6 5\"" : "");
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

    double thickness(const Series& bars) const {
        return std::min(18.0, 0.55 * std::abs(y_at(1) - y_at(0))) * bars.size;
    }

    void bar(const Series& series, std::size_t i) {
        const double from = std::min(x_at(series.x[i]), x_at(series.x2[i]));
        const double wide = std::abs(x_at(series.x2[i]) - x_at(series.x[i]));
        const double thick = thickness(series);
        body_ += "<rect x=\"" + pixels(from) + "\" y=\"" + pixels(y_at(series.y[i]) - thick / 2) +
                 "\" width=\"" + pixels(std::max(wide, 1.0)) + "\" height=\"" + pixels(thick) + "\" " +
                 paint(series, true);
        body_ += i < series.names.size() ? "><title>" + escape(series.names[i]) + "</title></rect>" : "/>";
    }

    /// What words must not cover: marks, lines and rules; not the pale ground.
    Room room_of_marks() const {
        Room room({left_, top_, width_ - 2, height_ - bottom_});
        for (const Series& series : figure_.series) {
            if (series.tone == kPale) continue;
            if (series.mark == Mark::points) {
                for (std::size_t i = 0; i < series.x.size(); ++i) {
                    const double x = x_at(series.x[i]);
                    const double y = y_at(series.y[i]);
                    room.stand({x - 5, y - 5, x + 5, y + 5});
                }
            } else if (series.mark == Mark::line) {
                for (std::size_t i = 1; i < series.x.size(); ++i)
                    room.rule(x_at(series.x[i - 1]), y_at(series.y[i - 1]), x_at(series.x[i]),
                              y_at(series.y[i]));
            } else if (series.mark == Mark::bars) {
                for (std::size_t i = 0; i < series.x.size(); ++i) {
                    const double y = y_at(series.y[i]);
                    const double half = thickness(series) / 2;
                    room.stand({std::min(x_at(series.x[i]), x_at(series.x2[i])), y - half,
                                std::max(x_at(series.x[i]), x_at(series.x2[i])), y + half});
                }
            } else if (series.mark == Mark::vlines) {
                for (const double x : series.x) room.rule(x_at(x), top_, x_at(x), height_ - bottom_);
            } else if (series.mark == Mark::hlines) {
                for (const double y : series.y) room.rule(left_, y_at(y), width_ - right_, y_at(y));
            }
        }
        return room;
    }

    void write_names() {
        Room room = room_of_marks();
        write_ends();
        // Marks first: a rule's name may stand anywhere along it.
        for (const Series& series : figure_.series) {
            if (series.mark == Mark::vlines || series.mark == Mark::hlines) continue;
            if (series.shown && rows() && series.mark == Mark::points) {
                for (std::size_t i = 0; i < series.names.size(); ++i) name_in_row(series, i);
            } else if (series.shown) {
                name_marks(series, room);
            }
        }
        for (const Series& series : figure_.series)
            if (series.mark == Mark::vlines || series.mark == Mark::hlines) name_rules(series, room);
    }

    void write_label(const std::vector<std::string>& lines, double x, double y,
                     std::string_view anchor = "start") {
        for (std::size_t k = 0; k < lines.size(); ++k) {
            body_ += "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y + kLine * static_cast<double>(k)) +
                     "\" class=\"label\"" +
                     (anchor == "start" ? "" : " text-anchor=\"" + std::string(anchor) + "\"") +
                     (standalone_ ? " paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\"" : "") +
                     ">" + names_apart(escape(lines[k]), kIsolate, kEndIsolate) + "</text>";
        }
    }

    static double widest(const std::vector<std::string>& lines) {
        double wide = 0;
        for (const std::string& each : lines) wide = std::max(wide, text_width(each));
        return wide;
    }

    void name_rules(const Series& series, Room& room) {
        const bool up = series.mark == Mark::vlines;
        const std::size_t count = up ? series.x.size() : series.y.size();
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& name = i < series.names.size() ? series.names[i] : series.name;
            if (name.empty() || (i > 0 && series.names.empty())) continue;
            const auto lines = lines_of(name, std::min(230.0, 0.52 * (width_ - left_ - right_)), 3);
            const double wide = widest(lines);
            const Room::Place place = up ? room.along_up(x_at(series.x[i]), wide, lines.size())
                                         : room.along_across(y_at(series.y[i]), wide, lines.size());
            write_label(lines, place.x, place.y);
        }
    }

    /// A row's mark has its words above it, on the sheet; on two lines where rows are far enough apart.
    void name_in_row(const Series& series, std::size_t i) {
        const double apart = std::abs(y_at(1) - y_at(0));
        const std::vector<std::string> words =
            lines_of(series.names[i], (width_ - left_ - 4) / kWideWords, apart >= 3 * kLine + 4 ? 2 : 1);
        const double half = kWideWords * widest(words) / 2;
        const double x = std::clamp(x_at(series.x[i]), left_ + half, std::max(left_ + half, width_ - half));
        write_label(words, x, y_at(series.y[i]) - 12 - kLine * static_cast<double>(words.size() - 1),
                    "middle");
    }

    /// Marks at one place share their words.
    void name_marks(const Series& series, Room& room) {
        std::vector<std::string> names = series.names;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i].empty()) continue;
            const bool across = series.mark == Mark::bars || series.mark == Mark::links;
            const double x = across ? std::max(x_at(series.x[i]), x_at(series.x2[i])) : x_at(series.x[i]);
            const double y = y_at(series.y[i]);
            std::string name = names[i];
            for (std::size_t k = i + 1; k < names.size() && !across; ++k) {
                if (std::hypot(x_at(series.x[k]) - x, y_at(series.y[k]) - y) > 3) continue;
                name += ", " + names[k];
                names[k].clear();
            }
            const auto lines = lines_of(name, narrow_ ? 140 : 230, 3);
            const double wide = widest(lines);
            const Room::Place place = room.beside(x, y, wide, lines.size());
            if (place.far) {
                const double foot = place.y - kLine + 4;
                const double to_x = std::clamp(x, place.x, place.x + wide);
                const double to_y = std::clamp(y, foot, foot + kLine * static_cast<double>(lines.size()));
                line(x, y, to_x, to_y, paint(Series{.name = "", .tone = kMuted}, false));
            }
            write_label(lines, place.x, place.y);
        }
    }

    /// Each line's name where it ends; lines that end at one place share it.
    void write_ends() {
        struct End {
            double y = 0;
            std::string name;
            std::size_t lines = 1;
        };
        std::vector<End> ends;
        for (const Series* series : ends_) {
            const double y = y_at(series->y.back());
            const auto same = std::find_if(ends.begin(), ends.end(),
                                           [&](const End& end) { return std::abs(end.y - y) < 2; });
            if (same == ends.end()) {
                ends.push_back({y, series->name, 1});
            } else {
                same->name += ", " + series->name;
                ++same->lines;
            }
        }
        for (End& end : ends) {
            if (end.lines == ends_.size() && end.lines > 2) end.name = "all " + std::to_string(end.lines);
        }
        std::vector<double> wanted;
        for (const End& end : ends) wanted.push_back(end.y);
        const auto placed = spread(wanted, 2 * kLine, top_ + 6, height_ - bottom_ - 4);
        const bool tight = placed != spread(wanted, kLine, top_ + 6, height_ - bottom_ - 4);
        const auto heights = tight ? spread(wanted, kLine, top_ + 6, height_ - bottom_ - 4) : placed;
        for (std::size_t k = 0; k < ends.size(); ++k) {
            const auto lines = lines_of(ends[k].name, right_ - 14, tight ? 1 : 2);
            const double x = width_ - right_ + 10;
            if (std::abs(heights[k] - ends[k].y) > 3)
                line(width_ - right_ + 1, ends[k].y, x - 2, heights[k], rule_paint());
            write_label(lines, x, heights[k] + 4 - (lines.size() > 1 ? kLine / 2 : 0));
        }
    }

    static constexpr double kWide = 720;
    const Figure& figure_;
    bool standalone_;
    double width_;
    bool narrow_;
    Range x_;
    Range y_;
    double height_ = 0;
    double left_ = 0;
    double right_ = 20;
    double top_ = 10;
    double bottom_ = kAxisFoot;
    double column_ = 0;
    double row_high_ = 30;
    bool slanted_ = false;
    std::vector<std::vector<std::string>> row_names_;
    std::vector<const Series*> ends_;
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
