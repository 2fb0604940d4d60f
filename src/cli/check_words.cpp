// SPDX-License-Identifier: Apache-2.0
// What the table of options cannot say: which words must be there, and which exclude each other.
#include <fmt/format.h>

#include "base/try.h"
#include "cli/options.h"

namespace galley {

namespace {

using Step = CommandLine::Step;

// That a step is the command's, and tasks are a step's.
Status check_step(CommandBit command, const CommandLine& line) {
  const bool is_match = command == kMatch;
  const std::string_view steps =
      is_match ? "copies, rows, pairs or verify" : "decide, follow, trace or gather";
  const auto wrong = [&](std::string_view what) {
    return fail(ErrorCode::kUsage, "command line", std::string(what),
                fmt::format("write --step {}", steps));
  };
  if (line.step == Step::kAll) {
    return line.tasks.empty() ? Status() : wrong("--task is of a step");
  }
  if ((line.step <= Step::kVerify) != is_match) {
    return wrong(is_match ? "that step is of galley resolve" : "that step is of galley match");
  }
  return {};
}

// That what goes through pipes is one step's, and what comes one task's.
Status check_exchange(const CommandLine& line) {
  const auto wrong = [](std::string what, std::string remedy) {
    return fail(ErrorCode::kUsage, "command line", std::move(what), std::move(remedy));
  };
  if (line.exchange == CommandLine::Exchange::kFiles) {
    if (line.step == Step::kKeys) {
      return wrong("--step keys but sends", "write --exchange pipes, or another step");
    }
    if (line.to.empty()) return {};
    return wrong("--to is of pipes", "write --exchange pipes, or leave it out");
  }
  if (line.step == Step::kAll) {
    return wrong("--exchange pipes is of a step",
                 "write --step keys, copies, rows, pairs or verify");
  }
  const bool is_read = line.step != Step::kKeys && line.step != Step::kRows;
  if (is_read && line.tasks.size() != 1) {
    return wrong("standard input is what one task was sent", "name it with --task");
  }
  return {};
}

}  // namespace

Status check_words(CommandBit command, CommandLine& line) {
  const auto missing = [](std::string what, std::string remedy) {
    return fail(ErrorCode::kUsage, "command line", std::move(what), std::move(remedy));
  };
  if (command == kRepair && line.run.inputs.empty()) line.run.inputs.push_back("-");
  if (command == kExplain) {
    if (line.run.inputs.size() == 2) return {};
    return missing("a folder and an id are wanted",
                   "name the output folder of galley clean, and one of its documents");
  }
  if (command == kLearn && !line.planned.empty()) {
    if (line.run.inputs.empty() && line.run.output.empty()) return {};
    return missing("--run names all there is", "leave out the inputs and -o, or --run");
  }
  if (command == kMap || command == kMatch || command == kResolve || command == kEmit) {
    if (line.run.inputs.size() != 1) {
      return missing("one folder is wanted", "name the output folder of galley plan");
    }
    if (line.emit_step == CommandLine::EmitStep::kFinish && !line.tasks.empty()) {
      return missing("--finish is no task", "leave out --task, or --finish");
    }
    if (command == kMatch || command == kResolve) GALLEY_TRY(check_step(command, line));
    return command == kMatch ? check_exchange(line) : Status();
  }
  if (!line.tasks.empty()) {
    return missing("--task goes with --run", "name the folder of the run that was planned");
  }
  if (command == kVerify || command == kRestore || command == kReport) {
    if (line.run.inputs.size() != 1) {
      return missing("one folder is wanted", "name the output folder of galley clean");
    }
    if (command == kRestore && line.run.output.empty()) {
      return missing("no output is named", "write -o FILE, or -o - for standard output");
    }
    return {};
  }
  if (line.run.inputs.empty())
    return missing("no input is named", "name files or folders, or - for standard input");
  const bool dry = line.effect == CommandLine::Effect::kDryRun;
  if (dry && line.page == CommandLine::Page::kWrite) {
    return missing("--dry-run leaves no corpus to report on", "leave out --report, or --dry-run");
  }
  if (dry && !line.run.output.empty()) {
    return missing("--dry-run writes no output", "leave out -o, or --dry-run");
  }
  const bool measures = line.effect == CommandLine::Effect::kMeasure;
  if (measures && !line.run.index.empty()) {
    return missing("--measure looks at the inputs alone", "leave out --index, or --measure");
  }
  const bool needs_output = command != kRepair && command != kBench && !dry && !measures;
  if (needs_output && line.run.output.empty()) {
    return missing("no output is named", command == kLearn ? "write -o FILE" : "write -o FOLDER");
  }
  if ((line.run.dedup.bands == 0) != (line.run.dedup.rows == 0)) {
    return missing("--bands and --rows go together", "give both or neither");
  }
  if (!line.run.index.empty() && line.run.dedup.scope == DedupScope::kDocument) {
    return missing("--index has no use with --scope document", "leave out one of them");
  }
  return check(line.run.dedup);
}

}  // namespace galley
