// The folder of other people's files that some tests read; never copied.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "entente/io/load.hpp"

namespace entente::conformance {

inline std::filesystem::path shared() { return ENTENTE_SHARED_DIR; }

inline bool absent(const std::string& below) { return !std::filesystem::exists(shared() / below); }

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file of a folder, by name.
inline std::vector<io::NamedText> files_of(const std::filesystem::path& folder) {
    std::vector<io::NamedText> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back({entry.path().string(), text_of(entry.path())});
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    return files;
}

inline std::vector<io::NamedText> scenario(const std::string& name) {
    return files_of(shared() / "data" / "genius" / name);
}

}  // namespace entente::conformance
