// The report as data: its numbers are the results', it hides what it must, it is the same every time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "entente/app/report.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/war.hpp"
#include "entente/report/document.hpp"
#include "report/internal.hpp"
#include "report/render/pale.hpp"
#include "report/report_cases.hpp"
#include "settle/added_solution.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;
using namespace tests;

app::ReportAnswer report_of(const std::string& text, const app::ReportOptions& options = {},
                            int threads = 1) {
    RunOptions run;
    run.threads = threads;
    return app::make_report(app::load_text(text, "case.toml"), options, run);
}

const report::Section* section(const report::Document& document, const std::string& id) {
    for (const auto& one : document.sections) {
        if (one.id == id) return &one;
    }
    return nullptr;
}

const report::Figure* figure(const report::Document& document, const std::string& id) {
    for (const auto* one : report::figures(document)) {
        if (one->id == id) return one;
    }
    return nullptr;
}

TEST(Report, SaysOnPageOneWhatAReaderNeeds) {
    const auto document = report_of(kRiver).document;
    EXPECT_EQ(document.question,
              "Is there a settlement that both Arvan and Belmar would rather have than no deal?");
    EXPECT_TRUE(document.answer.starts_with("Yes: ")) << document.answer;
    EXPECT_GE(document.bullets.size(), 3u);
    EXPECT_LE(document.bullets.size(), 5u);
    EXPECT_FALSE(document.how_sure.empty());
    EXPECT_FALSE(document.caveat.empty());
    EXPECT_FALSE(document.would_change.empty());
    for (const char* id : {"zone", "terms", "packages", "inputs", "method"})
        EXPECT_NE(section(document, id), nullptr) << id;
}

TEST(Report, NumbersAreThoseOfSettle) {
    const auto input = app::load_text(kRiver, "case.toml");
    const Json settle = Json::parse(app::to_json(app::settle(input)));
    const Json page = Json::parse(report::to_json(app::make_report(input).document));
    const Json* drawn = nullptr;
    for (const auto& part : page["sections"]) {
        for (const auto& block : part["blocks"]) {
            if (block.value("id", "") == "frontier") drawn = &block;
        }
    }
    ASSERT_NE(drawn, nullptr);
    const auto& items = settle["frontier"]["items"];
    const auto& rows = (*drawn)["table"]["rows"];
    ASSERT_EQ(items.size(), rows.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        EXPECT_EQ(items[i]["utilities"][0], rows[i][0]);
        EXPECT_EQ(items[i]["utilities"][1], rows[i][1]);
    }
    for (const auto& series : (*drawn)["series"]) {
        if (series["mark"] == "vlines") {
            EXPECT_EQ(series["x"][0], settle["parties"][0]["reservation"]);
        } else if (series["mark"] == "hlines") {
            EXPECT_EQ(series["y"][0], settle["parties"][1]["reservation"]);
        } else if (series["name"] == "Solutions") {
            EXPECT_EQ(series["x"][0], settle["solutions"]["nash"]["utilities"][0]);
        }
    }
}

TEST(Report, IsTheSameForEveryNumberOfThreads) {
    const std::string one = app::to_html(report_of(kRiver, {}, 1));
    EXPECT_EQ(one, app::to_html(report_of(kRiver, {}, 2)));
    EXPECT_EQ(one, app::to_html(report_of(kRiver, {}, 4)));
    EXPECT_LT(one.size(), 1'000'000u);
}

TEST(Report, ASolutionAddedByItsRecordAloneIsOnEveryScreenAndPage) {
    const auto input = app::load_text(kRiver, "case.toml");
    const auto outputs = [&] {
        const app::SettleAnswer settled = app::settle(input);
        const auto answer = app::make_report(input);
        std::vector<std::string> all = {app::to_text(settled), app::to_json(answer), app::to_html(answer)};
        std::string drawn;
        for (const auto& file : app::to_svgs(answer)) drawn += file.text;
        all.push_back(drawn);
        const auto* table = [&]() -> const report::Table* {
            for (const auto& each : answer.document.sections)
                for (const auto& block : each.blocks)
                    if (const auto* one = std::get_if<report::Table>(&block); one && one->id == "solutions")
                        return one;
            return nullptr;
        }();
        all.push_back(table == nullptr ? "" : report::to_csv(*table));
        all.push_back(app::to_html(app::make_report(input, {.for_party = "arvan"})));
        return std::pair(all, Json::parse(app::to_json(settled)));
    };
    const auto [without, no_key] = outputs();
    const settle::AddedSolution added(settle::testing::kLast);
    const auto [with, json] = outputs();
    for (std::size_t k = 0; k < with.size(); ++k) {
        EXPECT_EQ(without[k].find("Last first"), std::string::npos) << k;
        EXPECT_NE(with[k].find("Last first"), std::string::npos) << k;
    }
    EXPECT_FALSE(no_key["solutions"].contains("last_first"));
    ASSERT_TRUE(json["solutions"].contains("last_first"));
    EXPECT_EQ(json["solutions"]["last_first"]["utilities"][1], json["parties"][1]["ideal"]);
    EXPECT_EQ(json["solutions"]["last_first"]["bound_gap"], 0.0);
}

TEST(Report, AnEmptyZoneIsAnAnswer) {
    const auto document = report_of(kNoZone).document;
    EXPECT_TRUE(document.answer.starts_with("No: ")) << document.answer;
    EXPECT_NE(section(document, "zone"), nullptr);
    EXPECT_EQ(section(document, "packages"), nullptr);
    EXPECT_FALSE(document.would_change.empty());
}

TEST(Report, ACopyForOnePartyHoldsNothingOfTheOther) {
    const auto own = app::make_report(app::load_text(kRiver, "case.toml", {"reserve.belmar=39.7731"}),
                                      {.for_party = "arvan"});
    const auto all = report_of(kRiver);
    std::string everything = app::to_html(own) + app::to_json(own);
    for (const auto& file : app::to_svgs(own)) everything += file.text;
    EXPECT_EQ(everything.find("7731"), std::string::npos);
    EXPECT_NE(app::to_html(all).find("7731"), std::string::npos);
    EXPECT_NE(everything.find("41 (30..55)"), std::string::npos);  // its own stay
    // Nor what follows from the other's sheet: its points of the deal, its ideal, the frontier.
    const auto settled = app::settle(app::load_text(kRiver, "case.toml"));
    const double theirs = settled.result.solutions.front().solution->point.utilities[1];
    const std::string digits = Json(theirs).dump();
    EXPECT_EQ(everything.find(digits.substr(0, std::min<std::size_t>(digits.size(), 6))), std::string::npos)
        << digits;
    EXPECT_EQ(figure(own.document, "frontier"), nullptr);
    EXPECT_EQ(figure(own.document, "terms-2"), nullptr);
    // Nor how many packages all accept, and how far the other can be pushed.
    EXPECT_NE(app::to_json(all).find("possible packages"), std::string::npos);
    EXPECT_EQ(everything.find("possible packages"), std::string::npos);
    const std::string ideal = Json(*settled.result.parties[0].ideal).dump();
    EXPECT_NE(app::to_json(all).find(ideal), std::string::npos) << ideal;
    EXPECT_EQ(everything.find(ideal), std::string::npos) << ideal;
}

TEST(Report, ACopyForOneOfManyDoesNotTellHowFarTheOthersCanBePushed) {
    const auto input = app::load_text(many_parties(4), "case.toml");
    const std::string all = app::to_json(app::make_report(input));
    const auto own = app::make_report(input, {.for_party = "p0"});
    const std::string copy = app::to_json(own) + app::to_html(own);
    for (const char* words : {"Best that others can accept", "to the best others accept"}) {
        EXPECT_NE(all.find(words), std::string::npos) << words;
        EXPECT_EQ(copy.find(words), std::string::npos) << words;
    }
}

/// Whatever the other's numbers are: as long as the deals proposed stay the same, so does every byte.
TEST(Report, ACopyForOnePartyIsTheSameWhateverTheOthersNumbersAre) {
    struct Change {
        const char* from;
        const char* to;
    };
    const auto copy = [](std::string text, const std::vector<Change>& changes) {
        for (const Change& change : changes) {
            const std::size_t at = text.find(change.from);
            EXPECT_NE(at, std::string::npos) << change.from;
            if (at != std::string::npos) text.replace(at, std::string_view(change.from).size(), change.to);
        }
        const auto input = app::load_text(text, "case.toml");
        const auto answer = app::make_report(input, {.for_party = "arvan"});
        std::string all = app::to_json(answer);
        // Which file it was made from is told; the digest is not the numbers.
        const std::string digest = input.conflict.origin.sha256;
        while (!digest.empty() && all.find(digest) != std::string::npos)
            all.replace(all.find(digest), digest.size(), "-");
        return std::pair(all, app::to_json(app::settle(input)));
    };
    const std::vector<Change> sheet = {
        {"weight = \"50.7731 (40.7731..60.7731)\"", "weight = \"51 (39..60)\""},
        {"weight = 30.7731", "weight = 31"},
        {"add    = 5.7731", "add    = 6"}};
    std::vector<Change> stated = sheet;
    stated.push_back({"\"38.7731 (29.7731..46.7731)\"", "\"38.5 (30..45)\""});
    std::vector<Change> war = sheet;
    war.push_back({"\"0.27731 (0.17731..0.37731)\"", "\"0.277 (0.17..0.38)\""});
    war.push_back({"-0.00177731", "-0.00175"});
    for (const auto& [text, changes] : {std::pair(kRiver, stated), std::pair(river_at_war(false), war)}) {
        const auto [before, whole_before] = copy(text, {});
        const auto [after, whole_after] = copy(text, changes);
        EXPECT_NE(whole_before, whole_after);
        EXPECT_TRUE(before == after)
            << "first apart at byte "
            << std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first -
                   before.begin();
    }
}

TEST(Report, ACopyForOnePartyHidesTheOthersWar) {
    for (const bool learning : {false, true}) {
        const auto all = report_of(river_at_war(learning));
        ASSERT_NE(section(all.document, "war"), nullptr);
        ASSERT_NE(section(all.document, "stability"), nullptr);
        const auto own = report_of(river_at_war(learning), {.for_party = "arvan"});
        std::string everything = app::to_html(own) + app::to_json(own);
        for (const auto& file : app::to_svgs(own)) everything += file.text;
        EXPECT_EQ(everything.find("7731"), std::string::npos) << learning;
        EXPECT_NE(section(own.document, "war"), nullptr);
        EXPECT_EQ(section(own.document, "stability"), nullptr);
        // What the other expects of the war is in the full report and not in this copy.
        const auto input = app::load_text(river_at_war(learning), "case.toml");
        const auto fought = app::war(input).result;
        const std::string whole = app::to_json(all);
        for (const double value : {fought.sides[1].reservation.value, fought.sides[1].cost,
                                   fought.sides[1].believed.reservation.value}) {
            const std::string digits = Json(value).dump().substr(0, 8);
            EXPECT_NE(whole.find(digits), std::string::npos) << digits;
            EXPECT_EQ(everything.find(digits), std::string::npos) << digits;
        }
    }
}

TEST(Report, TheWarsNumbersAreThoseOfTheVerb) {
    const auto input = app::load_text(river_at_war(true), "case.toml");
    const auto fought = app::war(input).result;
    const auto answer = app::make_report(input);
    const auto* ends = figure(answer.document, "war-ends");
    ASSERT_NE(ends, nullptr);
    ASSERT_EQ(ends->series[0].x.size(), fought.course.size());
    for (std::size_t i = 0; i < fought.course.size(); ++i) {
        EXPECT_EQ(ends->series[0].y[i], 100 * fought.course[i].fighting);
        EXPECT_EQ(ends->series[1].y[i], 100 * fought.course[i].won[0]);
    }
    const auto settled = app::settle(input);
    EXPECT_EQ(settled.result.parties[0].reservation.has_value(), true);
    EXPECT_NE(figure(answer.document, "war-hazard"), nullptr);
}

TEST(Report, BeliefsStandBesideTheAnalystsWhereTheyDiffer) {
    const auto input = app::load_text(river_at_war(false), "case.toml");
    const auto fought = app::war(input).result;
    const auto document = app::make_report(input).document;
    for (const bool chance : {true, false}) {
        const auto* drawn = figure(document, chance ? "belief-chance" : "belief-value");
        ASSERT_NE(drawn, nullptr);
        const auto& belmar = drawn->table.rows.at(1);
        const auto& side = fought.sides[1];
        EXPECT_EQ(std::get<double>(belmar[1]), chance ? 100 * side.win : side.reservation.value);
        EXPECT_EQ(std::get<double>(belmar[2]),
                  chance ? 100 * side.believed.win : side.believed.reservation.value);
    }
    // Of sides that learn, the chances do not compare with the analyst's, and the values are their own.
    const auto learning = report_of(river_at_war(true)).document;
    EXPECT_EQ(figure(learning, "belief-chance"), nullptr);
    const auto* values = figure(learning, "belief-value");
    ASSERT_NE(values, nullptr);
    const auto learnt = app::war(app::load_text(river_at_war(true), "case.toml")).result;
    EXPECT_EQ(std::get<double>(values->table.rows.at(0)[2]), learnt.sides[0].believed.reservation.value);
    const std::string json = report::to_json(learning);
    EXPECT_NE(json.find("Were the war fought out to the end, Arvan itself believes"), std::string::npos);
}

TEST(Report, ARedactedCopyNamesNobody) {
    const auto answer = report_of(kRiver, {.redact = true});
    std::string everything = app::to_html(answer) + app::to_json(answer);
    for (const auto& file : app::to_svgs(answer)) everything += file.text;
    for (const char* name : {"Arvan", "arvan", "Belmar", "belmar", "River", "case.toml", "Expert panel"}) {
        EXPECT_EQ(everything.find(name), std::string::npos) << name;
    }
    EXPECT_NE(everything.find("Party A"), std::string::npos);
    EXPECT_NE(everything.find("Share of the district held by Party A"), std::string::npos);
}

/// Two sides that rank the four states of two switches; worked by hand: see the test.
constexpr const char* kSwitches = R"toml(entente = 1
title = "Switches"
[sources]
talks = { what = "Talks with both", grade = "judgement" }
[parties]
north = "North"
south = "South"
[issue.gate]
ask = "Does North open the gate?"
options = ["no", "yes"]
[issue.guns]
ask = "What does South do with its guns"
options = ["keeps them", "moves them back"]
[control]
north = ["gate"]
south = ["guns"]
[status_quo]
gate = "no"
guns = "keeps them"
[ranking]
north = [3, 4, 1, 2]
south = [2, 4, 1, 3]
)toml";

TEST(Report, ACaseOfRankingsSaysWhereItCouldRest) {
    // A prisoners' dilemma: state 1 (nothing moves) is left by nobody; state 4 (both move) is left by
    // each, but the other's answer leads to 1, which is worse.
    const auto document = report_of(kSwitches).document;
    EXPECT_EQ(document.question, "Where could this conflict come to rest?");
    EXPECT_EQ(document.answer,
              "At 2 of 4 states: states 1 (no gate, guns keeps them) and 4 (gate, guns moves them back).");
    const std::string bullets = document.bullets.at(1) + document.bullets.at(2);
    EXPECT_NE(bullets.find("State 1, where things stand. Does North open the gate? no; What does South do "
                           "with its guns: keeps them. No side gains by leaving it."),
              std::string::npos)
        << bullets;
    EXPECT_NE(
        bullets.find("North would gain by moving to 3, but the answer (South to 1) leaves it no better"),
        std::string::npos)
        << bullets;
    EXPECT_NE(document.how_sure.find("judgement"), std::string::npos);
    const report::Section* stability = section(document, "stability");
    ASSERT_NE(stability, nullptr);
    const report::Table* states = nullptr;
    for (const auto& block : stability->blocks) {
        if (const auto* table = std::get_if<report::Table>(&block);
            table && table->id == "states-that-hold")
            states = table;
    }
    ASSERT_NE(states, nullptr);
    ASSERT_EQ(states->rows.size(), 4u);
    const auto words = [&](std::size_t row, std::size_t column) {
        const auto* text = std::get_if<std::string>(&states->rows[row][column]);
        return text ? *text : "";
    };
    EXPECT_EQ(words(0, 0), "1 (now)");
    EXPECT_EQ(words(3, 1), "yes");
    EXPECT_EQ(words(3, 3), "2");  // North's second best
    EXPECT_EQ(words(2, 4), "4");  // South's worst
    EXPECT_EQ(words(0, 5), "Nash, GMR, SMR, SEQ, SSEQ, SIM, SIM-u");
    EXPECT_EQ(words(1, 5), "");
    for (const char* id : {"inputs", "method"}) EXPECT_NE(section(document, id), nullptr) << id;
    EXPECT_EQ(figure(document, "evidence"), nullptr);  // no number, no importance
}

TEST(Report, ACopyForOneSideHidesTheOthersRanking) {
    const auto answer = report_of(kSwitches, {.for_party = "north"});
    EXPECT_EQ(section(answer.document, "stability"), nullptr);
    const std::string everything = app::to_json(answer);
    EXPECT_EQ(everything.find("2, 4, 1, 3"), std::string::npos);
    const std::string redacted = app::to_json(report_of(kSwitches, {.redact = true}));
    EXPECT_NE(redacted.find("2, 4, 1, 3"), std::string::npos);
    for (const char* name : {"North", "South", "north", "south", "Talks"})
        EXPECT_EQ(redacted.find(name), std::string::npos) << name;
}

TEST(Report, ManyParties) {
    const auto answer = report_of(many_parties(12));
    EXPECT_EQ(answer.document.parties.size(), 12u);
    EXPECT_NE(figure(answer.document, "gains"), nullptr);
    EXPECT_LT(app::to_html(answer).size(), 1'000'000u);
    for (int p = 0; p < 12; ++p) {
        EXPECT_NE(figure(answer.document, "terms-" + std::to_string(p + 1)), nullptr) << p;
    }
}

TEST(Report, ThreePartiesAndMoreHaveALineForEachPackage) {
    const auto answer = report_of(many_parties(3));
    const report::Figure* drawn = figure(answer.document, "frontier");
    ASSERT_NE(drawn, nullptr);
    EXPECT_EQ(drawn->x.categories.size(), 3u);
    const Json settle =
        Json::parse(app::to_json(app::settle(app::load_text(many_parties(3), "case.toml"))));
    const auto& items = settle["frontier"]["items"];
    std::size_t lines = 0;
    for (const auto& series : drawn->series) {
        if (series.mark != report::Mark::line || series.tone != report::kPale) continue;
        ASSERT_LT(lines, items.size());
        ++lines;
        const bool known = std::any_of(items.begin(), items.end(), [&](const Json& item) {
            return item["utilities"] == Json(series.y);
        });
        EXPECT_TRUE(known);
    }
    EXPECT_EQ(lines, std::min<std::size_t>(items.size(), 60));
    const report::Section* zone = section(answer.document, "zone");
    for (const auto& block : zone->blocks) {
        const auto* table = std::get_if<report::Table>(&block);
        if (table == nullptr || table->id != "solutions") continue;
        ASSERT_EQ(table->rows.size(), 3u);
        EXPECT_EQ(table->columns[2].name.substr(0, 4), "Nash");
        for (std::size_t p = 0; p < 3; ++p)
            EXPECT_EQ(Json(std::get<double>(table->rows[p][2])),
                      settle["solutions"]["nash"]["utilities"][p]);
    }
}

TEST(Report, AScaleOfOneIsWrittenWithItsDigits) {
    std::string text = kRiver;
    const auto put = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    put("ranges = ", "points = 1\nranges = ");
    put("\"41 (30..55)\"", "0.4132");
    put("\"38.7731 (29.7731..46.7731)\"", "0.3877");
    put("5.7731", "0.057");
    const auto document = report_of(text).document;
    EXPECT_NE(document.bullets.at(0).find("0.413 to Arvan"), std::string::npos) << document.bullets.at(0);
    EXPECT_EQ(document.bullets.at(0).find("points"), std::string::npos) << document.bullets.at(0);
    const report::Figure* drawn = figure(document, "frontier");
    ASSERT_NE(drawn, nullptr);
    EXPECT_NE(drawn->x.label.find("(utility)"), std::string::npos);
    EXPECT_EQ(drawn->table.columns.at(0).decimals, 3);
}

TEST(Report, FiveThousandPoints) {
    const auto answer = report_of(long_frontier(5000));
    const auto* drawn = figure(answer.document, "frontier");
    ASSERT_NE(drawn, nullptr);
    std::size_t points = 0;
    for (const auto& series : drawn->series) {
        if (series.mark == report::Mark::points && series.name != "Solutions") points += series.x.size();
    }
    EXPECT_EQ(points, 5000u);
    EXPECT_LT(app::to_html(answer).size(), 1'000'000u);
}

TEST(Report, EveryNumberNamesItsSource) {
    const Case conflict = app::load_text(kRiver, "case.toml").conflict;
    const auto document = report_of(kRiver).document;
    const report::Section* inputs = section(document, "inputs");
    ASSERT_NE(inputs, nullptr);
    const report::Table* sources = nullptr;
    const report::Table* numbers = nullptr;
    for (const auto& block : inputs->blocks) {
        if (const auto* table = std::get_if<report::Table>(&block))
            (table->id == "sources" ? sources : numbers) = table;
    }
    ASSERT_NE(sources, nullptr);
    ASSERT_NE(numbers, nullptr);
    std::size_t row = 0;
    std::map<std::string, double> cited;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        ASSERT_LT(row, numbers->rows.size());
        const auto& cells = numbers->rows[row++];
        EXPECT_EQ(std::get<std::string>(cells[4]), ref.address);
        if (ref.quantity->source < 0) {
            EXPECT_TRUE(std::holds_alternative<std::monostate>(cells[3]));
            return;
        }
        const Source& source = conflict.sources[static_cast<std::size_t>(ref.quantity->source)];
        const std::string& number = std::get<std::string>(cells[3]);
        const auto& line = sources->rows.at(std::stoul(number) - 1);
        EXPECT_EQ(std::get<std::string>(line[0]), number);
        EXPECT_TRUE(std::get<std::string>(line[1]).starts_with(source.what));
        ++cited[number];
    });
    EXPECT_EQ(row, numbers->rows.size());
    EXPECT_FALSE(cited.empty());
    for (const auto& line : sources->rows)
        EXPECT_EQ(std::get<double>(line[3]), cited[std::get<std::string>(line[0])]);
}

TEST(Svg, LongNamesOfRowsTakeTwoLines) {
    EXPECT_EQ(report::folded("short", 10), (std::vector<std::string>{"short"}));
    EXPECT_EQ(report::folded("one two three", 8), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(report::folded("one two three four five", 8),
              (std::vector<std::string>{"one two", "three f…"}));
    EXPECT_EQ(report::folded("Donaudampfschifffahrt", 8), (std::vector<std::string>{"Donauda…"}));
}

/// An attribute that stands twice: pugixml takes it, browsers and other programs do not.
std::string repeated_attribute(const pugi::xml_node& node) {
    std::set<std::string> seen;
    for (const pugi::xml_attribute each : node.attributes()) {
        if (!seen.insert(each.name()).second) return std::string(node.name()) + " " + each.name();
    }
    for (const pugi::xml_node child : node.children()) {
        if (std::string found = repeated_attribute(child); !found.empty()) return found;
    }
    return {};
}

TEST(Svg, EveryFigureIsWellFormedAndSaysWhatItShows) {
    for (const std::string& text : {kRiver, rude_names(), kNoZone, river_at_war(false), river_at_war(true),
                                    many_parties(12), long_frontier(3000)}) {
        const auto answer = report_of(text);
        const auto files = app::to_svgs(answer);
        EXPECT_FALSE(files.empty());
        for (const auto& file : files) {
            pugi::xml_document svg;
            const auto parsed =
                svg.load_string(file.text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
            ASSERT_TRUE(parsed) << file.name << ": " << parsed.description();
            EXPECT_EQ(repeated_attribute(svg), "") << file.name;
            EXPECT_STREQ(svg.document_element().name(), "svg");
            EXPECT_FALSE(std::string(svg.document_element().child_value("title")).empty()) << file.name;
            EXPECT_FALSE(std::string(svg.document_element().child_value("desc")).empty()) << file.name;
            EXPECT_EQ(file.text.find("nan"), std::string::npos) << file.name;
            EXPECT_EQ(file.text.find("inf,"), std::string::npos) << file.name;
            EXPECT_EQ(file.text.find("<script"), std::string::npos);
        }
    }
}

TEST(Svg, ValuesThatDifferByRoundingAlone) {
    report::Figure figure{.id = "f", .title = "F", .alt = "A."};
    figure.series = {{.x = {52.1022890000000, 52.10228900000001}, .y = {1e15, 1e15 + 0.125}}};
    pugi::xml_document svg;
    EXPECT_TRUE(svg.load_string(report::to_svg(figure).c_str()));
    figure.series[0].x = {1e308, -1e308};
    EXPECT_TRUE(svg.load_string(report::to_svg(figure).c_str()));
}

TEST(Html, NamesCannotLeaveTheirPlace) {
    const std::string html = app::to_html(report_of(rude_names()));
    EXPECT_EQ(html.find("</script><b>"), std::string::npos);
    EXPECT_EQ(html.find("<script>alert"), std::string::npos);
    EXPECT_EQ(html.substr(0, html.find("id=\"document\">")).find("onload='x'"), std::string::npos);
    EXPECT_NE(html.find("&lt;/script&gt;&lt;b&gt;"), std::string::npos);
    EXPECT_NE(html.find("\\u003c/script\\u003e"), std::string::npos);
    // The embedded document is read back as it was.
    const std::string open = "id=\"document\">";
    const std::size_t from = html.find(open);
    if (from != std::string::npos) {
        const std::size_t to = html.find("</script>", from);
        const Json json = Json::parse(html.substr(from + open.size(), to - from - open.size()));
        EXPECT_EQ(json["parties"][0]["name"], "</script><b>");
    }
}

TEST(Html, AsksTheNetworkForNothing) {
    const std::string html = app::to_html(report_of(kRiver));
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(html.find("connect-src 'none'"), std::string::npos);
    EXPECT_EQ(html.find("src=\"http"), std::string::npos);
    EXPECT_EQ(html.find("<link"), std::string::npos);
    EXPECT_EQ(html.find("url(http"), std::string::npos);
    EXPECT_NE(html.find("Model, not advice"), std::string::npos);
}

TEST(Csv, KeepsDigitsAndDisarmsFormulas) {
    const report::Table table{
        .id = "t",
        .title = "T",
        .columns = {{"Name", ""}, {"Value", "points"}},
        .rows = {
            {std::string("say \"no\""), 1.0 / 3}, {std::string("=1+1"), {}}, {std::string("a,b"), -0.1}}};
    EXPECT_EQ(report::to_csv(table),
              "Name,Value (points)\r\n\"say \"\"no\"\"\",0.3333333333333333\r\n'=1+1,\r\n\"a,b\",-0.1\r\n");
}

TEST(Report, AWarOutOfSightIsDrawnOverYearsAndNotGenerations) {
    std::string text = river_at_war(false);
    for (const auto& [from, to] :
         {std::pair{"drift = 0.002", "drift = -0.0001"}, {"volatility = 0.08", "volatility = 0.0001"}})
        text.replace(text.find(from), std::string(from).size(), to);
    const auto document = report_of(text).document;
    const auto* front = figure(document, "front");
    ASSERT_NE(front, nullptr);
    EXPECT_EQ(front->series.back().x.back(), 120);
    EXPECT_GE(*front->y.low, 30);  // the stretch it moves over, 45 % to 43.8 %
    EXPECT_LE(*front->y.high, 60);
    EXPECT_EQ(figure(document, "war-ends"), nullptr);  // nothing ends in that time: a sentence
    EXPECT_EQ(figure(document, "ripeness"), nullptr);  // level lines: a sentence
    const std::string json = report::to_json(document);
    for (const char* words :
         {"The war is seen as a front that moves; how long: ", "neither side has reached its goal by then",
          " throughout: the hurting stalemate of Arvan is ", "ten years (120 months)"})
        EXPECT_THAT(json, testing::HasSubstr(words));
    EXPECT_THAT(json, testing::Not(testing::HasSubstr("has won with")));
    const auto whole = report_of(text, {.span = 4800}).document;
    ASSERT_NE(figure(whole, "war-ends"), nullptr);
    EXPECT_THAT(figure(whole, "war-ends")->alt, testing::HasSubstr("After 4,800 months"));
    // In sight nothing is left out.
    EXPECT_NE(figure(report_of(river_at_war(false)).document, "war-ends"), nullptr);
    EXPECT_NE(figure(report_of(river_at_war(true)).document, "ripeness"), nullptr);
}

}  // namespace
}  // namespace entente
