#include "entente/report/writer.hpp"

#include <gtest/gtest.h>

#include "report/results/json.hpp"

namespace entente::report {
namespace {

struct Inner {
    double at = 0.5;
    std::optional<double> none;
    std::vector<std::pair<std::string, int>> by_name = {{"a", 1}, {"b\n\"", 2}};
};
template <class Visitor>
void describe(Visitor& visit, const Inner& inner) {
    visit("at", inner.at, {"points", "where it is"});
    visit("none", inner.none, {"points", "not there"});
    visit("by_name", inner.by_name, {"", "an object whose keys are data"});
}

struct Outer {
    std::vector<Inner> list = {{}, {.at = -0.0}};
    std::vector<int> empty;
    std::array<bool, 2> flags = {true, false};
    PartyId party{1};
    Outcome outcome{{OptionId(1)}};
    Outcome nothing;
    Stopped stopped = Stopped::budget;
    std::vector<std::vector<double>> table = {
        {1, 2.25}, {1e300}, {std::numeric_limits<double>::infinity()}};
    std::string broken = "\xff";
};
template <class Visitor>
void describe(Visitor& visit, const Outer& outer) {
    visit("list", outer.list, {"", "described elements"});
    visit("empty", outer.empty, {"", "an empty list"});
    visit("flags", outer.flags, {"", "an array"});
    visit("party", outer.party, {"", "an id of the case"});
    visit("outcome", outer.outcome, {"", "option labels by issue"});
    visit("nothing", outer.nothing, {"", "no outcome"});
    visit("reason", outer.stopped, {"", "an enum"});
    visit("table", outer.table, {"", "numbers"});
    visit("broken", outer.broken, {"", "no UTF-8"});
}

Case small() {
    Case conflict;
    conflict.title = "T";
    conflict.parties.resize(2);
    conflict.parties[0].id = "a";
    conflict.parties[1].id = "b";
    conflict.space.issues.push_back({.id = "i", .options = {{.label = "x"}, {.label = "y"}}});
    return conflict;
}

// What the writer streams is what a tree of nodes would print.
TEST(JsonWriter, CompactHasNoBlanks) {
    const Case conflict = small();
    JsonWriter json(conflict, JsonLayout::compact);
    json("a", std::vector<int>{1, 2});
    json.object("b", [](JsonWriter& inner) { inner("c", std::optional<double>()); });
    json("d", std::vector<std::variant<std::monostate, std::string, double>>{{}, "x y", 0.5});
    EXPECT_EQ(json.finish(), R"({"a":[1,2],"b":{"c":null},"d":[null,"x y",0.5]})");
}

TEST(JsonWriter, WritesWhatATreePrints) {
    const Case conflict = small();
    const Envelope about{.verb = "v", .seed = 7, .method = "m", .notes = {"n"}, .settings = {"a=1"}};
    Json tree = {{"schema", "entente-result/1"},
                 {"verb", "v"},
                 {"case", {{"title", "T"}, {"sha256", ""}}},
                 {"seed", 7},
                 {"method", "m"},
                 {"exact", true},
                 {"stopped", "complete"},
                 {"notes", {"n"}},
                 {"settings", {"a=1"}}};
    const Json by_name = {{"a", 1}, {"b\n\"", 2}};
    tree["list"] = {{{"at", 0.5}, {"none", nullptr}, {"by_name", by_name}},
                    {{"at", 0.0}, {"none", nullptr}, {"by_name", by_name}}};
    tree["empty"] = Json::array();
    tree["flags"] = {true, false};
    tree["party"] = "b";
    tree["outcome"] = {{"i", "y"}};
    tree["nothing"] = nullptr;
    tree["reason"] = "budget";
    tree["table"] = Json::array({Json::array({1.0, 2.25}), Json::array({1e300}), Json::array({nullptr})});
    tree["broken"] = "\xff";
    EXPECT_EQ(json_of(conflict, about, Outer{}), dump(tree));
}

}  // namespace
}  // namespace entente::report
