#include "assess/draws.hpp"

#include <algorithm>
#include <cmath>

#include "assess/steady.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/model/war_parameters.hpp"

namespace entente::assess {
namespace {

std::vector<std::string> addresses_of(const std::vector<UncertainNumber>& numbers) {
    std::vector<std::string> all;
    for (const UncertainNumber& number : numbers) all.push_back(number.address);
    return all;
}

bool of_the_war(const std::string& address) {
    return address.starts_with("war.") || address.starts_with("belief.") || address.starts_with("aid.");
}

/// The uncertain numbers that war and settlement rest on; levers, actors and talks have others.
std::vector<UncertainNumber> numbers_of(const Case& conflict) {
    std::vector<UncertainNumber> numbers = uncertain_numbers(conflict);
    std::erase_if(numbers, [](const UncertainNumber& number) { return !bears_on_deals(number.address); });
    return numbers;
}

}  // namespace

DrawModel::DrawModel(const Case& from) : DrawModel(std::make_shared<const Case>(from)) {}

DrawModel::DrawModel(std::shared_ptr<const Case> shared)
    : held(std::move(shared)),
      conflict(*held),
      numbers(numbers_of(conflict)),
      compiled(held, addresses_of(numbers)) {
    const std::size_t issues = conflict.space.issues.size();
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        const Party& party = conflict.parties[p];
        NoDeal one;
        if (party.reserve && !party.reserve_derived) {
            one.from = NoDeal::From::stated;
            one.stated = party.reserve->value();
            for (std::size_t k = 0; k < numbers.size(); ++k) {
                if (numbers[k].address != "reserve." + party.id) continue;
                one.from = NoDeal::From::drawn;
                one.number = k;
            }
        } else if (conflict.war) {
            for (std::size_t side = 0; side < 2; ++side) {
                if (conflict.war->between[side].index() != p) continue;
                one.from = NoDeal::From::war;
                one.side = side;
            }
        }
        no_deal.push_back(one);
    }
    metrics = {"zone.margin"};
    if (compiled.enumerated()) metrics.emplace_back("zone.outcomes");
    if (conflict.war) {
        believed =
            !conflict.beliefs.empty() || std::any_of(conflict.aids.begin(), conflict.aids.end(),
                                                     [](const Aid& aid) { return aid.kind == "promised"; });
        for (const char* name : {"war.value.", "war.believed."})
            for (const PartyId side : conflict.war->between)
                metrics.push_back(name + conflict.parties[side.index()].id);
        metrics.emplace_back("war.duration");
        for (const WarEnd& end : conflict.war->win) {
            std::vector<std::uint32_t> options;
            for (std::size_t i = 0; i < issues; ++i) {
                const bool named = i < end.options.size() && end.options[i].has_value();
                ends_fixed = ends_fixed && named;
                options.push_back(named ? end.options[i]->value : 0);
            }
            ends.push_back(std::move(options));
        }
        if (!conflict.space.rules.empty()) ends_fixed = false;  // a rule may change what is imposed
    }
    for (const Party& party : conflict.parties) metrics.push_back("nash.gain." + party.id);
}

robust::Subject DrawModel::subject() const {
    robust::Subject subject;
    subject.metrics = metrics;
    subject.events = {"zone"};
    if (believed) subject.events.emplace_back("zone_believed");
    subject.deals = deals.size();
    for (const std::string_view name : settle::kQuickNames) subject.solutions.emplace_back(name);
    for (const Issue& issue : conflict.space.issues) subject.options.push_back(issue.options.size());
    subject.worker = [this] { return std::make_unique<DrawWorker>(*this); };
    return subject;
}

DrawWorker::DrawWorker(const DrawModel& model)
    : model_(model), work_(model.compiled.work()), conflict_(model.conflict.war ? model.conflict : Case{}) {
    // What the front is about and the status quo are valued by the war itself, from the score sheets.
    const auto& war = model.conflict.war;
    const bool all = war && (!model.ends_fixed || war->issue || !war->status_quo.options.empty());
    if (war && model.ends_fixed) {
        for (std::size_t side = 0; side < 2; ++side)
            for (const std::uint32_t option : model.ends[side])
                ends_.imposed[side].options.emplace_back(std::size_t{option});
    }
    for (const UncertainNumber& number : model.numbers) {
        const bool needed = war && (all || of_the_war(number.address));
        targets_.push_back(needed ? find_quantity(conflict_, number.address) : nullptr);
    }
    reserves_.assign(model.conflict.parties.size(), std::nan(""));
    believed_ = reserves_;
}

void DrawModel::tabulate(const RandomDraws& random, bool brief, const RunOptions& run) {
    if (!conflict.war) return;
    const std::uint64_t sampled = brief ? 512 : 8192;
    // Of a chance that the stake hangs on. Beliefs decide one thing alone, and may be coarser.
    const double tolerance = brief ? 1e-4 : 1e-6;
    const double own = brief ? 5e-3 : 5e-4;
    DrawWorker worker(*this);
    war::FrontTables made;
    std::vector<double> drawn(numbers.size());
    std::vector<double> shares(numbers.size());
    for (std::uint64_t draw = 0; draw < sampled; ++draw) {
        random.shares(draw, shares);
        for (std::size_t k = 0; k < numbers.size(); ++k) drawn[k] = numbers[k].draw(shares[k]);
        worker.set_war(drawn);
        made.see(worker.conflict());
    }
    exact = !brief;
    if (made.build(tolerance, own, true, run)) tables = std::move(made);
}

std::pair<std::size_t, double> DrawModel::tables_told() const {
    std::size_t fronts = 0;
    for (std::size_t eyes = 0; eyes < 3; ++eyes)
        if (const war::PassageTable* table = tables->of(eyes)) fronts += table->fronts();
    return {fronts, std::max(1e-4, war::values(conflict, &*tables).error)};
}

void DrawWorker::set_war(std::span<const double> numbers) {
    for (std::size_t k = 0; k < targets_.size(); ++k)
        if (targets_[k] != nullptr) targets_[k]->best = model_.numbers[k].exact(numbers[k]);
}

bool DrawWorker::value_war(war::Read from) {
    const war::FrontTables* tables = model_.tables ? &*model_.tables : nullptr;
    war::Values values;
    try {
        if (model_.ends_fixed) {
            for (std::size_t side = 0; side < 2; ++side) {
                const std::size_t party = conflict_.war->between[side].index();
                ends_.at_win[side] = model_.compiled.utility(*work_, party, model_.ends[side]);
                ends_.at_loss[side] = model_.compiled.utility(*work_, party, model_.ends[1 - side]);
                if (!(ends_.at_win[side] > ends_.at_loss[side])) return false;
            }
            values = war::values(conflict_, ends_, tables, from);
        } else {
            if (!war_stands(conflict_)) return false;
            values = war::values(conflict_, tables, from);
        }
    } catch (const InputError&) {
        return false;
    }
    for (std::size_t side = 0; side < 2; ++side) {
        fighting_[side] = values.fighting[side];
        own_[side] = values.believed[side];
        dividend_[side] = values.dividend[side];
    }
    duration_ = values.duration;
    slack_ = model_.exact ? values.error : 0;
    own_slack_ = model_.exact ? values.believed_error : 0;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!std::isfinite(fighting_[side]) || !std::isfinite(own_[side])) return false;
    }
    return true;
}

/// Is there a zone by the sides' own beliefs? \param hangs set where that hangs on the slack
bool DrawWorker::believe(bool& hangs) {
    if (std::equal(fighting_, fighting_ + 2, own_)) return answer_->zone;
    if (own_slack_ <= 0) return model_.compiled.has_zone(*work_, believed_);
    for (const double sign : {1.0, -1.0}) {
        shifted_ = believed_;
        for (double& value : shifted_) value += sign * own_slack_;
        const bool zone = model_.compiled.has_zone(*work_, shifted_);
        if (zone == (sign > 0)) return zone;  // even with the dearer, or not even with the cheaper
    }
    hangs = true;
    return false;
}

bool DrawWorker::settle_with(std::span<const double> numbers, war::Read from) {
    slack_ = own_slack_ = 0;
    if (conflict_.war && !value_war(from)) return false;
    for (std::size_t p = 0; p < reserves_.size(); ++p) {
        const NoDeal& no_deal = model_.no_deal[p];
        switch (no_deal.from) {
            case NoDeal::From::none:
                continue;
            case NoDeal::From::stated:
                reserves_[p] = believed_[p] = no_deal.stated;
                break;
            case NoDeal::From::drawn:
                reserves_[p] = believed_[p] = numbers[no_deal.number];
                break;
            case NoDeal::From::war:
                reserves_[p] = steady(fighting_[no_deal.side] - dividend_[no_deal.side]);
                believed_[p] = steady(own_[no_deal.side] - dividend_[no_deal.side]);
                break;
        }
    }
    model_.compiled.set_reserves(*work_, reserves_);
    answer_ = &model_.compiled.settle(*work_, slack_);
    return true;
}

bool DrawWorker::settle(std::span<const double> numbers) {
    model_.compiled.set(*work_, numbers);
    if (conflict_.war) set_war(numbers);
    if (!settle_with(numbers, war::Read::all)) return false;
    const bool deals = answer_->fragile;
    if (deals && !settle_with(numbers, war::Read::beliefs)) return false;
    bool zone = false;
    if (model_.believed) believed_zone_ = believe(zone);
    if (zone) {
        if (!settle_with(numbers, deals ? war::Read::duration : war::Read::analyst)) return false;
        believed_zone_ = believe(zone);
    }
    worked_out_ += deals || zone ? 1 : 0;
    return true;
}

void DrawWorker::fill_metrics(robust::Drawn& into) {
    const double none = std::nan("");
    std::size_t m = 0;
    into.metrics[m++] = answer_->margin;
    if (model_.compiled.enumerated()) into.metrics[m++] = answer_->outcomes;
    if (conflict_.war) {
        for (const double value : fighting_) into.metrics[m++] = value;
        for (const double value : own_) into.metrics[m++] = value;
        into.metrics[m++] = std::isfinite(duration_) ? duration_ : none;
    }
    for (std::size_t p = 0; p < reserves_.size(); ++p) {
        const bool counts = answer_->zone && !std::isnan(reserves_[p]);
        into.metrics[m++] =
            counts ? model_.compiled.utility(*work_, p, answer_->solution[0]) - reserves_[p] : none;
    }
}

void DrawWorker::fill_deals(robust::Drawn& into) {
    into.acceptable = 0;
    const bool numbered = model_.compiled.enumerated();
    thread_local std::vector<std::uint32_t> options;
    for (std::size_t d = 0; d < model_.deals.size(); ++d) {
        double gain = 0;
        bool accepted = false;
        if (numbered) {
            gain = model_.compiled.least_gain(*work_, model_.deal_number[d]);
            accepted = model_.compiled.acceptable(*work_, model_.deal_number[d]);
        } else {
            options.clear();
            for (const OptionId option : model_.deals[d].options) options.push_back(option.value);
            gain = model_.compiled.least_gain(*work_, options);
            accepted = model_.compiled.acceptable(*work_, options);
        }
        if (accepted) into.acceptable |= std::uint64_t{1} << d;
        into.regret[d] = std::max(0.0, answer_->margin - gain);
    }
}

void DrawWorker::fill_solutions(robust::Drawn& into) {
    const std::size_t issues = model_.conflict.space.issues.size();
    for (std::size_t s = 0; s < settle::kQuickNames.size(); ++s) {
        into.solved[s] = answer_->zone ? 1 : 0;
        into.chosen[s] = -1;
        if (!answer_->zone) continue;
        const std::vector<std::uint32_t>& options = answer_->solution[s];
        std::copy(options.begin(), options.end(),
                  into.options.begin() + static_cast<std::ptrdiff_t>(s * issues));
        for (std::size_t d = 0; d < model_.deals.size() && into.chosen[s] < 0; ++d) {
            const bool same = std::equal(options.begin(), options.end(), model_.deals[d].options.begin(),
                                         [](std::uint32_t a, OptionId b) { return a == b.value; });
            if (same) into.chosen[s] = static_cast<int>(d);
        }
    }
}

void DrawWorker::draw(std::span<const double> numbers, robust::Drawn& into) {
    into.sound = settle(numbers);
    if (!into.sound) return;
    into.events[0] = answer_->zone ? 1 : 0;
    if (model_.believed) into.events[1] = believed_zone_ ? 1 : 0;
    fill_metrics(into);
    fill_deals(into);
    fill_solutions(into);
}

}  // namespace entente::assess
