// Bytes in and out of the file system; nothing else of the library touches it.
#pragma once

#include <string>
#include <vector>

namespace entente::io {

/// The bytes of a file, or of a pipe. "-" is standard input.
/// \throws InputError E0180 (not there), E0181 (cannot be read), E0182 (a folder), E0190 (over 64 MB; a
/// regular file is refused before it is read)
[[nodiscard]] std::string read_file(const std::string& path);

/// Has this process read this file, or listed this folder, under whatever name or link? What is not there
/// was not read. \threads any
[[nodiscard]] bool was_read(const std::string& path);
[[nodiscard]] bool was_read(int descriptor);

[[nodiscard]] bool is_folder(const std::string& path);

/// The regular files right in a folder, sorted by name with numbers in numeric order.
/// \throws InputError E0181
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder);

/// The folders right in a folder, sorted the same way. \throws InputError E0181
[[nodiscard]] std::vector<std::string> folders_in(const std::string& folder);

}  // namespace entente::io
