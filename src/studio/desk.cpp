#include "studio/desk.hpp"

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "entente/app/files.hpp"
#include "entente/app/report.hpp"
#include "entente/model/case.hpp"

namespace entente::studio {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostSettings = 20'000;
constexpr int kDeepest = 8;  // a request is flat; deeper nesting is refused before it is built

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

Desk::Desk(app::Input input, const RunOptions& run) : input_(std::move(input)), run_(run) {}

std::vector<std::string> Desk::settings_of(std::string_view body) const {
    const Json json = parsed(body);
    std::vector<std::string> settings;
    if (json["set"].empty()) return settings;
    const Numbers numbers = numbers_of(input_.conflict);  // looked up once, however many are set
    for (const auto& [address, value] : json["set"].items()) {
        const std::string text = value.is_string()   ? value.get<std::string>()
                                 : value.is_number() ? value.dump()
                                                     : "";
        if (text.empty() || text.size() > 200) throw bad_request("'" + address + "' has no value");
        const auto found = numbers.find(address);
        settings.push_back(address + "=" +
                           value_text(found == numbers.end() ? nullptr : found->second, text));
    }
    return settings;
}

void Desk::make_page(const RunOptions& run) {
    const app::ReportAnswer answer =
        app::make_report(input_, {.for_party = {}, .redact = false, .swings = false, .sliders = true}, run);
    if (!run.stop.stop_requested()) page_ = app::to_studio_html(answer);
}

void Desk::prepare(const RunOptions& run) {
    const std::lock_guard lock(work_);
    make_page(run);
}

std::string Desk::page() {
    const std::lock_guard lock(work_);
    RunOptions run = run_;
    run.stop = end_.get_token();
    if (page_.empty()) make_page(run);
    return page_;
}

Reply Desk::compute(std::string_view body) {
    try {
        const std::vector<std::string> settings = settings_of(body);
        const std::uint64_t mine = ++newest_;
        const std::lock_guard lock(work_);
        if (mine != newest_ || end_.stop_requested())
            return {200, R"({"stopped":true})"};  // somebody asked for something newer
        RunOptions run = run_;
        {
            const std::lock_guard state(state_);
            current_ = std::stop_source();
            if (end_.stop_requested()) current_.request_stop();
            run.stop = current_.get_token();
            what_.clear();
        }
        run.progress = [this](const Progress& progress) {
            const std::lock_guard state(state_);
            what_ = progress.what;
            done_ = progress.done;
            total_ = progress.total;
        };
        const app::Input changed = app::with_settings(input_, settings);
        const app::ReportAnswer answer = app::make_report(
            changed, {.for_party = {}, .redact = false, .swings = false, .sliders = false}, run);
        if (answer.stopped == Stopped::cancelled) return {200, R"({"stopped":true})"};
        return {200, "{\"document\":" + app::document_json(answer) + "}"};
    } catch (const InputError& error) {
        return refused(error.diagnostics());
    }
}

Reply Desk::copy(std::string_view body) {
    try {
        const app::OutputFile file = app::changed_copy(input_, settings_of(body));
        return {200, dump({{"name", file.name}, {"text", file.text}})};
    } catch (const InputError& error) {
        return refused(error.diagnostics());
    }
}

Reply Desk::progress() const {
    const std::lock_guard state(state_);
    return {200, dump({{"what", what_}, {"done", done_}, {"total", total_}})};
}

void Desk::stop() {
    ++newest_;  // those that wait for their turn are not done either
    const std::lock_guard state(state_);
    current_.request_stop();
}

void Desk::end() {
    end_.request_stop();
    stop();
}

}  // namespace entente::studio
