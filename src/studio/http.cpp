#include "studio/http.hpp"

#include <algorithm>
#include <charconv>

namespace entente::studio {
namespace {

constexpr std::size_t kMostHeaders = 100;

bool token_character(char c) {
    constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), token_character);
}

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

HeadReading refuse(int status, const char* why) { return {.refused = status, .why = why, .head = {}}; }

/// A line end is CR LF; either alone, or any other control, could part a request in two ways.
bool clean_lines(std::string_view bytes, bool whole) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        if (c == '\n' && (i == 0 || bytes[i - 1] != '\r')) return false;
        if (c == '\r' && (i + 1 < bytes.size() ? bytes[i + 1] != '\n' : whole)) return false;
        if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F) return false;
    }
    return true;
}

bool read_line(std::string_view line, Head& head) {
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos)
        return false;
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, second - first - 1);
    const std::string_view version = line.substr(second + 1);
    if (!is_token(method) || !target.starts_with('/')) return false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return false;
    const auto graphic = [](char c) { return c > ' ' && c < 0x7F; };
    if (!std::all_of(target.begin(), target.end(), graphic)) return false;
    const std::size_t question = target.find('?');
    head.method = method;
    head.path = target.substr(0, question);
    head.query = question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
    head.keep_alive = version == "HTTP/1.1";
    return true;
}

/// What was seen of the headers that may stand once only.
struct Seen {
    bool length = false;
    bool token = false;
};

/// One header. \return an HTTP status where it is refused, or 0
int read_header(std::string_view name, std::string_view value, Head& head, Seen& seen) {
    if (same_name(name, "Host")) {
        if (head.host) return 400;
        head.host = value;
    } else if (same_name(name, "Origin")) {
        if (head.origin) return 400;
        head.origin = value;
    } else if (same_name(name, "X-Entente-Token")) {
        if (seen.token) return 400;
        seen.token = true;
        head.token = value;
    } else if (same_name(name, "Content-Length")) {
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), head.body_length);
        if (seen.length || error != std::errc{} || end != value.data() + value.size()) return 400;
        seen.length = true;
    } else if (same_name(name, "Connection")) {
        if (same_name(value, "close")) head.keep_alive = false;
    } else if (same_name(name, "Transfer-Encoding")) {
        return 501;
    } else if (same_name(name, "Content-Encoding")) {
        if (!same_name(value, "identity")) return 415;
    } else if (same_name(name, "Expect")) {
        return 417;
    } else if (same_name(name, "Upgrade")) {
        head.keep_alive = false;
    }
    return 0;
}

const char* reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 408:
            return "Request Timeout";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        default:
            return "Other";
    }
}

}  // namespace

std::string Head::parameter(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name)
            return std::string(equals < pair.size() ? pair.substr(equals + 1) : std::string_view{});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

HeadReading read_head(std::string_view bytes, std::size_t body_limit) {
    const std::size_t end = bytes.substr(0, kMaxHead).find("\r\n\r\n");
    const bool whole = end != std::string_view::npos;
    if (!clean_lines(bytes.substr(0, whole ? end + 4 : std::min(bytes.size(), kMaxHead)), whole))
        return refuse(400, "this is no request");
    if (!whole) return bytes.size() >= kMaxHead ? refuse(431, "the headers are too long") : HeadReading{};
    HeadReading reading;
    std::string_view rest = bytes.substr(0, end + 2);
    const auto line = [&] {
        const std::size_t at = rest.find("\r\n");
        const std::string_view one = rest.substr(0, at);
        rest.remove_prefix(at + 2);
        return one;
    };
    if (!read_line(line(), reading.head)) return refuse(400, "this is no request");
    Seen seen;
    for (std::size_t count = 0; !rest.empty(); ++count) {
        const std::string_view header = line();
        const std::size_t colon = header.find(':');
        if (count >= kMostHeaders) return refuse(431, "too many headers");
        if (colon == std::string_view::npos || !is_token(header.substr(0, colon)))
            return refuse(400, "a header cannot be read");
        const int refused =
            read_header(header.substr(0, colon), trimmed(header.substr(colon + 1)), reading.head, seen);
        if (refused != 0) return refuse(refused, "a header asks for what is not done here");
    }
    const bool carries = reading.head.method == "POST" || reading.head.method == "PUT";
    if (carries && !seen.length) return refuse(411, "the body has no length");
    if (!carries && reading.head.body_length > 0) return refuse(400, "this request carries no body");
    if (reading.head.body_length > body_limit) return refuse(413, "the body is too long");
    reading.length = end + 4;
    return reading;
}

std::string head_of(const Answer& answer, bool keep_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " " + reason(answer.status) + "\r\n";
    head += "Content-Type: " + answer.type + "\r\n";
    head += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    head +=
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cache-Control: no-store\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Content-Security-Policy: frame-ancestors 'none'\r\n";
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

}  // namespace entente::studio
