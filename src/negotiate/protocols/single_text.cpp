// A mediator's single text: propose a change, vote, keep what nobody opposes, until nobody gains.
#include <algorithm>
#include <utility>

#include "negotiate/protocols/play.hpp"

namespace entente::negotiate {
namespace {

/// The changes of one or two issues that have not been tried on the present text, in a random order, those
/// of one issue first.
class Changes {
public:
    Changes(const Prepared::Tables& tables, RandomStream& chance) : tables_(tables), chance_(chance) {}

    void restart(const Outcome& text) {
        text_ = text;
        open_.clear();
        pairs_ = false;
        for (std::uint32_t i = 0; i < tables_.issues(); ++i) {
            for (std::uint32_t o = 0; o < tables_.options[i]; ++o) {
                if (o != text.options[i].value) open_.push_back({i, o, i, o});
            }
        }
    }
    /// \return false where none is left
    bool next(Outcome& draft) {
        if (open_.empty() && !std::exchange(pairs_, true)) add_pairs();
        if (open_.empty()) return false;
        std::swap(open_[chance_.below(open_.size())], open_.back());
        const Change change = open_.back();
        open_.pop_back();
        draft = text_;
        draft.options[change.issue] = OptionId(change.option);
        draft.options[change.other] = OptionId(change.to);
        return true;
    }

private:
    static constexpr double kMostPairs = 1e6;
    struct Change {
        std::uint32_t issue, option, other, to;
    };

    /// Past the limit, pairs of neighbouring options only.
    void add_pairs() {
        double all = 0;
        double before = 0;
        for (const std::size_t options : tables_.options) {
            all += before * static_cast<double>(options - 1);
            before += static_cast<double>(options - 1);
        }
        const bool near = all > kMostPairs;
        const auto usable = [&](std::uint32_t i, std::uint32_t o) {
            const std::uint32_t here = text_.options[i].value;
            return o != here && (!near || o + 1 == here || o == here + 1);
        };
        for (std::uint32_t i = 0; i < tables_.issues(); ++i) {
            for (std::uint32_t o = 0; o < tables_.options[i]; ++o) {
                if (!usable(i, o)) continue;
                for (std::uint32_t j = i + 1; j < tables_.issues(); ++j) {
                    const std::uint32_t here = text_.options[j].value;
                    const std::uint32_t from = near ? here - std::min(here, 1u) : 0;
                    const auto end = static_cast<std::uint32_t>(
                        near ? std::min<std::size_t>(tables_.options[j], here + 2) : tables_.options[j]);
                    for (std::uint32_t q = from; q < end; ++q) {
                        if (usable(j, q)) open_.push_back({i, o, j, q});
                    }
                    if (static_cast<double>(open_.size()) > 4 * kMostPairs) return;
                }
            }
        }
    }

    const Prepared::Tables& tables_;
    RandomStream& chance_;
    Outcome text_;
    std::vector<Change> open_;
    bool pairs_ = false;
};

class Mediation {
public:
    explicit Mediation(Table& table)
        : table_(table), tables_(table.setup.prepared.tables()), changes_(tables_, table.chance) {}

    Played run() {
        Moment now;
        Outcome draft;
        Offer text = kNoOffer;
        for (std::uint64_t round = 1; round <= table_.setup.deadline; ++round) {
            now = table_.moment(round);
            table_.move_front(round);
            if (text == kNoOffer) {
                text = begin();
                if (text == kNoOffer) break;
                table_.say(round, table_.parties(), Act::offer, text);
                changes_.restart(table_.seats.of[0]->outcome(text));
                continue;
            }
            std::optional<Offer> offered;
            bool any = true;
            while (!offered && (any = changes_.next(draft))) offered = table_.seats.of[0]->offer(draft);
            if (!any) {
                if (ratified(now, text)) return agreed(now, text);
                text = kNoOffer;
                continue;
            }
            table_.say(round, table_.parties(), Act::offer, *offered);
            if (adopted(now, *offered, text)) {
                text = *offered;
                changes_.restart(draft);
            }
        }
        if (text != kNoOffer && ratified(now, text)) return agreed(now, text);
        return {.ended = Ended::deadline, .agreement = kNoOffer, .rounds = now.round, .time = now.time};
    }

private:
    static Played agreed(const Moment& now, Offer text) {
        return {.ended = Ended::agreement, .agreement = text, .rounds = now.round, .time = now.time};
    }

    /// Where things stand today, or any outcome; after a failure another one.
    Offer begin() {
        if (tables_.conflict.status_quo && !std::exchange(begun_, true)) {
            if (const auto here = table_.seats.of[0]->offer(*tables_.conflict.status_quo)) return *here;
        }
        constexpr int kTries = 10'000;
        Outcome start;
        start.options.assign(tables_.issues(), OptionId(0));
        for (int tries = 0; tries < kTries; ++tries) {
            if (tables_.kind != Prepared::Tables::Kind::search)
                return static_cast<Offer>(table_.chance.below(tables_.offers));
            for (std::size_t i = 0; i < tables_.issues(); ++i)
                start.options[i] =
                    OptionId(static_cast<std::size_t>(table_.chance.below(tables_.options[i])));
            if (const auto offer = table_.seats.of[0]->offer(start)) return *offer;
        }
        return kNoOffer;
    }

    bool adopted(const Moment& now, Offer draft, Offer text) {
        std::vector<char> votes;
        bool gains = false;
        for (std::size_t p = 0; p < table_.parties(); ++p) {
            const bool yes = table_.tactics[p]->votes_for(now, draft, text);
            table_.say(now.round, p, yes ? Act::yes : Act::no, draft);
            votes.push_back(yes ? 1 : 0);
            gains = gains || (yes && !table_.seats.of[p]->at_least(text, draft));
        }
        return gains && tables_.passage.enough(votes);
    }

    bool ratified(const Moment& now, Offer text) {
        std::vector<char> votes;
        for (std::size_t p = 0; p < table_.parties(); ++p) {
            const bool yes = table_.seats.of[p]->acceptable(text);
            table_.say(now.round, p, yes ? Act::accept : Act::no, text);
            votes.push_back(yes ? 1 : 0);
        }
        return tables_.passage.enough(votes);
    }

    Table& table_;
    const Prepared::Tables& tables_;
    Changes changes_;
    bool begun_ = false;
};

}  // namespace

/// One round is one change put to the vote. A text that nobody's change improves is put to everybody
/// against no deal; where somebody refuses, the mediator begins anew from another text.
Played play_single_text(Table& table) { return Mediation(table).run(); }

}  // namespace entente::negotiate
