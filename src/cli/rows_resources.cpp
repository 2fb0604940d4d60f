// SPDX-License-Identifier: Apache-2.0
// Options: what a run may use of the machine. None of them changes what is written.
#include "cli/row_values.h"

namespace galley {

namespace {

constexpr std::string_view kSteps[] = {"all",    "keys",   "copies", "rows",  "pairs",
                                       "verify", "decide", "follow", "trace", "gather"};
constexpr std::string_view kExchanges[] = {"files", "pipes"};

constexpr OptionRow kResourcesRows[] = {
    {.name = "threads",
     .argument = "N",
     .group = OptionGroup::kResources,
     .commands = kThreadedCommands,
     .use = OptionUse::kEveryday,
     .preset = "all processors",
     .help = "threads that work; the output does not depend on it",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("threads", value, 1, 1024), line.run.threads);
         }},
    {.name = "memory",
     .argument = "SIZE",
     .group = OptionGroup::kResources,
     .commands = kReadingCommands | kTaskCommands | kReport,
     .use = OptionUse::kEveryday,
     .preset = "half of the machine's",
     .help = "memory to stay under, from 256M; what does not fit goes to disk, the output does not "
             "depend on it",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("memory", value, std::uint64_t{256} << 20, UINT64_MAX),
                      line.run.memory_bytes);
         }},
    {.name = "sample",
     .argument = "SIZE",
     .group = OptionGroup::kResources,
     .commands = kBench,
     .use = OptionUse::kEveryday,
     .preset = "256M",
     .help = "decompressed bytes of the inputs to measure with",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("sample", value, 1, UINT64_MAX), line.bench_bytes);
         }},
    {.name = "temp",
     .argument = "FOLDER",
     .completion = Completion::kFolders,
     .group = OptionGroup::kResources,
     .commands = kReadingCommands | kTaskCommands,
     .preset = "in the output folder",
     .help = "where temporary files go",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.run.temp = value;
       return {};
     }},
    {.name = "task-size",
     .argument = "SIZE",
     .group = OptionGroup::kResources,
     .commands = kWritingCommands,
     .preset = "32M",
     .help = "decoded text that is repaired as one task: what a run that was killed does again at "
             "most, and (128M) a task of galley map; 0: clean and dedup note down nothing to "
             "resume from",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       const Status parsed = set(parse_size_within("task-size", value, 0, std::uint64_t{256} << 20),
                                 line.run.group_bytes);
       if (line.run.group_bytes == 0) line.run.checkpoints = Checkpoints::kNone;
       return parsed;
     }},
    {.name = "first-checkpoint",
     .argument = "SECONDS",
     .group = OptionGroup::kResources,
     .commands = kCorpusCommands,
     .preset = "5",
     .help = "after so long begin to note down what has been repaired, to resume from",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("first-checkpoint", value, 0, 86'400),
                      line.run.first_checkpoint_seconds);
         }},
    {.name = "parts",
     .argument = "N",
     .group = OptionGroup::kResources,
     .commands = kPlan,
     .use = OptionUse::kEveryday,
     .help =
         "tasks of each step of galley match; one for each 256M of text unless this says otherwise",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("parts", value, 1, 256), line.parts);
         }},
    {.name = "task",
     .argument = "TASKS",
     .group = OptionGroup::kResources,
     .commands = kMap | kMatch | kResolve | kEmit | kLearn,
     .use = OptionUse::kEveryday,
     .help = "the tasks to do, as 3 or 0-15 or 0-3,7, instead of all that are missing; one that is "
             "done is left as it is",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       Result<std::vector<std::uint32_t>> tasks = parse_tasks("task", value);
       if (!tasks) return std::unexpected(std::move(tasks).error());
       line.tasks = *std::move(tasks);
       return {};
     }},
    {.name = "step",
     .argument = "STEP",
     .group = OptionGroup::kResources,
     .commands = kMatch | kResolve,
     .use = OptionUse::kEveryday,
     .preset = "all",
     .help = "the step of matching (keys to verify) or of resolving (decide to gather) to do, when "
             "all tasks of those before it are done; each but decide, which is one, has as many "
             "tasks",
     .choices = kSteps,
     .apply = [](CommandLine& line,
                 std::string_view value) { return choose("step", value, kSteps, line.step); }},
    {.name = "exchange",
     .argument = "HOW",
     .group = OptionGroup::kResources,
     .commands = kMatch,
     .preset = "files",
     .help = "how steps hand on what they find: files in FOLDER; or pipes: a step writes it to "
             "standard output, and reads from standard input what its one --task was sent, for "
             "front ends that carry it by a shuffle of their own",
     .choices = kExchanges,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("exchange", value, kExchanges, line.exchange);
         }},
    {.name = "to",
     .argument = "TASKS",
     .group = OptionGroup::kResources,
     .commands = kMatch,
     .help = "with --exchange pipes, the tasks of the next step that are sent to, instead of all",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       Result<std::vector<std::uint32_t>> tasks = parse_tasks("to", value);
       if (!tasks) return std::unexpected(std::move(tasks).error());
       line.to = *std::move(tasks);
       return {};
     }},
    {.name = "finish",
     .group = OptionGroup::kResources,
     .commands = kEmit,
     .use = OptionUse::kEveryday,
     .help = "write the manifest, when all tasks are done",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.emit_step = CommandLine::EmitStep::kFinish;
       return {};
     }},
    {.name = "run",
     .argument = "FOLDER",
     .completion = Completion::kFolders,
     .group = OptionGroup::kResources,
     .commands = kLearn,
     .help = "learn the sample of the run that galley plan has planned there",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.planned = value;
       return {};
     }},
};

}  // namespace

std::span<const OptionRow> resource_rows() {
  return kResourcesRows;
}

}  // namespace galley
