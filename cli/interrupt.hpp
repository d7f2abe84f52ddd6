// Ctrl-C and SIGTERM: work is asked to stop and hands over what it has; what does not hear is left.
#pragma once

#include <stop_token>

namespace entente::cli {

/// From here on SIGINT and SIGTERM request a stop. Work that has not handed over its finished part a fifth
/// of a second later is left without a result, whatever it does (reading a pipe that stays silent, a loop
/// that asks no token), with exit code 130; so is everything at a second signal. To be called before any
/// thread is started.
[[nodiscard]] std::stop_token stop_on_interrupt();

/// The analysis has answered: what remains is to put its result, or the finished part, into words. From
/// here on one signal waits for that.
void work_is_done();

/// Bytes go out. A signal that comes now leaves at once; after a stop the finished part is still delivered.
void delivery_begins();

}  // namespace entente::cli
