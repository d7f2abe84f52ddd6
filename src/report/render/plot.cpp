#include "report/render/plot.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/bidi.hpp"
#include "report/render/pale.hpp"
#include "report/render/svg.hpp"

namespace entente::report {
namespace {

constexpr double kWide = 720;
constexpr std::size_t kMostEnds = 8;  // lines named at their ends; more are told in a legend
constexpr double kStrong = 1.12;      // how much wider strong words are

/// The data's extent with a little air, the axis's own ends where it names them.
Extent extent_of(const Axis& axis, const std::vector<Series>& all, bool horizontal) {
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
std::vector<double> ticks(Extent range, double wanted) {
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

}  // namespace

Plot::Plot(const Figure& figure, bool standalone, double width)
    : figure_(figure), standalone_(standalone), width_(width), narrow_(width < 500) {
    x_ = extent_of(figure.x, figure.series, true);
    y_ = extent_of(figure.y, figure.series, false);
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

std::string Plot::draw() {
    draw_axes();
    for (const Series& series : figure_.series) draw(series);
    write_names();
    return svg_frame(figure_, width_, height_, body_, standalone_);
}

void Plot::text(double x, double y, std::string_view words, std::string_view anchor, bool strong) {
    body_ += "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\" text-anchor=\"" + std::string(anchor) +
             "\"" + (strong ? " font-weight=\"600\"" : "") + ">" +
             names_apart(escape(words), kIsolate, kEndIsolate) + "</text>";
}

void Plot::line(double x1, double y1, double x2, double y2, const std::string& attributes) {
    body_ += "<line x1=\"" + pixels(x1) + "\" y1=\"" + pixels(y1) + "\" x2=\"" + pixels(x2) + "\" y2=\"" +
             pixels(y2) + "\" " + attributes + "/>";
}

void Plot::lay_rows() {
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

void Plot::lay_ends() {
    if (narrow_ || rows()) return;
    for (const Series& series : figure_.series) {
        if (series.mark == Mark::line && series.tone != kPale && !series.name.empty() && !series.x.empty())
            ends_.push_back(&series);
    }
    if (ends_.size() > kMostEnds) ends_.clear();
    for (const Series* series : ends_)
        right_ = std::max(right_, 30 + std::min(150.0, 1.2 * text_width(series->name)));
}

void Plot::lay_columns() {
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
    if (slanted_) left_ = std::max(left_, 0.7 * text_width(shortened(figure_.x.categories.front(), 18)));
    bottom_ = slanted_ ? 18 + 0.75 * longest : 24 + kLine * (longest > column_ ? 2 : 1);
    if (!figure_.x.label.empty()) bottom_ += 18;
}

bool Plot::shares_end(const Series& series) const {
    const double near = 0.01 * (y_.high - y_.low);
    return std::any_of(ends_.begin(), ends_.end(), [&](const Series* other) {
        return other != &series && std::abs(other->y.back() - series.y.back()) < near;
    });
}

bool Plot::in_legend(const Series& series) const {
    if (series.name.empty()) return false;
    if (std::find(ends_.begin(), ends_.end(), &series) != ends_.end()) return shares_end(series);
    return series.mark != Mark::vlines && series.mark != Mark::hlines;
}

std::string Plot::both_ends(const std::string& name, std::size_t columns) {
    const std::size_t space = name.rfind(' ');
    if (display_width(name) <= columns || space == std::string::npos) return shortened(name, columns);
    const std::string last = name.substr(space);
    if (display_width(last) > columns / 2) return shortened(name, columns);
    return shortened(name, columns - display_width(last)) + last;
}

void Plot::lay_legend() {
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

void Plot::draw_axes() {
    draw_columns();
    if (rows()) return draw_row_names();
    const double room = height_ - bottom_ - top_;
    for (const double tick : ticks(y_, std::clamp(room / 48, 2.0, 7.0))) {
        line(left_, y_at(tick), width_ - right_, y_at(tick), rule_paint());
        text(left_ - 7, y_at(tick) + 4, tick_words(tick), "end");
    }
}

void Plot::draw_columns() {
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

void Plot::column_name(std::size_t i, double bottom) {
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

void Plot::draw_row_names() {
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

}  // namespace entente::report
