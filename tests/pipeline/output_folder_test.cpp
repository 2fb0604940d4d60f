// SPDX-License-Identifier: Apache-2.0
#include "pipeline/output_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"
#include "write/manifest.h"

namespace galley {
namespace {

Manifest manifest_of(std::string_view option) {
  Manifest manifest;
  manifest.options = {{"option", std::string(option)}};
  manifest.inputs = {{"in.txt", 3, "hash", 1}};
  return manifest;
}

class Folders : public testing::Test {
 protected:
  [[nodiscard]] std::string out() const { return folder_ / "out"; }

  Result<OutputFolder> take(const Manifest& manifest, Existing existing) const {
    Result<OutputFolder> folder = OutputFolder::lock(out());
    if (!folder) return folder;
    if (Status settled = folder->settle(manifest.identity(), existing); !settled) {
      return std::unexpected(settled.error());
    }
    return folder;
  }
  Result<OutputFolder> take(std::string_view option, Existing existing) const {
    return take(manifest_of(option), existing);
  }
  void write_outputs(const Manifest& manifest) const {
    folder_.write("out/corpus-00000.jsonl.zst", "corpus");
    folder_.write("out/removed-00000.jsonl.zst", "removed");
    folder_.write("out/run.json", "{}");
    folder_.write("out/manifest.json", to_json(manifest));
  }
  void finish_run(std::string_view option) const {
    Result<OutputFolder> folder = take(option, Existing::kRefuse);
    ASSERT_TRUE(folder);
    write_outputs(manifest_of(option));
    ASSERT_TRUE(folder->finish());
  }
  void begin_run(std::string_view option) const {
    ASSERT_TRUE(take(option, Existing::kRefuse));
    folder_.write("out/corpus-00000.jsonl.zst.galley-part", "half");
    ASSERT_TRUE(make_folders(folder_ / "out/.galley/temp"));
    folder_.write("out/.galley/temp/text-0", "spilled");
  }
  [[nodiscard]] std::vector<std::string> names() const { return *list_folder(out()); }
  static void expect_conflict(const Result<OutputFolder>& folder, std::string_view told) {
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::kConflict);
    EXPECT_NE(folder.error().what.find(told), std::string::npos) << folder.error().what;
    EXPECT_FALSE(folder.error().remedy.empty());
  }

  const TempFolder folder_;
};

TEST_F(Folders, AreMadeWithTheirParents) {
  const Result<OutputFolder> folder = OutputFolder::lock(folder_ / "a/b/c");
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->state(), OutputFolder::State::kEmpty);
}

TEST_F(Folders, AreLockedWhileTheyAreHeld) {
  std::optional<OutputFolder> first(*OutputFolder::lock(out()));
  expect_conflict(OutputFolder::lock(out()), "another run is writing into it");
  first.reset();
  EXPECT_TRUE(OutputFolder::lock(out()));
}

// As of a run that was killed and has not ended yet.
TEST_F(Folders, AreWaitedForWhereTheirHolderIsAboutToEnd) {
  std::optional<OutputFolder> first(*OutputFolder::lock(out()));
  std::thread ending([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    first.reset();
  });
  EXPECT_TRUE(OutputFolder::lock(out()));
  ending.join();
}

TEST_F(Folders, AreNotWaitedForOnceARunIsToStop) {
  const std::optional<OutputFolder> first(*OutputFolder::lock(out()));
  StopToken stop;
  stop.request_stop(SIGINT);
  const Result<OutputFolder> second = OutputFolder::lock(out(), &stop);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kInterrupted);
}

// What is removed when a run begins, and when it ends, is never another's.
TEST_F(Folders, WhoseWorkFolderIsALinkAreRefused) {
  ASSERT_TRUE(make_folders(out()));
  ASSERT_TRUE(make_folders(folder_ / "precious"));
  folder_.write("precious/file", "kept");
  std::filesystem::create_directory_symlink(folder_ / "precious", folder_ / "out/.galley");
  for (const Existing existing : {Existing::kRefuse, Existing::kOverwrite, Existing::kResume}) {
    expect_conflict(take("a", existing), "is a link");
  }
  EXPECT_EQ(folder_.read("precious/file"), "kept");
}

TEST_F(Folders, EmptyOnesAreTakenHoweverOneAsks) {
  for (const Existing existing : {Existing::kRefuse, Existing::kOverwrite, Existing::kResume}) {
    const Result<OutputFolder> folder = take("1", existing);
    ASSERT_TRUE(folder);
    EXPECT_EQ(folder->state(), OutputFolder::State::kEmpty);
    EXPECT_EQ(names(), std::vector<std::string>{".galley"});
    ASSERT_TRUE(remove_tree(out()));
  }
}

TEST_F(Folders, OthersFilesStay) {
  ASSERT_TRUE(make_folders(out()));
  folder_.write("out/notes.txt", "mine");
  folder_.write("out/corpus.txt", "mine");
  finish_run("1");
  ASSERT_TRUE(take("2", Existing::kOverwrite));
  EXPECT_EQ(names(), (std::vector<std::string>{".galley", "corpus.txt", "notes.txt"}));
}

TEST_F(Folders, AFinishedRunIsComplete) {
  finish_run("1");
  for (const Existing existing : {Existing::kRefuse, Existing::kResume}) {
    const Result<OutputFolder> folder = take("1", existing);
    ASSERT_TRUE(folder);
    EXPECT_EQ(folder->state(), OutputFolder::State::kComplete);
  }
}

TEST_F(Folders, AFinishedRunOfAnotherKindIsKept) {
  finish_run("1");
  const auto before = names();
  for (const Existing existing : {Existing::kRefuse, Existing::kResume}) {
    expect_conflict(take("2", existing),
                    "holds the output of another run; differs in: option option");
  }
  Manifest other = manifest_of("1");
  other.inputs[0].sampled_hash = "other";
  expect_conflict(take(other, Existing::kRefuse), "differs in: input in.txt");
  other = manifest_of("1");
  other.inputs.push_back({"more.txt", 1, "hash", 1});
  expect_conflict(take(other, Existing::kRefuse), "differs in: input more.txt");
  EXPECT_EQ(names(), before);
}

TEST_F(Folders, AreEmptiedToBeOverwritten) {
  finish_run("1");
  for (const std::string_view option : {"1", "2"}) {
    const Result<OutputFolder> folder = take(option, Existing::kOverwrite);
    ASSERT_TRUE(folder);
    EXPECT_EQ(folder->state(), OutputFolder::State::kEmpty);
    EXPECT_EQ(names(), std::vector<std::string>{".galley"});
  }
}

TEST_F(Folders, AnUnfinishedRunAsksForResume) {
  begin_run("1");
  expect_conflict(take("1", Existing::kRefuse), "holds an unfinished run");
  expect_conflict(take("2", Existing::kResume), "changed since: option option");
  const Result<OutputFolder> folder = take("1", Existing::kResume);
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->state(), OutputFolder::State::kUnfinished);
}

TEST_F(Folders, AnUnfinishedRunIsOverwritten) {
  begin_run("1");
  ASSERT_TRUE(take("2", Existing::kOverwrite));
  EXPECT_EQ(names(), std::vector<std::string>{".galley"});
  EXPECT_EQ(*list_folder(folder_ / "out/.galley"), std::vector<std::string>{"run"});
}

TEST_F(Folders, ARunThatDiedWhileItTidiedUpIsComplete) {
  ASSERT_TRUE(take("1", Existing::kRefuse));
  write_outputs(manifest_of("1"));
  const Result<OutputFolder> folder = take("1", Existing::kResume);
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->state(), OutputFolder::State::kComplete);
  EXPECT_FALSE(path_exists(folder_ / "out/.galley"));
}

TEST_F(Folders, OutputsWithoutAManifestAreNotTakenForNothing) {
  ASSERT_TRUE(make_folders(out()));
  folder_.write("out/corpus-00007.jsonl.zst", "somebody's");
  for (const Existing existing : {Existing::kRefuse, Existing::kResume}) {
    expect_conflict(take("1", existing), "holds output files but no manifest.json");
  }
  ASSERT_TRUE(take("1", Existing::kOverwrite));
  EXPECT_EQ(names(), std::vector<std::string>{".galley"});
}

TEST_F(Folders, ADamagedManifestIsTold) {
  finish_run("1");
  folder_.write("out/manifest.json", "{}");
  const Result<OutputFolder> folder = take("1", Existing::kRefuse);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kCorrupt);
  EXPECT_TRUE(take("1", Existing::kOverwrite));
}

// Whatever call fails while an earlier run is being removed, the folder afterwards is unfinished or
// as it was: never one that a fresh run would add to.
TEST_F(Folders, FaultsWhileOverwritingLeaveNoMixture) {
  using Call = FaultyOs::Call;
  for (const Call call : {Call::kOpen, Call::kWrite, Call::kFsync, Call::kRename, Call::kUnlink,
                          Call::kRmdir, Call::kMkdir, Call::kOpendir, Call::kReaddir}) {
    for (std::uint64_t number = 0;; ++number) {
      ASSERT_TRUE(remove_tree(out()));
      begin_run("1");
      FaultyOs faulty({call, number, EIO, FaultyOs::Lasting::kForGood});
      bool took = false;
      {
        const ScopedOs scoped(faulty);
        took = take("2", Existing::kOverwrite).has_value();
      }
      if (faulty.struck() == 0) break;
      if (took) continue;
      // The same command again, or with --resume where it had begun, must succeed cleanly.
      const bool succeeds = take("2", Existing::kOverwrite).has_value();
      EXPECT_TRUE(succeeds);
      EXPECT_EQ(names(), std::vector<std::string>{".galley"});
    }
  }
}

TEST(OutputName, IsWhatRunsWrite) {
  for (const std::string_view name :
       {"manifest.json", "run.json", "profile", "report.html", "corpus-00000.jsonl.zst",
        "removed-123456.jsonl.zst", "corpus-00000.jsonl.zst.galley-part",
        "manifest.json.galley-part"}) {
    EXPECT_TRUE(is_output_name(name)) << name;
  }
  for (const std::string_view name :
       {"", ".galley-part", "manifest", "corpus.jsonl.zst", "corpus-.jsonl", "corpus-1a.jsonl.zst",
        "corpus-00000.jsonl", "my-corpus-00000.jsonl.zst", "profiles", "corpus-00000.jsonl.zst.bak",
        "../manifest.json", "/manifest.json"}) {
    EXPECT_FALSE(is_output_name(name)) << name;
  }
}

}  // namespace
}  // namespace galley
