// Files as they are, and files as nobody should write them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "genius_samples.hpp"

namespace entente::io {
namespace {

using namespace samples;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

LoadedCase load_with(const std::string& first, const std::string& domain = kDomain) {
    return load_genius({{"d.xml", domain}, {"a.xml", first}, {"b.xml", kSecond}});
}

void expect_same_utilities(const Case& a, const Case& b) {
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 2; ++j) EXPECT_EQ(value(a, p, {i, j}), value(b, p, {i, j}));
        }
    }
}

struct Mend {
    const char* name;
    std::string text;
    std::size_t line;
};

class GeniusMends : public testing::TestWithParam<Mend> {};

TEST_P(GeniusMends, AndSaysWhere) {
    const LoadedCase loaded = load_with(GetParam().text);
    expect_same_utilities(loaded.conflict, load_with(kFirst).conflict);
    ASSERT_EQ(loaded.warnings.size(), 1u);
    EXPECT_EQ(loaded.warnings[0].code, "W0301");
    EXPECT_EQ(loaded.warnings[0].where.file, "a.xml");
    EXPECT_EQ(loaded.warnings[0].where.line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Real, GeniusMends,
    testing::Values(
        Mend{"text_before", "\nGenius 10.4\n<?xml version=\"1.0\"?>\n" + kFirst, 2},
        Mend{"letter_before", "x" + kFirst, 1},
        Mend{"bare_ampersand", replaced(kFirst, "name=\"Border\"", "name=\"Border\" description=\"a & b\""),
             4},
        Mend{"no_blank", replaced(kFirst, "\"Border\" type", "\"Border\"type"), 4},
        Mend{"no_quotes", replaced(kFirst, "index=\"1\" name=\"Border\"", "index=1 name=\"Border\""), 4},
        Mend{"end_tag_missing", replaced(kFirst, "</utility_space>", ""), 16},
        Mend{"end_tag_of_issue_missing", replaced(kFirst, "</issue>\n<weight", "<weight"), 13},
        Mend{"text_after", kFirst + "\nthe end", 17},
        Mend{"bracket_missing", replaced(kFirst, "evaluation=\"4\"/>", "evaluation=\"4\""), 6},
        Mend{"items_not_closed", replaced(kFirst, "evaluation=\"4\"/>", "evaluation=\"4\">"), 6},
        Mend{"billion_laughs", "<!DOCTYPE z [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n" + kFirst, 1}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(GeniusRude, WhatIsNoFaultGivesNoWarning) {
    for (const std::string& text :
         {"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + kFirst,
          "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><!-- a > b & <c> -->\n" + kFirst,
          replaced(kFirst, "name=\"root\"", "name='a \"quoted\" root &amp; &#65; < more'"),
          replaced(kFirst, "name=\"root\"", "name=\"two\r\nlines\"")}) {
        const LoadedCase loaded = load_with(text);
        EXPECT_TRUE(loaded.warnings.empty()) << render(loaded.warnings.front());
        expect_same_utilities(loaded.conflict, load_with(kFirst).conflict);
    }
}

TEST(GeniusRude, LineEndsOfEveryKindCountLines) {
    std::string mac = replaced(kFirst, "\"Border\" type", "\"Border\"type");
    for (char& c : mac) c = c == '\n' ? '\r' : c;
    EXPECT_EQ(load_with(mac).warnings.at(0).where.line, 4u);
    std::string dos = replaced(kFirst, "\"Border\" type", "\"Border\"type");
    for (std::size_t at = dos.find('\n'); at != std::string::npos; at = dos.find('\n', at + 2))
        dos.insert(at, "\r");
    EXPECT_EQ(load_with(dos).warnings.at(0).where.line, 4u);
}

TEST(GeniusRude, Windows1252BytesAreRead) {
    const std::string domain = replaced(kDomain, "value=\"north\"", "value=\"\x80 100\"");
    const std::string text = replaced(kFirst, "value=\"north\"", "value=\"\x80 100\"");
    const LoadedCase loaded = load_genius({{"d.xml", domain}, {"a.xml", text}, {"b.xml", kSecond}});
    EXPECT_EQ(loaded.conflict.space.issues[0].options[0].label, "\xE2\x82\xAC 100");
    EXPECT_TRUE(has_code(loaded.warnings, "W0302"));
    EXPECT_DOUBLE_EQ(value(loaded.conflict, 0, {0, 0}), 0.6);
}

TEST(GeniusRude, Utf16IsRead) {
    std::string wide = "\xFF\xFE";
    for (const char c : kFirst) {
        wide.push_back(c);
        wide.push_back('\0');
    }
    expect_same_utilities(load_with(wide).conflict, load_with(kFirst).conflict);
}

TEST(GeniusRude, NulBytesDoNotHurt) {
    std::string text = kFirst;
    text.insert(text.find("<weight"), std::string("\0\0", 2));
    expect_same_utilities(load_with(text).conflict, load_with(kFirst).conflict);
}

std::string why_refused(const std::string& domain) {
    const auto found = refused({{"d.xml", domain}, {"a.xml", kFirst}, {"b.xml", kSecond}});
    return found.empty() ? std::string("read") : found.back().code + " " + found.back().message;
}

std::string with_issue(const std::string& issue) {
    return replaced(kDomain, "<issue index=\"2\" name=\"Troops\" type=\"discrete\">",
                    issue + "<issue index=\"2\" name=\"Troops\">");
}

TEST(GeniusRude, LimitsAreNamed) {
    using testing::HasSubstr;
    const auto integer = [](const std::string& low, const std::string& high) {
        return with_issue("<issue index=\"7\" name=\"n\" type=\"integer\" lowerbound=\"" + low +
                          "\" upperbound=\"" + high + "\"/>");
    };
    EXPECT_THAT(why_refused(integer("0", "1000000000")), HasSubstr("1,000,000,001"));
    EXPECT_THAT(why_refused(integer("-9000000000000000000", "9000000000000000000")), HasSubstr("E0308"));
    EXPECT_THAT(why_refused(integer("9", "0")), HasSubstr("E0307"));
    EXPECT_THAT(why_refused(integer("NaN", "9")), HasSubstr("E0307"));
    EXPECT_THAT(why_refused(integer("0.5", "9")), HasSubstr("E0307"));
    EXPECT_THAT(why_refused(integer("1e300", "1e301")), HasSubstr("E0307"));
    EXPECT_THAT(why_refused(with_issue("<issue index=\"7\" name=\"r\" type=\"real\"><range "
                                       "lowerbound=\"inf\" upperbound=\"1\"/></issue>")),
                HasSubstr("E0307"));
    EXPECT_THAT(why_refused(with_issue("<issue index=\"7\" name=\"empty\"/>")), HasSubstr("E0307"));
    std::string many = "<negotiation_template>";
    for (int i = 0; i < 20'000; ++i)
        many += "<issue index=\"" + std::to_string(i) + "\"><item value=\"a\"/></issue>";
    EXPECT_THAT(why_refused(many + "</negotiation_template>"), HasSubstr("10,000"));
}

TEST(GeniusRude, DeepAndWideFilesAreRefusedQuickly) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<objective>";
    std::string wide = "<utility_space>";
    for (int i = 0; i < 2'100'000; ++i) wide += "<a/>";
    for (const std::string& text : {deep, wide}) {
        const auto found = refused({{"a.xml", text}});
        EXPECT_TRUE(has_code(found, "E0304"));
    }
}

TEST(GeniusRude, AMillionIssuesAreRefused) {
    std::string many = "<negotiation_template>";
    for (int i = 0; i < 1'000'000; ++i) many += "<issue index=\"1\"/>";
    EXPECT_TRUE(
        has_code(refused({{"d.xml", many + "</negotiation_template>"}, {"a.xml", kFirst}}), "E0308"));
}

TEST(GeniusRude, FilesThatAreCutOffAreNotGuessedAt) {
    for (const std::string& text :
         {replaced(kFirst, "value=\"north\"", "value=\"north"), std::string("<utility_space"),
          std::string("<utility_space><!-- never closed"), kFirst.substr(0, 300)}) {
        const auto found = refused({{"d.xml", kDomain}, {"a.xml", text}, {"b.xml", kSecond}});
        EXPECT_TRUE(has_code(found, "E0304")) << text;
    }
}

TEST(GeniusRude, EveryPrefixOfAFileIsReadOrRefusedCleanly) {
    for (std::size_t n = 0; n < kFirst.size(); ++n) {
        try {
            (void)load_with(kFirst.substr(0, n));
        } catch (const InputError& error) {
            EXPECT_FALSE(error.diagnostics().empty());
        }
    }
}

TEST(GeniusRude, WarningsOfAFileAreLimited) {
    std::string text = kFirst;
    for (int i = 0; i < 5000; ++i)
        text.insert(text.find("</objective>"),
                    "<weight index=\"9" + std::to_string(i) + "\" value=\"1\"/>\n");
    EXPECT_LE(load_with(text).warnings.size(), 21u);
}

}  // namespace
}  // namespace entente::io
