#include "studio/desk.hpp"

#include <condition_variable>
#include <optional>
#include <thread>
#include <utility>

#include "entente/app/files.hpp"
#include "entente/app/report.hpp"
#include "entente/model/case.hpp"

namespace entente::studio {

Desk::Desk(app::Input input, const RunOptions& run) : input_(std::move(input)), run_(run), bench_(input_) {}

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
        job->wish = wish_of(parsed(body), input_.conflict);
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
        const Wish wish = wish_of(parsed(body), input_.conflict);
        const app::OutputFile file = wish.numbers_alone() ? app::changed_copy(input_, wish.settings)
                                                          : app::changed_copy(changed_by(input_, wish), {});
        return {200, dump({{"name", file.name}, {"text", file.text}})};
    } catch (const InputError& error) {
        return refused(error.diagnostics());
    }
}

Reply Desk::ask(BenchFunction what, std::string_view body) {
    RunOptions run = run_;
    {
        const std::lock_guard state(state_);
        if (ended_.stop_requested()) return {200, kStopped};
        run.stop = stops_.get_token();
    }
    try {
        return (bench_.*what)(parsed(body), run);
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
