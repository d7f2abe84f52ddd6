#define PY_SSIZE_T_CLEAN
#include "run.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <new>
#include <stdexcept>
#include <thread>

namespace entente::python {
namespace {

enum class Interpreter { open, leaving, gone };

/// All runs of the process. A forked child starts with an empty one, whatever its parent was doing.
struct Registry {
    std::mutex mutex;
    Running* first = nullptr;
    Interpreter interpreter = Interpreter::open;
};
alignas(Registry) std::byte registry_room[sizeof(Registry)];
Registry& registry() { return *std::launder(reinterpret_cast<Registry*>(registry_room)); }

std::atomic<Running*> main_run = nullptr;   ///< the innermost run of the main thread
std::atomic<bool> several_threads = false;  ///< has the engine's pool of threads been used?
std::atomic<bool> one_thread_only = false;  ///< a forked child: that pool did not come along

constexpr std::array<int, 2> kSignals = {SIGINT, SIGTERM};
std::array<struct sigaction, kSignals.size()> handlers_of_python{};

// Asked for at every call, and system calls are a good part of what a small one costs.
pid_t process = 0;
thread_local pid_t thread_here = 0;

bool in_main_thread() {
    if (thread_here == 0) thread_here = static_cast<pid_t>(::syscall(SYS_gettid));
    return process == thread_here;
}

std::int64_t milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Stops the main thread's runs, then does what Python does. Only atomic bits are set here: nothing listens
/// to these tokens, they are asked.
extern "C" void stop_and_tell_python(int number, siginfo_t* about, void* context) {
    const int saved = errno;
    stop_all_of_main_thread();
    for (std::size_t k = 0; k < kSignals.size(); ++k) {
        if (kSignals[k] != number) continue;
        const struct sigaction& python = handlers_of_python[k];
        if ((python.sa_flags & SA_SIGINFO) != 0) {
            python.sa_sigaction(number, about, context);
        } else if (python.sa_handler != SIG_DFL && python.sa_handler != SIG_IGN) {
            python.sa_handler(number);
        }
    }
    errno = saved;
}

void after_fork_in_child() {
    new (registry_room) Registry;
    main_run = nullptr;
    process = ::getpid();
    thread_here = 0;
    if (several_threads) one_thread_only = true;
}

[[noreturn]] void never_come_back() {
    for (;;) ::pause();
}

}  // namespace

void stop_all_of_main_thread() {
    for (Running* run = main_run; run != nullptr; run = run->outer_) run->source_.request_stop();
}

void stop_everything() {
    for (Running* run = registry().first; run != nullptr; run = run->after_) run->source_.request_stop();
}

Running::Running(const RunArguments& arguments) : main_thread_(in_main_thread()) {
    options_.seed = arguments.seed;
    options_.threads = one_thread_only ? 1 : arguments.threads;
    if (arguments.memory > 0) options_.memory_bytes = arguments.memory;
    options_.stop = source_.get_token();
    if (options_.threads != 1) several_threads = true;
    const bool told = !arguments.progress.is_none();
    if (told || main_thread_) {
        // The function outlives the run: the caller's frame holds it.
        PyObject* const function = told ? arguments.progress.ptr() : nullptr;
        options_.progress = [this, function](const Progress& now) { tell(now, function); };
    }
    Registry& all = registry();
    {
        const std::scoped_lock lock(all.mutex);
        if (all.interpreter != Interpreter::open)
            throw std::runtime_error("the interpreter is shutting down: no analysis is begun");
        after_ = all.first;
        if (after_ != nullptr) after_->before_ = this;
        all.first = this;
    }
    if (main_thread_) {
        outer_ = main_run;
        main_run = this;
        if (outer_ == nullptr) watch_signals();
    }
    state_ = PyEval_SaveThread();
}

Running::~Running() {
    if (inside_) take_lock_back();
    if (error_ != nullptr) Py_DECREF(error_);
}

/// Puts our handler before Python's, where Python handles the signal. It stays: between runs it only passes
/// on, and what a program installs meanwhile takes its place until it is looked for again. Not at every
/// call: that is two system calls, and until then a signal is heard when progress is told.
void Running::watch_signals() {
    constexpr std::int64_t kBetween = 5;
    static std::int64_t looked = -kBetween;  // by the main thread alone
    const std::int64_t now = milliseconds();
    if (now - looked < kBetween) return;
    looked = now;
    for (std::size_t k = 0; k < kSignals.size(); ++k) {
        struct sigaction python{};
        if (sigaction(kSignals[k], nullptr, &python) != 0) continue;
        if ((python.sa_flags & SA_SIGINFO) != 0 && python.sa_sigaction == stop_and_tell_python) continue;
        const bool plain = (python.sa_flags & SA_SIGINFO) == 0;
        if (plain && (python.sa_handler == SIG_DFL || python.sa_handler == SIG_IGN)) continue;
        handlers_of_python[k] = python;
        struct sigaction ours = python;
        ours.sa_sigaction = stop_and_tell_python;
        ours.sa_flags |= SA_SIGINFO;
        sigaction(kSignals[k], &ours, nullptr);
    }
}

void Running::take_lock_back() {
    inside_ = false;
    if (main_thread_) main_run = outer_;
    Registry& all = registry();
    {
        const std::scoped_lock lock(all.mutex);
        if (all.interpreter == Interpreter::gone) never_come_back();
    }
    PyEval_RestoreThread(state_);
    const std::scoped_lock lock(all.mutex);
    if (before_ != nullptr) before_->after_ = after_;
    if (after_ != nullptr) after_->before_ = before_;
    if (all.first == this) all.first = after_;
}

/// With the lock held: keeps what was raised first, and stops.
void Running::keep_error() {
    PyObject *type = nullptr, *value = nullptr, *trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    if (trace != nullptr && value != nullptr) PyException_SetTraceback(value, trace);
    Py_XDECREF(type);
    Py_XDECREF(trace);
    if (error_ == nullptr) {
        error_ = value;
    } else {
        Py_XDECREF(value);
    }
    source_.request_stop();
}

/// Called by the engine, from one thread at a time but not always from the caller's.
void Running::tell(const Progress& progress, PyObject* function) {
    constexpr std::int64_t kBetween = 20;
    const std::int64_t now = milliseconds();
    if (now - polled_ < kBetween || source_.stop_requested()) return;
    polled_ = now;
    const bool poll = main_thread_ && in_main_thread();
    if (!poll && function == nullptr) return;
    if (!interpreter_open()) return;
    const nb::gil_scoped_acquire lock;
    if (poll && PyErr_CheckSignals() != 0) return keep_error();
    if (function == nullptr) return;
    PyObject* returned =
        PyObject_CallFunction(function, "s#dd", progress.what.data(),
                              static_cast<Py_ssize_t>(progress.what.size()), progress.done, progress.total);
    if (returned == nullptr) return keep_error();
    Py_DECREF(returned);
}

void Running::finish() {
    take_lock_back();
    if (error_ == nullptr && main_thread_ && PyErr_CheckSignals() != 0) keep_error();
    if (error_ == nullptr) return;
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error_)), error_);
    Py_CLEAR(error_);
    throw nb::python_error();
}

void leave_interpreter() {
    constexpr std::int64_t kPatience = 1000;
    Registry& all = registry();
    {
        const std::scoped_lock lock(all.mutex);
        all.interpreter = Interpreter::leaving;
        stop_everything();
    }
    const nb::gil_scoped_release free;
    const std::int64_t begun = milliseconds();
    for (;;) {
        {
            const std::scoped_lock lock(all.mutex);
            if (all.first == nullptr || milliseconds() - begun > kPatience) {
                all.interpreter = Interpreter::gone;
                return;
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

bool interpreter_open() {
    const std::scoped_lock lock(registry().mutex);
    return registry().interpreter == Interpreter::open;
}

void bind_run(nb::module_& module) {
    new (registry_room) Registry;
    process = ::getpid();
    pthread_atfork(nullptr, nullptr, after_fork_in_child);
    nb::class_<RunArguments>(module, "RunArguments", "What every analysis takes beside its own options.")
        .def(
            "__init__",
            [](RunArguments* self, std::uint64_t seed, int threads, std::uint64_t memory,
               nb::object progress) {
                new (self) RunArguments{seed, threads, memory, std::move(progress)};
            },
            nb::arg("seed"), nb::arg("threads"), nb::arg("memory"), nb::arg("progress").none());
    module.def("leave_interpreter", &leave_interpreter,
               "Stop what still runs in other threads; called once, at exit.");
}

}  // namespace entente::python
