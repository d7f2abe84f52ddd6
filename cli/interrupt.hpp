// Ctrl-C: work is asked to stop and keeps what it has; a second one leaves at once.
#pragma once

#include <stop_token>

namespace entente::cli {

/// From here on SIGINT and SIGTERM request a stop. To be called before any thread is started.
[[nodiscard]] std::stop_token stop_on_interrupt();

}  // namespace entente::cli
