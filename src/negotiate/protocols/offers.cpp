// Offers and answers: in turn, or all at once.
#include "negotiate/protocols/play.hpp"

namespace entente::negotiate {
namespace {

Played ended(const Table& table, const Moment& now, Ended how, std::size_t by, Offer agreement) {
    (void)table;
    return {.ended = how, .by = by, .agreement = agreement, .rounds = now.round, .time = now.time};
}

}  // namespace

/// In every round each party has one turn: it takes the offer that stands, makes another, or leaves. An
/// offer is agreed once all others have taken it one after the other.
Played play_alternating(Table& table) {
    const std::size_t n = table.parties();
    const bool moving = table.setup.reservations != nullptr;
    Offer standing = kNoOffer;
    std::size_t taken = 0;
    Moment now;
    for (std::uint64_t round = 1; round <= table.setup.deadline; ++round) {
        now = table.moment(round);
        table.move_front(round);
        for (std::size_t k = 0; k < n; ++k) {
            const std::size_t p = (table.first + k) % n;
            Tactic& tactic = *table.tactics[p];
            if (!table.seats.of[p]->any_acceptable()) {
                if (moving) continue;  // it waits: the front may bring something
                table.say(round, p, Act::leave, kNoOffer);
                return ended(table, now, Ended::left, p, kNoOffer);
            }
            const Offer planned = tactic.plan(now);
            if (planned == kNoOffer) {
                table.say(round, p, Act::leave, kNoOffer);
                return ended(table, now, Ended::left, p, kNoOffer);
            }
            if (standing != kNoOffer && tactic.accepts(now, standing, planned)) {
                table.say(round, p, Act::accept, standing);
                if (++taken == n - 1) return ended(table, now, Ended::agreement, p, standing);
                for (const auto& each : table.tactics) each->taken(now, p, standing);
                continue;
            }
            standing = planned;
            taken = 0;
            table.put(now, p, planned);
        }
    }
    return ended(table, now, Ended::deadline, 0, kNoOffer);
}

/// In every round all offer at once, and then say which of the others' offers they take. Of several that
/// all take, chance decides.
Played play_simultaneous(Table& table) {
    const std::size_t n = table.parties();
    const bool moving = table.setup.reservations != nullptr;
    const Passage& passage = table.setup.prepared.tables().passage;
    std::vector<Offer> planned(n);
    std::vector<char> takes(n);
    std::vector<Offer> agreed;
    std::vector<char> takers;  // of each agreed offer, a flag a party
    Moment now;
    for (std::uint64_t round = 1; round <= table.setup.deadline; ++round) {
        now = table.moment(round);
        table.move_front(round);
        bool all = true;
        for (std::size_t p = 0; p < n; ++p) {
            const bool can = table.seats.of[p]->any_acceptable();
            all = all && can;
            planned[p] = can ? table.tactics[p]->plan(now) : kNoOffer;
            if (planned[p] == kNoOffer && !(moving && !can) && !passage.outvotable(p)) {
                table.say(round, p, Act::leave, kNoOffer);
                return ended(table, now, Ended::left, p, kNoOffer);
            }
        }
        for (std::size_t p = 0; p < n; ++p) {
            if (planned[p] != kNoOffer) table.put(now, p, planned[p]);
        }
        if (!all && !passage.agreement()) continue;
        agreed.clear();
        takers.clear();
        for (std::size_t from = 0; from < n; ++from) {
            if (planned[from] == kNoOffer) continue;
            bool possible = true;  // without a rule of its own one refusal is enough
            for (std::size_t p = 0; p < n; ++p) {
                takes[p] = possible && planned[p] != kNoOffer &&
                                   (p == from || table.tactics[p]->accepts(now, planned[from], planned[p]))
                               ? 1
                               : 0;
                possible = possible && (takes[p] != 0 || passage.outvotable(p));
            }
            if (!passage.enough(takes)) continue;
            agreed.push_back(planned[from]);
            takers.insert(takers.end(), takes.begin(), takes.end());
        }
        if (agreed.empty()) continue;
        const std::size_t which = agreed.size() == 1 ? 0 : table.chance.below(agreed.size());
        const Offer deal = agreed[which];
        for (std::size_t p = 0; p < n; ++p) {
            if (planned[p] != deal && takers[which * n + p] != 0) table.say(round, p, Act::accept, deal);
        }
        return ended(table, now, Ended::agreement, 0, deal);
    }
    return ended(table, now, Ended::deadline, 0, kNoOffer);
}

}  // namespace entente::negotiate
