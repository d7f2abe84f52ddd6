// Does a deal pass: is it ratified at home, and do enough parties agree?
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "entente/model/case.hpp"

namespace entente {

/// What an outcome is worth to an actor, 0 to 100: 100 less the way from where it stands to what is
/// settled, each issue as a share of its scale, weighted by salience. None: it stands nowhere that it
/// cares.
[[nodiscard]] std::optional<double> worth_to(const Case& conflict, const ActorSpec& actor,
                                             const Outcome& outcome);

/// What a deal must be worth to an actor to have its vote: its `reserve`, else what the status quo is worth
/// to it, else 50, half of its own scale (an assumption: `assumed`).
struct Threshold {
    Quantity value;
    bool assumed = false;
};
[[nodiscard]] Threshold threshold_of(const Case& conflict, const ActorSpec& actor);

/// A side's vote on an outcome. Actors that stand nowhere have no vote.
struct HomeVote {
    PartyId party;
    double in_favour = 0;  ///< power
    double against = 0;    ///< power
    double quota = 0.5;    ///< share of the power that votes
    bool vetoed = false;
    [[nodiscard]] double share() const {
        const double all = in_favour + against;
        return all > 0 ? in_favour / all : 1;
    }
    [[nodiscard]] bool passes() const;
};

/// The rules by which deals of a case pass, compiled once: [ratify.*], `agree` and `veto`.
class Passage {
public:
    explicit Passage(const Case& conflict);

    /// Is there any rule beyond that every party must find the deal acceptable?
    [[nodiscard]] bool active() const { return !voters_.empty() || agree_.has_value(); }
    [[nodiscard]] bool ratifies() const { return !voters_.empty(); }
    [[nodiscard]] const std::optional<Agreement>& agreement() const { return agree_; }

    /// One actor that votes.
    struct Voter {
        double power = 0;
        double least = 0;  ///< what a deal must be worth to it
        bool veto = false;
        std::vector<std::vector<double>> worth;  ///< [issue][option]; empty: it does not care
    };
    /// Those who vote on one side.
    struct Ballot {
        PartyId party;
        double quota = 0.5;
        std::vector<Voter> voters;
    };
    [[nodiscard]] const std::vector<Ballot>& ballots() const { return voters_; }

    /// \param outcome one option per issue \cost actors times issues
    [[nodiscard]] bool ratified(const Outcome& outcome) const;
    [[nodiscard]] std::vector<HomeVote> votes(const Outcome& outcome) const;
    /// Do these parties suffice? \param acceptable one per party
    [[nodiscard]] bool enough(const std::vector<char>& acceptable) const;
    /// A party that can be outvoted.
    [[nodiscard]] bool outvotable(std::size_t party) const;

private:
    [[nodiscard]] static bool in_favour(const Voter& voter, const Outcome& outcome);

    std::vector<Ballot> voters_;
    std::optional<Agreement> agree_;
};

}  // namespace entente
