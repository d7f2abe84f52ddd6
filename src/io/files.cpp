#include "io/files.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "entente/io/load.hpp"

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

std::string read_stream(std::FILE* stream, const std::string& path) {
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
    std::error_code problem;
    fs::path target(path);
    const fs::file_status status = fs::status(target, problem);
    const bool there = fs::exists(status);
    if (there && fs::is_directory(status)) {
        refuse("E0910", path, "this is a folder: nothing was written", "name a file");
    }
    // A device or a pipe cannot be replaced; it takes the bytes as they come.
    const bool direct = there && !fs::is_regular_file(status);
    if (there && !direct) {
        const fs::path real =
            fs::canonical(target, problem);  // what a link points to is replaced, not the link
        if (!problem) target = real;
    }
    const fs::path temporary(direct ? target.string()
                                    : target.string() + ".part-" + std::to_string(::getpid()));
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(temporary.c_str(), "wb"));
    if (!file) refuse("E0910", path, "this file cannot be written", std::strerror(errno));
    const auto give_up = [&](const std::string& reason) {
        if (!direct) fs::remove(temporary, problem);
        refuse("E0910", path, "this file cannot be written; nothing was changed", reason);
    };
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    const bool flushed = written && std::fflush(file.get()) == 0;
    const int reason = errno;
    if (!flushed) {
        file.reset();
        give_up(std::strerror(reason));
    }
    if (!direct) ::fsync(::fileno(file.get()));
    if (std::fclose(file.release()) != 0) give_up(std::strerror(errno));
    if (direct) return;
    if (there) fs::permissions(temporary, status.permissions(), problem);
    fs::rename(temporary, target, problem);
    if (problem) give_up(problem.message());
}

}  // namespace entente::io
