// The studio: the report's page on loopback, alive.
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"

namespace entente::studio {

struct StudioOptions {
    int port = 0;                       ///< 0: any free one
    std::size_t body_limit = 1u << 20;  ///< bytes; a longer request is refused
};

/// Serves one case to the browser of the person at this machine. It listens on 127.0.0.1 only, and answers
/// only requests that name it as their host and carry the token of its address; it serves three paths and
/// reads and writes no file.
class Studio {
public:
    /// Binds the port. \throws InputError E0702 where it cannot be had
    Studio(app::Input input, const StudioOptions& options = {}, const RunOptions& run = {});
    ~Studio();
    Studio(const Studio&) = delete;
    Studio& operator=(const Studio&) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] const std::string& token() const;
    [[nodiscard]] std::string url() const;  ///< with the token

    /// Makes the page before anybody asks for it, so that long work shows its progress here and what is
    /// wrong with the case is told. \param run progress and stop \throws InputError what the report throws
    void prepare(const RunOptions& run);

    /// Answers requests until `stop` is asked for; work that runs then is cut short.
    void serve(std::stop_token stop);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace entente::studio
