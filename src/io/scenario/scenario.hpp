// What the JSON and YAML formats share: a domain, and one profile of weighted issues per party.
//
// To add a format: write a folder with a function that returns its record, and name it in the table of
// scenario/load.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "entente/io/load.hpp"
#include "io/data/value.hpp"

namespace entente::io::scenario {

/// One file, read.
struct Document {
    std::string file;
    data::Value tree;
};

enum class Role { none, domain, profile };

/// The issues, and where each option stands.
struct Domain {
    std::string title;
    Space space;
    std::vector<std::unordered_map<std::string, std::size_t>> places;  ///< one per issue: label to index

    /// The issue of this name, or nothing.
    [[nodiscard]] std::optional<std::size_t> issue(std::string_view id) const;
    /// The option of this label, or of the same number ("1.0" is "1").
    [[nodiscard]] std::optional<std::size_t> option(std::size_t issue, const std::string& label) const;
};

/// One issue of a profile, in the profile's own scale.
struct Weighted {
    Rational weight = 1;
    std::vector<Rational> values;  ///< one per option; empty: worth 0 whatever is agreed
};

struct Profile {
    std::vector<Weighted> issues;  ///< one per issue of the domain
    Rational constant;             ///< added to every outcome
    std::optional<Rational> reserve;
    std::optional<Rational> discount;
};

/// Findings about one file.
class Notes {
public:
    Notes(std::vector<Diagnostic>& found, const std::string& file) : found_(found), file_(file) {}
    void warn(std::string_view code, std::size_t line, std::string message, std::string hint = {});
    [[noreturn]] void refuse(std::string_view code, std::size_t line, std::string message,
                             std::string hint = {}) const {
        data::refuse(code, file_, line, std::move(message), std::move(hint));
    }
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    static constexpr std::size_t kMost = 20;  ///< of one file; the last one says so

    std::vector<Diagnostic>& found_;
    const std::string& file_;
    std::size_t told_ = 0;
};

/// A format: how its files are told apart and read.
struct Format {
    std::string id;    ///< Case::origin.format
    std::string name;  ///< for messages: "GeniusWeb"
    std::function<Role(const data::Value&)> role;
    /// The domain of a domain file, or, where there is none, of the profiles.
    std::function<Domain(const Document&, Notes&)> domain;
    std::function<Domain(const std::vector<const Document*>&, Notes&)> domain_of_profiles;
    std::function<Profile(const Document&, const Domain&, Notes&)> profile;
};

[[nodiscard]] const std::vector<Format>& formats();

/// Which format's file is this tree? \return nullptr where it is none's
[[nodiscard]] const Format* format_of(const data::Value& tree);

/// A case from the files of one scenario; files that are something else are left out with a warning.
/// \throws InputError E0333 and what the format's readers refuse
[[nodiscard]] LoadedCase load(const std::string& name, std::vector<Document> documents);

// For the readers of the formats.

/// Adds an issue with these labels; labels that all read as numbers in order are numbers.
/// \throws InputError E0335 where there are none, too many, or one twice
void add_issue(Domain& domain, std::string id, const std::vector<std::string>& labels, std::size_t line,
               const Notes& notes);

/// low, low + step, ... up to high. \throws InputError E0335 where these are no numbers in order
[[nodiscard]] std::vector<std::string> steps(const Rational& low, const Rational& high,
                                             const Rational& step, const std::string& issue,
                                             std::size_t line, const Notes& notes);

/// The option that a value of the file names: its text, or "true" and "false".
[[nodiscard]] std::string label_of(const data::Value& value);

/// The number of `value`. \throws InputError E0335 naming `what`
[[nodiscard]] Rational number_of(const data::Value& value, const std::string& what, const Notes& notes);

/// The values that a table {option: number} gives to the options of an issue: what it does not name counts
/// as 0, what the domain does not know is ignored, each with a warning.
[[nodiscard]] std::vector<Rational> table_values(const Domain& domain, std::size_t issue,
                                                 const data::Value& table, Notes& notes);

// Arithmetic that rounds to the nearest fraction of 64 bits instead of failing.
[[nodiscard]] Rational plus(const Rational& a, const Rational& b);
[[nodiscard]] Rational times(const Rational& a, const Rational& b);
[[nodiscard]] Rational over(const Rational& a, const Rational& b);

/// What the outcome that gives each issue an option is worth; issues without one add nothing.
[[nodiscard]] Rational worth(const Profile& profile, const std::vector<std::optional<std::size_t>>& bid);

/// A profile as score sheets: scores out of 100 where values are shares of 1, weights in utility. Weight
/// times value stays what it was; a constant goes to the first issue that counts.
[[nodiscard]] std::vector<IssueScore> scores_of(const Profile& profile, const Space& space);

/// A party of a case whose utilities are used as written. \param what its source, for readers
void add_party(Case& conflict, const std::string& file, const std::string& what, const Profile& profile);

/// The scale of a finished case: the least power of ten, 1 or more, that no package passes.
void settle_points(Case& conflict);

}  // namespace entente::io::scenario
