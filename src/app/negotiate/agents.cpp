#include "app/negotiate/agents.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "entente/model/exact.hpp"

namespace entente::app {
namespace {

using Json = nlohmann::ordered_json;
using negotiate::BrokenRules;
using negotiate::Invitation;
using negotiate::kNoOffer;
using negotiate::Moment;
using negotiate::Offer;
using negotiate::Seat;
using negotiate::Tactic;

std::string bytes_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json outcome_json(const Case& conflict, const Outcome& outcome) {
    Json object = Json::object();
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        object[issue.id] = issue.options[outcome.options[i].index()].label;
    }
    return object;
}

Json conditions_json(const Case& conflict, const Conjunction& all) {
    Json object = Json::object();
    for (const Condition& condition : all) {
        const Issue& issue = conflict.space.issues[condition.issue.index()];
        Json labels = Json::array();
        for (std::size_t o = 0; o < issue.options.size(); ++o) {
            if (condition.holds(OptionId(o))) labels.push_back(issue.options[o].label);
        }
        object[issue.id] = std::move(labels);
    }
    return object;
}

/// Reads {"issue": "label"}. \return nothing, and says why, where it is no outcome of the case
std::optional<Outcome> read_outcome(const Case& conflict, const Json& json, std::string& why) {
    Outcome outcome;
    if (!json.is_object()) {
        why = "an outcome is an object {\"issue\": \"option\"}";
        return std::nullopt;
    }
    for (const Issue& issue : conflict.space.issues) {
        const auto found = json.find(issue.id);
        if (found == json.end()) {
            why = "its offer leaves out '" + issue.id + "'";
            return std::nullopt;
        }
        const std::string label = found->is_string() ? found->get<std::string>() : bytes_of(*found);
        std::size_t option = 0;
        while (option < issue.options.size() && issue.options[option].label != label) ++option;
        if (option == issue.options.size()) {
            why = "'" + issue.id + "' has no option '" + label.substr(0, 60) + "'";
            return std::nullopt;
        }
        outcome.options.emplace_back(option);
    }
    return outcome;
}

/// What a process answers to its turn.
struct Answer {
    enum class Kind { offer, accept, leave } kind = Kind::leave;
    Json outcome;  ///< of an offer
};

/// Who hears lines and answers with one where one is asked for.
class Peer {
public:
    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    virtual ~Peer() = default;
    virtual void write(const std::string& line) = 0;
    [[nodiscard]] virtual std::string read_line() = 0;
};

class Process final : public Peer {
public:
    explicit Process(const AgentSpec& spec) : child_(io::command_words(spec.command), spec.limits) {}
    void write(const std::string& line) override { child_.write(line + "\n"); }
    std::string read_line() override { return child_.read_line(); }

private:
    io::Child child_;
};

/// Code of the program that called us.
class Caller final : public Peer {
public:
    explicit Caller(AgentWords words) : words_(std::move(words)) {}
    void write(const std::string& line) override { answer_ = words_(line); }
    std::string read_line() override { return std::exchange(answer_, {}); }

private:
    AgentWords words_;
    std::string answer_;
};

/// How an agent is spoken to. Errors are io::BadChild or plain words thrown as std::runtime_error.
class Line {
public:
    explicit Line(const Invitation& to) : case_(to.conflict), party_(to.party) {}
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    virtual ~Line() = default;
    virtual void start(const Invitation& to) = 0;
    virtual void told(const Moment& now, std::size_t from, const Outcome& offer, double own) = 0;
    /// Its own offer was put on the table.
    virtual void put(const Outcome&) {}
    [[nodiscard]] virtual Answer turn(const Moment& now, const std::optional<Outcome>& standing) = 0;
    /// Does it take this one? Asked where offers are made all at once.
    [[nodiscard]] virtual bool takes(const Moment& now, const Outcome& offer) = 0;
    /// May the draft replace the text?
    [[nodiscard]] virtual std::optional<bool> votes(const Moment& now, const Outcome& draft,
                                                    const Outcome& text) = 0;
    virtual void finish() = 0;

protected:
    static Json parsed(const std::string& text) {
        Json json = Json::parse(text, nullptr, false);
        if (!json.is_object()) throw std::runtime_error("its answer is no JSON object");
        return json;
    }
    [[nodiscard]] const std::string& id() const { return case_.parties[party_.index()].id; }

    const Case& case_;  // NOLINT
    PartyId party_;     // NOLINT
};

/// One JSON object a line, docs/methods/negotiate.md.
class JsonLines final : public Line {
public:
    JsonLines(std::unique_ptr<Peer> peer, const Invitation& to) : Line(to), peer_(std::move(peer)) {}

    void start(const Invitation& to) override {
        const Party& me = case_.parties[party_.index()];
        Json parties = Json::array();
        for (const Party& each : case_.parties) parties.push_back(each.id);
        Json issues = Json::array();
        const ExactUtility exact = exact_utilities(case_)[party_.index()];
        for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
            const Issue& issue = case_.space.issues[i];
            Json options = Json::array();
            Json points = Json::array();
            for (std::size_t o = 0; o < issue.options.size(); ++o) {
                options.push_back(issue.options[o].label);
                points.push_back(exact.points(exact.contribution[i][o]));
            }
            issues.push_back(
                {{"id", issue.id}, {"ask", issue.ask}, {"options", options}, {"points", points}});
        }
        Json bonuses = Json::array();
        for (const ExactTerm& term : exact.terms)
            bonuses.push_back(
                {{"when", conditions_json(case_, term.when)}, {"add", exact.points(term.units)}});
        Json rules = Json::array();
        for (const Rule& rule : case_.space.rules) rules.push_back(conditions_json(case_, rule.never));
        say({{"type", "start"},
             {"schema", "entente-agent/1"},
             {"party", me.id},
             {"parties", parties},
             {"protocol", to.in_turn ? "alternating" : "other"},
             {"deadline", to.deadline},
             {"reservation", exact.has_reserve ? Json(exact.points(exact.reserve)) : Json(nullptr)},
             {"best", to.seat.best()},
             {"cap", exact.has_cap ? Json(exact.points(exact.cap)) : Json(nullptr)},
             {"issues", issues},
             {"bonuses", bonuses},
             {"never", rules}});
    }
    void told(const Moment& now, std::size_t from, const Outcome& offer, double own) override {
        say({{"type", "offer"},
             {"round", now.round},
             {"time", now.time},
             {"from", case_.parties[from].id},
             {"outcome", outcome_json(case_, offer)},
             {"utility", own}});
    }
    Answer turn(const Moment& now, const std::optional<Outcome>& standing) override {
        say({{"type", "turn"},
             {"round", now.round},
             {"time", now.time},
             {"standing", standing ? outcome_json(case_, *standing) : Json(nullptr)}});
        const Json answer = parsed(peer_->read_line());
        const std::string type = answer.value("type", "");
        if (type == "offer") return {Answer::Kind::offer, answer.value("outcome", Json())};
        if (type == "accept") return {Answer::Kind::accept, {}};
        if (type == "leave") return {Answer::Kind::leave, {}};
        throw std::runtime_error("an answer to a turn is of type offer, accept or leave");
    }
    bool takes(const Moment& now, const Outcome& offer) override {
        say({{"type", "answer"}, {"round", now.round}, {"outcome", outcome_json(case_, offer)}});
        return yes(parsed(peer_->read_line()));
    }
    std::optional<bool> votes(const Moment& now, const Outcome& draft, const Outcome& text) override {
        say({{"type", "vote"},
             {"round", now.round},
             {"draft", outcome_json(case_, draft)},
             {"text", outcome_json(case_, text)}});
        return yes(parsed(peer_->read_line()));
    }
    void finish() override { say({{"type", "end"}}); }

private:
    void say(const Json& json) { peer_->write(bytes_of(json)); }
    static bool yes(const Json& answer) {
        const auto found = answer.find("yes");
        if (found == answer.end() || !found->is_boolean())
            throw std::runtime_error("an answer to a vote is {\"yes\": true} or {\"yes\": false}");
        return found->get<bool>();
    }

    std::unique_ptr<Peer> peer_;
};

/// GeniusWeb parties over standard input and output: four bytes of length, little end first, then JSON.
/// Their profile is a file that lives as long as the negotiation.
class GeniusWeb final : public Line {
public:
    GeniusWeb(const AgentSpec& spec, const Invitation& to)
        : Line(to), child_(io::command_words(spec.command), spec.limits) {}
    ~GeniusWeb() override {
        if (!profile_.empty()) (void)unlink(profile_.c_str());
    }

    void start(const Invitation& to) override {
        write_profile(to);
        say({{"Settings",
              {{"id", id()},
               {"profile", "file:" + profile_},
               {"protocol", "SAOP"},
               {"progress",
                {{"ProgressRounds",
                  {{"totalRounds", to.deadline}, {"currentRound", 0}, {"terminationTime", kFarAway}}}}},
               {"parameters", Json::object()}}}});
    }
    void told(const Moment&, std::size_t from, const Outcome& offer, double) override {
        say({{"ActionDone",
              {{"action", {{"Offer", {{"actor", case_.parties[from].id}, {"bid", bid(offer)}}}}}}}});
    }
    void put(const Outcome& offer) override { told({}, party_.index(), offer, 0); }
    Answer turn(const Moment&, const std::optional<Outcome>&) override {
        say({{"YourTurn", Json::object()}});
        const Json answer = parsed(read());
        if (const auto offer = answer.find("Offer"); offer != answer.end() && offer->is_object()) {
            const Json bid = offer->value("bid", Json::object());
            return {Answer::Kind::offer, bid.is_object() ? bid.value("issuevalues", Json()) : Json()};
        }
        if (answer.contains("Accept")) return {Answer::Kind::accept, {}};
        if (answer.contains("EndNegotiation")) return {Answer::Kind::leave, {}};
        throw std::runtime_error("an action is Offer, Accept or EndNegotiation");
    }
    bool takes(const Moment&, const Outcome&) override {
        throw std::runtime_error("GeniusWeb parties take turns: use the alternating protocol");
    }
    std::optional<bool> votes(const Moment&, const Outcome&, const Outcome&) override {
        throw std::runtime_error("GeniusWeb parties take turns: use the alternating protocol");
    }
    void finish() override { say({{"Finished", {{"agreements", Json::object()}}}}); }

private:
    static constexpr std::int64_t kFarAway = 4'102'444'800'000;  // milliseconds: the year 2100

    [[nodiscard]] Json bid(const Outcome& outcome) const {
        return {{"issuevalues", outcome_json(case_, outcome)}};
    }
    void say(const Json& json) {
        const std::string text = bytes_of(json);
        std::string frame;
        for (unsigned shift = 0; shift < 32; shift += 8)
            frame += static_cast<char>(text.size() >> shift & 0xFF);
        child_.write(frame + text);
    }
    std::string read() {
        const std::string head = child_.read_bytes(4);
        std::size_t size = 0;
        for (unsigned k = 4; k-- > 0;) size = size << 8 | static_cast<unsigned char>(head[k]);
        return child_.read_bytes(size);
    }

    /// Weighted sums of values from 0 to 1, as GeniusWeb has them. \throws where bonuses stand in the way
    void write_profile(const Invitation& to) {
        const ExactUtility exact = exact_utilities(case_)[party_.index()];
        if (!exact.terms.empty() || !case_.space.rules.empty())
            throw std::runtime_error("GeniusWeb profiles know neither bonuses nor rules");
        Json utilities = Json::object();
        Json weights = Json::object();
        Json domain = Json::object();
        double ranges = 0;
        std::vector<double> low, range;
        for (const auto& row : exact.contribution) {
            const auto [least, most] = std::minmax_element(row.begin(), row.end());
            low.push_back(exact.points(*least));
            range.push_back(exact.points(*most) - low.back());
            ranges += range.back();
        }
        for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
            const Issue& issue = case_.space.issues[i];
            Json values = Json::object();
            Json labels = Json::array();
            for (std::size_t o = 0; o < issue.options.size(); ++o) {
                const double points = exact.points(exact.contribution[i][o]);
                values[issue.options[o].label] = range[i] > 0 ? (points - low[i]) / range[i] : 0.0;
                labels.push_back(issue.options[o].label);
            }
            utilities[issue.id] = {{"DiscreteValueSetUtilities", {{"valueUtilities", values}}}};
            weights[issue.id] = ranges > 0 ? range[i] / ranges : 1.0 / static_cast<double>(range.size());
            domain[issue.id] = {{"values", labels}};
        }
        (void)to;
        const Json profile = {{"LinearAdditiveUtilitySpace",
                               {{"name", id()},
                                {"issueUtilities", utilities},
                                {"issueWeights", weights},
                                {"domain", {{"name", "talks"}, {"issuesValues", domain}}}}}};
        std::string name = "/tmp/entente-profile-XXXXXX";
        const int file = mkstemp(name.data());
        if (file < 0) throw std::runtime_error("no profile could be written for it");
        profile_ = name;
        close(file);
        std::ofstream(profile_) << bytes_of(profile);
    }

    io::Child child_;
    std::string profile_;
};

/// A process at the table.
class Outside final : public Tactic {
public:
    Outside(const Invitation& to, std::unique_ptr<Line> line)
        : Tactic(to.seat), to_(to), line_(std::move(line)) {}
    ~Outside() override {
        try {
            if (started_) line_->finish();
        } catch (const std::exception&) {  // NOLINT: it may have ended; nobody needs its answer
        }
    }

    Offer plan(const Moment& now) override {
        return guarded(now, [&]() -> Offer {
            std::optional<Outcome> standing;
            if (heard_ != kNoOffer) standing = seat_.outcome(heard_);
            const Answer answer = line_->turn(now, standing);
            accepts_ = answer.kind == Answer::Kind::accept;
            if (answer.kind == Answer::Kind::leave) return kNoOffer;
            if (accepts_) {
                if (heard_ == kNoOffer || !to_.in_turn)
                    throw std::runtime_error("it accepts, and no offer stands");
                return heard_;
            }
            std::string why;
            const auto outcome = read_outcome(to_.conflict, answer.outcome, why);
            if (!outcome) throw std::runtime_error(why);
            const auto offer = seat_.offer(*outcome);
            if (!offer) throw std::runtime_error("its offer is a combination that cannot be");
            return *offer;
        });
    }
    bool accepts(const Moment& now, Offer standing, Offer) override {
        if (to_.in_turn) return accepts_;
        return guarded(now, [&] { return line_->takes(now, seat_.outcome(standing)); });
    }
    bool votes_for(const Moment& now, Offer draft, Offer text) override {
        return guarded(now, [&] {
            return line_->votes(now, seat_.outcome(draft), seat_.outcome(text)).value_or(false);
        });
    }
    void said(const Moment& now, Offer offer) override {
        guarded(now, [&] { line_->put(seat_.outcome(offer)); });
    }
    void heard(const Moment& now, std::size_t from, Offer offer) override {
        heard_ = offer;
        guarded(now, [&] { line_->told(now, from, seat_.outcome(offer), seat_.utility(offer)); });
    }

private:
    /// Starts the talk with the process when it is first needed, and turns what it does wrong into one kind
    /// of error.
    template <class Do>
    auto guarded(const Moment& now, Do&& act) -> decltype(act()) {
        try {
            if (!std::exchange(started_, true)) line_->start(to_);
            return act();
        } catch (const std::runtime_error& error) {
            throw BrokenRules(to_.party.index(), now.round, error.what());
        } catch (const Json::exception& error) {
            throw BrokenRules(to_.party.index(), now.round, error.what());
        }
    }

    Invitation to_;
    std::unique_ptr<Line> line_;
    bool started_ = false;
    Offer heard_ = kNoOffer;
    bool accepts_ = false;
};

}  // namespace

negotiate::MakeTactic outside_agent(const AgentSpec& spec) {
    return [spec](const Invitation& to) -> std::unique_ptr<Tactic> {
        try {
            std::unique_ptr<Line> line;
            if (spec.framing == Framing::lines) {
                line = std::make_unique<JsonLines>(std::make_unique<Process>(spec), to);
            } else {
                line = std::make_unique<GeniusWeb>(spec, to);
            }
            return std::make_unique<Outside>(to, std::move(line));
        } catch (const io::NoChild& error) {
            throw InputError(Diagnostic{.severity = Severity::error,
                                        .code = "E1707",
                                        .message = "the agent of " +
                                                   to.conflict.parties[to.party.index()].id +
                                                   " cannot be started: " + error.what(),
                                        .where = {},
                                        .hint = "give the command as in a terminal; no shell is used",
                                        .address = {}});
        }
    };
}

negotiate::MakeTactic agent_within(const AgentWithin& agent) {
    return [make = agent.make](const Invitation& to) -> std::unique_ptr<Tactic> {
        return std::make_unique<Outside>(to,
                                         std::make_unique<JsonLines>(std::make_unique<Caller>(make()), to));
    };
}

}  // namespace entente::app
