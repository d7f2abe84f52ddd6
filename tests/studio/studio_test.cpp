// The studio as a server: who is let in, what it answers, what it survives.
#define CPPHTTPLIB_OPENSSL_SUPPORT
#define CPPHTTPLIB_ZLIB_SUPPORT
#define CPPHTTPLIB_BROTLI_SUPPORT
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "entente/app/settle.hpp"
#include "entente/studio/studio.hpp"
#include "report/report_cases.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;
using namespace tests;

class StudioTest : public testing::Test {
protected:
    StudioTest()
        : studio_(app::load_text(kRiver, "river.toml"), {.body_limit = 4096}),
          server_([this](const std::stop_token& stop) { studio_.serve(stop); }),
          client_("127.0.0.1", studio_.port()) {
        client_.set_keep_alive(true);
        client_.set_tcp_nodelay(true);
        headers_ = {{"X-Entente-Token", studio_.token()}};
    }

    httplib::Result post(const std::string& path, const std::string& body) {
        return client_.Post(path, headers_, body, "application/json");
    }

    /// What a hand-made request gets: the first line of the answer.
    std::string raw(const std::string& request, bool read = true) const {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(studio_.port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        std::string line;
        if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
            (void)!::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
            char byte = 0;
            while (read && ::recv(socket, &byte, 1, 0) == 1 && byte != '\r') line += byte;
        }
        ::close(socket);
        return line;
    }

    studio::Studio studio_;
    std::jthread server_;
    httplib::Client client_;
    httplib::Headers headers_;
};

TEST_F(StudioTest, ServesThePageToWhoHasTheToken) {
    const auto page = client_.Get("/?token=" + studio_.token());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_NE(page->body.find("data-studio"), std::string::npos);
    EXPECT_NE(page->body.find("connect-src 'self'"), std::string::npos);
    EXPECT_EQ(page->get_header_value("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page->get_header_value("Cache-Control"), "no-store");
}

TEST_F(StudioTest, PreparesThePageBeforeItIsAskedFor) {
    RunOptions stopped;
    std::stop_source stop;
    stop.request_stop();
    stopped.stop = stop.get_token();
    studio_.prepare(stopped);  // half a page is none
    studio_.prepare({});
    const auto page = client_.Get("/?token=" + studio_.token());
    ASSERT_TRUE(page);
    EXPECT_NE(page->body.find("data-studio"), std::string::npos);
    EXPECT_NE(page->body.find("id=\"frontier\""), std::string::npos);
}

TEST_F(StudioTest, PressesNothingForABrowserOnTheSameMachine) {
    client_.set_decompress(false);
    headers_.emplace("Accept-Encoding", "gzip, deflate, br, zstd");
    const auto answer = post("/api/compute", R"({"set":{}})");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->has_header("Content-Encoding"));
    EXPECT_GT(answer->body.size(), 1000U);
    EXPECT_TRUE(Json::accept(answer->body));
    const auto page = client_.Get("/?token=" + studio_.token(), headers_);
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->has_header("Content-Encoding"));
    EXPECT_NE(page->body.find("</html>"), std::string::npos);
}

TEST_F(StudioTest, RefusesAMissingOrWrongToken) {
    EXPECT_EQ(client_.Get("/")->status, 401);
    EXPECT_EQ(client_.Get("/?token=" + std::string(64, '0'))->status, 401);
    EXPECT_EQ(client_.Get("/api/progress")->status, 401);
    EXPECT_EQ(client_.Post("/api/compute", R"({"set":{}})", "application/json")->status, 401);
    // The token in the address opens the page only; what changes anything needs the header.
    EXPECT_EQ(
        client_.Post("/api/compute?token=" + studio_.token(), R"({"set":{}})", "application/json")->status,
        401);
}

TEST_F(StudioTest, RefusesAForeignHostAndOrigin) {
    for (const std::string host : {"example.org", "example.org:80", "127.0.0.1", "127.0.0.1:1", ""}) {
        const std::string line = raw("GET /?token=" + studio_.token() + " HTTP/1.1\r\nHost: " + host +
                                     "\r\nConnection: close\r\n\r\n");
        EXPECT_NE(line.find(" 403"), std::string::npos) << host << ": " << line;
    }
    EXPECT_NE(raw("GET /?token=" + studio_.token() + " HTTP/1.1\r\nConnection: close\r\n\r\n").find(" 403"),
              std::string::npos);
    headers_.emplace("Origin", "http://evil.example");
    EXPECT_EQ(post("/api/compute", R"({"set":{}})")->status, 403);
}

TEST_F(StudioTest, ServesNothingElse) {
    for (const char* path :
         {"/index.html", "/../etc/passwd", "/%2e%2e/etc/passwd", "/api", "/api/compute/x", "//"}) {
        const auto answer = client_.Get(path, headers_);
        ASSERT_TRUE(answer) << path;
        EXPECT_EQ(answer->status, 404) << path;
    }
    EXPECT_EQ(client_.Get("/api/compute", headers_)->status, 404);
    EXPECT_EQ(client_.Delete("/api/compute", headers_)->status, 404);
}

TEST_F(StudioTest, RefusesABodyOverItsLimit) {
    const auto answer = post("/api/compute", R"({"set":{"x.y":")" + std::string(8000, '1') + "\"}}");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 413);
    EXPECT_EQ(post("/api/compute", R"({"set":{}})")->status, 200);
}

TEST_F(StudioTest, AMovedNumberGivesWhatTheCommandLineGives) {
    const auto answer =
        post("/api/compute", R"({"set":{"reserve.arvan":"52.5","issue.border.for.arvan.weight":"60"}})");
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 200);
    const Json page = Json::parse(answer->body)["document"];
    const auto settled = app::settle(
        app::load_text(kRiver, "river.toml", {"reserve.arvan=52.5", "issue.border.for.arvan.weight=60"}));
    const Json expected = Json::parse(app::to_json(settled));
    const Json* rows = nullptr;
    for (const auto& section : page["sections"]) {
        for (const auto& block : section["blocks"]) {
            if (block.value("id", "") == "frontier") rows = &block["table"]["rows"];
        }
    }
    ASSERT_NE(rows, nullptr);
    ASSERT_EQ(rows->size(), expected["frontier"]["items"].size());
    for (std::size_t i = 0; i < rows->size(); ++i) {
        EXPECT_EQ((*rows)[i][0], expected["frontier"]["items"][i]["utilities"][0]);
    }
}

TEST(Studio, AtFirstTheFrontierThenWhatTakesDraws) {
    studio::Studio studio(app::load_text(river_at_war(false), "river.toml"), {});
    const std::jthread server([&](const std::stop_token& stop) { studio.serve(stop); });
    httplib::Client client("127.0.0.1", studio.port());
    const httplib::Headers headers = {{"X-Entente-Token", studio.token()}};
    const auto document = [&](const std::string& part) {
        const auto answer = client.Post("/api/compute", headers, R"({"set":{},"part":")" + part + "\"}",
                                        "application/json");
        return answer && answer->status == 200 ? Json::parse(answer->body)["document"] : Json();
    };
    const auto section = [](const Json& of, const char* id) {
        for (const auto& each : of["sections"]) {
            if (each["id"] == id) return each;
        }
        return Json();
    };
    const Json first = document("first");
    const Json all = document("all");
    ASSERT_TRUE(first.is_object());
    ASSERT_TRUE(all.is_object());
    EXPECT_EQ(first["answer"], all["answer"]);
    ASSERT_FALSE(section(all, "war").is_null());
    EXPECT_TRUE(section(first, "war").is_null());
    const auto frontier = [&](const Json& of) -> Json {
        const Json zone = section(of, "zone");
        for (const auto& block : zone["blocks"]) {
            if (block.value("id", "") == "frontier") return block["table"]["rows"];
        }
        return {};
    };
    EXPECT_FALSE(frontier(all).is_null());
    EXPECT_EQ(frontier(first), frontier(all));
    EXPECT_TRUE(document("half").is_null());
}

TEST_F(StudioTest, RulesOutOptionsAndCitesARater) {
    // The page's body comes with the document.
    const auto whole = post("/api/compute", R"({"set":{}})");
    ASSERT_TRUE(whole);
    EXPECT_NE(Json::parse(whole->body)["html"].get<std::string>().find("<main>"), std::string::npos);
    // Of "returns" (none, quota, full) one option is left: no package has another.
    const auto locked = post("/api/compute", R"({"set":{},"ruled":{"returns":[0,2]}})");
    ASSERT_TRUE(locked);
    ASSERT_EQ(locked->status, 200) << locked->body;
    std::size_t rows = 0;
    const Json page = Json::parse(locked->body)["document"];
    for (const auto& section : page["sections"]) {
        for (const auto& block : section["blocks"]) {
            if (block.value("id", "") != "frontier") continue;
            for (const auto& row : block["table"]["rows"]) {
                EXPECT_EQ(row[3], "quota");
                ++rows;
            }
        }
    }
    EXPECT_GT(rows, 0U);
    for (const char* body :
         {R"({"set":{},"ruled":{"returns":[0,1,2]}})", R"({"set":{},"ruled":{"returns":[7]}})",
          R"({"set":{},"ruled":{"nothing":[0]}})", R"({"set":{},"ruled":[1]})",
          R"({"set":{},"order":{"ranking.arvan":[0]}})", R"({"set":{},"judged":["reserve.arvan"]})",
          R"({"set":{},"judged":["reserve.arvan"],"rater":"x","date":"soon"})"}) {
        const auto answer = post("/api/compute", body);
        ASSERT_TRUE(answer) << body;
        EXPECT_EQ(answer->status, 422) << body;
    }
    const auto copy = post("/api/copy", R"j({"set":{"issue.border.for.arvan.weight":"61 (50..70)"},)j"
                                        R"j("judged":["issue.border.for.arvan.weight"],)j"
                                        R"j("rater":"Rater 1","date":"2026-11-28"})j");
    ASSERT_TRUE(copy);
    ASSERT_EQ(copy->status, 200) << copy->body;
    const auto again = app::load_text(Json::parse(copy->body)["text"].get<std::string>(), "again.toml");
    const Quantity* weight = nullptr;
    for_each_quantity(again.conflict, [&](const QuantityRef& ref) {
        if (ref.address == "issue.border.for.arvan.weight") weight = ref.quantity;
    });
    ASSERT_NE(weight, nullptr);
    EXPECT_EQ(weight->value(), 61);
    ASSERT_GE(weight->source, 0);
    const Source& source = again.conflict.sources[static_cast<std::size_t>(weight->source)];
    EXPECT_EQ(source.grade, Grade::judgement);
    EXPECT_EQ(source.date, "2026-11-28");
    EXPECT_NE(source.what.find("Rater 1"), std::string::npos);
}

TEST(Studio, RankingsArePutInOrder) {
    studio::Studio studio(app::load({"case:cuba-1962"}), {});
    const std::jthread server([&](const std::stop_token& stop) { studio.serve(stop); });
    httplib::Client client("127.0.0.1", studio.port());
    const httplib::Headers headers = {{"X-Entente-Token", studio.token()}};
    const auto answer = [&](const std::string& body) {
        const auto got = client.Post("/api/compute", headers, body, "application/json");
        return got && got->status == 200 ? Json::parse(got->body)["document"]["answer"].get<std::string>()
                                         : std::string();
    };
    const std::string before = answer(R"({"set":{}})");
    // What the United States like best, 5, becomes their worst; 1, the worst, their best.
    const std::string turned = answer(R"({"set":{},"order":{"ranking.us":[11,1,2,3,4,5,6,7,8,9,10,0]}})");
    EXPECT_FALSE(before.empty());
    EXPECT_FALSE(turned.empty());
    EXPECT_NE(turned, before);
    EXPECT_EQ(answer(R"({"set":{},"order":{"ranking.us":[0,1,2,3,4,5,6,7,8,9,10,11]}})"), before);
    const auto page = client.Get("/?token=" + studio.token());
    ASSERT_TRUE(page);
    EXPECT_NE(page->body.find("\"id\":\"ranking.us\""), std::string::npos);
}

TEST_F(StudioTest, TellsWhatIsWrongWithANumber) {
    for (const char* body :
         {R"({"set":{"issue.border.for.arvan.weight":"-1"}})", R"({"set":{"no.such":"1"}})",
          R"({"set":{"reserve.arvan":"many"}})", R"({"set":{"reserve.arvan":[1]}})", R"({"set":1})", "{",
          "", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"}) {
        const auto answer = post("/api/compute", body);
        ASSERT_TRUE(answer) << body;
        EXPECT_EQ(answer->status, 422) << body;
        const Json json = Json::parse(answer->body);
        ASSERT_FALSE(json["problems"].empty()) << body;
        EXPECT_FALSE(json["problems"][0]["message"].get<std::string>().empty());
    }
}

TEST_F(StudioTest, ACopyKeepsTheCaseAndChangesTheNumber) {
    const auto answer = post("/api/copy", R"({"set":{"reserve.arvan":"52.5"}})");
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 200) << answer->body;
    const Json json = Json::parse(answer->body);
    EXPECT_EQ(json["name"], "river-changed.toml");
    const auto copy = app::load_text(json["text"].get<std::string>(), "copy.toml");
    const auto first = app::load_text(kRiver, "river.toml", {"reserve.arvan=52.5"});
    EXPECT_EQ(copy.conflict.parties[0].reserve->best, first.conflict.parties[0].reserve->best);
    EXPECT_EQ(copy.conflict.parties[1].preference.issues[0].weight.best,
              first.conflict.parties[1].preference.issues[0].weight.best);
}

TEST_F(StudioTest, SurvivesClientsThatLeaveHalfWay) {
    const std::string host = "Host: 127.0.0.1:" + std::to_string(studio_.port()) + "\r\n";
    for (int i = 0; i < 12; ++i) {
        raw("GE", false);
        raw("GET /?token=" + studio_.token() + " HTTP/1.1\r\n" + host, false);
        raw("GET /?token=" + studio_.token() + " HTTP/1.1\r\n" + host + "\r\n",
            false);  // never reads the page
        raw("POST /api/compute HTTP/1.1\r\n" + host + "X-Entente-Token: " + studio_.token() +
                "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"set\":",
            false);
    }
    const auto page = client_.Get("/?token=" + studio_.token());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
}

TEST_F(StudioTest, AThousandRequestsInARow) {
#if defined(__SANITIZE_THREAD__)
    constexpr int kRequests = 50;  // half a second each: every request starts threads
#else
    constexpr int kRequests = 1'000;
#endif
    for (int i = 0; i < kRequests; ++i) {
        const auto answer =
            post("/api/compute", R"({"set":{"reserve.arvan":")" + std::to_string(30 + i % 20) + "\"}}");
        ASSERT_TRUE(answer) << i;
        ASSERT_EQ(answer->status, 200) << i;
    }
}

TEST_F(StudioTest, ManyAtOnceEndWithTheNewest) {
    std::vector<std::jthread> crowd;
    std::atomic<int> bad = 0;
    for (int t = 0; t < 6; ++t) {
        crowd.emplace_back([&] {
            httplib::Client client("127.0.0.1", studio_.port());
            for (int i = 0; i < 30; ++i) {
                const auto answer = client.Post("/api/compute", headers_,
                                                R"({"set":{"reserve.arvan":"44"}})", "application/json");
                if (!answer || answer->status != 200) ++bad;
                client.Post("/api/stop", headers_, "{}", "application/json");
            }
        });
    }
    crowd.clear();
    EXPECT_EQ(bad, 0);
    EXPECT_NE(post("/api/compute", R"({"set":{}})")->body.find("\"document\""), std::string::npos);
}

TEST(Studio, APortThatIsTakenIsSaid) {
    const studio::Studio first(app::load_text(kRiver, "river.toml"));
    EXPECT_THROW(studio::Studio(app::load_text(kRiver, "river.toml"), {.port = first.port()}), InputError);
}

}  // namespace
}  // namespace entente
