// One run of the spatial model: its state and the room that a turn works in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/stakeholders/smp.hpp"
#include "stakeholders/smp/election.hpp"

namespace entente::stakeholders {

/// A bargain on the table: who began it and with whom, and where each would go.
struct Offer {
    std::size_t challenger;
    std::size_t receiver;
    double odds;        ///< that the challenger wins, by its own estimate
    double seen_odds;   ///< the same by the receiver's
    std::size_t at;     ///< row of its two positions in Spatial::offered_
    double chance = 0;  ///< in the election over all offers (repaired model)
};

/// The model's turn, as the published code does it or repaired. Holds every buffer: a turn allocates
/// nothing once the first has run.
class Spatial {
public:
    Spatial(const Actors& actors, const SmpOptions& options, std::uint64_t seed, std::uint64_t draw);

    /// Distances, risk attitudes and the chances of the positions held, for the current positions.
    void assess();
    /// Challenges, bargains, new positions and ideals. \param moves receives who moved
    void turn(std::size_t number, std::vector<SmpMove>* moves);

    [[nodiscard]] const std::vector<double>& position() const { return position_; }
    [[nodiscard]] const std::vector<double>& ideal() const { return ideal_; }
    [[nodiscard]] const std::vector<double>& risk() const { return risk_; }
    /// The chance of each actor's position among the distinct ones.
    [[nodiscard]] const std::vector<double>& chance();
    /// Sum over actors of the Euclidean moves of the last turn, and the largest.
    [[nodiscard]] double step_sum() const { return step_sum_; }
    [[nodiscard]] double step_max() const { return step_max_; }
    [[nodiscard]] bool tie() const { return tie_; }

private:
    struct Contest {
        double odds;
        double gain;
    };

    void distances();
    void find_distinct(double tolerance);
    void risk_attitudes();
    /// The attitudes of all as h sees them, into seen_risk_.
    void see_risk(std::size_t h);
    /// h's utilities for everybody of j's position, into `out`.
    void utilities_of(std::size_t j, double* out) const;
    /// What h thinks of i challenging j: i's odds and i's gain over the status quo.
    template <VotingRule rule, ThirdPartyCommit commitment>
    Contest contest(std::size_t i, std::size_t j, const double* of_i, const double* of_j);
    Contest contest_by_rules(std::size_t i, std::size_t j, const double* of_i, const double* of_j);
    void challenge(std::size_t i);
    /// Writes the two positions that meet at these odds; \return their row.
    std::size_t interpolate(std::size_t i, std::size_t j, double odds);
    std::size_t blend(std::size_t i, std::size_t j, std::size_t first, std::size_t second);
    void offer(std::size_t i, std::size_t j, double odds);
    /// Every actor's utility of the state after each offer, and of the status quo (row 0).
    void value_offers();
    void settle_queues(std::size_t number, std::vector<SmpMove>* moves);
    void settle_by_consent(std::size_t number, std::vector<SmpMove>* moves);
    [[nodiscard]] bool agreed(const Offer& offer) const;
    [[nodiscard]] double state_value(std::size_t actor, const Offer& offer, const double* first,
                                     const double* second) const;
    void adopt(std::size_t mover, const Offer& offer, std::size_t number, std::vector<SmpMove>* moves);
    void follow_ideals();
    [[nodiscard]] double distance(std::size_t actor, const double* to) const;
    [[nodiscard]] std::size_t drawn(const std::vector<double>& chances);

    std::size_t n_, d_;
    SmpOptions options_;
    std::vector<double> salience_, position_, ideal_, next_, affinity_;
    std::vector<double> total_salience_, capability_, weight_, salience_square_;
    std::vector<double>
        vote_weight_;               ///< in elections: capability, or capability times salience (repaired)
    std::vector<double> distance_;  ///< [j][i]: from i's ideal to j's position
    std::vector<double> near_, capped_;  ///< of the same: 1 - distance, and at most 1
    std::vector<double> utility_;        ///< [option][actor]
    std::vector<double> own_;            ///< [j][actor]: utility by its own attitude
    std::vector<double> risk_, seen_risk_, chance_, of_i_, of_j_, of_self_, votes_;
    std::vector<std::size_t> distinct_, class_of_;
    std::vector<Offer> offers_;
    std::vector<double> offered_;  ///< [row][2][d]
    std::size_t offered_rows_ = 0;
    std::vector<double> value_, queue_value_;  ///< [offer][actor]
    std::vector<std::size_t> queue_;
    std::vector<char> bound_, cared_for_;
    Election election_;
    RandomStream random_;
    double step_sum_ = 0, step_max_ = 0;
    bool tie_ = false, chance_known_ = false;
};

}  // namespace entente::stakeholders
