#include "entente/io/output_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <random>
#include <set>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "io/files.hpp"

namespace entente::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string_view code, const std::string& path, std::string message,
                         std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = path;
    throw InputError(std::move(made));
}

/// Every byte, or the number of the error.
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Names of temporary files that are on the disk now, of all threads.
struct Temporaries {
    std::mutex mutex;
    std::set<std::string> names;
};

Temporaries& temporaries() {
    static auto& all = *new Temporaries;
    return all;
}

void remember(const std::string& name) {
    const std::scoped_lock lock(temporaries().mutex);
    temporaries().names.insert(name);
}

void forget(const std::string& name) {
    const std::scoped_lock lock(temporaries().mutex);
    temporaries().names.erase(name);
}

std::string temporary_name(const fs::path& target) {
    std::random_device device;
    constexpr char kDigits[] = "0123456789abcdef";
    std::string name = ".entente-";
    for (int word = 0; word < 2; ++word) {
        for (unsigned bits = device(), k = 0; k < 8; ++k, bits >>= 4) name += kDigits[bits & 15u];
    }
    return (target.parent_path() / (name + ".part")).string();
}

/// One file between being added and being committed.
struct Pending {
    std::string path;       ///< as the user wrote it
    fs::path target;        ///< where it goes, links followed
    std::string temporary;  ///< a name that is on the disk, or empty
    std::string bytes;      ///< of a stream, which takes them at the end
    int descriptor = -1;    ///< the open file or stream
    bool stream = false;
    bool closes = true;  ///< `descriptor` is ours
    bool replaces = false;
    bool exchanged = false;  ///< `temporary` holds what was at `target` before
    bool placed = false;
};

/// A device, a pipe, or the very file that standard output or standard error goes to.
int stream_of(const struct stat& what) {
    for (const int standard : {STDOUT_FILENO, STDERR_FILENO}) {
        struct stat open{};
        if (::fstat(standard, &open) == 0 && open.st_dev == what.st_dev && open.st_ino == what.st_ino)
            return standard;
    }
    return -1;
}

bool same_place(const Pending& a, const Pending& b) {
    struct stat first{};
    struct stat second{};
    const bool there = ::stat(a.target.c_str(), &first) == 0 && ::stat(b.target.c_str(), &second) == 0;
    if (!there) return a.target == b.target;
    if (first.st_dev != second.st_dev || first.st_ino != second.st_ino) return false;
    struct stat null{};
    return !(S_ISCHR(first.st_mode) && ::stat("/dev/null", &null) == 0 && first.st_rdev == null.st_rdev);
}

/// An open file in the target's folder: without a name where the system can make one, so that nothing is
/// left when this process is killed; else with a name of its own, made anew and never through a link.
void open_temporary(Pending& file) {
    fs::path folder = file.target.parent_path();
    if (folder.empty()) folder = ".";
    if (::access("/proc/self/fd", X_OK) == 0)  // through which it gets its name later
        file.descriptor = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (file.descriptor >= 0) return;
    for (int attempt = 0; attempt < 8 && file.descriptor < 0; ++attempt) {
        const std::string name = temporary_name(file.target);
        remember(name);
        file.descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        const int reason = errno;
        if (file.descriptor >= 0) file.temporary = name;
        if (file.descriptor < 0) forget(name);
        errno = reason;
        if (errno != EEXIST) break;
    }
    if (file.descriptor < 0)
        refuse("E0910", file.path, "this file cannot be written", std::strerror(errno));
}

/// Gives an open file without a name a temporary one. \return the number of the error
int name_temporary(Pending& file) {
    if (!file.temporary.empty()) return 0;
    const std::string from = "/proc/self/fd/" + std::to_string(file.descriptor);
    for (int attempt = 0; attempt < 8; ++attempt) {
        const std::string name = temporary_name(file.target);
        remember(name);
        if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            file.temporary = name;
            return 0;
        }
        const int reason = errno;
        forget(name);
        if (reason != EEXIST) return reason;
    }
    return EEXIST;
}

void remove_temporary(Pending& file) {
    if (file.temporary.empty()) return;
    ::unlink(file.temporary.c_str());
    forget(file.temporary);
    file.temporary.clear();
}

/// Puts the temporary at its target. \return the number of the error
int place(Pending& file, bool one_of_many) {
    // Of several files each must be able to go back: what was there is kept until all are in place.
    if (file.replaces && one_of_many &&
        ::renameat2(AT_FDCWD, file.temporary.c_str(), AT_FDCWD, file.target.c_str(), RENAME_EXCHANGE) ==
            0) {
        file.exchanged = file.placed = true;
        return 0;
    }
    if (::rename(file.temporary.c_str(), file.target.c_str()) != 0) return errno;
    forget(file.temporary);
    file.temporary.clear();
    file.placed = true;
    return 0;
}

void take_back(Pending& file) {
    if (!file.placed) return;
    if (file.exchanged) {
        file.placed = ::renameat2(AT_FDCWD, file.temporary.c_str(), AT_FDCWD, file.target.c_str(),
                                  RENAME_EXCHANGE) != 0;
    } else if (!file.replaces) {
        file.placed = ::unlink(file.target.c_str()) != 0;
    }
}

}  // namespace

struct OutputFiles::Inside {
    std::vector<Pending> files;
    std::vector<fs::path> folders;  ///< made here, outermost first
    bool committed = false;

    void refuse_twice(const Pending& file) const {
        for (const Pending& other : files) {
            if (!same_place(file, other)) continue;
            refuse("E0917", file.path == "-" ? "standard output" : file.path,
                   "two outputs go to this one place; nothing was written", "name another file for one");
        }
    }

    void add_stream(Pending file, int descriptor, std::string_view bytes) {
        file.stream = true;
        file.descriptor = descriptor;
        file.closes = false;
        file.bytes = bytes;
        refuse_twice(file);
        files.push_back(std::move(file));
    }

    /// Where the path leads, and what is there. \return the standard stream that it is, or -1
    static int resolve(Pending& file) {
        struct stat what{};
        if (::stat(file.path.c_str(), &what) != 0) {
            std::error_code ignored;
            if (fs::is_symlink(fs::symlink_status(file.path, ignored)))
                refuse("E0910", file.path, "this is a link to a file that is not there",
                       "name the file itself");
            const fs::path folder = file.target.parent_path();
            const fs::path real = fs::canonical(folder.empty() ? fs::path(".") : folder, ignored);
            if (!ignored) file.target = real / file.target.filename();
            return -1;
        }
        if (S_ISDIR(what.st_mode))
            refuse("E0910", file.path, "this is a folder: nothing was written", "name a file");
        if (was_read(file.path))
            refuse("E0912", file.path, "this file was read: it is not written over", "name another file");
        if (const int standard = stream_of(what); standard >= 0) return standard;
        if (!S_ISREG(what.st_mode)) {
            file.stream = true;
            return -1;
        }
        std::error_code problem;
        if (const fs::path real = fs::canonical(file.target, problem); !problem) file.target = real;
        if (::access(file.target.c_str(), W_OK) != 0)
            refuse("E0910", file.path, "this file may not be written over", std::strerror(errno));
        file.replaces = true;
        return -1;
    }
};

OutputFiles::OutputFiles() : inside_(std::make_unique<Inside>()) {}

OutputFiles::~OutputFiles() {
    for (Pending& file : inside_->files) {
        if (file.descriptor >= 0 && file.closes) ::close(file.descriptor);
        remove_temporary(file);
    }
    if (inside_->committed) return;
    for (auto folder = inside_->folders.rbegin(); folder != inside_->folders.rend(); ++folder)
        ::rmdir(folder->c_str());
}

void OutputFiles::add(const std::string& path, std::string_view bytes) {
    Pending file;
    file.path = path;
    file.target = path;
    if (path == "-") {
        file.target = "/dev/stdout";
        if (was_read(STDOUT_FILENO))
            refuse("E0912", "standard output", "it goes to a file that was read: that is not written over",
                   "send it to another file");
        return inside_->add_stream(std::move(file), STDOUT_FILENO, bytes);
    }
    if (const int standard = Inside::resolve(file); standard >= 0)
        return inside_->add_stream(std::move(file), standard, bytes);
    inside_->refuse_twice(file);
    if (file.stream) {
        file.bytes = bytes;
        inside_->files.push_back(std::move(file));
        return;
    }
    open_temporary(file);
    inside_->files.push_back(std::move(file));  // from here on the destructor takes it away
    Pending& kept = inside_->files.back();
    struct stat old{};
    if (kept.replaces && ::stat(kept.target.c_str(), &old) == 0) {
        ::fchmod(kept.descriptor, old.st_mode & 07777);
        // A file of somebody else stays theirs where we may say so.
        if (::fchown(kept.descriptor, old.st_uid, old.st_gid) != 0) errno = 0;
    }
    int reason = write_all(kept.descriptor, bytes);
    if (reason == 0 && ::fsync(kept.descriptor) != 0 && errno != EINVAL) reason = errno;
    if (reason != 0)
        refuse("E0910", path, "this file cannot be written; nothing was changed", std::strerror(reason));
}

void OutputFiles::check(const std::string& path) {
    Pending file;
    file.path = file.target = path;
    if (path != "-" && !is_folder(path)) (void)Inside::resolve(file);
}

void OutputFiles::add_folder(const std::string& path) {
    if (is_folder(path)) {
        if (was_read(path))
            refuse("E0912", path, "the case was read from this folder: nothing is written into it",
                   "name another folder");
        return;
    }
    fs::path whole;
    for (const fs::path& part : fs::path(path)) {
        whole /= part;
        if (::mkdir(whole.c_str(), 0777) == 0) inside_->folders.push_back(whole);
    }
    if (!is_folder(path)) refuse("E0910", path, "this folder cannot be made", std::strerror(errno));
}

void OutputFiles::commit() {
    std::vector<Pending>& files = inside_->files;
    std::string done;  // what can no longer be taken back: the message must be true
    const auto fail = [&](const Pending& file, int reason) {
        std::for_each(files.rbegin(), files.rend(), take_back);
        for (const Pending& other : files) {
            if (!other.placed) continue;
            done += (done.empty() ? "" : ", ") + other.path;
        }
        const std::string others = done.empty() ? "nothing was changed" : "written already: " + done;
        if (file.path == "-")
            refuse("E0911", "", std::string("cannot write the result: ") + std::strerror(reason),
                   "send it to a file with -o");
        refuse("E0910", file.path, "this file cannot be written; " + others, std::strerror(reason));
    };
    for (Pending& file : files) {
        if (!file.stream) continue;
        if (file.descriptor < 0) file.descriptor = ::open(file.path.c_str(), O_WRONLY | O_CLOEXEC);
        const int reason = file.descriptor < 0 ? errno : write_all(file.descriptor, file.bytes);
        // A reader that went away (`| head`) has what it wanted.
        if (reason != 0 && reason != EPIPE) fail(file, reason);
        if (!file.bytes.empty()) done += (done.empty() ? "" : ", ") + file.path;
    }
    // Named only now: a process that is killed while a stream waits for its reader leaves nothing behind.
    for (Pending& file : files) {
        if (file.stream) continue;
        if (const int reason = name_temporary(file); reason != 0) fail(file, reason);
    }
    const auto many =
        std::count_if(files.begin(), files.end(), [](const Pending& file) { return !file.stream; }) > 1;
    for (Pending& file : files) {
        if (file.stream) continue;
        if (const int reason = place(file, many); reason != 0) fail(file, reason);
    }
    inside_->committed = true;
}

void OutputFiles::abandon_all() noexcept {
    // A thread that is killed while it holds the lock would keep us waiting: then they stay.
    const std::unique_lock lock(temporaries().mutex, std::try_to_lock);
    if (!lock) return;
    for (const std::string& name : temporaries().names) ::unlink(name.c_str());
}

}  // namespace entente::io
