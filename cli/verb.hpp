// What a verb is: one record, from which the parser, the help and the completion are made.
//
// To add a verb: write cli/<verb>.cpp with a function that returns its record, and name that function in
// the table of cli/verbs.cpp. A verb calls `entente/app/...` and nothing below it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/app/screen.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/core/run.hpp"

namespace entente::cli {

/// What --span takes, in the war's battles or periods.
inline constexpr double kShortestSpan = 1e-3;
inline constexpr double kLongestSpan = 1e9;

/// One option of a verb. `value` names what it takes ("N", "FILE"); empty: it is a flag.
struct Option {
    std::string name;         ///< "--method"
    std::string letter = {};  ///< "-m", or empty
    std::string value = {};
    std::string help = {};
    std::vector<std::string> choices = {};  ///< where only these values are allowed
    bool repeats = false;
};

struct Example {
    std::string command;  ///< "entente settle case.toml --json"
    std::string what;
};

/// What was written on the command line, checked against the verb's record.
class Arguments {
public:
    std::vector<std::string> inputs;
    std::map<std::string, std::vector<std::string>> given;  ///< by option name

    [[nodiscard]] bool has(const std::string& option) const { return given.count(option) > 0; }
    /// The last value given, or `otherwise`.
    [[nodiscard]] std::string get(const std::string& option, const std::string& otherwise = {}) const;
    [[nodiscard]] std::vector<std::string> all(const std::string& option) const;

    /// A whole number in [low, high]. \throws InputError E0904
    [[nodiscard]] std::uint64_t whole(const std::string& option, std::uint64_t otherwise, std::uint64_t low,
                                      std::uint64_t high) const;
    /// A finite number in [low, high]. \throws InputError E0904
    [[nodiscard]] double real(const std::string& option, double otherwise, double low, double high) const;
    /// What stands between the commas of a value, as written.
    [[nodiscard]] std::vector<std::string> list(const std::string& option) const;
    /// "2,1": one number above zero per party. \param code,hint of the refusal, completed by the count
    /// \throws InputError `code`
    [[nodiscard]] std::vector<double> per_party(const std::string& option, std::size_t parties,
                                                const std::string& code, const std::string& hint) const;
};

/// What a verb is given to work with.
struct Context {
    Arguments arguments;
    RunOptions run;
    app::TextOptions text;
    bool json = false;
    bool quiet = false;

    /// The case of the command line, `--set` applied, its warnings told on stderr. \param actors_alone a
    /// table of actors will do
    [[nodiscard]] app::Input load(bool actors_alone = false) const;

    /// To be called where the analysis has returned: a stop then waits for the result to be put into words,
    /// however long it is. A verb that does not say so is left a fifth of a second after a signal.
    void answered() const;
};

/// What a verb leaves. It writes nothing itself: all its outputs are delivered together, or none.
struct Result {
    std::string output;
    Stopped stopped = Stopped::complete;
    struct File {
        std::string name;
        std::string bytes;
    };
    std::vector<File> files = {};           ///< where there are any, -o names the folder for them
    std::vector<File> beside = {};          ///< what other options name by their paths (--dot FILE)
    std::vector<std::string> folders = {};  ///< that `beside` needs; made where they are not there
    bool refused = false;                   ///< --each: no case could be read
};

struct Verb {
    std::string name;
    std::string summary;  ///< one line: the question that it answers
    std::string inputs;   ///< "CASE...", "CODE", or empty
    std::size_t fewest = 1;
    std::size_t most = 1000;
    std::string about = {};  ///< a paragraph
    std::vector<Option> options = {};
    std::vector<Example> examples = {};
    std::function<Result(Context&)> run = {};
    bool analyses = true;  ///< takes a case: offers --set, --seed, --threads, --memory
    bool each = true;      ///< of those: offers --each
};

/// Every verb, in the order of the help. `entente FILE` alone is the verb `summary`, which has no name on
/// the command line.
[[nodiscard]] const std::vector<Verb>& verbs();
[[nodiscard]] const Verb& summary_verb();

/// The options that every verb takes, and those of verbs that take a case.
[[nodiscard]] std::vector<Option> options_of(const Verb& verb);

}  // namespace entente::cli
