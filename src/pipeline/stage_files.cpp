// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stage_files.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/file.h"
#include "base/run_file.h"
#include "base/try.h"
#include "pipeline/emit_stage.h"
#include "pipeline/map_stage.h"
#include "pipeline/number_file.h"
#include "pipeline/saved_removals.h"
#include "write/manifest.h"

namespace galley {

namespace {

constexpr std::array<std::string_view, kClusterStages> kNames = {
    "learn",  "map",    "keys",  "copies", "rows", "pairs", "verify",
    "decide", "follow", "trace", "gather", "emit", "finish"};

constexpr RunKind kWordsKind{"plan-words"};
constexpr RunKind kSampleKind{"plan-sample"};
constexpr std::string_view kTasksName = "tasks";
constexpr std::string_view kWordsName = "words";
constexpr std::uint64_t kSamplePartBytes = std::uint64_t{64} << 20;

Status save_texts(const std::vector<std::string>& texts, const RunKind& kind,
                  const std::string& path) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kind, Durability::kScratch));
  for (const std::string& text : texts) GALLEY_TRY(writer.append(text));
  return writer.finish();
}

Result<std::vector<std::string>> load_texts(const RunKind& kind, const std::string& path) {
  std::vector<std::string> texts;
  GALLEY_TRY(for_each_record(path, kind, [&](std::string_view text) {
    texts.emplace_back(text);
    return Status();
  }));
  return texts;
}

std::string sent_name(ClusterStage stage) {
  return fmt::format("sent-{}", to_string(stage));
}

std::string sample_path(const std::string& folder, std::uint32_t part) {
  return join_path(folder, fmt::format("sample-{}", part));
}

}  // namespace

std::string_view to_string(ClusterStage stage) {
  return kNames[static_cast<std::size_t>(stage)];
}

std::uint32_t StageTasks::of(ClusterStage stage) const {
  switch (stage) {
    case ClusterStage::kLearn:
      return learn;
    case ClusterStage::kMap:
    case ClusterStage::kKeys:
      return map;
    case ClusterStage::kCopies:
    case ClusterStage::kRows:
    case ClusterStage::kPairs:
    case ClusterStage::kVerify:
    case ClusterStage::kFollow:
    case ClusterStage::kTrace:
    case ClusterStage::kGather:
      return match;
    case ClusterStage::kEmit:
      return emit;
    case ClusterStage::kDecide:
    case ClusterStage::kFinish:
      break;
  }
  return 1;
}

Result<std::optional<PlannedWords>> planned_words(const std::string& output) {
  const std::string folder = plan_path_of(work_path_of(output));
  if (!path_exists(folder)) {
    if (path_exists(join_path(output, kManifestName))) return std::optional<PlannedWords>();
    return fail(ErrorCode::kNotFound, output, "holds no plan", "make one with galley plan");
  }
  GALLEY_ASSIGN(ClusterPlan plan, load_cluster_plan(folder));
  return std::optional<PlannedWords>(std::move(plan.words));
}

Status save_cluster_plan(const ClusterPlan& plan, const std::string& folder) {
  const StageTasks& tasks = plan.tasks;
  GALLEY_TRY(write_numbers(
      join_path(folder, kTasksName),
      {tasks.learn, tasks.map, tasks.match, tasks.emit, static_cast<std::uint64_t>(plan.standing)},
      Durability::kScratch));
  std::vector<std::string> words = {plan.words.folder};
  words.insert(words.end(), plan.words.words.begin(), plan.words.words.end());
  return save_texts(words, kWordsKind, join_path(folder, kWordsName));
}

Result<ClusterPlan> load_cluster_plan(const std::string& folder) {
  ClusterPlan plan;
  const std::string tasks_path = join_path(folder, kTasksName);
  if (!path_exists(tasks_path)) {
    return fail(ErrorCode::kConflict, folder, "is of galley clean, which knows no tasks",
                "finish it with galley clean --resume, or begin anew with galley plan --overwrite");
  }
  GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(tasks_path));
  StageTasks& tasks = plan.tasks;
  for (std::uint32_t* const count : {&tasks.learn, &tasks.map, &tasks.match, &tasks.emit}) {
    *count = static_cast<std::uint32_t>(numbers.next());
  }
  if (numbers.next() != 0) plan.standing = ClusterPlan::Standing::kForNow;
  GALLEY_TRY(numbers.finish());
  GALLEY_ASSIGN(std::vector<std::string> words,
                load_texts(kWordsKind, join_path(folder, kWordsName)));
  if (words.empty()) {
    return fail(ErrorCode::kCorrupt, folder, "is no plan of galley", "plan anew");
  }
  plan.words.folder = std::move(words.front());
  words.erase(words.begin());
  plan.words.words = std::move(words);
  return plan;
}

Result<std::uint32_t> save_sample(const std::vector<std::string>& texts,
                                  const std::string& folder) {
  std::uint32_t parts = 0;
  std::vector<std::string> part;
  std::uint64_t bytes = 0;
  const auto save = [&]() -> Status {
    GALLEY_TRY(save_texts(part, kSampleKind, sample_path(folder, parts++)));
    part.clear();
    bytes = 0;
    return {};
  };
  for (const std::string& text : texts) {
    if (bytes >= kSamplePartBytes) GALLEY_TRY(save());
    part.push_back(text);
    bytes += text.size();
  }
  // There is always one, so that there is always a profile.
  if (!part.empty() || parts == 0) GALLEY_TRY(save());
  return parts;
}

Result<std::vector<std::string>> load_sample(const std::string& folder, std::uint32_t part) {
  return load_texts(kSampleKind, sample_path(folder, part));
}

std::string stage_task_path(const std::string& work_path, ClusterStage stage, std::uint32_t task) {
  return task_path(work_path, to_string(stage), task);
}

std::string sent_task_path(const std::string& work_path, ClusterStage stage, std::uint32_t task) {
  return task_path(work_path, sent_name(stage), task);
}

Status forget_stages(const std::string& work_path) {
  // The plan goes first: without it the rest means nothing.
  GALLEY_TRY(remove_tree(plan_path_of(work_path)));
  for (std::size_t stage = 0; stage < kClusterStages; ++stage) {
    const auto each = static_cast<ClusterStage>(stage);
    GALLEY_TRY(remove_tree(join_path(work_path, to_string(each))));
    GALLEY_TRY(remove_tree(join_path(work_path, sent_name(each))));
  }
  return remove_tree(join_path(work_path, kRemovalsTask));
}

Status check_done(const WorkFolder& work, ClusterStage stage, std::uint32_t tasks) {
  std::uint32_t task = 0;
  while (task < tasks && work.has(stage_task_path(work.path, stage, task))) ++task;
  if (task == tasks) return {};
  std::string_view command;
  if (stage >= ClusterStage::kCopies && stage <= ClusterStage::kVerify) command = "match --step ";
  if (stage >= ClusterStage::kDecide && stage <= ClusterStage::kGather) command = "resolve --step ";
  return fail(ErrorCode::kConflict, work.path,
              fmt::format("task {} of galley {}{} is not done", task, command, to_string(stage)),
              "do it first, or find out why it failed");
}

}  // namespace galley
