// Another program, started without a shell and kept within limits.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace entente::io {

struct ChildLimits {
    double seconds = 5;                       ///< for each answer
    std::uint64_t memory_bytes = 1ull << 30;  ///< address space
    std::uint64_t answer_bytes = 1ull << 20;  ///< longest answer
};

/// It could not be started.
struct NoChild : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// It hung, closed its output, or said too much.
struct BadChild : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// "python3 my agent.py --x" or with quotes around what holds blanks, as words. Nothing else is special.
[[nodiscard]] std::vector<std::string> command_words(std::string_view command);

/// A running program whose standard input and output are ours. It ends, with all it started, when this
/// does.
class Child {
public:
    /// \throws NoChild
    Child(const std::vector<std::string>& words, const ChildLimits& limits);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// \throws BadChild where it does not read for as long as an answer may take
    void write(std::string_view bytes);
    /// One line, without its end. \throws BadChild
    [[nodiscard]] std::string read_line();
    /// Exactly `count` bytes. \throws BadChild
    [[nodiscard]] std::string read_bytes(std::size_t count);
    [[nodiscard]] const ChildLimits& limits() const { return limits_; }

private:
    using Clock = std::chrono::steady_clock;
    void fill(Clock::time_point until);
    [[nodiscard]] Clock::time_point deadline() const;
    void wait_for(short events, Clock::time_point until) const;

    ChildLimits limits_;
    int pid_ = -1;
    int socket_ = -1;
    std::string read_;  ///< what came and was not asked for yet
};

}  // namespace entente::io
