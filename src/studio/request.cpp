#include "studio/request.hpp"

#include <optional>
#include <unordered_map>
#include <utility>

namespace entente::studio {
namespace {

constexpr std::size_t kMostSettings = 20'000;
constexpr int kDeepest = 8;  // a request is flat; deeper nesting is refused before it is built

/// {"id": [0, 2]}, as a map.
std::map<std::string, std::vector<std::size_t>> lists_of(const Json& json, const char* name) {
    std::map<std::string, std::vector<std::size_t>> lists;
    if (!json.contains(name)) return lists;
    const Json& given = json[name];
    if (!given.is_object() || given.size() > kMostSettings)
        throw bad_request(std::string("\"") + name + "\" is no object");
    for (const auto& [id, list] : given.items()) {
        if (!list.is_array() || list.size() > kMostSettings) throw bad_request("'" + id + "' is no list");
        for (const Json& item : list) {
            if (!item.is_number_unsigned()) throw bad_request("'" + id + "' is no list of numbers");
            lists[id].push_back(item.get<std::size_t>());
        }
    }
    return lists;
}

/// {"judged": [address], "rater": name, "date": day}: who judged which of the numbers.
void read_rater(const Json& json, Wish& wish) {
    if (!json.contains("judged")) return;
    const auto text = [&](const char* name) {
        const bool there = json.contains(name) && json[name].is_string();
        std::string words = there ? json[name].get<std::string>() : std::string();
        if (words.empty() || words.size() > 200)
            throw bad_request(std::string("\"") + name + "\" is missing");
        return words;
    };
    if (!json["judged"].is_array() || json["judged"].size() > kMostSettings)
        throw bad_request("\"judged\" is no list");
    for (const Json& address : json["judged"]) {
        if (!address.is_string()) throw bad_request("\"judged\" is no list of addresses");
        wish.judged.push_back(address.get<std::string>());
    }
    wish.rater = text("rater");
    wish.date = text("date");
    const bool day = wish.date.size() == 10 && wish.date[4] == '-' && wish.date[7] == '-' &&
                     wish.date.find_first_not_of("0123456789-") == std::string::npos;
    if (!day) throw bad_request("\"date\" is no day like 2026-11-01");
}

/// A moved number keeps its range as long as it lies in it.
std::string value_text(const Quantity* quantity, const std::string& text) {
    const auto value = parse_quantity(text);
    if (quantity == nullptr || !value || value->ranged() || !quantity->ranged()) return text;
    if (value->best < *quantity->low || value->best > *quantity->high) return text;
    return text + " (" + quantity->low->to_string() + ".." + quantity->high->to_string() + ")";
}

using Numbers = std::unordered_map<std::string, const Quantity*>;

Numbers numbers_of(const Case& conflict) {
    Numbers numbers;
    for_each_quantity(conflict,
                      [&](const QuantityRef& ref) { numbers.emplace(ref.address, ref.quantity); });
    return numbers;
}

}  // namespace

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Reply refused(const std::vector<Diagnostic>& diagnostics) {
    Json problems = Json::array();
    for (const Diagnostic& one : diagnostics) {
        if (one.severity != Severity::error) continue;
        problems.push_back(
            {{"code", one.code}, {"message", one.message}, {"hint", one.hint}, {"address", one.address}});
        if (problems.size() >= 20) break;
    }
    return {422, dump({{"problems", std::move(problems)}})};
}

InputError bad_request(const std::string& why) {
    return InputError(Diagnostic{
        .code = "E0703", .message = "the request cannot be read: " + why, .hint = "reload the page"});
}

Json parsed(std::string_view body) {
    const auto depth = [](int level, Json::parse_event_t, Json&) { return level <= kDeepest; };
    Json json = Json::parse(body, depth, false);
    if (!json.is_object() || !json.contains("set") || !json["set"].is_object()) {
        throw bad_request("it is no object with \"set\"");
    }
    if (json["set"].size() > kMostSettings) throw bad_request("it sets too many numbers");
    return json;
}

Wish wish_of(const Json& json, const Case& conflict) {
    Wish wish;
    if (json.contains("part")) {
        if (json["part"] != "first" && json["part"] != "all") throw bad_request("\"part\" is first or all");
        wish.first = json["part"] == "first";
    }
    wish.ruled = lists_of(json, "ruled");
    wish.order = lists_of(json, "order");
    read_rater(json, wish);
    std::vector<std::string>& settings = wish.settings;
    if (json["set"].empty()) return wish;
    const Numbers numbers = numbers_of(conflict);  // looked up once, however many are set
    for (const auto& [address, value] : json["set"].items()) {
        const std::string text = value.is_string()   ? value.get<std::string>()
                                 : value.is_number() ? value.dump()
                                                     : "";
        if (text.empty() || text.size() > 200) throw bad_request("'" + address + "' has no value");
        const auto found = numbers.find(address);
        settings.push_back(address + "=" +
                           value_text(found == numbers.end() ? nullptr : found->second, text));
    }
    return wish;
}

std::string words_of(const Json& json, const char* name) {
    const bool there = json.contains(name) && json[name].is_string();
    std::string words = there ? json[name].get<std::string>() : std::string();
    if (!there || words.size() > 200) throw bad_request(std::string("\"") + name + "\" is missing");
    return words;
}

std::size_t whole_of(const Json& json, const char* name, std::size_t least, std::size_t most) {
    const bool there = json.contains(name) && json[name].is_number_unsigned();
    const std::size_t number = there ? json[name].get<std::size_t>() : 0;
    if (!there || number < least || number > most)
        throw bad_request(std::string("\"") + name + "\" is no number from " + std::to_string(least) +
                          " to " + std::to_string(most));
    return number;
}

const Json& object_of(const Json& json, const char* name) {
    if (!json.contains(name) || !json[name].is_object())
        throw bad_request(std::string("\"") + name + "\" is missing");
    return json[name];
}

Outcome package_of(const Json& list) {
    if (!list.is_array() || list.size() > kMostSettings) throw bad_request("a package is no list");
    Outcome outcome;
    for (const Json& option : list) {
        if (!option.is_number_unsigned()) throw bad_request("a package is no list of options");
        outcome.options.emplace_back(option.get<std::size_t>());
    }
    return outcome;
}

}  // namespace entente::studio
