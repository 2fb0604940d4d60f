// SPDX-License-Identifier: Apache-2.0
#include "galley/profile.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "tests/support/fifo.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

std::string learnt(RunOptions options) {
  const Result<RunSummary> summary = learn(options, {});
  if (!summary) {
    ADD_FAILURE() << to_string(summary.error());
    return {};
  }
  return *read_file(options.output, std::uint64_t{1} << 30);
}

class Learn : public testing::Test {
 protected:
  Learn() { DumpMaker(31).write(folder_ / "dump", 30); }
  [[nodiscard]] RunOptions options() const {
    return run_options({folder_ / "dump"}, folder_ / "profile");
  }
  const TempFolder folder_;
};

TEST_F(Learn, WritesOneProfileForAnyThreadsAndMemory) {
  for (const std::uint64_t survey_bytes : {std::uint64_t{1} << 30, std::uint64_t{8000}}) {
    RunOptions options = this->options();
    options.survey_bytes = survey_bytes;
    options.threads = 1;
    const std::string first = learnt(options);
    for (const int threads : {2, 3, 7}) {
      options.threads = threads;
      options.memory_bytes = threads == 3 ? kNoMemory : std::uint64_t{8} << 30;
      EXPECT_EQ(learnt(options), first) << threads;
    }
  }
}

TEST_F(Learn, DoesNotDependOnTheOrderOfTheInputs) {
  RunOptions options = this->options();
  for (const std::uint64_t survey_bytes : {std::uint64_t{1} << 30, std::uint64_t{8000}}) {
    options.survey_bytes = survey_bytes;
    options.inputs = {folder_ / "dump/0000.txt", folder_ / "dump/0001.jsonl",
                      folder_ / "dump/below"};
    const std::string forwards = learnt(options);
    std::reverse(options.inputs.begin(), options.inputs.end());
    EXPECT_EQ(learnt(options), forwards);
  }
}

TEST_F(Learn, IsWhatTheSurveyOfCleanLearns) {
  clean_well(run_options({folder_ / "dump"}, folder_ / "out"));
  EXPECT_EQ(learnt(options()), folder_.read("out/profile"));
}

TEST_F(Learn, MergesHalvesIntoTheWhole) {
  RunOptions options = this->options();
  options.inputs = {folder_ / "dump/below"};
  learnt(options);
  Profile half = *Profile::load(options.output);
  options.inputs.clear();
  for (const std::string& name : names_in(folder_ / "dump")) {
    if (name != "below") options.inputs.push_back(folder_ / "dump/" + name);
  }
  learnt(options);
  half.merge(*Profile::load(options.output));
  learnt(this->options());
  EXPECT_EQ(half.content_hash(), Profile::load(options.output)->content_hash());
}

TEST_F(Learn, ReadsAFifoTwiceIfItMust) {
  const std::string records = DumpMaker(5).records(30, 3);
  const WrittenFifo fifo(folder_ / "fifo", {records});
  RunOptions options = this->options();
  options.inputs = {fifo.path()};
  options.survey_bytes = 4000;
  const std::string from_fifo = learnt(options);
  options.inputs = {folder_.write("records.jsonl", records)};
  EXPECT_EQ(learnt(options), from_fifo);
}

TEST_F(Learn, WritesThroughALink) {
  RunOptions options = this->options();
  options.output = folder_ / "link";
  ASSERT_EQ(symlink("target", options.output.c_str()), 0);
  ASSERT_TRUE(learn(options, {}));
  struct stat status{};
  ASSERT_EQ(lstat(options.output.c_str(), &status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
  EXPECT_TRUE(Profile::load(folder_ / "target"));
}

TEST_F(Learn, RefusesAnOutputThatCannotBe) {
  for (const std::string& output : {folder_ / "dump/0000.txt", folder_ / "dump/profile",
                                    folder_ / "dump", folder_.path(), folder_ / "not/there"}) {
    RunOptions options = this->options();
    options.output = output;
    bool began = false;
    RunMonitor monitor;
    folder_.write("dump/empty.txt", "");
    monitor.on_issue = [&](const Issue&) { began = true; };
    const Result<RunSummary> summary = learn(options, monitor);
    ASSERT_FALSE(summary) << output;
    EXPECT_FALSE(summary.error().remedy.empty());
    EXPECT_FALSE(began) << "told before the work rather than after it";
  }
  EXPECT_FALSE(folder_.read("dump/0000.txt").empty());
}

TEST_F(Learn, TellsWhatCouldNotBeRead) {
  RunOptions options = this->options();
  options.inputs.push_back(folder_ / "missing");
  const Result<RunSummary> summary = learn(options, {});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->unreadable.size(), 1u);
}

}  // namespace
}  // namespace galley
