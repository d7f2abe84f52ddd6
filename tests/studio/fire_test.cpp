// The studio under fire: strangers on the same machine, clients that are slow or lie, and its owner among
// them.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "entente/studio/studio.hpp"
#include "report/report_cases.hpp"
#include "studio/http.hpp"

namespace entente {
namespace {

using namespace tests;
using Clock = std::chrono::steady_clock;

/// A connection by hand.
class Wire {
public:
    explicit Wire(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    Wire(Wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)), open_(other.open_) {}
    ~Wire() {
        if (socket_ >= 0) ::close(socket_);
    }

    [[nodiscard]] bool open() const { return open_; }
    void send(std::string_view bytes) const {
        (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// What comes until `enough` is there, the other end closes, or the time is over.
    std::string receive(const std::string& enough = "", int seconds = 20) const {
        std::string got;
        const auto end = Clock::now() + std::chrono::seconds(seconds);
        while (Clock::now() < end && (enough.empty() || got.find(enough) == std::string::npos)) {
            pollfd watched{socket_, POLLIN, 0};
            if (::poll(&watched, 1, 100) <= 0) continue;
            char buffer[4096];
            const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count <= 0) break;
            got.append(buffer, static_cast<std::size_t>(count));
        }
        return got;
    }
    [[nodiscard]] int status() const {
        const std::string answer = receive("\r\n\r\n");
        return answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
    }

private:
    int socket_;
    bool open_ = false;
};

/// A line of /proc/self/status in megabytes.
double megabytes(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::stod(line.substr(name.size() + 1)) / 1024;
    }
    return 0;
}

class UnderFire : public testing::Test {
protected:
    UnderFire()
        : studio_(app::load_text(kRiver, "river.toml")),
          server_([this](const std::stop_token& stop) { studio_.serve(stop); }) {}

    [[nodiscard]] std::string host() const {
        return "Host: 127.0.0.1:" + std::to_string(studio_.port()) + "\r\n";
    }
    [[nodiscard]] std::string token() const { return "X-Entente-Token: " + studio_.token() + "\r\n"; }
    [[nodiscard]] std::string get(const std::string& path, const std::string& more = "") const {
        return "GET " + path + " HTTP/1.1\r\n" + host() + token() + more + "\r\n";
    }
    [[nodiscard]] std::string post(const std::string& path, const std::string& body,
                                   const std::string& more = "") const {
        return "POST " + path + " HTTP/1.1\r\n" + host() + token() + more +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    [[nodiscard]] Wire wire() const { return Wire(studio_.port()); }
    [[nodiscard]] int status_of(const std::string& request) const {
        const Wire one = wire();
        one.send(request);
        return one.status();
    }
    /// Seconds until the owner has an answer.
    [[nodiscard]] double owner_waits() const {
        const auto begun = Clock::now();
        EXPECT_EQ(status_of(get("/api/progress")), 200);
        return std::chrono::duration<double>(Clock::now() - begun).count();
    }

    studio::Studio studio_;
    std::jthread server_;
};

TEST_F(UnderFire, ExpandsNothing) {
    for (const char* encoding : {"gzip", "br", "deflate", "zstd", "gzip, identity"}) {
        const std::string header = std::string("Content-Encoding: ") + encoding + "\r\n";
        EXPECT_EQ(status_of(post("/api/compute", "{}", header)), 415) << encoding;
        EXPECT_EQ(status_of("POST /api/compute HTTP/1.1\r\n" + host() + header +
                            "Content-Length: 500000\r\n\r\n"),
                  415)
            << encoding;
    }
}

TEST_F(UnderFire, JudgesAStrangerBeforeTheBody) {
    // No byte of the announced body is ever sent: the answer comes all the same.
    EXPECT_EQ(status_of("POST /api/compute HTTP/1.1\r\n" + host() + "Content-Length: 1000000\r\n\r\n"),
              401);
    EXPECT_EQ(status_of("POST /api/compute HTTP/1.1\r\nHost: example.org\r\n" + token() +
                        "Content-Length: 1000000\r\n\r\n"),
              403);
    EXPECT_EQ(status_of("POST /api/compute HTTP/1.1\r\n" + host() + token() +
                        "Content-Length: 18446744073709551615\r\n\r\n"),
              413);
    EXPECT_EQ(status_of("POST /api/compute HTTP/1.1\r\n" + host() + token() +
                        "Content-Length: 99999999999999999999999\r\n\r\n"),
              400);
}

TEST_F(UnderFire, TakesNoRequestThatCouldBePartedInTwoWays) {
    const std::string start = "POST /api/compute HTTP/1.1\r\n" + host() + token();
    const std::string end = "\r\n\r\n{\"set\":{}}";
    const std::vector<std::pair<int, std::string>> requests = {
        {501, start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {501, start + "Content-Length: 10\r\nTransfer-Encoding: chunked" + end},
        {400, start + "Content-Length: 10\r\nContent-Length: 10" + end},
        {400, start + "Content-Length: 10, 10" + end},
        {400, start + "Content-Length: +10" + end},
        {400, start + "Content-Length: 0x0a" + end},
        {400, start + "Content-Length : 10" + end},
        {400, start + "X: a\r\n Content-Length: 10" + end},
        {400, start + "X: a\nContent-Length: 10" + end},
        {400, start + "X: a\rContent-Length: 10" + end},
        {400, start + std::string("X: a\0b\r\nContent-Length: 10", 26) + end},
        {400, start + host() + "Content-Length: 10" + end},
        {400, start + token() + "Content-Length: 10" + end},
        {411, start + "\r\n"},
        {417, start + "Expect: 100-continue\r\nContent-Length: 10" + end},
        {400,
         "POST http://127.0.0.1/api/compute HTTP/1.1\r\n" + host() + token() + "Content-Length: 10" + end},
        {400, "POST /api/compute HTTP/2.0\r\n" + host() + token() + "Content-Length: 10" + end},
        {400, "POST  /api/compute HTTP/1.1\r\n" + host() + token() + "Content-Length: 10" + end},
        {400, "POST /api/compute HTTP/1.1\n" + host() + token() + "Content-Length: 10" + end},
        {400, "GET /api/progress HTTP/1.1\r\n" + host() + token() + "Content-Length: 10" + end},
        {400, "\r\nGET /api/progress HTTP/1.1\r\n" + host() + token() + "\r\n"},
        {400, "\x16\x03\x01\x02\x05\x01\x0a hello over TLS\n"},
        {431, "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host() + "\r\n"},
    };
    for (const auto& [status, request] : requests) EXPECT_EQ(status_of(request), status) << request;
    std::string many = "GET /api/progress HTTP/1.1\r\n" + host() + token();
    for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    EXPECT_EQ(status_of(many + "\r\n"), 431);
    EXPECT_EQ(status_of(post("/api/compute", R"({"set":{}})")), 200);
}

TEST_F(UnderFire, AnswersRequestsThatComeInOnePiece) {
    const Wire one = wire();
    one.send(get("/api/progress") + post("/api/compute", R"({"set":{"no.such":1}})") +
             get("/api/progress") + get("/nothing"));
    const std::string all = one.receive();  // the last one closes
    std::vector<std::string> statuses;
    for (std::size_t at = all.find("HTTP/1.1 "); at != std::string::npos;
         at = all.find("HTTP/1.1 ", at + 1))
        statuses.push_back(all.substr(at + 9, 3));
    EXPECT_EQ(statuses, (std::vector<std::string>{"200", "422", "200", "404"})) << all;
}

TEST_F(UnderFire, IgnoresRangesAndSendsNoBodyForHead) {
    EXPECT_EQ(status_of(get("/api/progress", "Range: bytes=0-0\r\n")), 200);
    const Wire one = wire();
    one.send("HEAD /?token=" + studio_.token() + " HTTP/1.1\r\n" + host() + "\r\n");
    const std::string all = one.receive();
    EXPECT_NE(all.find(" 404 "), std::string::npos);
    EXPECT_TRUE(all.ends_with("\r\n\r\n")) << all;
}

TEST_F(UnderFire, TenThousandRequests) {
    const Wire one = wire();
    for (int i = 0; i < 10'000; ++i) {
        one.send(get("/api/progress"));
        ASSERT_NE(one.receive("\"total\"").find(" 200 "), std::string::npos) << i;
    }
}

TEST_F(UnderFire, TheOwnerIsAnsweredAmongSilentAndSlowClients) {
    EXPECT_EQ(status_of(post("/api/compute", R"({"set":{}})")), 200);
    const double before = megabytes("VmRSS:");
    std::vector<Wire> crowd;
    for (int i = 0; i < 200; ++i) crowd.push_back(wire());  // silent
    double longest = owner_waits();
    for (int i = 0; i < 200; ++i) {
        crowd.push_back(wire());
        crowd.back().send("POST /api/compute HTTP/1.1\r\n" + host() + "X: " + std::string(12'000, 'a'));
        if (i % 20 == 0) longest = std::max(longest, owner_waits());
    }
    for (int round = 0; round < 20; ++round) {  // a byte at a time, as long as they are let
        for (const Wire& one : crowd) one.send("a");
        longest = std::max(longest, owner_waits());
    }
    for (int i = 0; i < 50; ++i) {  // bodies that nobody reads
        crowd.push_back(wire());
        crowd.back().send("POST /api/compute HTTP/1.1\r\n" + host() + "Content-Length: 1000000\r\n\r\n" +
                          std::string(200'000, '{'));
        longest = std::max(longest, owner_waits());
    }
    RecordProperty("longest_wait_ms", static_cast<int>(1000 * longest));
    std::printf("the owner waited %.0f ms at most; memory grew by %.1f MB\n", 1000 * longest,
                megabytes("VmRSS:") - before);
    EXPECT_LT(megabytes("VmRSS:") - before, 100);
    EXPECT_EQ(status_of(post("/api/compute", R"({"set":{}})")), 200);
}

TEST_F(UnderFire, ClosesWhoSaysNothing) {
    const Wire silent = wire();
    const Wire slow = wire();
    slow.send("GET /api/pro");
    EXPECT_EQ(silent.receive("", 60), "");  // ends because the other end closes
    EXPECT_EQ(slow.receive("", 60), "");
    EXPECT_EQ(status_of(get("/api/progress")), 200);
}

TEST_F(UnderFire, EndsWhileSlowClientsHangOn) {
    std::vector<Wire> crowd;
    for (int i = 0; i < 100; ++i) {
        crowd.push_back(wire());
        crowd.back().send("GET /");
    }
    EXPECT_EQ(status_of(get("/api/progress")), 200);
    server_.request_stop();
    server_.join();
    EXPECT_FALSE(wire().open() && !wire().receive("\r\n", 1).empty());
}

TEST_F(UnderFire, ManySettingsAreAnswered) {
#if defined(__SANITIZE_THREAD__)
    constexpr int kSettings = 2'000;  // some thirty times slower
#else
    constexpr int kSettings = 20'000;
#endif
    std::string body = R"({"set":{)";
    for (int i = 0; i < kSettings; ++i) {
        body += (i == 0 ? "\"" : ",\"") + std::string("issue.nothing.of.that.name.") + std::to_string(i) +
                "\":\"1\"";
    }
    EXPECT_EQ(status_of(post("/api/compute", body + "}}")), 422);
    EXPECT_EQ(status_of(post("/api/copy", body + "}}")), 422);
    EXPECT_EQ(status_of(post("/api/compute", std::string(900'000, '['))), 422);
}

TEST(Http, EveryBeginningOfARequestWaitsForMore) {
    const std::string request =
        "POST /api/compute?a=1&token=x HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 5\r\n\r\n";
    for (std::size_t length = 0; length < request.size(); ++length) {
        const studio::HeadReading reading = studio::read_head(request.substr(0, length), 10);
        EXPECT_EQ(reading.refused, 0) << length;
        EXPECT_EQ(reading.length, 0U) << length;
    }
    const studio::HeadReading whole = studio::read_head(request + "12345more", 10);
    EXPECT_EQ(whole.length, request.size());
    EXPECT_EQ(whole.head.path, "/api/compute");
    EXPECT_EQ(whole.head.parameter("token"), "x");
    EXPECT_EQ(whole.head.parameter("tok"), "");
    EXPECT_EQ(whole.head.body_length, 5U);
    EXPECT_TRUE(whole.head.keep_alive);
}

}  // namespace
}  // namespace entente
