// SPDX-License-Identifier: Apache-2.0
#include "pipeline/apart.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

class Apart : public testing::Test {
 protected:
  Apart() {
    EXPECT_TRUE(make_folders(folder_ / "in/below"));
    EXPECT_TRUE(make_folders(folder_ / "out"));
    folder_.write("in/a.txt", "a");
    folder_.write("out/b.txt", "b");
  }
  [[nodiscard]] bool apart(const std::string& output,
                           const std::vector<std::string>& inputs) const {
    const Status status = check_output_apart(output, inputs);
    if (!status) {
      EXPECT_EQ(status.error().code, ErrorCode::kConflict);
      EXPECT_FALSE(status.error().remedy.empty());
    }
    return status.has_value();
  }
  [[nodiscard]] Input input_of(std::string_view name) const {
    Input input;
    input.path = folder_ / name;
    return input;
  }
  const TempFolder folder_;
};

TEST_F(Apart, OutputsBesideInputsAreFine) {
  EXPECT_TRUE(apart(folder_ / "out", {folder_ / "in"}));
  EXPECT_TRUE(apart(folder_ / "new/er", {folder_ / "in"}));
  EXPECT_TRUE(apart(folder_ / "in/new", {folder_ / "in/a.txt"})) << "a file beside the folder";
  EXPECT_TRUE(apart(folder_ / "out", {"-", folder_ / "missing"}));
  EXPECT_TRUE(apart(folder_ / "inn", {folder_ / "in"})) << "names are no places";
}

TEST_F(Apart, OutputsThatAreInputsAreRefused) {
  EXPECT_FALSE(apart(folder_ / "in", {folder_ / "in"}));
  EXPECT_FALSE(apart(folder_ / "in/", {folder_ / "in/./below/.."}));
  EXPECT_FALSE(apart(folder_ / "in/a.txt", {folder_ / "in/a.txt"}));
}

TEST_F(Apart, OutputsInInputsAreRefused) {
  EXPECT_FALSE(apart(folder_ / "in/below", {folder_ / "in"}));
  EXPECT_FALSE(apart(folder_ / "in/not/there/yet", {folder_ / "in"}));
  ASSERT_EQ(symlink((folder_ / "in").c_str(), (folder_ / "link").c_str()), 0);
  EXPECT_FALSE(apart(folder_ / "link/new", {folder_ / "in"}));
}

TEST_F(Apart, OutputsThatHoldInputsAreRefused) {
  EXPECT_FALSE(apart(folder_.path(), {folder_ / "in"}));
  EXPECT_FALSE(apart(folder_ / "out", {folder_ / "out/b.txt"}));
  ASSERT_EQ(symlink((folder_ / "out").c_str(), (folder_ / "link").c_str()), 0);
  EXPECT_FALSE(apart(folder_ / "out", {folder_ / "link"}));
  EXPECT_FALSE(apart(folder_ / "out", {folder_ / "link/b.txt"}));
}

TEST_F(Apart, EditLogsThatAreInputsAreRefused) {
  RunOptions options;
  options.inputs = {folder_ / "in"};
  options.output = folder_ / "out2";
  options.edits = folder_ / "edits";
  EXPECT_TRUE(check_edits_apart(options));
  options.edits = folder_ / "in/a.txt";
  EXPECT_FALSE(check_edits_apart(options));
  ASSERT_EQ(symlink("in/a.txt", (folder_ / "link").c_str()), 0);
  options.edits = folder_ / "link";
  EXPECT_FALSE(check_edits_apart(options)) << "it would be written through the link";
}

TEST_F(Apart, FilesOfACorpusAreNotWrittenOver) {
  EXPECT_FALSE(check_apart_from_corpus(folder_ / "in/manifest.json", folder_ / "in"));
  EXPECT_FALSE(check_apart_from_corpus(folder_ / "in/./corpus-00000.jsonl.zst", folder_ / "in"));
  EXPECT_TRUE(check_apart_from_corpus(folder_ / "in/restored.jsonl", folder_ / "in"));
  EXPECT_TRUE(check_apart_from_corpus(folder_ / "manifest.json", folder_ / "in"));
  ASSERT_EQ(symlink("in/manifest.json", (folder_ / "link").c_str()), 0);
  EXPECT_FALSE(check_apart_from_corpus(folder_ / "link", folder_ / "in"))
      << "it would be written through the link";
}

TEST_F(Apart, RelativeNamesAreUnderstood) {
  const std::string before = std::filesystem::current_path().string();
  ASSERT_EQ(chdir((folder_ / "in").c_str()), 0);
  EXPECT_FALSE(apart(".", {"a.txt"}));
  EXPECT_FALSE(apart("new", {"."}));
  EXPECT_FALSE(apart("below/../new", {"../in"}));
  EXPECT_TRUE(apart("../out", {"."}));
  EXPECT_TRUE(apart("../out", {"a.txt"}));
  ASSERT_EQ(chdir(before.c_str()), 0);
}

TEST_F(Apart, InputsThatLinksLeadToAreSeen) {
  Input input;
  input.path = folder_ / "in/link/b.txt";
  ASSERT_EQ(symlink((folder_ / "out").c_str(), (folder_ / "in/link").c_str()), 0);
  EXPECT_TRUE(apart(folder_ / "out", {folder_ / "in"})) << "names alone do not show it";
  EXPECT_FALSE(check_found_apart(folder_ / "out", {input}));
  input.path = folder_ / "in/a.txt";
  EXPECT_TRUE(check_found_apart(folder_ / "out", {input}));
  EXPECT_TRUE(check_found_apart(folder_ / "new", {input}));
}

TEST_F(Apart, EditLogsThatAreTheProfileAreRefused) {
  RunOptions options;
  options.inputs = {folder_ / "in"};
  options.profile = folder_ / "out/b.txt";
  options.edits = folder_ / "out/./b.txt";
  EXPECT_FALSE(check_edits_apart(options));
  options.edits = folder_ / "out/c.txt";
  EXPECT_TRUE(check_edits_apart(options));
}

TEST_F(Apart, FilesThatWereFoundAreNotWrittenOver) {
  const std::vector<Input> found = {input_of("in/a.txt")};
  EXPECT_TRUE(check_file_apart("", found));
  EXPECT_TRUE(check_file_apart(folder_ / "in/b.txt", found));
  EXPECT_TRUE(check_file_apart(folder_ / "out/b.txt", found));
  EXPECT_FALSE(check_file_apart(folder_ / "out/../in/a.txt", found));
  ASSERT_EQ(symlink("in/a.txt", (folder_ / "link").c_str()), 0);
  EXPECT_FALSE(check_file_apart(folder_ / "link", found));
  ASSERT_EQ(symlink("../out/b.txt", (folder_ / "in/link").c_str()), 0);
  EXPECT_FALSE(check_file_apart(folder_ / "out/b.txt", {input_of("in/link")}))
      << "the input is found by a link that leads to the output";
}

TEST_F(Apart, FilesAreNotWrittenByTheNameOfAnInput) {
  folder_.write("in/b.txt.galley-part", "b");
  const Status status = check_file_apart(folder_ / "in/b.txt", {input_of("in/b.txt.galley-part")});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  EXPECT_NE(status.error().what.find("b.txt.galley-part"), std::string::npos);
}

// Puts a file in a descriptor's place while it lives.
class Redirected {
 public:
  Redirected(int descriptor, const std::string& path, int flags)
      : descriptor_(descriptor), before_(dup(descriptor)) {
    const int file = open(path.c_str(), flags);
    dup2(file, descriptor);
    close(file);
  }
  ~Redirected() {
    dup2(before_, descriptor_);
    close(before_);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  int descriptor_;
  int before_;
};

TEST_F(Apart, AStandardOutputThatIsAnInputIsRefused) {
  const std::vector<Input> found = {input_of("out/b.txt"), input_of("in/a.txt")};
  EXPECT_TRUE(check_stream_apart(found));
  Status status, elsewhere;
  {
    const Redirected there(STDOUT_FILENO, folder_ / "in/a.txt", O_WRONLY | O_APPEND);
    status = check_stream_apart(found);
    elsewhere = check_stream_apart({input_of("out/b.txt")});
  }
  EXPECT_TRUE(elsewhere);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  EXPECT_NE(status.error().what.find("in/a.txt"), std::string::npos);
}

TEST_F(Apart, StandardInputIsAnInputToo) {
  Input input;
  input.kind = Input::Kind::kStandardInput;
  input.path = "-";
  Status status;
  {
    const Redirected in(STDIN_FILENO, folder_ / "in/a.txt", O_RDONLY);
    EXPECT_TRUE(check_stream_apart({input}));
    const Redirected out(STDOUT_FILENO, folder_ / "in/a.txt", O_WRONLY | O_APPEND);
    status = check_stream_apart({input});
  }
  EXPECT_FALSE(status);
}

TEST_F(Apart, DevicesMayBeReadAndWritten) {
  Input input;
  input.path = "/dev/null";
  const Redirected out(STDOUT_FILENO, "/dev/null", O_WRONLY);
  EXPECT_TRUE(check_stream_apart({input}));
}

TEST_F(Apart, AStandardOutputInTheCorpusIsRefused) {
  folder_.write("out/manifest.json", "{}");
  EXPECT_TRUE(check_stream_apart_from_corpus(folder_ / "out"));
  Status status;
  {
    const Redirected out(STDOUT_FILENO, folder_ / "out/manifest.json", O_WRONLY | O_APPEND);
    status = check_stream_apart_from_corpus(folder_ / "out");
  }
  EXPECT_FALSE(status);
}

TEST_F(Apart, FoldersForTemporaryFilesAreNoInputs) {
  EXPECT_TRUE(check_temp_apart("", {folder_ / "in"}));
  EXPECT_TRUE(check_temp_apart(folder_ / "out", {folder_ / "in", "-"}));
  EXPECT_TRUE(check_temp_apart(folder_.path(), {folder_ / "in"}))
      << "one that holds inputs is fine";
  for (const char* temp : {"in", "in/below", "in/new/er"}) {
    const Status status = check_temp_apart(folder_ / temp, {folder_ / "in"});
    ASSERT_FALSE(status) << temp;
    EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  }
}

// It would go with the work folder when the run ends.
TEST_F(Apart, NothingIsWrittenWhereARunWorks) {
  for (const char* file :
       {"out/.galley/edits", "out/.galley/below/edits", "out/.galley-input/edits"}) {
    const Status status = check_apart_from_corpus(folder_ / file, folder_ / "out");
    ASSERT_FALSE(status) << file;
    EXPECT_EQ(status.error().code, ErrorCode::kConflict);
  }
  EXPECT_TRUE(check_apart_from_corpus(folder_ / "in/.galley/edits", folder_ / "out"));
  EXPECT_TRUE(check_apart_from_corpus(folder_ / "out/below/edits", folder_ / "out"));
}

}  // namespace
}  // namespace galley
