#include "studio/bench.hpp"

#include <optional>
#include <utility>

#include "entente/app/levers.hpp"
#include "entente/app/report.hpp"

namespace entente::studio {
namespace {

/// What is changed in the case, as one text.
std::string key_of(const Json& request) {
    Json key = Json::array();
    for (const char* name : {"set", "ruled", "order"}) key.push_back(request.value(name, Json()));
    return dump(key);
}

Reply shown(const report::Section& section) {
    return {200, R"({"html":)" + dump(app::section_html(section)) +
                     ",\"section\":" + app::section_json(section) + "}"};
}

negotiate::Act act_of(const std::string& word) {
    if (word == "offer") return negotiate::Act::offer;
    if (word == "accept") return negotiate::Act::accept;
    if (word == "leave") return negotiate::Act::leave;
    throw bad_request("nobody can '" + word + "' at the table");
}

bool yes(const Json& json, const char* name) {
    return json.contains(name) && json[name].is_boolean() && json[name].get<bool>();
}

app::PlayRequest play_request(const Json& json) {
    constexpr std::size_t kMostRounds = 1'000;
    app::PlayRequest request;
    request.side = words_of(json, "side");
    request.tactic = words_of(json, "tactic");
    request.rounds = whole_of(json, "rounds", 1, kMostRounds);
    request.talk = whole_of(json, "talk", 0, 1'000'000'000);
    request.speaks_first = yes(json, "first");
    request.shown = yes(json, "shown");
    if (!json.contains("moves") || !json["moves"].is_array() || json["moves"].size() > kMostRounds)
        throw bad_request("\"moves\" is no list");
    for (const Json& move : json["moves"]) {
        if (!move.is_object()) throw bad_request("a move is no object");
        const negotiate::Act act = act_of(words_of(move, "act"));
        request.moves.push_back(
            {act, act == negotiate::Act::offer ? package_of(move.value("options", Json())) : Outcome{}});
    }
    if (json.contains("draft")) request.draft = package_of(json["draft"]);
    return request;
}

/// A goal that needs no package. \throws InputError E1310
levers::Goal read_goal(const std::string& words) {
    if (words.starts_with("deal")) throw bad_request("a deal comes as a package");
    return levers::parse_goal(words);
}

Outcome checked_package(const Case& conflict, const Json& list) {
    Outcome outcome = package_of(list);
    const auto& issues = conflict.space.issues;
    bool fits = outcome.options.size() == issues.size();
    for (std::size_t i = 0; fits && i < issues.size(); ++i)
        fits = outcome.options[i].index() < issues[i].options.size();
    if (!fits) throw bad_request("this is no package of the case");
    return outcome;
}

Json package_json(const std::optional<app::PlayPackage>& package) {
    if (!package) return nullptr;
    Json options = Json::array();
    for (const OptionId option : package->outcome.options) options.push_back(option.index());
    return {{"options", std::move(options)}, {"worth", package->worth}, {"allowed", package->allowed}};
}

}  // namespace

app::Input Bench::changed(const Json& request) const {
    return changed_by(input_, wish_of(request, input_.conflict));
}

Reply Bench::play(const Json& request, const RunOptions& run) {
    const app::PlayRequest wanted = play_request(object_of(request, "play"));
    std::shared_ptr<const app::PlayTable> table;
    {
        const std::lock_guard lock(playing_);
        const std::string key = key_of(request);
        if (!table_ || key != table_key_) {
            table_ = std::make_shared<const app::PlayTable>(changed(request), run);
            table_key_ = key;
            if (run.stop.stop_requested()) table_.reset();  // it may be half made
        }
        table = table_;
    }
    if (!table) return {200, kStopped};
    const app::PlayAnswer answer = table->play(wanted, run);
    Json json = {{"over", answer.over},
                 {"round", answer.round},
                 {"rounds", answer.rounds},
                 {"told", answer.told},
                 {"reserve", answer.reserve ? Json(*answer.reserve) : Json()},
                 {"standing", package_json(answer.standing)},
                 {"last", package_json(answer.last)},
                 {"draft", package_json(answer.draft)},
                 {"sheet", answer.sheet},
                 {"html", app::section_html(answer.section)}};
    std::string text = dump(json);
    text.pop_back();
    return {200, text + ",\"section\":" + app::section_json(answer.section) + "}"};
}

Reply Bench::map(const Json& request, const RunOptions& run) {
    const Json& wanted = object_of(request, "map");
    const std::array<std::string, 2> addresses = {words_of(wanted, "first"), words_of(wanted, "second")};
    const std::string what = words_of(wanted, "what");
    const std::size_t steps = whole_of(wanted, "steps", 2, levers::Field::kFinest);
    if (steps != 5 && steps != 9 && steps != 17 && steps != 33)
        throw bad_request("a map has 5, 9, 17 or 33 places a number");
    if (addresses[0] == addresses[1]) throw bad_request("a map is of two different numbers");
    const std::lock_guard lock(mapping_);
    const std::string key = key_of(request) + dump({addresses[0], addresses[1], what});
    if (!map_ || key != map_key_) {
        map_ = std::make_unique<app::AnswerMap>(changed(request), addresses, what);
        map_key_ = key;
    }
    if (!map_->refine(steps, run)) return {200, kStopped};
    return shown(map_->section(steps));
}

Reply Bench::levers(const Json& request, const RunOptions& run) {
    constexpr std::uint64_t kDraws = 200;
    const Json& wanted = object_of(request, "levers");
    const app::Input input = changed(request);
    levers::LeversOptions options;
    const std::string goal = words_of(wanted, "goal");
    // A deal comes by its options: in words it could name a file.
    if (goal == "deal") {
        options.goal.kind = levers::Goal::Kind::deal;
        options.goal.deal = checked_package(input.conflict, wanted.value("package", Json()));
        options.goal.text = "deal: as chosen";
    } else {
        options.goal = read_goal(goal);
    }
    options.by = words_of(wanted, "by");
    if (wanted.contains("budget") && wanted["budget"].is_number())
        options.budget = wanted["budget"].get<double>();
    options.draws = kDraws;
    options.break_even = false;  // hundreds of settlements: the page has them for the zone
    const app::LeversAnswer answer = app::levers(input, options, run);
    if (answer.result.stopped == Stopped::cancelled) return {200, kStopped};
    return shown(app::section_of(answer));
}

}  // namespace entente::studio
