// The little of HTTP/1.1 that the studio speaks: strict, and judged before any body is read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace entente::studio {

/// The line and the headers of a request, as far as the studio asks for them.
struct Head {
    std::string method;
    std::string path;   ///< as sent, up to the first '?'
    std::string query;  ///< after it
    std::optional<std::string> host;
    std::optional<std::string> origin;
    std::string token;            ///< X-Entente-Token
    std::size_t body_length = 0;  ///< Content-Length
    bool keep_alive = true;

    /// The value of a parameter of the query, as sent; empty where it is not there.
    [[nodiscard]] std::string parameter(std::string_view name) const;
};

/// What the beginning of a connection's bytes is.
struct HeadReading {
    std::size_t length = 0;  ///< bytes of the head with its empty line; 0: more are needed
    int refused = 0;         ///< an HTTP status, where this is no request that the studio takes
    const char* why = "";
    Head head;
};

/// The longest head that is read.
inline constexpr std::size_t kMaxHead = 16'384;

/// Reads a head from the beginning of `bytes`. Refused: what is no HTTP/1, line ends that are not CR LF,
/// two lengths or two hosts, any transfer or content encoding, Expect, a body without a length. A request
/// that two readers could part in two ways is never taken. \cost linear in the head
[[nodiscard]] HeadReading read_head(std::string_view bytes, std::size_t body_limit);

struct Answer {
    int status = 200;
    std::string type = "text/plain; charset=utf-8";
    std::string body = {};
};

/// The answer's line and headers, the empty line included.
[[nodiscard]] std::string head_of(const Answer& answer, bool keep_alive);

}  // namespace entente::studio
