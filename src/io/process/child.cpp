#include "io/process/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace entente::io {
namespace {

/// What the child does between fork and exec: async-signal-safe calls only. \return only where exec failed
[[noreturn]] void become(const std::vector<char*>& arguments, int socket, int failed,
                         std::uint64_t memory) {
    (void)setpgid(0, 0);
    (void)dup2(socket, STDIN_FILENO);
    (void)dup2(socket, STDOUT_FILENO);
    rlimit limit{};
    limit.rlim_cur = limit.rlim_max = static_cast<rlim_t>(memory);
    (void)setrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = limit.rlim_max = 0;
    (void)setrlimit(RLIMIT_CORE, &limit);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)signal(SIGINT, SIG_IGN);  // whoever started it ends it
    execvp(arguments[0], arguments.data());
    const int why = errno;
    (void)!::write(failed, &why, sizeof why);
    _exit(127);
}

}  // namespace

std::vector<std::string> command_words(std::string_view command) {
    std::vector<std::string> words;
    std::string word;
    bool inside = false;
    char quote = 0;
    for (const char c : command) {
        if (quote != 0) {
            if (c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
            inside = true;
        } else if (c == ' ' || c == '\t') {
            if (inside) words.push_back(std::exchange(word, {}));
            inside = false;
        } else {
            word += c;
            inside = true;
        }
    }
    if (inside) words.push_back(word);
    return words;
}

Child::Child(const std::vector<std::string>& words, const ChildLimits& limits) : limits_(limits) {
    if (words.empty()) throw NoChild("the command is empty");
    int pair[2];
    int failed[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) throw NoChild(std::strerror(errno));
    if (pipe2(failed, O_CLOEXEC) != 0) {
        const int why = errno;
        close(pair[0]);
        close(pair[1]);
        throw NoChild(std::strerror(why));
    }
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) become(arguments, pair[1], failed[1], limits.memory_bytes);
    const int fork_error = errno;
    close(pair[1]);
    close(failed[1]);
    if (pid_ < 0) {
        close(pair[0]);
        close(failed[0]);
        throw NoChild(std::strerror(fork_error));
    }
    socket_ = pair[0];
    int why = 0;
    ssize_t got = 0;
    do {
        got = ::read(failed[0], &why, sizeof why);  // ends at once where exec succeeded
    } while (got < 0 && errno == EINTR);
    close(failed[0]);
    if (got == static_cast<ssize_t>(sizeof why)) {
        close(socket_);
        (void)waitpid(pid_, nullptr, 0);
        throw NoChild(words[0] + ": " + std::strerror(why));
    }
}

Child::~Child() {
    close(socket_);
    // Its whole group: an agent may have started programs of its own.
    (void)kill(-pid_, SIGKILL);
    (void)kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

Child::Clock::time_point Child::deadline() const {
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(
                              std::chrono::duration<double>(std::max(limits_.seconds, 1e-3)));
}

void Child::wait_for(short events, Clock::time_point until) const {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) throw BadChild("it took longer than its time for one answer");
        pollfd one{.fd = socket_, .events = events, .revents = 0};
        const int ready = poll(&one, 1, static_cast<int>(std::min<long long>(left, 1 << 30)));
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) throw BadChild(std::strerror(errno));
    }
}

void Child::write(std::string_view bytes) {
    const auto until = deadline();
    while (!bytes.empty()) {
        wait_for(POLLOUT, until);
        const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
            throw BadChild("it has ended");
        }
    }
}

void Child::fill(Clock::time_point until) {
    wait_for(POLLIN, until);
    char bytes[4096];
    const ssize_t got = recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got == 0) throw BadChild("it has ended");
    if (got > 0) {
        read_.append(bytes, static_cast<std::size_t>(got));
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        throw BadChild("it has ended");
    }
}

std::string Child::read_line() {
    const auto until = deadline();
    std::size_t searched = 0;
    while (true) {
        const std::size_t end = read_.find('\n', searched);
        if (end != std::string::npos) {
            std::string line = read_.substr(0, end);
            read_.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        searched = read_.size();
        if (read_.size() > limits_.answer_bytes) throw BadChild("its answer is too long");
        fill(until);
    }
}

std::string Child::read_bytes(std::size_t count) {
    if (count > limits_.answer_bytes) throw BadChild("its answer is too long");
    const auto until = deadline();
    while (read_.size() < count) fill(until);
    std::string bytes = read_.substr(0, count);
    read_.erase(0, count);
    return bytes;
}

}  // namespace entente::io
