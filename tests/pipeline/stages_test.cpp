// SPDX-License-Identifier: Apache-2.0
// Runs in steps, beside the same run at once.
#include "galley/stages.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <numeric>
#include <random>
#include <thread>

#include "base/atomic_file.h"
#include "pipeline/stage_files.h"
#include "pipeline/task_folder.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Stages : public testing::TestWithParam<std::uint64_t> {
 protected:
  Stages() { DumpMaker(GetParam()).write(folder_ / "dump", 24); }

  [[nodiscard]] RunOptions options(std::string_view output) const {
    RunOptions options = run_options({folder_ / "dump"}, folder_ / output);
    options.split_bytes = 4096;
    options.group_bytes = 3000;
    return options;
  }
  [[nodiscard]] std::string differs(std::string_view output) const {
    return difference_of(contents_of(folder_ / "whole"), contents_of(folder_ / output));
  }
  StageTasks plan(const RunOptions& options, std::uint32_t parts = 5) const {
    const Result<PlannedStages> planned = plan_stages(options, {"word"}, parts, {});
    EXPECT_TRUE(planned) << to_string(planned.error());
    return planned ? planned->tasks : StageTasks();
  }
  // The tasks of a stage, in an order of chance.
  std::vector<std::uint32_t> shuffled(std::uint32_t tasks) {
    std::vector<std::uint32_t> all(tasks);
    std::iota(all.begin(), all.end(), 0U);
    std::shuffle(all.begin(), all.end(), random_);
    return all;
  }
  static void expect_done(ClusterStage stage, const RunOptions& options,
                          std::vector<std::uint32_t> tasks) {
    const Result<StageOutcome> outcome = run_stage(stage, options, tasks, {});
    EXPECT_TRUE(outcome) << to_string(stage) << ": " << to_string(outcome.error());
  }

  TempFolder folder_;
  std::mt19937_64 random_{GetParam()};
};

TEST_P(Stages, WriteWhatOneRunWrites) {
  const std::pair<DedupPreset, Keep> kinds[] = {{DedupPreset::kDefault, Keep::kFirst},
                                                {DedupPreset::kDefault, Keep::kLongest},
                                                {DedupPreset::kOcr, Keep::kCleanest}};
  for (const auto& [preset, keep] : kinds) {
    RunOptions whole = options("whole");
    whole.existing = Existing::kOverwrite;
    whole.dedup.preset = preset;
    whole.dedup.keep = keep;
    EXPECT_GT(clean_well(whole).counts.removed_near, 0u);
    RunOptions steps = whole;
    steps.output = folder_ / "steps";
    const StageTasks tasks = plan(steps);
    EXPECT_GT(tasks.map, 4u);
    EXPECT_GT(tasks.emit, 2u);
    EXPECT_EQ(tasks.match, 5u);
    for (const ClusterStage stage : kStagesInOrder) {
      for (const std::uint32_t task : shuffled(tasks.of(stage))) expect_done(stage, steps, {task});
    }
    expect_done(ClusterStage::kFinish, steps, {});
    EXPECT_EQ(differs("steps"), "");
    EXPECT_FALSE(path_exists(folder_ / "steps/.galley"));
  }
}

// A run that is stopped has noted down texts alone: who resumes it makes their fingerprints anew.
TEST_P(Stages, OfAStoppedRunAreTakenWhereTheyLie) {
  RunOptions first = options("whole"), longest = first, cleanest = first, documents = first,
             scoped = first, ocr = first, items = first;
  longest.dedup.keep = Keep::kLongest;
  cleanest.dedup.keep = Keep::kCleanest;
  documents.dedup.unit = DedupUnit::kDocument;
  scoped.dedup.scope = DedupScope::kDocument;
  ocr.dedup.preset = DedupPreset::kOcr;
  items.dedup.unit = DedupUnit::kItem;
  std::uint64_t taken = 0;
  for (RunOptions whole : {first, longest, cleanest, documents, scoped, ocr, items}) {
    whole.existing = Existing::kOverwrite;
    clean_well(whole);
    RunOptions stopped = whole;
    stopped.output = folder_ / "stopped";
    StopToken stop;
    RunMonitor monitor;
    monitor.stop = &stop;
    std::atomic<bool> ended = false;
    std::thread stopper([&] {
      const std::string second = task_path(work_path_of(stopped.output), "map", 1);
      while (!ended && !path_exists(second)) std::this_thread::yield();
      stop.request_stop(2);
    });
    static_cast<void>(clean(stopped, monitor));
    ended = true;
    stopper.join();
    for (const std::string_view name : {"rows", "exact", "keys", "anchors"}) {
      const std::string folder = task_path(work_path_of(stopped.output), "map", 0);
      EXPECT_FALSE(path_exists(join_path(folder, name)));
    }
    stopped.existing = Existing::kResume;
    taken += clean_well(stopped).resumed_tasks;
    EXPECT_EQ(differs("stopped"), "");
  }
  EXPECT_GT(taken, 0u);
}

TEST(StagesOfInputsWithoutParagraphs, WriteWhatOneRunWrites) {
  TempFolder folder;
  folder.write("a.txt", std::string(10'000, '\n'));
  folder.write("b.txt", "\n\n");
  RunOptions options = run_options({folder / "a.txt", folder / "b.txt"}, folder / "noted");
  options.group_bytes = 3000;
  clean_well(options);
  options.output = folder / "at once";
  options.first_checkpoint_seconds = 3600;
  clean_well(options);
  EXPECT_EQ(difference_of(contents_of(folder / "at once"), contents_of(folder / "noted")), "");
}

TEST_P(Stages, MayBeDoneTwiceAndAtOnce) {
  clean_well(options("whole"));
  const RunOptions steps = options("steps");
  const StageTasks tasks = plan(steps);
  EXPECT_EQ(plan(steps), tasks) << "planning again changes nothing";
  for (const ClusterStage stage : kStagesInOrder) {
    const std::uint32_t count = tasks.of(stage);
    std::vector<std::thread> machines;
    for (int machine = 0; machine < 3; ++machine) {
      machines.emplace_back([&, order = shuffled(count)] {
        for (const std::uint32_t task : order) expect_done(stage, steps, {task});
      });
    }
    for (std::thread& machine : machines) machine.join();
    const Result<StageOutcome> again =
        run_stage(stage, steps,
                  stage == ClusterStage::kEmit ? shuffled(1) : std::vector<std::uint32_t>(), {});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->done, 0u);
    EXPECT_GT(again->skipped, 0u);
  }
  expect_done(ClusterStage::kEmit, steps, {});
  EXPECT_EQ(differs("steps"), "");
}

TEST_P(Stages, NameWhatMustBeDoneBefore) {
  const RunOptions steps = options("steps");
  plan(steps);
  const auto expect_conflict = [&](ClusterStage stage, std::string_view what) {
    const Result<StageOutcome> outcome = run_stage(stage, steps, {0}, {});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::kConflict);
    EXPECT_NE(outcome.error().what.find(what), std::string::npos) << outcome.error().what;
  };
  expect_conflict(ClusterStage::kMap, "task 0 of galley learn");
  expect_done(ClusterStage::kLearn, steps, {0});
  expect_conflict(ClusterStage::kCopies, "task 0 of galley map");
  expect_done(ClusterStage::kMap, steps, {0});
  expect_conflict(ClusterStage::kCopies, "task 1 of galley map");
  expect_done(ClusterStage::kMap, steps, {});
  expect_conflict(ClusterStage::kRows, "task 0 of galley match --step copies");
  expect_done(ClusterStage::kCopies, steps, {});
  expect_conflict(ClusterStage::kPairs, "task 0 of galley match --step rows");
  expect_done(ClusterStage::kRows, steps, {});
  expect_conflict(ClusterStage::kVerify, "task 0 of galley match --step pairs");
  expect_done(ClusterStage::kPairs, steps, {});
  expect_conflict(ClusterStage::kDecide, "task 0 of galley match --step verify");
  expect_done(ClusterStage::kVerify, steps, {});
  expect_conflict(ClusterStage::kFollow, "task 0 of galley resolve --step decide");
  expect_done(ClusterStage::kDecide, steps, {});
  expect_conflict(ClusterStage::kTrace, "task 0 of galley resolve --step follow");
  expect_done(ClusterStage::kFollow, steps, {});
  expect_conflict(ClusterStage::kGather, "task 0 of galley resolve --step trace");
  expect_done(ClusterStage::kTrace, steps, {});
  expect_conflict(ClusterStage::kEmit, "task 0 of galley resolve --step gather");
  const Result<StageOutcome> beyond = run_stage(ClusterStage::kPairs, steps, {5}, {});
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::kUsage);
}

TEST_P(Stages, RefuseAnInputThatHasChanged) {
  const RunOptions steps = options("steps");
  plan(steps);
  expect_done(ClusterStage::kLearn, steps, {});
  const std::string path = folder_.write("dump/0000.txt", "Something else altogether.\n");
  const Result<StageOutcome> outcome = run_stage(ClusterStage::kMap, steps, {0}, {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::kConflict);
  EXPECT_EQ(outcome.error().where, path);
}

// A run that was killed is a run of which some tasks are done.
TEST_P(Stages, AreGoneOnWithByResuming) {
  clean_well(options("whole"));
  RunOptions steps = options("steps");
  const StageTasks tasks = plan(steps);
  steps.existing = Existing::kResume;
  expect_done(ClusterStage::kLearn, steps, {});
  std::vector<std::uint32_t> some = shuffled(tasks.map);
  some.resize(some.size() / 2);
  std::sort(some.begin(), some.end());
  expect_done(ClusterStage::kMap, steps, some);
  const RunSummary resumed = clean_well(steps);
  EXPECT_EQ(resumed.resumed_tasks, some.size());
  EXPECT_EQ(differs("steps"), "");
}

TEST_P(Stages, AreDoneAnewWhereTheirFilesAreDamaged) {
  clean_well(options("whole"));
  RunOptions steps = options("steps");
  const StageTasks tasks = plan(steps);
  expect_done(ClusterStage::kLearn, steps, {});
  expect_done(ClusterStage::kMap, steps, {});
  const std::string work = work_path_of(steps.output);
  // One byte of each file of another task, and a file that is not there.
  const std::string folder = stage_task_path(work, ClusterStage::kMap, 0);
  std::uint32_t task = 0, damaged = 0;
  for (const std::string& name : names_in(folder)) {
    if (task == tasks.map) break;
    const std::string path = join_path(stage_task_path(work, ClusterStage::kMap, task++), name);
    std::string bytes = *read_file(path, 1 << 24);
    // Of a hash that stands alone nothing says what it was.
    if (name == "ids" || bytes.empty()) continue;
    bytes[random_() % bytes.size()] ^= 0x10;
    ASSERT_TRUE(remove_file(path));
    ASSERT_TRUE(write_file_atomically(path, bytes));
    ++damaged;
  }
  EXPECT_GT(damaged, 4u);
  steps.existing = Existing::kResume;
  const RunSummary resumed = clean_well(steps);
  EXPECT_EQ(resumed.resumed_tasks, tasks.map - damaged);
  EXPECT_EQ(differs("steps"), "");
}

TEST_P(Stages, TakeNothingOfAnotherPlanOrTask) {
  clean_well(options("whole"));
  RunOptions steps = options("steps");
  plan(steps);
  expect_done(ClusterStage::kLearn, steps, {});
  expect_done(ClusterStage::kMap, steps, {});
  const std::string work = work_path_of(steps.output);
  const std::string first = stage_task_path(work, ClusterStage::kMap, 0);
  const std::string second = stage_task_path(work, ClusterStage::kMap, 1);
  const std::string elsewhere = folder_ / "elsewhere";

  // As a worker of the first plan leaves it when the second one stands.
  ASSERT_TRUE(move_file(first, elsewhere));
  RunOptions anew = steps;
  anew.existing = Existing::kOverwrite;
  const StageTasks tasks = plan(anew, 3);
  expect_done(ClusterStage::kLearn, steps, {});
  ASSERT_TRUE(make_folders(first.substr(0, first.rfind('/'))));
  ASSERT_TRUE(move_file(elsewhere, first));
  Result<StageOutcome> mapped = run_stage(ClusterStage::kMap, steps, {}, {});
  ASSERT_TRUE(mapped) << to_string(mapped.error());
  EXPECT_EQ(mapped->done, tasks.map);

  ASSERT_TRUE(move_file(first, elsewhere));
  ASSERT_TRUE(move_file(second, first));
  ASSERT_TRUE(move_file(elsewhere, second));
  const Result<StageOutcome> early = run_stage(ClusterStage::kCopies, steps, {}, {});
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, ErrorCode::kConflict);
  mapped = run_stage(ClusterStage::kMap, steps, {}, {});
  ASSERT_TRUE(mapped) << to_string(mapped.error());
  EXPECT_EQ(mapped->done, 2u);

  for (const ClusterStage stage : kStagesInOrder) expect_done(stage, steps, {});
  EXPECT_EQ(differs("steps"), "");
}

// Of an input so large only parts are hashed when it is listed.
TEST(StagesOfAChangedInput, RefuseItWhereverItHasChanged) {
  TempFolder folder;
  std::string text;
  for (int i = 0; text.size() < 300'000; ++i) {
    text += "{\"text\":\"Paragraph number " + std::to_string(i) + " of a dump.\"}\n";
  }
  const std::string input = folder.write("a.jsonl", text);
  RunOptions options = run_options({input}, folder / "out");
  ASSERT_TRUE(plan_stages(options, {}, 0, {}));
  ASSERT_TRUE(run_stage(ClusterStage::kLearn, options, {}, {}));
  std::string changed = text;
  changed[changed.find("dump", text.size() / 4)] = 'l';
  folder.write("a.jsonl", changed);
  const Result<StageOutcome> refused = run_stage(ClusterStage::kMap, options, {}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(refused.error().where, input);

  folder.write("a.jsonl", text);
  options.existing = Existing::kResume;
  clean_well(options);
  std::filesystem::last_write_time(
      input, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(5));
  std::vector<Issue> issues;
  RunMonitor monitor;
  monitor.on_issue = [&](const Issue& issue) { issues.push_back(issue); };
  const Result<RunSummary> again = clean(options, monitor);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, RunSummary::State::kAlreadyComplete);
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues.front().path, input);
  EXPECT_EQ(issues.front().severity, Issue::Severity::kWarning);
}

TEST_P(Stages, LeaveAFinishedRunAsItIs) {
  clean_well(options("whole"));
  const Result<PlannedStages> planned = plan_stages(options("whole"), {}, 0, {});
  ASSERT_TRUE(planned);
  EXPECT_EQ(planned->state, PlannedStages::State::kFinished);
  const Result<std::optional<PlannedWords>> words = planned_words(folder_ / "whole");
  ASSERT_TRUE(words);
  EXPECT_FALSE(*words);
  EXPECT_FALSE(planned_words(folder_ / "nowhere"));
}

TEST_P(Stages, RememberTheWordsOfThePlan) {
  plan(options("steps"));
  const Result<std::optional<PlannedWords>> words = planned_words(folder_ / "steps");
  ASSERT_TRUE(words && *words);
  EXPECT_EQ((*words)->words, std::vector<std::string>{"word"});
  EXPECT_EQ((*words)->folder, *current_folder());
}

TEST_P(Stages, RefuseWhatManyMachinesCannotDo) {
  RunOptions steps = options("steps");
  steps.index = folder_ / "index";
  EXPECT_FALSE(plan_stages(steps, {}, 0, {}));
  steps = options("steps");
  steps.edits = folder_ / "edits";
  EXPECT_FALSE(plan_stages(steps, {}, 0, {}));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Stages, testing::Values(1, 2, 3));

}  // namespace
}  // namespace galley
