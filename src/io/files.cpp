#include "io/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <compare>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>

#include "entente/io/load.hpp"
#include "entente/io/output_files.hpp"

namespace entente::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(std::string_view code, const std::string& path, std::string message,
                         std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = path;
    throw InputError(std::move(made));
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

/// What a path names, told by device and number and not by its letters; and since numbers of deleted files
/// are given out again, by when it came to be, where the file system says so.
struct Identity {
    dev_t device{};
    ino_t number{};
    std::int64_t born = 0;  ///< nanoseconds; 0: not known

    auto operator<=>(const Identity&) const = default;
};

struct ReadFiles {
    std::mutex mutex;
    std::set<Identity> known;
};

ReadFiles& read_files() {
    static auto& files = *new ReadFiles;  // outlives every thread that may still read
    return files;
}

/// Of a path, or of an open file (then `path` is empty). \return nothing for what is neither file nor
/// folder
std::optional<Identity> identity_of(int descriptor, const char* path) {
    struct stat what{};
    const bool open = *path == '\0';
    if ((open ? ::fstat(descriptor, &what) : ::stat(path, &what)) != 0) return std::nullopt;
    if (!S_ISREG(what.st_mode) && !S_ISDIR(what.st_mode)) return std::nullopt;
    Identity identity{what.st_dev, what.st_ino, 0};
#ifdef STATX_BTIME
    struct statx more{};
    const int from = open ? descriptor : AT_FDCWD;
    if (::statx(from, path, open ? AT_EMPTY_PATH : 0, STATX_BTIME, &more) == 0 &&
        (more.stx_mask & STATX_BTIME) != 0)
        identity.born = more.stx_btime.tv_sec * 1'000'000'000 + more.stx_btime.tv_nsec;
#endif
    return identity;
}

void note_read(const std::optional<Identity>& identity) {
    if (!identity) return;
    const std::scoped_lock lock(read_files().mutex);
    read_files().known.insert(*identity);
}

bool known(const std::optional<Identity>& identity) {
    if (!identity) return false;
    const std::scoped_lock lock(read_files().mutex);
    return read_files().known.contains(*identity);
}

std::string read_stream(std::FILE* stream, const std::string& path) {
    note_read(identity_of(::fileno(stream), ""));
    std::string bytes;
    char buffer[1 << 16];
    while (true) {
        const std::size_t got = std::fread(buffer, 1, sizeof buffer, stream);
        bytes.append(buffer, got);
        if (bytes.size() > kMaxFileBytes) {
            refuse("E0190", path, "the file is larger than 64 MB", "is this the right file?");
        }
        if (got < sizeof buffer) break;
    }
    if (std::ferror(stream) != 0)
        refuse("E0181", path, "the file cannot be read to its end", std::strerror(errno));
    return bytes;
}

/// "profile2" before "profile10".
bool natural_less(const std::string& a, const std::string& b) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            while (i + 1 < a.size() && a[i] == '0' && digit(a[i + 1])) ++i;
            while (j + 1 < b.size() && b[j] == '0' && digit(b[j + 1])) ++j;
            std::size_t i_end = i;
            std::size_t j_end = j;
            while (i_end < a.size() && digit(a[i_end])) ++i_end;
            while (j_end < b.size() && digit(b[j_end])) ++j_end;
            if (i_end - i != j_end - j) return i_end - i < j_end - j;
            const int order = a.compare(i, i_end - i, b, j, j_end - j);
            if (order != 0) return order < 0;
            i = i_end;
            j = j_end;
        } else {
            if (a[i] != b[j]) return a[i] < b[j];
            ++i;
            ++j;
        }
    }
    if ((a.size() - i) != (b.size() - j)) return a.size() - i < b.size() - j;
    return a < b;
}

}  // namespace

bool was_read(const std::string& path) { return !path.empty() && known(identity_of(-1, path.c_str())); }

bool was_read(int descriptor) { return known(identity_of(descriptor, "")); }

void forget_read(const std::string& path) {
    const std::optional<Identity> identity = path.empty() ? std::nullopt : identity_of(-1, path.c_str());
    if (!identity) return;
    const std::scoped_lock lock(read_files().mutex);
    read_files().known.erase(*identity);
}

bool is_folder(const std::string& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::string read_file(const std::string& path) {
    if (path == "-") return read_stream(stdin, "standard input");
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    if (!fs::exists(status)) {
        refuse("E0180", path, "there is no such file",
               "is the name spelled right? `entente cases` lists the bundled ones");
    }
    if (fs::is_directory(status)) {
        refuse("E0182", path, "this is a folder, not a file",
               "name the file in it, or a folder with a GENIUS scenario");
    }
    if (fs::is_regular_file(status)) {
        const auto size = fs::file_size(path, problem);
        if (!problem && size > kMaxFileBytes) {
            refuse("E0190", path, "the file is larger than 64 MB",
                   "a case file has some kilobytes: is this the right file?");
        }
    }
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) refuse("E0181", path, "the file cannot be opened", std::strerror(errno));
    return read_stream(file.get(), path);
}

namespace {

/// What a folder holds, sorted as people sort. \param wanted which entries
template <class Wanted>
std::vector<std::string> entries_of(const std::string& folder, Wanted wanted) {
    if (!folder.empty()) note_read(identity_of(-1, folder.c_str()));
    std::vector<std::string> names;
    std::error_code problem;
    for (fs::directory_iterator entry(folder, problem), last; !problem && entry != last;
         entry.increment(problem)) {
        if (wanted(*entry)) names.push_back(entry->path().filename().string());
    }
    if (problem) refuse("E0181", folder, "the folder cannot be read", problem.message());
    std::sort(names.begin(), names.end(), natural_less);
    for (std::string& name : names) name = (fs::path(folder) / name).string();
    return names;
}

}  // namespace

std::vector<std::string> files_in(const std::string& folder) {
    return entries_of(folder, [](const fs::directory_entry& entry) {
        std::error_code ignored;
        return entry.is_regular_file(ignored);
    });
}

std::vector<std::string> folders_in(const std::string& folder) {
    return entries_of(folder, [](const fs::directory_entry& entry) {
        std::error_code ignored;
        return entry.is_directory(ignored) && !entry.path().filename().string().starts_with('.');
    });
}

void write_file(const std::string& path, std::string_view bytes) {
    OutputFiles files;
    files.add(path, bytes);
    files.commit();
}

}  // namespace entente::io
