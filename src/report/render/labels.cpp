#include "report/render/labels.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

constexpr double kLetter = 0.56 * kFont;  // mean width of a letter

std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        if (c != ' ') {
            word += c;
            continue;
        }
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

double overlap(const Box& a, const Box& b) {
    const double wide = std::min(a.x2, b.x2) - std::max(a.x1, b.x1);
    const double high = std::min(a.y2, b.y2) - std::max(a.y1, b.y1);
    return wide > 0 && high > 0 ? wide * high : 0;
}

/// A word in parts of at most so many columns, broken after a mark that joins its own parts where there is
/// one.
std::vector<std::string> parts_of(const std::string& word, std::size_t columns) {
    std::vector<std::string> parts;
    std::string part;
    std::size_t joint = 0;  // where the part may end
    for (std::size_t at = 0; at < word.size();) {
        const std::string_view character = first_character(std::string_view(word).substr(at));
        if (!part.empty() && display_width(part) + display_width(character) > columns) {
            const std::size_t end = joint > 0 ? joint : part.size();
            parts.push_back(part.substr(0, end));
            part.erase(0, end);
            joint = 0;
        }
        part += character;
        if (character.find_first_of(".-_/+") == 0) joint = part.size();
        at += character.size();
    }
    parts.push_back(std::move(part));
    return parts;
}

}  // namespace

double text_width(std::string_view words) { return kLetter * static_cast<double>(display_width(words)); }

std::vector<std::string> lines_of(const std::string& words, double wide, std::size_t most) {
    const auto columns = static_cast<std::size_t>(std::max(4.0, std::floor(wide / kLetter)));
    std::vector<std::string> lines;
    std::string line;
    std::vector<std::string> pieces;
    for (const std::string& word : words_in(words))
        for (std::string& part : parts_of(word, columns)) pieces.push_back(std::move(part));
    for (const std::string& word : pieces) {  // two parts of one word never fit on one line
        const std::size_t with = display_width(line) + (line.empty() ? 0 : 1) + display_width(word);
        if (!line.empty() && with > columns) {
            lines.push_back(std::move(line));
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
    if (lines.size() > most) {
        // The last line that is shown says that more follows.
        lines.resize(most);
        lines.back() = shortened(lines.back() + " …", columns);
        if (!lines.back().ends_with("…")) lines.back() += "…";
    }
    for (std::string& each : lines) each = shortened(each, columns);
    return lines;
}

void Room::rule(double x1, double y1, double x2, double y2) {
    const double length = std::hypot(x2 - x1, y2 - y1);
    const int parts = std::clamp(static_cast<int>(length / 8), 1, 120);
    for (int i = 0; i <= parts; ++i) {
        const double share = static_cast<double>(i) / parts;
        const double x = x1 + share * (x2 - x1);
        const double y = y1 + share * (y2 - y1);
        marks_.push_back({x - 1, y - 1, x + 1, y + 1});
    }
}

double Room::covered(const Box& box) const {
    double sum = 0;
    const double outside = std::max(0.0, inside_.x1 - box.x1) + std::max(0.0, box.x2 - inside_.x2) +
                           std::max(0.0, inside_.y1 - box.y1) + std::max(0.0, box.y2 - inside_.y2);
    sum += outside > 0 ? 1e6 + 1e3 * outside : 0;
    for (const Box& other : words_) sum += 100 * overlap(box, other);
    for (const Box& other : marks_) sum += overlap(box, other);
    return sum;
}

Room::Place Room::beside(double x, double y, double wide, std::size_t lines) {
    const double high = kLine * static_cast<double>(lines);
    double least = INFINITY;
    Box best;
    double gap_used = 0;
    for (const double gap : {9.0, 16.0, 26.0, 40.0, 58.0, 80.0, 108.0}) {
        const double across[] = {x + gap,        x - gap - wide, x - wide / 2,  x + gap,
                                 x - gap - wide, x + gap,        x - gap - wide};
        const double down[] = {y - high / 2,   y - high / 2, y - gap - high, y - gap - high,
                               y - gap - high, y + gap,      y + gap};
        for (std::size_t k = 0; k < std::size(across); ++k) {
            const Box box{across[k], down[k], across[k] + wide, down[k] + high};
            const double cost = covered(box) + 0.4 * gap;  // near is better, clear is better still
            if (cost >= least - 1e-9) continue;
            least = cost;
            best = box;
            gap_used = gap;
        }
        if (least < 0.5 * gap) break;
    }
    Place place = take(best, wide, high);
    place.far = gap_used > 20;
    return place;
}

Room::Place Room::take(const Box& box, double wide, double high) {
    // Never outside: what fits nowhere is moved in.
    const double x = std::clamp(box.x1, inside_.x1, std::max(inside_.x1, inside_.x2 - wide));
    const double y = std::clamp(box.y1, inside_.y1, std::max(inside_.y1, inside_.y2 - high));
    words_.push_back({x - 2, y, x + wide + 2, y + high});
    return {x, y + kLine - 4, false};
}

Room::Place Room::along_up(double x, double wide, std::size_t lines) {
    const double high = kLine * static_cast<double>(lines);
    const double step = std::max(5.0, (inside_.y2 - inside_.y1 - high - 6) / 48);
    double least = INFINITY;
    Box best;
    for (double y = inside_.y1 + 3; y + high <= inside_.y2; y += step) {
        for (const double start : {x + 6, x - 6 - wide}) {
            const Box box{start, y, start + wide, y + high};
            const double cost = covered(box) + 0.02 * (y - inside_.y1);
            if (cost >= least - 1e-9) continue;
            least = cost;
            best = box;
        }
    }
    return take(best, wide, high);
}

Room::Place Room::along_across(double y, double wide, std::size_t lines) {
    const double high = kLine * static_cast<double>(lines);
    const double step = std::max(10.0, (inside_.x2 - inside_.x1 - wide) / 24);
    double least = INFINITY;
    Box best;
    for (double x = inside_.x2 - wide - 3; x >= inside_.x1; x -= step) {
        for (const double start : {y - 4 - high, y + 4}) {
            const Box box{x, start, x + wide, start + high};
            const double cost = covered(box) + 0.02 * (inside_.x2 - x);
            if (cost >= least - 1e-9) continue;
            least = cost;
            best = box;
        }
    }
    return take(best, wide, high);
}

std::vector<double> spread(std::vector<double> wanted, double apart, double low, double high) {
    std::vector<std::size_t> order(wanted.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    double at = low;
    for (const std::size_t i : order) {
        wanted[i] = std::max(wanted[i], at);
        at = wanted[i] + apart;
    }
    // What was pushed beyond the foot pushes back.
    double foot = high;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        wanted[*i] = std::min(wanted[*i], foot);
        foot = wanted[*i] - apart;
    }
    return wanted;
}

}  // namespace entente::report
