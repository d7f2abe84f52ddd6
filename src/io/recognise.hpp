// Which format is this? Told by content, not by a name's ending.
#pragma once

#include <string>
#include <string_view>

namespace entente::io {

enum class Format {
    toml,             ///< a case file, or what may be meant as one
    genius,           ///< GENIUS XML: a domain or a profile
    genius_list,      ///< GENIUS's list of domains and profiles
    json,             ///< .gmcr, GeniusWeb, NegoLog or NegMAS: the tree tells
    yaml,             ///< NegMAS
    deal_or_no_deal,  ///< lines of counts and values
    score_sheet,      ///< CSV with columns issue and option
    workbook,         ///< Excel, .xlsx
    foreign,          ///< named in `what`, not read as a case
};

struct Recognised {
    Format format = Format::toml;
    std::string what = {};  ///< foreign: "this is an Excel workbook of before 2007"
    std::string hint = {};  ///< foreign: what to do
    bool pickle = false;    ///< foreign: could run code
};

/// \cost looks at the first 64 kB
[[nodiscard]] Recognised recognise(std::string_view bytes);

}  // namespace entente::io
