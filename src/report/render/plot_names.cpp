// The names in a plot: of marks beside them, of rules along them, of lines at their ends.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/bidi.hpp"
#include "report/render/pale.hpp"
#include "report/render/plot.hpp"

namespace entente::report {

Room Plot::room_of_marks() const {
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

void Plot::write_names() {
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

void Plot::write_label(const std::vector<std::string>& lines, double x, double y, std::string_view anchor) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
        body_ += "<text x=\"" + pixels(x) + "\" y=\"" + pixels(y + kLine * static_cast<double>(k)) +
                 "\" class=\"label\"" +
                 (anchor == "start" ? "" : " text-anchor=\"" + std::string(anchor) + "\"") +
                 (standalone_ ? " paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\"" : "") + ">" +
                 names_apart(escape(lines[k]), kIsolate, kEndIsolate) + "</text>";
    }
}

double Plot::widest(const std::vector<std::string>& lines) {
    double wide = 0;
    for (const std::string& each : lines) wide = std::max(wide, text_width(each));
    return wide;
}

void Plot::name_rules(const Series& series, Room& room) {
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

void Plot::name_in_row(const Series& series, std::size_t i) {
    const double apart = std::abs(y_at(1) - y_at(0));
    const std::vector<std::string> words =
        lines_of(series.names[i], (width_ - left_ - 4) / kWideWords, apart >= 3 * kLine + 4 ? 2 : 1);
    const double half = kWideWords * widest(words) / 2;
    const double x = std::clamp(x_at(series.x[i]), left_ + half, std::max(left_ + half, width_ - half));
    write_label(words, x, y_at(series.y[i]) - 12 - kLine * static_cast<double>(words.size() - 1), "middle");
}

void Plot::name_marks(const Series& series, Room& room) {
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

void Plot::write_ends() {
    struct End {
        double y = 0;
        std::string name;
        std::size_t lines = 1;
    };
    std::vector<End> ends;
    for (const Series* series : ends_) {
        const double y = y_at(series->y.back());
        const auto same =
            std::find_if(ends.begin(), ends.end(), [&](const End& end) { return std::abs(end.y - y) < 2; });
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

}  // namespace entente::report
