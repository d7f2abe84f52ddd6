// Feeds every file of the folders named on the command line to the fuzz function, and each file's halves,
// so that the seeds are tried on every build and not only where libFuzzer is. `--random N`: short random
// inputs too.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void feed(const std::string& bytes) {
    // A copy of exactly this size: reading past its end is then seen by the address sanitizer.
    const std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(copy.data(), copy.size());
}

/// Short inputs of random bytes, the same every time.
void feed_random(int count) {
    std::mt19937 draw(1);
    for (int k = 0; k < count; ++k) {
        std::string bytes(draw() % 40, '\0');
        for (char& byte : bytes) byte = static_cast<char>(draw() & 0xFFu);
        feed(bytes);
    }
}

}  // namespace

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--random" && i + 1 < argc) {
            feed_random(std::stoi(argv[i + 1]));
            continue;
        }
        if (!fs::is_directory(argv[i])) continue;
        for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            feed(bytes);
            feed(bytes.substr(0, bytes.size() / 2));
            feed(bytes.substr(bytes.size() / 2));
            ++files;
        }
    }
    feed("");
    std::printf("%zu files replayed\n", files);
    return 0;
}
