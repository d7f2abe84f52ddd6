// Talks in which a person plays one side against a tactic, move by move: for teaching, in the studio.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/negotiate/negotiate.hpp"
#include "entente/report/document.hpp"

namespace entente::app {

/// What the person says when its turn comes.
struct PlayMove {
    negotiate::Act act = negotiate::Act::offer;  ///< offer, accept or leave
    Outcome offer;                               ///< of an offer
};

/// A talk from its beginning: it is played again up to where the person has to speak, so that a talk is
/// nothing but what was said.
struct PlayRequest {
    std::string side;                 ///< id of the person's party
    std::string tactic = "boulware";  ///< of every other party
    std::uint64_t rounds = 10;
    bool speaks_first = true;      ///< the person; else the first other party does
    std::uint64_t talk = 0;        ///< which of the tactics' random numbers
    bool shown = false;            ///< frontier and the others' points are shown from the beginning
    std::vector<PlayMove> moves;   ///< the person's, in order
    std::optional<Outcome> draft;  ///< a package that it thinks about
};

/// A package as the person sees it.
struct PlayPackage {
    Outcome outcome;
    double worth = 0;     ///< to the person
    bool allowed = true;  ///< no rule of the case forbids it
};

struct PlayAnswer {
    bool over = false;
    std::uint64_t round = 1;  ///< in which the person speaks, or the talks ended
    std::uint64_t rounds = 1;
    std::optional<PlayPackage> standing;  ///< the others' offer that can be accepted
    std::optional<PlayPackage> last;      ///< the person's last offer, else its best package
    std::optional<PlayPackage> draft;
    std::optional<double> reserve;           ///< the person's value of no deal; none: any deal will do
    std::vector<std::vector<double>> sheet;  ///< its points, [issue][option], without interactions
    std::string told;                        ///< the last thing said, as a sentence
    report::Section section;
};

/// A case made ready to be played, once for many talks. Every function may be called from any thread.
class PlayTable {
public:
    /// \throws InputError E1705 where there is nothing to talk about, and what values of no deal need
    PlayTable(const Input& input, const RunOptions& run);

    /// \throws InputError E0703 for a move that cannot be made, E0909, E1701 to E1705
    /// \cost the talk so far, played again; the frontier once, when something of it is shown
    [[nodiscard]] PlayAnswer play(const PlayRequest& request, const RunOptions& run = {}) const;

private:
    Case conflict_;
    negotiate::Prepared prepared_;
};

/// A tactic that a person can play against: those that are told everybody's preferences are not among them.
struct PlayTactic {
    std::string_view id;
    std::string_view title;
    std::string_view meaning;
};
[[nodiscard]] std::vector<PlayTactic> play_tactics();

}  // namespace entente::app
