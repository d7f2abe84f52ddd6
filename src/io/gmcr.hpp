// Reads one graph model of GMCR+ or gmcr-py. Private: nlohmann-json is in no public header.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/io/load.hpp"

namespace entente::io {

using Json = nlohmann::json;

/// A condition of the file: option (file order) to wanted value; nothing where it contradicts itself.
using Pattern = std::map<std::size_t, bool>;

/// One file being read: what it says so far, and what is wrong with it.
class GmcrReader {
public:
    GmcrReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}
    /// The case. \throws InputError
    LoadedCase read();

private:
    // gmcr.cpp: the file, its options and who decides

    void add(Severity severity, std::string code, std::string message, std::string hint);
    void error(std::string code, std::string message, std::string hint);
    void warning(std::string code, std::string message, std::string hint);
    /// Throws what was found, errors first, where an error is among it.
    void raise();
    void parse();
    /// The first number of the text that no double holds, with its place.
    [[nodiscard]] Diagnostic number_past_doubles() const;
    /// A text, or any other value as JSON writes it.
    static std::string word(const Json& value);
    void options();
    /// An option's number in the file's order. \return nothing after an error
    std::optional<std::size_t> option_index(const Json& value, const std::string& where);
    void deciders();
    /// A name that nobody has yet. \param otherwise of the nameless
    static std::string unique(std::string name, const std::string& otherwise, std::set<std::string>& seen);
    /// Issues in the order in which the writing programs number options once a file is loaded: they take
    /// the deciders' options one by one and put the k-th that they meet at place k (from 0), which leaves
    /// options that nobody owns in front or in between. State numbers in rankings follow that order.
    void issues();

    // gmcr_conditions.cpp: which states cannot be and which each prefers

    /// [2, "Y"], also with a small letter; {"option": 2, "yn": true} of the program before. \return no
    /// option where it is neither
    static std::pair<const Json*, bool> option_and_wish(const Json& pair);
    /// A list of [option, "Y" | "N"] pairs. `contradicts` is set where it wants an option both ways.
    std::optional<Pattern> pattern(const Json& list, const std::string& where, bool& contradicts);
    /// A plain condition, or the members of a compound one; members that never hold are left out.
    std::optional<std::vector<Pattern>> patterns(const Json& condition, const std::string& where);
    [[nodiscard]] Conjunction conjunction(const Pattern& all) const;
    /// "A and not B, or C".
    [[nodiscard]] std::string wording(const std::vector<Pattern>& any) const;
    void infeasibles();
    void preferences();
    /// A ranking entered by hand. \return false where there is none
    bool ranking(const Json& decider, std::size_t i);
    void statements(const Json& decider, std::size_t i);
    /// What a decider does not perceive: how many states, where few options make that quick, and which.
    std::string hidden(const Json& conditions, std::size_t i);
    void notes_of_the_rest();

    std::string_view text_;
    std::string file_;
    Json file_json_;
    std::vector<Diagnostic> found_;
    std::vector<std::string> option_names_;        ///< in the file's order
    std::vector<Direction> directions_;            ///< likewise
    std::vector<std::vector<std::size_t>> owned_;  ///< per decider: options in the file's order
    std::vector<std::size_t> issue_of_;            ///< file order to issue
    LoadedCase loaded_;
};

}  // namespace entente::io
