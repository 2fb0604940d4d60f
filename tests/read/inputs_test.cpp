// SPDX-License-Identifier: Apache-2.0
#include "read/inputs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.h"
#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

std::vector<std::string> ids(const InputList& list) {
  std::vector<std::string> out;
  for (const Input& input : list.inputs) out.push_back(input.id);
  return out;
}

using Names = std::vector<std::string>;

InputList listed(const Names& names) {
  Result<InputList> list = list_inputs(names);
  EXPECT_TRUE(list);
  return *std::move(list);
}

class Inputs : public testing::Test {
 protected:
  void make_folder(const std::string& name) { ASSERT_EQ(mkdir((folder_ / name).c_str(), 0777), 0); }
  void link(const std::string& to, const std::string& name) {
    ASSERT_EQ(symlink(to.c_str(), (folder_ / name).c_str()), 0);
  }
  TempFolder folder_;
};

TEST_F(Inputs, FoldersAreWalkedInByteOrder) {
  make_folder("b");
  make_folder("b/deep");
  for (const char* name : {"b/2.txt", "b/10.txt", "b/deep/x", "b/.hidden", "a", "Z"}) {
    folder_.write(name, name);
  }
  const InputList list = listed({folder_.path()});
  EXPECT_EQ(ids(list), (Names{"Z", "a", "b/.hidden", "b/10.txt", "b/2.txt", "b/deep/x"}));
  EXPECT_TRUE(list.issues.empty());
  EXPECT_EQ(list.inputs[0].path, folder_ / "Z");
  EXPECT_EQ(list.inputs[2].size_bytes, 9u);
  EXPECT_GT(list.inputs[2].modified_ns, 0);
}

TEST_F(Inputs, NamedFilesKeepTheirOrderAndLastNames) {
  make_folder("sub");
  const std::string b = folder_.write("sub/b.txt", "b");
  const std::string a = folder_.write("a.txt", "a");
  const InputList list = listed({b, a, "-", folder_ / "sub/"});
  EXPECT_EQ(ids(list), (Names{"b.txt", "a.txt", "-", "b.txt"}));
  EXPECT_EQ(list.inputs[2].kind, Input::Kind::kStandardInput);
}

TEST_F(Inputs, LoopsAndDanglingLinksAreWarnings) {
  make_folder("a");
  folder_.write("a/file", "x");
  link(".", "a/loop");
  link("a", "again");
  link("nowhere", "dangling");
  link("circle", "circle");
  const InputList list = listed({folder_.path()});
  EXPECT_EQ(ids(list), (Names{"a/file"}));
  ASSERT_EQ(list.issues.size(), 4u);
  for (const Issue& issue : list.issues) {
    EXPECT_EQ(issue.severity, Issue::Severity::kWarning) << to_string(issue.error);
    EXPECT_FALSE(issue.error.remedy.empty());
    EXPECT_EQ(issue.error.where, issue.path);
  }
  EXPECT_NE(to_string(list.issues[0].error).find("a/loop: "), std::string::npos);
}

TEST_F(Inputs, LinksToFilesAreFollowed) {
  folder_.write("real", "text");
  link("real", "also");
  EXPECT_EQ(ids(listed({folder_.path()})), (Names{"also", "real"}));
}

TEST_F(Inputs, AMissingInputIsUnreadableAndTheRestGoesOn) {
  folder_.write("here", "text");
  const InputList list = listed({folder_ / "missing", folder_ / "here"});
  EXPECT_EQ(ids(list), (Names{"here"}));
  ASSERT_EQ(list.issues.size(), 1u);
  EXPECT_EQ(list.issues[0].severity, Issue::Severity::kUnreadable);
  EXPECT_EQ(to_string(list.issues[0].error),
            (folder_ / "missing") + ": does not exist; check the name");
}

std::vector<std::string> told(const InputList& list) {
  std::vector<std::string> out;
  for (const Issue& issue : list.issues) {
    EXPECT_EQ(issue.severity, Issue::Severity::kWarning);
    out.push_back(std::string(last_name(issue.path)) + ": " + issue.error.what);
  }
  return out;
}

TEST_F(Inputs, WhatIsNamedTwiceIsToldAndReadTwice) {
  make_folder("d");
  folder_.write("d/a", "x");
  folder_.write("b", "y");
  const std::string again = ": is named twice and read twice";
  const auto check = [&](const Names& names, const Names& warnings) {
    const InputList list = listed(names);
    EXPECT_EQ(list.inputs.size(), names.size());
    EXPECT_EQ(told(list), warnings);
  };
  check({folder_ / "b", folder_ / "d"}, {});
  check({folder_ / "b", folder_ / "b"}, {"b" + again});
  check({folder_ / "d", folder_ / "d/a"}, {"a" + again});
  check({folder_ / "d/a", folder_ / "d"}, {"a" + again});
  check({folder_ / "b", folder_ / "d/../b"}, {"b" + again});
}

TEST_F(Inputs, AFolderWithoutFilesAndACorpusAreToldOf) {
  make_folder("empty");
  make_folder("empty/deeper");
  EXPECT_EQ(told(listed({folder_ / "empty"})), Names{"empty: holds no file"});
  make_folder("corpus");
  folder_.write("corpus/manifest.json", "{}");
  EXPECT_EQ(told(listed({folder_ / "corpus"})), Names());
  folder_.write("corpus/corpus-00000.jsonl.zst", "x");
  ASSERT_EQ(told(listed({folder_ / "corpus"})).size(), 1u);
  EXPECT_NE(told(listed({folder_ / "corpus"}))[0].find("is a corpus of galley"), std::string::npos);
}

TEST_F(Inputs, StoredBytesAreKnownOfFilesOnly) {
  folder_.write("a", "123");
  folder_.write("b", "4567");
  EXPECT_EQ(stored_bytes(listed({folder_ / "a", folder_ / "b"}).inputs), 7u);
  EXPECT_EQ(stored_bytes(listed({folder_ / "a", "-"}).inputs), 0u);
  EXPECT_EQ(stored_bytes({}), 0u);
}

TEST_F(Inputs, OnlyANamedFifoIsRead) {
  ASSERT_EQ(mkfifo((folder_ / "fifo").c_str(), 0666), 0);
  const InputList walked = listed({folder_.path()});
  EXPECT_TRUE(walked.inputs.empty());
  ASSERT_EQ(walked.issues.size(), 1u);
  EXPECT_EQ(walked.issues[0].severity, Issue::Severity::kWarning);
  const InputList named = listed({folder_ / "fifo"});
  ASSERT_EQ(named.inputs.size(), 1u);
  EXPECT_EQ(named.inputs[0].kind, Input::Kind::kFifo);
  EXPECT_TRUE(listed({"/dev/null"}).inputs.empty());
}

TEST_F(Inputs, NamesThatAreNoTextAreSpelt) {
  folder_.write("caf\xE9\n.txt", "x");
  EXPECT_EQ(ids(listed({folder_.path()})), (Names{"caf\\xE9\\x0A.txt"}));
}

TEST_F(Inputs, DeepTreesAreWalkedWithoutRecursion) {
  std::string name = "d";
  for (int depth = 0; depth < 500; ++depth) {
    make_folder(name);
    name += "/d";
  }
  folder_.write(name, "bottom");
  EXPECT_EQ(listed({folder_.path()}).inputs.size(), 1u);
}

TEST_F(Inputs, TheSampleHashChangesWithTheFile) {
  std::string text(200'000, 'x');
  const auto hash_of = [&] {
    folder_.write("file", text);
    return listed({folder_ / "file"}).inputs[0].sample_hash;
  };
  const std::uint64_t first = hash_of();
  EXPECT_EQ(hash_of(), first);
  for (const std::size_t place : {std::size_t{0}, std::size_t{100'000}, std::size_t{199'999}}) {
    text[place] = 'y';
    EXPECT_NE(hash_of(), first);
    text[place] = 'x';
  }
  text += 'x';
  EXPECT_NE(hash_of(), first);
}

TEST_F(Inputs, EveryFaultIsAnIssueOrEndsTheRun) {
  make_folder("a");
  make_folder("b");
  for (const char* name : {"a/1", "a/2", "b/1", "c"}) folder_.write(name, "text");
  const std::size_t whole = listed({folder_.path()}).inputs.size();
  using Call = FaultyOs::Call;
  for (const Call call : {Call::kStat, Call::kOpen, Call::kPread, Call::kOpendir, Call::kReaddir}) {
    for (const int error_number : {EACCES, EIO, EMFILE}) {
      for (std::uint64_t number = 0;; ++number) {
        FaultyOs faulty({call, number, error_number, FaultyOs::Lasting::kOnce});
        const ScopedOs scope(faulty);
        const Result<InputList> list = list_inputs(Names{folder_.path()});
        if (faulty.struck() == 0) {
          EXPECT_EQ(list->inputs.size(), whole);
          break;
        }
        if (error_number == EMFILE) {
          ASSERT_FALSE(list);
          EXPECT_EQ(list.error().code, ErrorCode::kResource);
          continue;
        }
        ASSERT_TRUE(list);
        EXPECT_LT(list->inputs.size(), whole);
        ASSERT_EQ(list->issues.size(), 1u);
        EXPECT_EQ(list->issues[0].severity, Issue::Severity::kUnreadable);
      }
    }
  }
}

}  // namespace
}  // namespace galley
