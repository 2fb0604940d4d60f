// SPDX-License-Identifier: Apache-2.0
// A task is told the folder of its run alone: the options are read anew from the words that plan
// was told, in the folder in which it was told them.
#include "cli/cluster_commands.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/json_text.h"
#include "base/try.h"
#include "cli/figures.h"
#include "cli/job.h"
#include "cli/messages.h"
#include "cli/start_up.h"
#include "galley/stages.h"
#include "pipeline/memory_plan.h"

namespace galley {

namespace {

int run_plan(std::span<const std::string> words, CommandLine line) {
  Job job("plan", line);
  const Result<PlannedStages> planned =
      plan_stages(line.run, {words.begin(), words.end()}, line.parts, job.monitor());
  job.sum_up("");
  if (!planned) return job.failed(planned.error());
  const StageTasks& tasks = planned->tasks;
  std::string text = "{\"dir\":";
  append_json_string(text, line.run.output);
  text += fmt::format(
      ",\"finished\":{},\"tasks\":{{\"learn\":{},\"map\":{},\"match\":{},\"emit\":{}}}}}\n",
      planned->state == PlannedStages::State::kFinished, tasks.learn, tasks.map, tasks.match,
      tasks.emit);
  const int answered = answer(text);
  if (answered != kExitDone) return answered;
  return planned->unreadable.empty() ? kExitDone : kExitIncomplete;
}

Result<std::string> absolute(const std::string& path) {
  if (path.empty() || path.front() == '/') return path;
  GALLEY_ASSIGN(const std::string folder, current_folder());
  return join_path(folder, path);
}

// What plan was told, with what this machine has been told about itself.
Result<CommandLine> planned_line(const PlannedWords& planned, const CommandLine& task) {
  GALLEY_ASSIGN(CommandLine line, parse_words(kPlan, planned.words));
  GALLEY_ASSIGN(line.run.temp, absolute(task.run.temp));
  line.run.threads = task.run.threads;
  line.run.memory_bytes = task.run.memory_bytes;
  line.progress = task.progress;
  line.talk = task.talk;
  line.tasks = task.tasks;
  std::error_code fault;
  std::filesystem::current_path(planned.folder, fault);
  if (fault) {
    return fail(ErrorCode::kNotFound, planned.folder,
                "is where galley plan was started, and is not to be found",
                "plan in a folder that all machines share");
  }
  return line;
}

// By CommandLine::Step, from kKeys on. Keys are sent through pipes alone.
constexpr ClusterStage kStepStages[] = {
    ClusterStage::kKeys,   ClusterStage::kCopies, ClusterStage::kRows,
    ClusterStage::kPairs,  ClusterStage::kVerify, ClusterStage::kDecide,
    ClusterStage::kFollow, ClusterStage::kTrace,  ClusterStage::kGather};
constexpr std::span kMatchSteps = std::span(kStepStages).subspan(1, 4);
constexpr std::span kResolveSteps = std::span(kStepStages).subspan(5);

// The stages that a command does, one after another.
std::vector<ClusterStage> stages_of(CommandBit command, const CommandLine& line) {
  switch (command) {
    case kMap:
      return {ClusterStage::kMap};
    case kMatch:
    case kResolve: {
      if (line.step != CommandLine::Step::kAll) {
        return {kStepStages[static_cast<std::size_t>(line.step) - 1]};
      }
      const std::span<const ClusterStage> all = command == kMatch ? kMatchSteps : kResolveSteps;
      return {all.begin(), all.end()};
    }
    case kEmit:
      return {line.emit_step == CommandLine::EmitStep::kFinish ? ClusterStage::kFinish
                                                               : ClusterStage::kEmit};
    default:
      return {ClusterStage::kLearn};
  }
}

Result<StageOutcome> run_stages(CommandBit command, const CommandLine& line,
                                const RunOptions& whole, const RunMonitor& monitor) {
  if (line.exchange == CommandLine::Exchange::kPipes) {
    return run_piped_stage(stages_of(command, line).front(), whole, {line.tasks, line.to}, monitor);
  }
  StageOutcome all;
  for (const ClusterStage stage : stages_of(command, line)) {
    GALLEY_ASSIGN(StageOutcome outcome, run_stage(stage, whole, line.tasks, monitor));
    all.done += outcome.done;
    all.skipped += outcome.skipped;
    all.unreadable = std::move(outcome.unreadable);
  }
  return all;
}

int run_tasks(const CommandRow& command, const CommandLine& line) {
  const std::string& folder = command.bit == kLearn ? line.planned : line.run.inputs.front();
  Job job(command.name, line);
  const Result<std::string> output = absolute(folder);
  if (!output) return job.failed(output.error());
  const Result<std::optional<PlannedWords>> planned = planned_words(*output);
  if (!planned) return job.failed(planned.error());
  if (!*planned) {
    if (line.talk == CommandLine::Talk::kAll) {
      job.say(fmt::format("galley: {} is complete; nothing to do", folder));
    }
    return kExitDone;
  }
  Result<CommandLine> whole = planned_line(**planned, line);
  if (!whole) return job.failed(whole.error());
  whole->run.output = *output;
  tune_allocator(memory_limit_bytes(whole->run));
  const Result<StageOutcome> outcome = run_stages(command.bit, line, whole->run, job.monitor());
  job.sum_up("");
  if (!outcome) return job.failed(outcome.error());
  if (line.talk == CommandLine::Talk::kAll) {
    job.say(fmt::format("galley: {}: {} done, {} had been done before", command.name,
                        counted(outcome->done, "task"), outcome->skipped));
  }
  return outcome->unreadable.empty() ? kExitDone : kExitIncomplete;
}

}  // namespace

int run_stage_command(const CommandRow& command, std::span<const std::string> words,
                      CommandLine line) {
  return command.bit == kPlan ? run_plan(words, std::move(line)) : run_tasks(command, line);
}

}  // namespace galley
