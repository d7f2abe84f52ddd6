// Makes the XML that negotiation tools really write into XML that a parser accepts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"

namespace entente::io::genius {

/// Files with more elements, or deeper nesting, are refused: real scenarios have a few thousand
/// elements, six deep.
inline constexpr std::size_t kMaxElements = 2'000'000;
inline constexpr std::size_t kMaxDepth = 200;

/// A file as it was given, as UTF-8, and as it is parsed. Both texts have the same line breaks, so a
/// place in one is a line of the other.
struct SourceFile {
    std::string name;
    std::string text;
    std::string clean;
    std::optional<std::size_t> first_foreign;  ///< offset of the first byte that was not UTF-8

    SourceFile(std::string name_, std::string_view bytes);

    /// The place of an offset into `text` or `clean`. \cost linear in the offset: files of line breaks only
    /// would make a table of lines larger than themselves, and places are few
    [[nodiscard]] Location at_text(std::size_t offset) const;
    [[nodiscard]] Location at_clean(std::size_t offset) const;
    [[nodiscard]] Location whole() const;
};

/// What a repair pass found: the text is usable unless `broken` says why it is not.
struct Repair {
    bool xml = false;    ///< has at least one element
    std::string broken;  ///< empty, or what cannot be mended
    Location broken_at;
};

/// Fills `file.clean` from `file.text`: text before the XML, comments, processing instructions and the
/// document type are blanked, a bare `&` is escaped, blanks and quotes are put around attributes where they
/// are missing, end tags are matched. Each kind of repair adds one warning with the place of the first.
/// \cost linear in the bytes
[[nodiscard]] Repair repair(SourceFile& file, std::vector<Diagnostic>& warnings);

}  // namespace entente::io::genius
