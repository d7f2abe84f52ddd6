#include "studio/desk.hpp"

#include <condition_variable>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "entente/app/files.hpp"
#include "entente/app/report.hpp"
#include "entente/model/case.hpp"

namespace entente::studio {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostSettings = 20'000;
constexpr const char* kStopped = R"({"stopped":true})";
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

Desk::Desk(app::Input input, const RunOptions& run) : input_(std::move(input)), run_(run) {}

Wish Desk::wish_of(std::string_view body) const {
    const Json json = parsed(body);
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
    return wish;
}

void Desk::make_page(const RunOptions& run) {
    const app::ReportAnswer answer =
        app::make_report(input_, {.for_party = {}, .redact = false, .swings = false, .sliders = true}, run);
    if (run.stop.stop_requested()) return;
    page_ = app::to_studio_html(answer);
    // What the desk needs to know stands beside the document; a "<" in it could end the element.
    std::string data = desk_json(input_.conflict);
    for (std::size_t at = data.find('<'); at != std::string::npos; at = data.find('<', at + 6))
        data.replace(at, 1, "\\u003c");
    const std::size_t at = page_.rfind("<script type=\"module\">");
    if (at != std::string::npos)
        page_.insert(at, "<script type=\"application/json\" id=\"desk\">" + data + "</script>\n");
}

void Desk::prepare(const RunOptions& run) {
    const std::lock_guard lock(work_);
    make_page(run);
}

std::string Desk::page() {
    const std::lock_guard lock(work_);
    RunOptions run = run_;
    run.stop = ended_.get_token();
    if (page_.empty()) make_page(run);
    return page_;
}

/// One computation, shared by who waits for it and the thread that does it.
struct Desk::Job {
    Wish wish;
    std::uint64_t number = 0;
    std::stop_token stop;
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<Reply> reply;
};

Reply Desk::work(const Job& job) {
    // What is there at once does not wait for draws that hear late that nobody wants them.
    const std::lock_guard lock(job.wish.first ? first_ : work_);
    // Somebody asked for something newer, or for nothing at all.
    if (job.number != newest_ || job.stop.stop_requested()) return {200, kStopped};
    RunOptions run = run_;
    run.stop = job.stop;
    run.progress = [this](const Progress& progress) {
        const std::lock_guard state(state_);
        what_ = progress.what;
        done_ = progress.done;
        total_ = progress.total;
    };
    const app::Input changed = changed_by(input_, job.wish);
    const app::ReportAnswer answer = app::make_report(
        changed, {.for_party = {}, .redact = false, .swings = false, .first = job.wish.first}, run);
    if (answer.stopped == Stopped::cancelled) return {200, kStopped};
    return {200, "{\"document\":" + app::document_json(answer) +
                     ",\"html\":" + dump(app::body_html(answer)) + "}"};
}

void Desk::run_job(const std::shared_ptr<Job>& job) {
    Reply reply;
    try {
        reply = work(*job);
    } catch (const InputError& error) {
        reply = refused(error.diagnostics());
    } catch (const std::exception&) {
        reply = {500, dump({{"problems", {{{"message", "this is a bug of ours"}}}}})};
    }
    {
        const std::lock_guard lock(job->mutex);
        job->reply = std::move(reply);
        job->changed.notify_all();
    }
    const std::lock_guard state(state_);
    --running_;
    idle_.notify_all();  // under the lock: the desk may be taken away as soon as nobody works on it
}

Reply Desk::compute(std::string_view body) {
    const auto job = std::make_shared<Job>();
    try {
        job->wish = wish_of(body);
    } catch (const InputError& error) {
        return refused(error.diagnostics());
    }
    job->number = ++newest_;
    {
        const std::lock_guard state(state_);
        if (ended_.stop_requested()) return {200, kStopped};
        job->stop = stops_.get_token();
        what_.clear();
        ++running_;
    }
    // Who waits is answered as soon as Stop is asked for, also where the work itself hears it late.
    std::thread([this, job] { run_job(job); }).detach();
    std::unique_lock lock(job->mutex);
    job->changed.wait(lock, job->stop, [&] { return job->reply.has_value(); });
    return job->reply ? *job->reply : Reply{200, kStopped};
}

Reply Desk::copy(std::string_view body) {
    try {
        const Wish wish = wish_of(body);
        const app::OutputFile file = wish.numbers_alone() ? app::changed_copy(input_, wish.settings)
                                                          : app::changed_copy(changed_by(input_, wish), {});
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
    stops_.request_stop();
    stops_ = std::stop_source();
}

void Desk::end() {
    ended_.request_stop();
    stop();
}

Desk::~Desk() {
    end();
    std::unique_lock state(state_);
    idle_.wait(state, [this] { return running_ == 0; });
}

}  // namespace entente::studio
