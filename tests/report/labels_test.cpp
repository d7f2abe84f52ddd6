// Words in figures: they stay inside, cover nothing, and break where they must.
#include <gtest/gtest.h>

#include "entente/core/text.hpp"
#include "report/render/bidi.hpp"
#include "report/render/labels.hpp"

namespace entente::report {
namespace {

TEST(Labels, BreakAtSpacesAndEndInAnEllipsis) {
    EXPECT_EQ(lines_of("one two three", text_width("one two"), 3),
              (std::vector<std::string>{"one two", "three"}));
    const auto cut = lines_of("one two three four five six", text_width("one two"), 2);
    ASSERT_EQ(cut.size(), 2U);
    EXPECT_TRUE(cut.back().ends_with("…"));
    // A word that is longer than a line is cut too, and no line is wider than asked for.
    for (const auto& line : lines_of("Donaudampfschifffahrtsgesellschaft am Strom", 80, 3))
        EXPECT_LE(text_width(line), 80) << line;
    EXPECT_EQ(lines_of(" ", 80, 3), std::vector<std::string>{""});
    // One with parts of its own is broken where they meet.
    EXPECT_EQ(lines_of("coalition.north+south.north is", text_width("coalition.north+s"), 3),
              (std::vector<std::string>{"coalition.north+", "south.north is"}));
}

TEST(Labels, SetNamesFromRightToLeftApartInSentences) {
    const auto apart = [](std::string_view text) { return names_apart(text, "<", ">"); };
    EXPECT_EQ(apart("North gets 60"), "North gets 60");
    EXPECT_EQ(apart("الشمال"), "الشمال");
    EXPECT_EQ(apart("حكومة الشمال gives up 48% and הדרום 74%."),
              "<حكومة الشمال> gives up 48% and <הדרום> 74%.");
    EXPECT_EQ(apart("it gives most on “חצי (50%)” of all"), "it gives most on “<חצי (50%)>” of all");
    EXPECT_EQ(apart("الشمال's goal"), "<الشمال>'s goal");
}

TEST(Labels, StandBesideMarksAndNeverOnEachOther) {
    Room room({0, 0, 400, 300});
    std::vector<Box> taken;
    for (int i = 0; i < 12; ++i) {
        const double x = 200 + i;
        room.stand({x - 5, 145, x + 5, 155});
        const Room::Place place = room.beside(x, 150, 60, 1);
        const Box box{place.x, place.y - kLine + 4, place.x + 60, place.y + 4};
        EXPECT_GE(box.x1, 0);
        EXPECT_LE(box.x2, 400);
        EXPECT_GE(box.y1, 0);
        EXPECT_LE(box.y2, 300);
        for (const Box& other : taken) EXPECT_FALSE(box.meets(other)) << i;
        taken.push_back(box);
    }
}

TEST(Labels, AreSpreadInOrder) {
    const auto heights = spread({100, 101, 99, 290}, 15, 0, 292);
    EXPECT_LT(heights[2], heights[0]);
    EXPECT_LT(heights[0], heights[1]);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        EXPECT_GE(heights[i], 0);
        EXPECT_LE(heights[i], 292);
        for (std::size_t k = i + 1; k < heights.size(); ++k)
            EXPECT_GE(std::abs(heights[i] - heights[k]), 15 - 1e-9);
    }
    // What was pushed beyond the foot pushes back.
    const auto low = spread({290, 291, 292}, 15, 0, 292);
    EXPECT_EQ(low, (std::vector<double>{262, 277, 292}));
}

}  // namespace
}  // namespace entente::report
