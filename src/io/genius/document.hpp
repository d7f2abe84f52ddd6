// One GENIUS file, read into plain values: which issues, which weights, which utility function.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/core/rational.hpp"
#include "io/genius/text.hpp"

namespace entente::io::genius {

/// At most this many warnings of one file are kept; the rest are counted.
inline constexpr std::size_t kMaxWarningsPerFile = 20;

enum class Kind { discrete, integer, real };

struct Item {
    std::optional<std::int64_t> index;
    std::string value;
    std::optional<std::string> evaluation;  ///< as written
    std::optional<std::string> exact;       ///< the fraction that it rounds, as our own exports give it
    std::size_t offset = 0;                 ///< into SourceFile::clean
};

/// `<evaluator>`: its function's name (lower case, may be empty) and parameters by lower-case name.
struct Evaluator {
    std::string function;
    std::map<std::string, std::string> parameters;
    std::size_t offset = 0;
};

/// The key of an issue: its index and, where a file uses an index twice, which of them it is.
using IssueKey = std::pair<std::int64_t, std::size_t>;

struct IssueXml {
    IssueKey key;
    std::string name;
    std::string description;
    Kind kind = Kind::discrete;
    std::vector<Item> items;
    std::optional<std::string> lower;
    std::optional<std::string> upper;
    std::optional<Evaluator> evaluator;
    std::size_t offset = 0;
};

struct WeightXml {
    std::int64_t index = 0;
    std::string value;
    std::size_t offset = 0;
    std::optional<std::string> exact = {};
};

struct Bound {
    std::int64_t index = 0;
    std::string low;
    std::string high;
    std::size_t offset = 0;
};

struct HyperRectangle {
    std::string utility;
    std::optional<std::string> weight;
    bool excludes = false;
    std::vector<Bound> bounds;
    std::vector<std::string> factors;  ///< weights of the functions around it
    std::size_t offset = 0;
};

struct NonlinearXml {
    std::string maximum;
    std::vector<HyperRectangle> rectangles;
    std::string problem;  ///< why it cannot be read, or empty
    std::size_t offset = 0;
};

struct SingleValue {
    std::string text;
    std::size_t offset = 0;
    std::optional<std::string> exact = {};
};

enum class Role { domain, profile, other };

/// A file that was understood. `problem` says why it was not; then nothing else counts.
struct Document {
    std::shared_ptr<SourceFile> source;
    Role role = Role::other;
    std::string type;  ///< of the root, lower case: "nonlinear", "uncertain", "constraint" or empty
    std::string objective;
    std::vector<IssueXml> issues;
    std::vector<std::int64_t> objectives;  ///< indices of objectives, which may carry weights too
    std::vector<WeightXml> weights;
    std::optional<SingleValue> reservation;
    std::optional<SingleValue> discount;
    std::optional<NonlinearXml> nonlinear;
    bool as_written = false;  ///< to be read as NegMAS means it: not divided, not cut at 1
    std::optional<Diagnostic> problem;
    std::vector<Diagnostic> warnings;

    void warn(std::string code, std::string message, std::size_t offset, std::string hint = {});
};

/// Reads one file. Never throws for what a user may have written.
[[nodiscard]] Document read_document(std::string_view name, std::string_view bytes);

/// A number as Java and GENIUS read it: a decimal, blanks around it and a trailing f or d ignored.
/// Decimals past 64 bits are rounded to the nearest fraction. \return nothing for NaN, infinities, words
[[nodiscard]] std::optional<Rational> read_number(std::string_view text);

/// The fraction that a number rounds, where our own export gives it. Whoever changes the number by hand
/// need not know of the fraction: it counts while both agree.
[[nodiscard]] Rational exact_or(const Rational& value, const std::optional<std::string>& exact);

/// A whole number ("3", "3.0").
[[nodiscard]] std::optional<std::int64_t> read_whole(std::string_view text);

/// Without blanks at the ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace entente::io::genius
