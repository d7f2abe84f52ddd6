// The HTTP side: who may ask for what.
#include "entente/studio/studio.hpp"

// Debian's library is compiled with these; the layout of its classes depends on them.
#define CPPHTTPLIB_OPENSSL_SUPPORT
#define CPPHTTPLIB_ZLIB_SUPPORT
#define CPPHTTPLIB_BROTLI_SUPPORT
#include <httplib.h>

#include <array>
#include <memory>
#include <random>
#include <utility>

#include "studio/desk.hpp"

namespace entente::studio {
namespace {

constexpr int kThreads = 16;  // one computes at a time; the others wait or refuse

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
constexpr std::array<Path, 5> kPaths = {{{"GET", "/"},
                                         {"GET", "/api/progress"},
                                         {"POST", "/api/compute"},
                                         {"POST", "/api/copy"},
                                         {"POST", "/api/stop"}}};

/// Sends as it is. Given a plain text, the library would press it with Brotli at its slowest setting for
/// every browser, which takes longer than computing it, and gains nothing on a machine that talks to
/// itself.
void send(httplib::Response& response, int status, std::string text, const char* type) {
    response.status = status;
    const auto held = std::make_shared<const std::string>(std::move(text));
    response.set_content_provider(held->size(), type,
                                  [held](std::size_t from, std::size_t length, httplib::DataSink& sink) {
                                      return sink.write(held->data() + from, length);
                                  });
}

void refuse(httplib::Response& response, int status, const char* why) {
    response.status = status;
    response.set_content(std::string(why) + "\n", "text/plain; charset=utf-8");
}

}  // namespace

struct Studio::Inside {
    Inside(app::Input input, const StudioOptions& options, const RunOptions& run)
        : desk(std::move(input), run), token(random_token()) {
        server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        server.set_payload_max_length(options.body_limit);
        server.set_read_timeout(5);
        server.set_write_timeout(10);
        server.set_keep_alive_max_count(1000);
        server.set_keep_alive_timeout(5);
        server.set_tcp_nodelay(true);
        // One studio, one port: no other program of this user may take a share of it.
        server.set_socket_options([](socket_t) {});
        server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                    {"Referrer-Policy", "no-referrer"},
                                    {"Cache-Control", "no-store"},
                                    {"Cross-Origin-Resource-Policy", "same-origin"},
                                    {"Content-Security-Policy", "frame-ancestors 'none'"}});
        server.set_pre_routing_handler(
            [this](const httplib::Request& request, httplib::Response& response) {
                // A body must be read before it is refused, or it would be taken for the next request:
                // requests that carry one are judged by their handler, unknown ones find none.
                if (request.method != "GET" && request.method != "HEAD")
                    return httplib::Server::HandlerResponse::Unhandled;
                return admit(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                                : httplib::Server::HandlerResponse::Handled;
            });
        server.set_exception_handler(
            [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
                refuse(response, 500, "this is a bug of ours");
            });
        answer();
        port = options.port == 0                                ? server.bind_to_any_port("127.0.0.1")
               : server.bind_to_port("127.0.0.1", options.port) ? options.port
                                                                : -1;
        if (port <= 0) {
            throw InputError(Diagnostic{.code = "E0702",
                                        .message = "the studio cannot listen on port " +
                                                   std::to_string(options.port) + " of this machine",
                                        .hint = "leave --port out to take any free one"});
        }
    }

    /// A page of another origin that finds our port (DNS rebinding, a form, a script) names another host or
    /// lacks the token.
    bool admit(const httplib::Request& request, httplib::Response& response) const {
        const std::string host = request.get_header_value("Host");
        const std::string at = ":" + std::to_string(port);
        if (host != "127.0.0.1" + at && host != "localhost" + at)
            return refuse(response, 403, "foreign host"), false;
        if (request.has_header("Origin")) {
            const std::string origin = request.get_header_value("Origin");
            if (origin != "http://" + host) return refuse(response, 403, "foreign origin"), false;
        }
        const bool page = request.path == "/";
        const std::string given =
            page ? request.get_param_value("token") : request.get_header_value("X-Entente-Token");
        if (!equal(given, token))
            return refuse(response, 401, "open the address that `entente studio` printed"), false;
        for (const Path& path : kPaths) {
            if (request.path == path.path && request.method == path.method) return true;
        }
        return refuse(response, 404, "there is nothing here"), false;
    }

    void answer() {
        const auto reply = [](httplib::Response& response, Reply given) {
            send(response, given.status, std::move(given.json), "application/json");
        };
        server.Get("/", [this](const httplib::Request&, httplib::Response& response) {
            send(response, 200, desk.page(), "text/html; charset=utf-8");
        });
        server.Get("/api/progress", [this, reply](const httplib::Request&, httplib::Response& response) {
            reply(response, desk.progress());
        });
        server.Post("/api/compute",
                    [this, reply](const httplib::Request& request, httplib::Response& response) {
                        if (admit(request, response)) reply(response, desk.compute(request.body));
                    });
        server.Post("/api/copy",
                    [this, reply](const httplib::Request& request, httplib::Response& response) {
                        if (admit(request, response)) reply(response, desk.copy(request.body));
                    });
        server.Post("/api/stop",
                    [this, reply](const httplib::Request& request, httplib::Response& response) {
                        if (!admit(request, response)) return;
                        desk.stop();
                        reply(response, {200, "{}"});
                    });
    }

    Desk desk;
    std::string token;
    httplib::Server server;
    int port = 0;
};

Studio::Studio(app::Input input, const StudioOptions& options, const RunOptions& run)
    : inside_(std::make_unique<Inside>(std::move(input), options, run)) {}
Studio::~Studio() = default;

int Studio::port() const { return inside_->port; }
const std::string& Studio::token() const { return inside_->token; }

std::string Studio::url() const {
    return "http://127.0.0.1:" + std::to_string(inside_->port) + "/?token=" + inside_->token;
}

void Studio::prepare(const RunOptions& run) { inside_->desk.prepare(run); }

void Studio::serve(std::stop_token stop) {
    const std::stop_callback on_stop(stop, [this] {
        inside_->desk.stop();
        inside_->server.stop();
    });
    inside_->server.listen_after_bind();
}

}  // namespace entente::studio
