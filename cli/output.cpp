#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "cli/parse.hpp"
#include "cli/progress.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

bool stdout_was_closed = false;

/// Every byte, or the number of the error.
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

[[noreturn]] void refuse_stdout(int error) {
    throw InputError(usage_error("E0911", std::string("cannot write the result: ") + std::strerror(error),
                                 "send it to a file with -o"));
}

}  // namespace

void secure_descriptors() {
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
        if (descriptor == STDOUT_FILENO) stdout_was_closed = true;
        if (::open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) < 0) _exit(70);
    }
}

void write_stdout(std::string_view bytes) {
    if (bytes.empty()) return;
    const int error = stdout_was_closed ? EBADF : write_all(STDOUT_FILENO, bytes);
    if (error != 0 && error != EPIPE) refuse_stdout(error);
}

void deliver(const Result& result, const Arguments& arguments) {
    const std::string path = arguments.get("--output", "-");
    app::OutputFiles outputs;
    const auto add = [&](const std::string& to, const std::string& bytes) {
        if (to == "-" && bytes.empty()) return;
        if (to == "-" && stdout_was_closed) refuse_stdout(EBADF);
        outputs.add(to, bytes);
    };
    for (const std::string& folder : result.folders) outputs.add_folder(folder);
    for (const Result::File& file : result.beside) add(file.name, file.bytes);
    if (result.files.empty()) {
        add(path, result.output);
    } else {
        std::error_code error;
        if (path == "-" || (fs::exists(path, error) && !fs::is_directory(path, error))) {
            throw InputError(usage_error("E0916",
                                         fmt::format("the result is {} files", result.files.size()),
                                         "name a folder for them: -o folder"));
        }
        outputs.add_folder(path);
        for (const Result::File& file : result.files)
            add((fs::path(path) / file.name).string(), file.bytes);
        add("-", result.output);
    }
    outputs.commit();
}

void tell_line(std::string_view line) {
    clear_progress_line();
    write_all(STDERR_FILENO, std::string(line) + "\n");
}

void tell(const std::vector<Diagnostic>& diagnostics) {
    constexpr std::size_t kShown = 100;
    clear_progress_line();
    std::size_t errors = 0;
    std::size_t shown = 0;
    std::string text;
    std::map<std::string, std::size_t> of_kind;  ///< warnings still to be told, by code
    for (const Diagnostic& one : diagnostics) {
        if (one.severity == Severity::warning) ++of_kind[one.code];
    }
    for (std::size_t k = 0; k < diagnostics.size(); ++k) {
        const Diagnostic& one = diagnostics[k];
        if (one.severity == Severity::error) ++errors;
        // Fourteen warnings of one kind hide the one of another: one speaks for its kind.
        const bool warning = one.severity == Severity::warning;
        std::size_t& more = of_kind[one.code];
        if (warning && more == 0) continue;  // told
        if (++shown <= kShown) {
            text += render(one);
            if (!text.ends_with('\n')) text += '\n';
            if (warning && more > 1) {
                text += fmt::format(
                    "  and {} more of this kind (`entente check` lists them; `entente explain {}`)\n",
                    more - 1, one.code);
            }
        }
        if (warning) more = 0;
    }
    if (shown > kShown) text += fmt::format("and {} more\n", shown - kShown);
    if (errors > 1) text += fmt::format("{} errors\n", errors);
    write_all(STDERR_FILENO, text);
}

}  // namespace entente::cli
