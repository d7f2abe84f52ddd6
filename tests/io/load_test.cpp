#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "entente/core/sha256.hpp"
#include "entente/io/load.hpp"
#include "io/example.hpp"
#include "io/files.hpp"

namespace entente::io {
namespace {

namespace fs = std::filesystem;

class LoadFiles : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            fs::temp_directory_path() / ("entente-" + std::to_string(::getpid()) + "-" + test->name());
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::string write(const std::string& name, std::string_view bytes) {
        const std::string path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    static std::string code_of(const std::vector<std::string>& inputs) {
        try {
            (void)load(inputs);
        } catch (const InputError& refused) {
            return refused.diagnostics().front().code;
        }
        return "none";
    }
    fs::path folder_;
};

TEST_F(LoadFiles, ReadsACaseWhateverItsName) {
    const std::string path = write("river.txt", kRiver);
    const LoadedCase loaded = load({path});
    EXPECT_EQ(loaded.conflict.origin.format, "toml");
    EXPECT_EQ(loaded.conflict.origin.file, path);
    EXPECT_EQ(loaded.conflict.origin.sha256, sha256_hex(kRiver));
    EXPECT_EQ(loaded.text, kRiver);
}

TEST_F(LoadFiles, ReadsTheCaseOfAFolder) {
    write("case.toml", kRiver);
    EXPECT_EQ(load({folder_.string()}).conflict.parties.size(), 2u);
}

TEST_F(LoadFiles, SaysWhatItCannotRead) {
    EXPECT_EQ(code_of({}), "E0180");
    EXPECT_EQ(code_of({(folder_ / "absent.toml").string()}), "E0180");
    EXPECT_EQ(code_of({folder_.string()}), "E0185");
    EXPECT_EQ(code_of({"case:no-such-case"}), "E0183");
    EXPECT_EQ(code_of({write("empty.toml", "")}), "E0191");
    EXPECT_EQ(code_of({write("bom.toml", "\xEF\xBB\xBF \n")}), "E0191");
    EXPECT_EQ(code_of({write("model.gmcr", "{\"options\": []}")}), "E0641");
    EXPECT_EQ(code_of({write("old.gmcr", "(dp0\nS'dms'\n")}), "E0184");
    EXPECT_EQ(code_of({write("a.toml", kRiver), write("b.toml", kRiver)}), "E0186");
}

TEST_F(LoadFiles, RefusesLargeFilesUnread) {
    const std::string path = write("large.toml", "");
    ASSERT_EQ(::truncate(path.c_str(), 100'000'000), 0);
    EXPECT_EQ(code_of({path}), "E0190");
    EXPECT_EQ(code_of({"/dev/zero"}), "E0190");
}

TEST_F(LoadFiles, WritesWholeFilesOrNothing) {
    const std::string path = write("out.txt", "before");
    write_file(path, "after");
    EXPECT_EQ(read_file(path), "after");
    EXPECT_THROW(write_file((folder_ / "no" / "such" / "folder.txt").string(), "x"), InputError);
    EXPECT_THROW(write_file(folder_.string(), "x"), InputError);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1)
        << "a part was left behind";
    write_file("/dev/null", "devices take bytes as they come");
}

TEST_F(LoadFiles, WritesThroughLinksAndKeepsPermissions) {
    const std::string path = write("real.txt", "before");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    const fs::path link = folder_ / "link.txt";
    fs::create_symlink(path, link);
    write_file(link.string(), "after");
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(read_file(path), "after");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(LoadFiles, ANewFileIsNotTheOneWhoseNumberItGot) {
    for (int round = 0; round < 20; ++round) {
        const std::string read = write("read.txt", "a case");
        EXPECT_EQ(read_file(read), "a case");
        EXPECT_THROW(write_file(read, "over it"), InputError);
        fs::remove(read);
        const std::string next = write("next.txt", "");  // often with the number of the one removed
        EXPECT_NO_THROW(write_file(next, "a result"));
        fs::remove(next);
    }
}

TEST_F(LoadFiles, SortsNamesAsPeopleDo) {
    for (const char* name : {"p10.xml", "p2.xml", "p1.xml", "a.xml"}) write(name, "");
    std::vector<std::string> names;
    for (const std::string& path : files_in(folder_.string()))
        names.push_back(fs::path(path).filename().string());
    EXPECT_THAT(names, testing::ElementsAre("a.xml", "p1.xml", "p2.xml", "p10.xml"));
}

TEST(BundledCases, AllLoad) {
    for (const BundledCase& bundled : bundled_cases()) {
        EXPECT_FALSE(bundled.title.empty()) << bundled.slug;
        const LoadedCase loaded = load({"case:" + bundled.slug});
        EXPECT_EQ(loaded.conflict.title, bundled.title);
    }
}

}  // namespace
}  // namespace entente::io
