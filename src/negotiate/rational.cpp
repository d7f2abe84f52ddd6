#include "entente/negotiate/rational.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/finding.hpp"
#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

using Tables = Prepared::Tables;

/// Solves turn by turn from the last one. `value_` is what each party expects before the turn.
class Backwards {
public:
    Backwards(const Tables& tables, const RationalOptions& options)
        : tables_(tables), options_(options), n_(tables.parties()) {
        for (std::size_t p = 0; p < n_; ++p)
            nothing_.push_back(tables.has_reserve[p] != 0 ? tables.reserve[p] : tables.worst[p]);
        value_ = nothing_;
        if (n_ == 2) {
            for (std::size_t answerer = 0; answerer < 2; ++answerer)
                prefix_[answerer] = best_of_prefix(answerer);
        }
    }

    RationalTalks run() {
        RationalTalks result;
        result.turns = options_.turns;
        for (std::uint64_t turn = options_.turns; turn >= 1; --turn) {
            const std::size_t proposer = (options_.first + (turn - 1)) % n_;
            std::vector<double> wait(n_);
            std::vector<double> enough(n_);
            const bool last = turn == options_.turns;
            for (std::size_t p = 0; p < n_; ++p) {
                wait[p] = last ? nothing_[p] : after_refusal(p);
                enough[p] = std::max(wait[p], at(options_.outside, p, wait[p]));
            }
            const Offer offer = best_offer(proposer, enough);
            if (offer != kNoOffer && utility(proposer, offer) >= wait[proposer]) {
                for (std::size_t p = 0; p < n_; ++p) value_[p] = utility(p, offer);
                result.deal = outcome(offer);
                result.first_turn = turn;
            } else {
                value_ = wait;  // an offer is made that is refused
            }
        }
        result.utilities = value_;
        return result;
    }

private:
    static double at(const std::vector<double>& list, std::size_t p, double otherwise) {
        return list.empty() ? otherwise : list[p];
    }
    [[nodiscard]] double utility(std::size_t p, Offer offer) const {
        const PartyTable& table = tables_.party[p];
        return table.points[table.rank[offer]];
    }
    /// What a party expects once an offer is refused: the next turn later, or a breakdown; meanwhile what
    /// it has inside.
    [[nodiscard]] double after_refusal(std::size_t p) const {
        const double discount = at(options_.discount, p, 1);
        const double inside = at(options_.inside, p, nothing_[p]);
        const double breakdown = at(options_.breakdown, p, nothing_[p]);
        const double later = inside + discount * (value_[p] - inside);
        return (1 - options_.risk) * later + options_.risk * breakdown;
    }

    /// [k]: of the k + 1 offers that the answerer likes best, the one that the other likes best.
    [[nodiscard]] std::vector<Offer> best_of_prefix(std::size_t answerer) const {
        const PartyTable& other = tables_.party[1 - answerer];
        std::vector<Offer> best;
        best.reserve(tables_.offers);
        for (const std::uint32_t offer : tables_.party[answerer].order) {
            const bool better =
                best.empty() || other.start[other.rank[offer]] < other.start[other.rank[best.back()]];
            best.push_back(better ? offer : best.back());
        }
        return best;
    }

    /// The proposer's best offer of those that are worth enough to all others; none: kNoOffer.
    [[nodiscard]] Offer best_offer(std::size_t proposer, const std::vector<double>& enough) const {
        constexpr double kRounding = 1e-12;  // of the size of the values compared
        const auto meets = [&](std::size_t p, double points) {
            return points >= enough[p] - kRounding * (1 + std::abs(enough[p]));
        };
        if (n_ == 2) {
            const std::size_t answerer = 1 - proposer;
            const std::vector<double>& points = tables_.party[answerer].points;
            const auto end = std::partition_point(points.begin(), points.end(),
                                                  [&](double each) { return meets(answerer, each); });
            return end == points.begin() ? kNoOffer : prefix_[answerer][end - points.begin() - 1];
        }
        for (const std::uint32_t offer : tables_.party[proposer].order) {
            bool all = true;
            for (std::size_t p = 0; p < n_ && all; ++p) all = p == proposer || meets(p, utility(p, offer));
            if (all) return offer;
        }
        return kNoOffer;
    }

    [[nodiscard]] Outcome outcome(Offer offer) const {
        Outcome one;
        for (std::size_t i = 0; i < tables_.issues(); ++i)
            one.options.emplace_back(tables_.option(offer, i));
        return one;
    }

    const Tables& tables_;
    const RationalOptions& options_;
    std::size_t n_;
    std::vector<double> nothing_, value_;
    std::vector<Offer> prefix_[2];
};

}  // namespace

RationalTalks rational_talks(const Prepared& prepared, const RationalOptions& options) {
    const Tables& tables = prepared.tables();
    if (tables.kind == Tables::Kind::search)
        refuse("E1705", "rational talks are solved over listed outcomes, and this case has too many",
               "use fewer options, or a coarser grid");
    if (tables.parties() < 2)
        refuse("E1705", "talks need at least two parties", "add the other side to [parties]");
    for (const auto* list : {&options.discount, &options.breakdown, &options.outside, &options.inside}) {
        if (!list->empty() && list->size() != tables.parties())
            refuse("E1705", "rational talks need one number for each party",
                   "give as many as there are parties");
    }
    for (const double each : options.discount) {
        if (!(each > 0 && each <= 1))
            refuse("E1705", "a discount factor lies above 0 and not above 1", "such as 0.95");
    }
    if (!(options.risk >= 0 && options.risk <= 1))
        refuse("E1705", "a risk lies between 0 and 1", "such as 0.05");
    return Backwards(tables, options).run();
}

}  // namespace entente::negotiate
