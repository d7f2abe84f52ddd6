// Where names are written in a drawing, so that they cover nothing and nothing covers them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::report {

struct Box {
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;

    [[nodiscard]] bool meets(const Box& other) const {
        return x1 < other.x2 && other.x1 < x2 && y1 < other.y2 && other.y1 < y2;
    }
};

inline constexpr double kFont = 13;
inline constexpr double kLine = 15;  ///< from one line of words to the next

/// Pixels that words take, somewhat generously: no drawing knows the reader's font.
[[nodiscard]] double text_width(std::string_view words);

/// Words on lines of at most so many pixels, broken at spaces and, where a word is longer, in the word;
/// what does not fit on `most` lines ends with an ellipsis. At least one line.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& words, double wide, std::size_t most);

/// The room of a drawing and what stands in it.
class Room {
public:
    explicit Room(const Box& inside) : inside_(inside) {}

    void stand(const Box& mark) { marks_.push_back(mark); }
    /// A straight line that words should not cross.
    void rule(double x1, double y1, double x2, double y2);

    struct Place {
        double x = 0;      ///< where the words begin
        double y = 0;      ///< the first line's foot
        bool far = false;  ///< so far from the mark that a line has to lead to it
    };
    /// Beside (x, y): the nearest place that covers no words and no mark, else the one that covers least.
    /// The place is taken from then on. \param wide, lines of the words
    Place beside(double x, double y, double wide, std::size_t lines);
    /// At a rule that goes up at `x` or across at `y`: at its end or further along, on either side of it.
    Place along_up(double x, double wide, std::size_t lines);
    Place along_across(double y, double wide, std::size_t lines);

private:
    [[nodiscard]] double covered(const Box& box) const;
    Place take(const Box& box, double wide, double high);

    Box inside_;
    std::vector<Box> words_;
    std::vector<Box> marks_;
};

/// Heights near the wanted ones and at least `apart` from each other, between `low` and `high`, in order.
[[nodiscard]] std::vector<double> spread(std::vector<double> wanted, double apart, double low, double high);

}  // namespace entente::report
