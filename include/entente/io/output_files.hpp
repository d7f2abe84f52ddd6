// Files out: all of them or none, and never over a file that was read.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entente::io {

/// The files that one run writes. Their bytes are on the disk before the first of them is seen under its
/// name; what is not committed leaves nothing behind.
///
///     OutputFiles files;
///     files.add("graph.dot", dot);
///     files.add("result.json", json);
///     files.commit();
class OutputFiles {
public:
    OutputFiles();
    ~OutputFiles();  ///< takes away what was not committed, folders that it made included
    OutputFiles(const OutputFiles&) = delete;
    OutputFiles& operator=(const OutputFiles&) = delete;

    /// Prepares one file. What a link points to is replaced, not the link; a device or a pipe takes the
    /// bytes at commit(), "-" is standard output. \throws InputError E0910 (cannot be written), E0912 (this
    /// process has read that file, under whatever name), E0917 (a file of that place was added already)
    void add(const std::string& path, std::string_view bytes);

    /// What add() would refuse for the path alone, before hours of work: a file that was read, or no right
    /// to write. A folder passes: some results are folders. \throws InputError E0910, E0912
    static void check(const std::string& path);

    /// Makes a folder for files to come; one that is there is taken as it is. \throws InputError E0910, and
    /// E0912 where a case was read from that folder
    void add_folder(const std::string& path);

    /// Sends streams on their way, then puts every file in its place. Where one cannot be put there, those
    /// that were are taken back. \throws InputError E0910, E0911 (standard output)
    void commit();

    /// For who must leave at once: takes away the temporary files of every thread. \threads any
    static void abandon_all() noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Takes a file off those that must not be written over: a part of our own work that is gone on with.
void forget_read(const std::string& path);

}  // namespace entente::io
