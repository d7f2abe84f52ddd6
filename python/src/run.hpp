// How a call from Python runs: without the interpreter's lock, stopped by Ctrl-C, told of progress.
#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

#include "entente/core/run.hpp"

namespace entente::python {

namespace nb = nanobind;

void stop_all_of_main_thread();
void stop_everything();

/// What every analysis takes beside its own options.
struct RunArguments {
    std::uint64_t seed = 1;
    int threads = 0;
    std::uint64_t memory = 0;
    nb::object progress;  ///< None, or a function of (what, done, total)
};

/// One call: while it stands the interpreter's lock is free, and a signal that Python handles stops the
/// work at the end of its block. There is no thread beside the caller's and the engine's own.
class Running {
public:
    explicit Running(const RunArguments& arguments);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    [[nodiscard]] const RunOptions& options() const { return options_; }

    /// Takes the lock back. \throws nb::python_error what a signal's handler or the progress function
    /// raised
    void finish();

private:
    friend void stop_all_of_main_thread();
    friend void stop_everything();

    void tell(const Progress& progress, PyObject* function);
    void keep_error();
    void take_lock_back();
    void watch_signals();

    RunOptions options_;
    std::stop_source source_;
    bool main_thread_ = false;
    bool inside_ = true;
    Running* outer_ = nullptr;   ///< the run in whose progress function this one was started
    Running* before_ = nullptr;  ///< of all that go on
    Running* after_ = nullptr;
    PyThreadState* state_ = nullptr;
    PyObject* error_ = nullptr;
    std::int64_t polled_ = 0;
};

/// Calls `work(RunOptions)` as a Running. \return what it returns
template <class Work>
auto run_without_lock(const RunArguments& arguments, Work&& work) {
    Running running(arguments);
    std::exception_ptr failed;
    std::optional<decltype(work(running.options()))> result;
    try {
        result.emplace(work(running.options()));
    } catch (...) {
        failed = std::current_exception();
    }
    running.finish();  // what a signal raised comes first: the work may have failed because of it
    if (failed) std::rethrow_exception(failed);
    return std::move(*result);
}

/// Before the interpreter ends: stops what still runs in other threads and waits for it a second. What does
/// not stop by then never comes back to Python.
void leave_interpreter();

/// May a run call code of Python's now? Not once the interpreter has begun to end: who took its lock then
/// would not come back.
[[nodiscard]] bool interpreter_open();

void bind_run(nb::module_& module);

}  // namespace entente::python
