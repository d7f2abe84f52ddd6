// Mistakes: each is told with its place and how to mend it, all in one run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "entente/io/load.hpp"
#include "io/example.hpp"
#include "io/files.hpp"

namespace entente::io {
namespace {

std::vector<Diagnostic> mistakes(std::string_view text) {
    try {
        (void)load_toml(text, "case.toml");
    } catch (const InputError& refused) {
        return refused.diagnostics();
    }
    return {};
}

std::string rendered(const std::vector<Diagnostic>& all) {
    std::string text;
    for (const Diagnostic& each : all) text += render(each) + "\n";
    return text;
}

TEST(Diagnostics, TenMistakesGiveTenFindings) {
    const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/tests/io/golden/";
    const std::vector<Diagnostic> all = mistakes(read_file(folder + "ten-mistakes.toml"));
    EXPECT_EQ(all.size(), 10u);
    for (const Diagnostic& each : all) {
        EXPECT_GT(each.where.line, 0u) << each.message;
        EXPECT_FALSE(each.hint.empty()) << each.message;
        EXPECT_FALSE(each.where.source_line.empty()) << each.message;
    }
    const std::string golden = folder + "ten-mistakes.txt";
    if (std::getenv("ENTENTE_UPDATE") != nullptr) write_file(golden, rendered(all));
    EXPECT_EQ(rendered(all), read_file(golden)) << "ENTENTE_UPDATE=1 writes it anew";
}

struct Mistake {
    const char* line;  ///< of the file, in the table [issue.extra] or at its end
    const char* code;
    std::uint32_t column;
    const char* hint;  ///< part of it
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.line; }

class OneMistake : public testing::TestWithParam<Mistake> {};

/// A sound case with one line more: exactly one finding, at its place.
TEST_P(OneMistake, IsToldOnceAtItsPlace) {
    const Mistake& mistake = GetParam();
    const std::string before = std::string(kRiver) + "\n[issue.extra]\noptions = [\"yes\", \"no\"]\n";
    const std::string text = before + mistake.line + "\n\n[control]\narvan = [\"border\"]\n";
    const std::vector<Diagnostic> all = mistakes(text);
    ASSERT_EQ(all.size(), 1u) << rendered(all);
    EXPECT_EQ(all[0].code, mistake.code) << rendered(all);
    EXPECT_EQ(all[0].where.line, std::count(before.begin(), before.end(), '\n') + 1) << rendered(all);
    EXPECT_EQ(all[0].where.column, mistake.column) << rendered(all);
    EXPECT_THAT(render(all[0]), testing::HasSubstr(mistake.hint));
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, OneMistake,
    testing::Values(
        Mistake{"[", "E0102", 1, "[issue.border]"}, Mistake{"[x-more", "E0103", 1, "[x-more]"},
        Mistake{"[x-table] y = 1", "E0104", 11, "new line"},
        Mistake{"x-größe = 1", "E0105", 1, "\"x-größe\""}, Mistake{"// a note", "E0106", 1, "#"},
        Mistake{"= 5", "E0106", 1, "key = value"}, Mistake{"ask: \"why\"", "E0107", 4, "ask ="},
        Mistake{"ask", "E0107", 1, "ask ="}, Mistake{"ask = \"a\" \"b\"", "E0108", 11, "one key = value"},
        Mistake{"ask = \"a\",", "E0108", 10, "delete"}, Mistake{"ask = \"a\"]", "E0108", 10, "delete"},
        Mistake{"options = [1]", "E0109", 1, "keep one"}, Mistake{"ask =", "E0110", 6, "\"text\""},
        Mistake{"x-a = [1, 2", "E0112", 7, "]"}, Mistake{"x-a = { b = 1", "E0112", 7, "}"},
        Mistake{"x-a = [1 2]", "E0113", 10, "commas"}, Mistake{"x-a = [1,, 2]", "E0113", 10, "delete"},
        Mistake{"x-a = { b = 1 c = 2 }", "E0113", 15, "comma"},
        Mistake{"ask = “why”", "E0114", 7, "\"why\""}, Mistake{"ask = \"why”", "E0114", 7, "\"why\""},
        Mistake{"ask = \"C:\\data\"", "E0115", 10, "single quotes"},
        Mistake{"ask = \"why", "E0116", 7, "\"why\""}, Mistake{"ask = \"a\x01\"", "E0117", 7, "escape"},
        Mistake{"x-a = 0,5", "E0118", 7, "0.5"}, Mistake{"x-a = { b = 0,5, c = 1 }", "E0118", 13, "0.5"},
        Mistake{"x-a = .5", "E0118", 7, "0.5"}, Mistake{"x-a = -.5", "E0118", 7, "-0.5"},
        Mistake{"x-a = 5.", "E0118", 7, "write 5"}, Mistake{"x-a = 007", "E0118", 7, "write 7"},
        Mistake{"x-a = 55 (45..65)", "E0119", 7, "\"55 (45..65)\""},
        Mistake{"x-a = 45..65", "E0119", 7, "\"45..65\""}, Mistake{"x-a = 2/7", "E0119", 7, "\"2/7\""},
        Mistake{"x-a = [none, 1]", "E0119", 8, "\"none\""}, Mistake{"x-a = True", "E0119", 7, "write true"},
        Mistake{"x-a = 50%", "E0119", 7, "write 50"},
        Mistake{"x-a = 2026-13-01", "E0119", 7, "2026-13-01"}));

INSTANTIATE_TEST_SUITE_P(
    Meaning, OneMistake,
    testing::Values(
        Mistake{"optoins = [1, 2]", "E0121", 1, "options"},
        Mistake{"points = 100", "E0121", 1, "top of the file"},
        Mistake{"ask = 5", "E0122", 7, "text in quotes"},
        Mistake{"grid = \"x\"", "E0122", 8, "whole number"},
        Mistake{"for.arvan = { weight = 1, score = [0, true] }", "E0122", 39, "list of numbers"},
        Mistake{"for.arvan = { weight = \"0,5\", score = [0, 1] }", "E0123", 24, "0.5, not 0,5"},
        Mistake{"for.arvan = { weight = \"25%\", score = [0, 1] }", "E0123", 24, "0.25"},
        Mistake{"for.arvan = { weight = \"45-65\", score = [0, 1] }", "E0123", 24, "two points"},
        Mistake{"for.arvan = { weight = inf, score = [0, 1] }", "E0124", 24, "finite"},
        Mistake{"for.arvan = { weight = 1e30, score = [0, 1] }", "E0125", 24, "unit"},
        Mistake{"for.arvan = { weight = { low = 1 }, score = [0, 1] }", "E0126", 24, "both"},
        Mistake{"for.arvan = { weight = { value = 1, dist = \"normal\" }, score = [0, 1] }", "E0127", 44,
                "uniform"},
        Mistake{"for.arvan = { weight = 1, score = [0, 1], source = \"penal\" }", "E0128", 52, "panel"},
        Mistake{"for.arvn = { weight = 1, score = [0, 1] }", "E0130", 5, "arvan"},
        Mistake{"grid = 5", "E0142", 8, "options = [0, 1]"},
        Mistake{"for.arvan = { weight = 1 }", "E0145", 13, "score ="},
        Mistake{"for.arvan = { weight = 1, score = [1, 2, 3] }", "E0146", 35, "one score"},
        Mistake{"for.arvan = { score = [1, 2] }", "E0147", 13, "weight ="},
        Mistake{"for.arvan = { weight = -1, score = [1, 2] }", "E0216", 24, "at least 0"},
        Mistake{"for.arvan = { weight = \"1 (-1..2)\", score = [1, 2] }", "E0216", 24, "at least 0"},
        Mistake{"for.arvan = { weight = \"1 (2..3)\", score = [1, 2] }", "E0217", 24, "low..high"}));

TEST(Diagnostics, AWrongEntryInAGridOrRuleIsTold) {
    const auto codes = [](const std::string& text) {
        std::vector<std::string> all;
        for (const Diagnostic& each : mistakes(text)) all.push_back(each.code);
        return all;
    };
    const std::string river(kRiver);
    using testing::ElementsAre;
    EXPECT_THAT(codes(river + "[[rule]]\nnever = { bordr = 0 }\n"), ElementsAre("E0131"));
    EXPECT_THAT(codes(river + "[[rule]]\nnever = { border = 0.51 }\n"), ElementsAre("E0132"));
    EXPECT_THAT(codes(river + "[[rule]]\nnever = { border = \"2..3\" }\n"), ElementsAre("E0133"));
    EXPECT_THAT(codes(river + "[[rule]]\nnever = { border = \"0..1\" }\n"), ElementsAre("E0212"));
    EXPECT_THAT(codes(river + "[[rule]]\nnever = { returns = [] }\n"), ElementsAre("E0133"));
    EXPECT_THAT(codes(river + "[[rule]]\nwhy = \"x\"\n"), ElementsAre("E0152"));
    EXPECT_THAT(codes(river + "[[bonus]]\nadd = 1\n"), ElementsAre("E0151"));
    EXPECT_THAT(codes(river + "[issue.a]\noptions = [1, 3, 2]\n"), ElementsAre("E0144"));
    EXPECT_THAT(codes(river + "[issue.a]\noptions = []\n"), ElementsAre("E0143"));
    EXPECT_THAT(codes(river + "[issue.a]\noptions = [\"x\", \"x\"]\n"), ElementsAre("E0140"));
    EXPECT_THAT(codes(river + "[issue.a]\noptions = [0, 1]\ngrid = 1\n"), ElementsAre("E0141"));
    EXPECT_THAT(codes(river + "[issue.a]\noptions = [0, 1]\ngrid = 99999999999\n"), ElementsAre("E0141"));
    EXPECT_THAT(codes(river + "[control]\narvan = { border = \"sideways\" }\n"), ElementsAre("E0160"));
    EXPECT_THAT(codes(river + "[priorities]\narvan = [{ if = { border = 0 } }]\n"), ElementsAre("E0162"));
    EXPECT_THAT(codes("[parties]\na = \"A\"\nb = \"B\"\n[issue.x]\noptions = [1, 2]\nfor.a = { weight = 0, "
                      "score = [1, 2] }\n"
                      "for.b = { score = [1, 2] }\n"),
                ElementsAre("E0215"));
    EXPECT_THAT(codes("entente = 2\n" + river.substr(12)), ElementsAre("E0129"));
}

TEST(Diagnostics, RudeInputIsRefusedPolitely) {
    const auto code = [](const std::string& text) {
        const auto all = mistakes(text);
        return all.empty() ? std::string("none") : all.front().code;
    };
    EXPECT_EQ(code(""), "E0191");
    EXPECT_EQ(code(" \r\n\t"), "E0191");
    EXPECT_EQ(code("hello"), "E0107");
    EXPECT_EQ(code("# only a comment"), "E0196");
    EXPECT_EQ(code(std::string("\xFF\xFE"
                               "e\0n\0",
                               6)),
              "E0192");
    EXPECT_EQ(code(std::string("title = \"a\0b\"\n", 14) + std::string(kRiver.substr(12))), "E0193");
    EXPECT_EQ(code(std::string(kRiver) + std::string("x-a = \"\0\"", 9)), "E0193");
    EXPECT_EQ(code(std::string(kRiver) + "# caf\xE9\n"), "E0194");
    EXPECT_EQ(code("# Mac\rtitle = \"x\"\r"), "E0195");
    EXPECT_EQ(code(std::string(1'000'000, '[')), "E0102");
    EXPECT_EQ(code("x-a = " + std::string(1'000'000, '[')), "E0111");
    EXPECT_EQ(code("x-a = " + std::string(1'000'000, '{')), "E0107");
    EXPECT_EQ(code(std::string(1'000'000, 'a')), "E0107");
    EXPECT_EQ(code(std::string(1'000'000, '"')), "E0106");
    std::string issues = "[parties]\na = \"A\"\n";
    for (int i = 0; i < 10'001; ++i) issues += "[issue.i" + std::to_string(i) + "]\noptions = [0, 1]\n";
    EXPECT_EQ(code(issues), "E0148");
    std::string zeros = "x-a = [";
    for (int i = 0; i < 2'000'010; ++i) zeros += "0,";
    EXPECT_EQ(code(zeros + "]"), "E0120");
}

TEST(Diagnostics, ManyFindingsAreCountedNotListed) {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += "wrong" + std::to_string(i) + " = 1\n";
    text += kRiver;
    const std::vector<Diagnostic> all = mistakes(text);
    ASSERT_EQ(all.size(), 51u);
    EXPECT_EQ(all.back().severity, Severity::note);
    EXPECT_THAT(all.back().message, testing::HasSubstr("4950"));
}

TEST(Diagnostics, ByteOrderMarkAndWindowsLineEndsLoad) {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : kRiver) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const LoadedCase loaded = load_toml(text, "case.toml");
    const LoadedCase plain = load_toml(kRiver, "case.toml");
    EXPECT_EQ(loaded.conflict.title, plain.conflict.title);
    EXPECT_EQ(loaded.conflict.parties[0].preference, plain.conflict.parties[0].preference);
    EXPECT_EQ(loaded.conflict.space, plain.conflict.space);
}

TEST(Diagnostics, PrivateNotesAreTheAuthorsOwn) {
    std::string text(kRiver);
    text += "[x-notes]\nanything = { goes = [1, \"two\"] }\n";
    text +=
        "[issue.more]\nx-todo = 5\noptions = [\"a\", \"b\"]\nfor.arvan = { weight = 1, score = [0, 1], "
        "x-why = \"?\" }\n";
    EXPECT_TRUE(mistakes(text).empty()) << rendered(mistakes(text));
}

TEST(Diagnostics, NoTableIsPassedOverInSilence) {
    const auto told = [](const std::string& tables) {
        std::string codes;
        for (const Diagnostic& d : mistakes(std::string(kRiver) + tables)) codes += d.code + " ";
        return codes;
    };
    // Tables of single verbs are read whichever verb asks: what is wrong in them is told at once.
    EXPECT_EQ(told("[talks]\ndeadline = 10\n"), "");
    EXPECT_NE(told("[talks]\ndeadline = \"soon\"\n"), "");
    EXPECT_NE(told("[[actor]]\nname = \"x\"\nside = \"nobody\"\npower = 5\n"), "");
    EXPECT_NE(told("[lever.gift]\nkind = \"wish\"\n"), "");
    EXPECT_NE(told("[later]\ndeadline = 10\n"), "");
}

}  // namespace
}  // namespace entente::io
