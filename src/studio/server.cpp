#include "studio/server.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <list>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace entente::studio {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWorkers = 4;
constexpr std::size_t kMostDrained = 4u << 20;  // bytes of a refused body that are thrown away
constexpr std::chrono::milliseconds kDrainTime{1'000};

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

enum class Doing { reading_head, reading_body, working, answering, draining };

struct Connection {
    Descriptor socket;
    std::uint64_t number = 0;
    Doing doing = Doing::reading_head;
    Clock::time_point until{};  ///< by then it must be done with what it does
    bool admitted = false;      ///< has shown the token
    bool keep_alive = false;
    bool closed = false;
    std::string in;
    std::string out;
    std::size_t sent = 0;
    std::size_t drained = 0;
    Head head;
};

struct Job {
    std::uint64_t connection = 0;
    Head head;
    std::string body;
};

struct Done {
    std::uint64_t connection = 0;
    Answer answer;
};

Answer answer_safely(const Service& service, const Head& head, const std::string& body) {
    try {
        return service.answer(head, body);
    } catch (...) {
        return {.status = 500, .body = "this is a bug of ours\n"};
    }
}

}  // namespace

struct Server::Inside {
    Inside(int wanted, const Limits& given, Service what) : limits(given), service(std::move(what)) {
        listener = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        wake = Descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
        if (listener.get() < 0 || wake.get() < 0) fail("socket");
        // A port that is just free again can be had at once; never one that another program listens on.
        const int yes = 1;
        ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(wanted));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size) != 0) fail("bind");
        if (::listen(listener.get(), SOMAXCONN) != 0) fail("listen");
        if (::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) fail("bind");
        port = ntohs(address.sin_port);
    }

    void serve(const std::stop_token& stop);
    void wait();
    void accept_all();
    void make_room();
    void read(Connection& one);
    void advance(Connection& one);
    void begin_request(Connection& one, HeadReading reading);
    void answer(Connection& one, const Answer& what);
    void write(Connection& one);
    void after_answer(Connection& one);
    void expire(Clock::time_point now);
    void deliver_done();
    void work();
    void rouse() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wake.get(), &one, sizeof one);
    }
    void renew(Connection& one, Doing doing, std::chrono::milliseconds time) const {
        one.doing = doing;
        one.until = Clock::now() + time;
    }

    Limits limits;
    Service service;
    Descriptor listener;
    Descriptor wake;
    int port = 0;
    std::list<Connection> connections;  ///< oldest first
    std::uint64_t last_number = 0;

    std::mutex mutex;  ///< of what the workers share
    std::condition_variable some_work;
    std::deque<Job> jobs;
    std::vector<Done> done;
    bool ending = false;
};

void Server::Inside::serve(const std::stop_token& stop) {
    const std::stop_callback on_stop(stop, [this] { rouse(); });
    std::vector<std::jthread> workers;
    const struct SendHome {  // before the workers are waited for, however this ends
        Inside& house;
        ~SendHome() {
            house.connections.clear();
            const std::scoped_lock lock(house.mutex);
            house.jobs.clear();
            house.ending = true;
            house.some_work.notify_all();
        }
    } send_home{*this};
    for (int k = 0; k < kWorkers; ++k) workers.emplace_back([this] { work(); });
    while (!stop.stop_requested()) wait();
}

void Server::Inside::work() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex);
            some_work.wait(lock, [this] { return ending || !jobs.empty(); });
            if (ending) return;
            job = std::move(jobs.front());
            jobs.pop_front();
        }
        Answer answer = answer_safely(service, job.head, job.body);
        const std::scoped_lock lock(mutex);
        done.push_back({job.connection, std::move(answer)});
        rouse();
    }
}

/// One turn: waits for bytes, room, connections, answers or the next time limit.
void Server::Inside::wait() {
    std::vector<pollfd> watched;
    watched.push_back({listener.get(), POLLIN, 0});
    watched.push_back({wake.get(), POLLIN, 0});
    const auto now = Clock::now();
    auto next = now + std::chrono::hours(1);
    std::vector<Connection*> order;
    for (Connection& one : connections) {
        const short events = one.doing == Doing::answering ? POLLOUT
                             : one.doing == Doing::working ? 0
                                                           : POLLIN;
        watched.push_back({one.socket.get(), events, 0});
        order.push_back(&one);
        if (one.doing != Doing::working) next = std::min(next, one.until);
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next - now).count();
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(std::max<long>(0, left) + 1));
    if (ready > 0) {
        for (std::size_t i = 0; i < order.size(); ++i) {
            const short seen = watched[i + 2].revents;
            Connection& one = *order[i];
            if (seen == 0 || one.closed) continue;
            if (one.doing == Doing::answering)
                write(one);
            else if (one.doing == Doing::working)
                one.closed = (seen & (POLLERR | POLLHUP)) != 0;
            else
                read(one);
        }
        if (watched[1].revents != 0) deliver_done();
        if (watched[0].revents != 0) accept_all();
    }
    expire(Clock::now());
    connections.remove_if([](const Connection& one) { return one.closed; });
}

/// The oldest stranger goes, so that the owner always finds a place; where all are admitted, the oldest
/// that is idle.
void Server::Inside::make_room() {
    const auto open = [](const Connection& one) { return !one.closed; };
    const auto goes = [&](auto&& which) {
        const auto found = std::find_if(connections.begin(), connections.end(),
                                        [&](const Connection& one) { return open(one) && which(one); });
        if (found == connections.end()) return false;
        connections.erase(found);
        return true;
    };
    if (goes([](const Connection& one) { return !one.admitted; })) return;
    if (goes([](const Connection& one) { return one.doing == Doing::reading_head; })) return;
    goes([](const Connection&) { return true; });
}

void Server::Inside::accept_all() {
    // As many as are taken in one turn; the rest waits its turn, so that nobody is starved by a crowd.
    for (int count = 0; count < 64; ++count) {
        Descriptor socket(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.get() < 0) {
            if ((errno == EMFILE || errno == ENFILE || errno == ENOMEM) && !connections.empty())
                make_room();
            return;
        }
        const int yes = 1;
        ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (connections.size() >= limits.connections) make_room();
        Connection one;
        one.socket = std::move(socket);
        one.number = ++last_number;
        renew(one, Doing::reading_head, limits.head_time);
        connections.push_back(std::move(one));
        read(connections.back());  // most have sent their request already
    }
}

void Server::Inside::read(Connection& one) {
    char buffer[65'536];
    const ssize_t got = ::recv(one.socket.get(), buffer, sizeof buffer, 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return;
    if (got <= 0) {
        one.closed = true;
        return;
    }
    if (one.doing == Doing::draining) {
        one.drained += static_cast<std::size_t>(got);
        one.closed = one.drained > kMostDrained;
        return;
    }
    one.in.append(buffer, static_cast<std::size_t>(got));
    advance(one);
}

/// Takes as much of what was read as makes a request.
void Server::Inside::advance(Connection& one) {
    if (one.doing == Doing::reading_head && !one.in.empty()) {
        HeadReading reading = read_head(one.in, limits.body);
        if (reading.refused != 0) {
            one.keep_alive = false;
            return answer(one, {.status = reading.refused, .body = std::string(reading.why) + "\n"});
        }
        if (reading.length == 0) return;
        begin_request(one, std::move(reading));
    }
    if (one.doing != Doing::reading_body || one.in.size() < one.head.body_length) return;
    std::string body = one.in.substr(0, one.head.body_length);
    one.in.erase(0, one.head.body_length);
    if (service.quick(one.head)) return answer(one, answer_safely(service, one.head, body));
    one.doing = Doing::working;
    const std::scoped_lock lock(mutex);
    jobs.push_back({one.number, one.head, std::move(body)});
    some_work.notify_one();
}

void Server::Inside::begin_request(Connection& one, HeadReading reading) {
    one.in.erase(0, reading.length);
    one.head = std::move(reading.head);
    one.keep_alive = one.head.keep_alive;
    if (const auto refused = service.refuse(one.head)) {
        one.keep_alive = false;
        return answer(one, *refused);
    }
    one.admitted = true;
    renew(one, Doing::reading_body, limits.body_time);
}

void Server::Inside::answer(Connection& one, const Answer& what) {
    one.out = head_of(what, one.keep_alive);
    if (one.head.method != "HEAD") one.out += what.body;
    one.sent = 0;
    renew(one, Doing::answering, limits.answer_time);
    write(one);
}

void Server::Inside::write(Connection& one) {
    while (one.sent < one.out.size()) {
        const ssize_t sent =
            ::send(one.socket.get(), one.out.data() + one.sent, one.out.size() - one.sent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (sent <= 0) {
            one.closed = true;
            return;
        }
        one.sent += static_cast<std::size_t>(sent);
        one.until = Clock::now() + limits.answer_time;
    }
    after_answer(one);
}

void Server::Inside::after_answer(Connection& one) {
    one.out = {};
    one.sent = 0;
    if (!one.keep_alive) {
        // Closing with bytes unread would reset the connection before the answer is seen.
        ::shutdown(one.socket.get(), SHUT_WR);
        one.in = {};
        return renew(one, Doing::draining, kDrainTime);
    }
    renew(one, Doing::reading_head, limits.idle_time);
    if (!one.in.empty()) one.until = Clock::now() + limits.head_time;
}

void Server::Inside::deliver_done() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(wake.get(), &count, sizeof count);
    std::vector<Done> ready;
    {
        const std::scoped_lock lock(mutex);
        ready.swap(done);
    }
    for (Done& each : ready) {
        const auto found = std::find_if(connections.begin(), connections.end(), [&](const Connection& one) {
            return one.number == each.connection && !one.closed;
        });
        if (found != connections.end()) answer(*found, each.answer);
    }
}

/// Closes what is late, and goes on with requests that were read behind the one just answered.
void Server::Inside::expire(Clock::time_point now) {
    for (Connection& one : connections) {
        if (one.closed || one.doing == Doing::working) continue;
        if (now >= one.until) one.closed = true;
        while (!one.closed && one.doing == Doing::reading_head && !one.in.empty()) {
            const std::size_t before = one.in.size();
            advance(one);
            if (one.in.size() == before) break;
        }
    }
}

Server::Server(int port, const Limits& limits, Service service)
    : inside_(std::make_unique<Inside>(port, limits, std::move(service))) {}
Server::~Server() = default;

int Server::port() const { return inside_->port; }

void Server::serve(const std::stop_token& stop) { inside_->serve(stop); }

}  // namespace entente::studio
