// The HTTP side: who may ask for what.
#include "entente/studio/studio.hpp"

#include <array>
#include <memory>
#include <optional>
#include <random>
#include <system_error>
#include <utility>

#include "studio/desk.hpp"
#include "studio/server.hpp"

namespace entente::studio {
namespace {

std::string random_token() {
    std::random_device device;
    std::string token;
    for (int i = 0; i < 8; ++i) {
        const unsigned bits = device();
        for (int shift = 0; shift < 32; shift += 8) {
            constexpr char kDigits[] = "0123456789abcdef";
            token += kDigits[bits >> shift & 15u];
            token += kDigits[bits >> (shift + 4) & 15u];
        }
    }
    return token;
}

/// Takes as long whatever the text is.
bool equal(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
    return difference == 0;
}

struct Path {
    const char* method;
    const char* path;
};
constexpr std::array<Path, 8> kPaths = {{{"GET", "/"},
                                         {"GET", "/api/progress"},
                                         {"POST", "/api/compute"},
                                         {"POST", "/api/copy"},
                                         {"POST", "/api/levers"},
                                         {"POST", "/api/map"},
                                         {"POST", "/api/play"},
                                         {"POST", "/api/stop"}}};

Answer refusal(int status, const char* why) { return {.status = status, .body = std::string(why) + "\n"}; }

Answer json_answer(Reply reply) { return {reply.status, "application/json", std::move(reply.json)}; }

}  // namespace

struct Studio::Inside {
    Inside(app::Input input, const StudioOptions& options, const RunOptions& run)
        : desk(std::move(input), run), token(random_token()) {
        Limits limits;
        limits.body = options.body_limit;
        Service service;
        service.refuse = [this](const Head& head) { return refuse(head); };
        // What waits for no work is answered even while the case is computed.
        service.quick = [](const Head& head) {
            return head.path == "/api/progress" || head.path == "/api/stop";
        };
        service.answer = [this](const Head& head, const std::string& body) { return answer(head, body); };
        try {
            server = std::make_unique<Server>(options.port, limits, std::move(service));
        } catch (const std::system_error& error) {
            throw InputError(Diagnostic{.code = "E0702",
                                        .message = "the studio cannot listen on port " +
                                                   std::to_string(options.port) +
                                                   " of this machine: " + error.code().message(),
                                        .hint = "leave --port out to take any free one"});
        }
    }

    /// A page of another origin that finds our port (DNS rebinding, a form, a script) names another host or
    /// lacks the token. \return what refuses it, or nothing
    std::optional<Answer> refuse(const Head& head) const {
        const std::string at = ":" + std::to_string(server->port());
        const std::string host = head.host.value_or("");
        if (host != "127.0.0.1" + at && host != "localhost" + at) return refusal(403, "foreign host");
        if (head.origin && *head.origin != "http://" + host) return refusal(403, "foreign origin");
        const bool page = head.path == "/";
        if (!equal(page ? head.parameter("token") : head.token, token))
            return refusal(401, "open the address that `entente studio` printed");
        for (const Path& path : kPaths) {
            if (head.path == path.path && head.method == path.method) return std::nullopt;
        }
        return refusal(404, "there is nothing here");
    }

    Answer answer(const Head& head, const std::string& body) {
        if (head.path == "/") return {200, "text/html; charset=utf-8", desk.page()};
        if (head.path == "/api/progress") return json_answer(desk.progress());
        if (head.path == "/api/compute") return json_answer(desk.compute(body));
        if (head.path == "/api/copy") return json_answer(desk.copy(body));
        if (head.path == "/api/levers") return json_answer(desk.ask(&Bench::levers, body));
        if (head.path == "/api/map") return json_answer(desk.ask(&Bench::map, body));
        if (head.path == "/api/play") return json_answer(desk.ask(&Bench::play, body));
        desk.stop();
        return json_answer({200, "{}"});
    }

    Desk desk;
    std::string token;
    std::unique_ptr<Server> server;
};

Studio::Studio(app::Input input, const StudioOptions& options, const RunOptions& run)
    : inside_(std::make_unique<Inside>(std::move(input), options, run)) {}
Studio::~Studio() = default;

int Studio::port() const { return inside_->server->port(); }
const std::string& Studio::token() const { return inside_->token; }

std::string Studio::url() const {
    return "http://127.0.0.1:" + std::to_string(port()) + "/?token=" + inside_->token;
}

void Studio::prepare(const RunOptions& run) { inside_->desk.prepare(run); }

void Studio::serve(std::stop_token stop) {
    const std::stop_callback on_stop(stop, [this] { inside_->desk.end(); });
    inside_->server->serve(stop);
}

}  // namespace entente::studio
