// A small HTTP server for one person at this machine: strangers cost it little and keep nobody out.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "studio/http.hpp"

namespace entente::studio {

struct Limits {
    std::size_t connections = 128;  ///< past it the oldest of those who have not shown the token is closed
    std::size_t body = 1u << 20;    ///< bytes; a longer request is refused by its head
    std::chrono::milliseconds head_time{3'000};     ///< from the first moment to the end of the headers
    std::chrono::milliseconds body_time{10'000};    ///< to the end of the body
    std::chrono::milliseconds idle_time{60'000};    ///< between requests of who has shown the token
    std::chrono::milliseconds answer_time{20'000};  ///< without the reader taking a byte
};

/// Who may ask and what is answered.
struct Service {
    /// Judges by the line and the headers, before any body is read. \return what refuses it, or nothing
    std::function<std::optional<Answer>(const Head&)> refuse;
    /// Is it answered at once, on the thread that serves everybody?
    std::function<bool(const Head&)> quick;
    /// Runs on threads of its own unless quick.
    std::function<Answer(const Head&, const std::string& body)> answer;
};

/// One thread waits for all connections; a connection that says nothing, or says it slowly, costs a
/// descriptor and at most kMaxHead bytes. Only who is admitted by `Service::refuse` may send a body, keep
/// its connection, or make work.
class Server {
public:
    /// Listens on 127.0.0.1. \param port 0: any free one \throws std::system_error where it cannot be had
    Server(int port, const Limits& limits, Service service);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] int port() const;

    /// Until `stop` is asked for; connections are then closed as they are. Work that runs is waited for.
    void serve(const std::stop_token& stop);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entente::studio
