// One figure being drawn: its paper is laid out first, then come the axes, the marks and their names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/report/document.hpp"
#include "report/render/labels.hpp"

namespace entente::report {

/// What an axis covers.
struct Extent {
    double low = 0;
    double high = 1;
};

/// One figure being drawn: where data lie on the paper, and the marks so far.
class Plot {
public:
    /// Lays out the paper. \param standalone a file of its own: colours instead of a style sheet's classes
    Plot(const Figure& figure, bool standalone, double width);
    /// The whole drawing as SVG.
    std::string draw();

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
    std::string rule_paint() const { return standalone_ ? "stroke=\"#d5d9de\"" : "class=\"grid\""; }

    // plot.cpp: lay-out and axes

    /// Words whose foot stands at (x, y). \param anchor "start", "middle" or "end" of them
    void text(double x, double y, std::string_view words, std::string_view anchor, bool strong = false);
    void line(double x1, double y1, double x2, double y2, const std::string& attributes);
    /// Names of rows, on the left: as wide as they need, within reason, on up to three lines, or five on a
    /// phone.
    void lay_rows();
    /// Lines that are named at their right ends: some, each with a name, where there is room. Of the pale
    /// ground many lines share one name: a legend has it.
    void lay_ends();
    /// Names of columns, below: level where they fit, else slanted.
    void lay_columns();
    /// Lines that end at one place have one label there: which is which only a key can tell.
    bool shares_end(const Series& series) const;
    /// What a legend tells: what is not named where it stands.
    bool in_legend(const Series& series) const;
    /// A long name with its last word, by which names that begin alike differ.
    static std::string both_ends(const std::string& name, std::size_t columns);
    /// Above the plane, as many lines as it takes.
    void lay_legend();
    void draw_axes();
    void draw_columns();
    void column_name(std::size_t i, double bottom);
    void draw_row_names();

    // plot_marks.cpp: marks, on the plane and in the legend

    /// Colour or class of a mark, filled or only outlined.
    std::string paint(const Series& series, bool fill) const;
    /// An area without an outline. No attribute may stand twice: whole programs refuse such a file.
    std::string tint(const Series& series, std::string_view opacity) const;
    /// The mark in small, at the foot of its name in the legend.
    void key(const Series& series, double x, double y);
    /// A point. \param size square pixels \param name shown on hovering; may be empty
    void symbol(const Series& series, double x, double y, double size, const std::string& name);
    void draw(const Series& series);
    /// Of points drawn as the round ends of lines without length.
    std::string dot_paint(const Series& series) const;
    void draw_points(const Series& series);
    void draw_line(const Series& series);
    void draw_band(const Series& series);
    /// How strong the shade of cells is.
    static std::string share_of(const Series& series);
    /// One path: rectangles of one shade do not overlap.
    void draw_cells(const Series& series);
    void draw_segments(const Series& series);
    /// Of bars, across.
    double thickness(const Series& bars) const;
    void bar(const Series& series, std::size_t i);

    // plot_names.cpp: words beside marks

    /// What words must not cover: marks, lines and rules; not the pale ground.
    Room room_of_marks() const;
    void write_names();
    void write_label(const std::vector<std::string>& lines, double x, double y,
                     std::string_view anchor = "start");
    static double widest(const std::vector<std::string>& lines);
    void name_rules(const Series& series, Room& room);
    /// A row's mark has its words above it, on the sheet; on two lines where rows are far enough apart.
    void name_in_row(const Series& series, std::size_t i);
    /// Marks at one place share their words.
    void name_marks(const Series& series, Room& room);
    /// Each line's name where it ends; lines that end at one place share it.
    void write_ends();

    static constexpr double kAxisFoot = 46;
    static constexpr double kWideWords = 1.08;  ///< room for wide letters, where nothing may stick out

    const Figure& figure_;
    bool standalone_;
    double width_;
    bool narrow_;
    Extent x_;
    Extent y_;
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

}  // namespace entente::report
