// entente negotiate
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/negotiate/balance.hpp"
#include "entente/negotiate/path.hpp"
#include "entente/negotiate/player.hpp"
#include "entente/negotiate/repeat.hpp"
#include "entente/negotiate/tournament.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

/// Takes what outside agents are told, a JSON object (docs/methods/negotiate.md), and answers with another
/// where one is asked for.
using AgentWords = std::function<std::string(const std::string& message)>;

/// An agent within the calling program. `make` is called once for each negotiation, in any thread.
struct AgentWithin {
    std::string party;
    std::function<AgentWords()> make;
};

/// How to talk, as the command line says it; what it leaves open is the case's `[talks]`.
struct TalksRequest {
    std::string protocol;                   ///< empty: the case's, or alternating
    std::optional<std::uint64_t> deadline;  ///< rounds
    std::vector<std::string> tactics;       ///< "PARTY=TACTIC", or "TACTIC" for all
    std::string first;                      ///< a party; empty: the case's, or the first one
    std::vector<std::string> agents;        ///< "PARTY=COMMAND" (a tournament: "NAME=COMMAND")
    std::string framing;                    ///< "lines" or "geniusweb"
    double agent_seconds = 5;               ///< for each answer of an agent
    std::uint64_t agent_memory = 1ull << 30;
    /// Months of the war that a round takes: values of no deal then follow its expected path. 0: they
    /// stand.
    double months_per_round = 0;
    std::uint64_t repeat = 0;              ///< talks to play for the distribution of their ends
    std::vector<AgentWithin> within = {};  ///< further agents, of the calling program
};

struct NegotiateAnswer {
    Case conflict;  ///< with its reservation values
    negotiate::Talk talk;
    std::optional<negotiate::Repeated> repeated;
    std::optional<negotiate::Balance> balance;
    /// From today's positions to the deal of the talk or, without one, to the leximin deal.
    std::optional<negotiate::ConcessionPath> path;
    std::string method;
    std::vector<std::string> notes;
    std::vector<std::string> settings;
    std::uint64_t seed = 1;
};

/// Answers: how would talks get there, by these tactics and rules?
/// \throws InputError E1701 to E1707, E0909, and what reservation values need
[[nodiscard]] NegotiateAnswer negotiate(const Input& input, const TalksRequest& request,
                                        const RunOptions& run = {});
[[nodiscard]] std::string to_text(const NegotiateAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const NegotiateAnswer& answer);

/// A party's tactic for talks that another program runs; values of no deal as in negotiate().
/// \throws InputError E1701 to E1706, E0909
[[nodiscard]] negotiate::Player player(const Input& input, const std::string& party,
                                       const std::string& tactic, const RunOptions& run = {});

struct TournamentRequest {
    TalksRequest talks;  ///< its tactics take part; none: every one
    std::uint64_t repetitions = 10;
    std::uint64_t bootstrap = 1000;
    std::vector<Input> also;  ///< further cases
    std::uint64_t shard = 1;  ///< 1..shards
    std::uint64_t shards = 1;
    std::string part;               ///< file that keeps what is played, and is gone on with; or empty
    std::vector<std::string> join;  ///< parts to conclude from; nothing is played
};

struct TournamentAnswer {
    Case conflict;                                      ///< the first one
    std::vector<std::string> cases;                     ///< their titles
    std::optional<negotiate::TournamentResult> result;  ///< none: a shard, or cut short
    std::uint64_t cells = 0;                            ///< tuples in all
    std::uint64_t done = 0;    ///< of these, played by now (this shard's, where there are shards)
    std::uint64_t wanted = 0;  ///< of these, this run's
    std::uint64_t played = 0;  ///< negotiations that this run played
    double seconds = 0;        ///< that playing took; never part of a result
    std::string method;
    std::vector<std::string> notes;
    std::vector<std::string> settings;
    std::uint64_t seed = 1;
    Stopped stopped = Stopped::complete;
};

/// Answers: which tactics do well against which? \throws InputError E1701 to E1708
[[nodiscard]] TournamentAnswer tournament(const Input& input, const TournamentRequest& request,
                                          const RunOptions& run = {});
[[nodiscard]] std::string to_text(const TournamentAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const TournamentAnswer& answer);

/// Every tactic, acceptance rule, opponent model and protocol, with what it takes.
[[nodiscard]] std::string tactics_text(const report::TextOptions& options = {});

}  // namespace entente::app
