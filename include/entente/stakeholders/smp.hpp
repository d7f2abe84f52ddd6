// The Spatial Model of Politics: actors challenge, bargain and give way until positions settle.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/stakeholders/actors.hpp"

namespace entente::stakeholders {

/// The parts that can be swapped, in the order and by the names of KTAB's nine parameters.
enum class VictoryProbModel { linear, square, quartic, octic, binary };
enum class PCEModel { conditional, markov_incentive, markov_uniform };
enum class StateTransitions { deterministic, stochastic };
enum class VotingRule { binary, prop_bin, prop, prop_cbc, cubic, asym_prosp };
enum class BigRAdjust { none, one_third, half, two_thirds, full };
enum class BigRRange { min, mid, max };
enum class ThirdPartyCommit { no, semi, full };
enum class InterVecBrgn { s1p1, s2p2, s2pmax };
enum class BargnModel { initiator, initiator_receiver, power_weighted };

struct SmpParameters {
    VictoryProbModel victory = VictoryProbModel::linear;
    PCEModel election = PCEModel::conditional;
    StateTransitions transition = StateTransitions::deterministic;
    VotingRule voting = VotingRule::prop;
    BigRAdjust risk_adjust = BigRAdjust::one_third;
    BigRRange risk_range = BigRRange::mid;
    ThirdPartyCommit commitment = ThirdPartyCommit::semi;
    InterVecBrgn interpolation = InterVecBrgn::s2p2;
    BargnModel bargain = BargnModel::initiator;

    bool operator==(const SmpParameters&) const = default;
};

/// One of the nine parameters: its name in KTAB, what it decides, the names of its values.
struct SmpParameter {
    std::string_view name;
    std::string_view text;
    std::vector<std::string_view> values;  ///< in KTAB's order
    std::size_t fallback = 0;
};
[[nodiscard]] std::span<const SmpParameter> smp_parameters();
/// Sets one by KTAB's names ("VotingRule", "Cubic"); case, blanks and underscores do not count, and the
/// schema's other spellings are understood. \return false where there is no such parameter or value
[[nodiscard]] bool set_parameter(SmpParameters& parameters, std::string_view name, std::string_view value);
/// The value of parameter `index` (0..8) as KTAB writes it.
[[nodiscard]] std::string_view value_name(const SmpParameters& parameters, std::size_t index);

struct SmpOptions {
    SmpParameters parameters;
    /// true: as KTAB's library runs. false, the repaired model: third parties vote their own preference;
    /// elections count salience and each distinct position once; a bargain needs both sides' consent; the
    /// receiver's view is its view of the odds; twins act as one; no grid of positions; ties settle.
    bool quirks = true;
    std::size_t least_turns = 2;
    std::size_t most_turns = 100;
    bool keep_path = true;  ///< false: the first and the last state only
};

/// The options under which the repaired model is meant to run: compromise in proportion to salience times
/// chance.
[[nodiscard]] SmpOptions repaired_smp();

/// A state of the run. Rows are actors.
struct SmpState {
    std::vector<double> position;  ///< n x d, shares of the scale
    std::vector<double> ideal;     ///< n x d
    std::vector<double> risk;    ///< n: 1 averse, -1 seeking; NaN where the election is a tie (KTAB's 0/0)
    std::vector<double> chance;  ///< n: that the position it holds wins the election of that turn
};

/// An actor that moved: in which turn, in whose bargain, who began it, and how likely the challenger was
/// to win by its own estimate.
struct SmpMove {
    std::size_t turn = 0;
    std::size_t mover = 0;
    std::size_t other = 0;
    bool challenger = false;  ///< the mover began it
    double odds = 0;
    double distance = 0;  ///< moved, as a share of the scale (Euclidean)
};

enum class SmpEnd { settled, turns, tie };
[[nodiscard]] std::string_view to_string(SmpEnd end);

struct SmpRun {
    std::vector<SmpState> states;
    std::vector<SmpMove> moves;
    std::size_t turns = 0;
    SmpEnd end = SmpEnd::settled;
    double last_step = 0;  ///< the largest move of the last turn, as a share of the scale
};

/// Answers: if actors challenge each other, bargain and give way, where do their positions go?
/// \param actors n actors on d issues, shares of the scale \return every state from turn 0 on, unless
///   `keep_path` is off \throws nothing beyond broken expectations: sizes must fit
/// \cost n^3 a turn (the published library: n^4), no allocation inside a turn after the first
/// \threads one: an ensemble runs many side by side. `run.seed` is used by stochastic transitions only
/// \source KTAB's Spatial Model of Politics (KAPSARC, MIT licence); the repairs are in
///   docs/methods/stakeholders.md \check tests/stakeholders/smp_test.cpp
[[nodiscard]] SmpRun smp(const Actors& actors, const SmpOptions& options = {}, const RunOptions& run = {},
                         std::uint64_t draw = 0);

}  // namespace entente::stakeholders
