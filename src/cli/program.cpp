// SPDX-License-Identifier: Apache-2.0
// From words to a job: parse, run, tell, and answer with an exit status.
#include "cli/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/file.h"
#include "cli/cluster_commands.h"
#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/job.h"
#include "cli/measurement_text.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/progress_display.h"
#include "cli/signals.h"
#include "cli/start_up.h"
#include "cli/story_text.h"
#include "cli/summary_text.h"
#include "cli/values.h"
#include "cli/version_text.h"
#include "cli/work_text.h"
#include "galley/bench.h"
#include "pipeline/apart.h"
#include "pipeline/memory_plan.h"

namespace galley {

namespace {

int status_of(const RunSummary& summary) {
  return summary.unreadable.empty() || summary.state == RunSummary::State::kAlreadyComplete
             ? kExitDone
             : kExitIncomplete;
}

Result<RunSummary> run_as_asked(CorpusJob which, const CommandLine& line,
                                const RunMonitor& monitor) {
  if (line.effect == CommandLine::Effect::kDryRun) {
    return dry_run(which, line.run, monitor, write_out);
  }
  tune_allocator(memory_limit_bytes(line.run));
  return which == CorpusJob::kClean ? clean(line.run, monitor) : dedup(line.run, monitor);
}

// About the corpus in `folder`, which the options say how to read.
int write_report(const std::string& folder, const CommandLine& line, const RunMonitor& monitor,
                 Job& job) {
  RunOptions options = line.run;
  options.inputs = {folder};
  const Result<ReportFile> written = report(options, monitor);
  if (!written) return job.failed(written.error());
  if (line.talk == CommandLine::Talk::kAll) {
    job.say(fmt::format("galley: wrote {} ({} KB)", written->path, (written->bytes + 999) / 1000));
  }
  return kExitDone;
}

int run_corpus(const CommandRow& command, const CommandLine& line) {
  Job job(command.name, line);
  const CorpusJob which = command.bit == kClean ? CorpusJob::kClean : CorpusJob::kDedup;
  const Result<RunSummary> summary = run_as_asked(which, line, job.monitor());
  job.sum_up(line.run.output.empty() ? "" : join_path(line.run.output, "manifest.json"));
  if (!summary) return job.failed(summary.error());
  if (line.talk == CommandLine::Talk::kAll) {
    if (summary->state == RunSummary::State::kAlreadyComplete) {
      job.say(fmt::format("galley: {} is complete; nothing to do", line.run.output));
    } else {
      job.say_summary(*summary, line.run);
      if (line.work_timing == WorkTiming::kOn) job.say(work_text(*summary));
    }
  }
  if (line.page == CommandLine::Page::kWrite) {
    // The run's progress has come to its end.
    RunMonitor quiet;
    quiet.stop = job.monitor().stop;
    const int status = write_report(line.run.output, line, quiet, job);
    if (status != kExitDone) return status;
  }
  return status_of(*summary);
}

// Tells how good the removal is; then does it, where an output is named.
int run_measure(const CommandRow& command, const CommandLine& line) {
  {
    Job job(command.name, line);
    RunSummary summary;
    const Result<Measurement> found =
        measure(line.run, line.measure_sample, job.monitor(), &summary);
    job.sum_up("the messages above");
    if (!found) return job.failed(found.error());
    const int answered = answer(measurement_text(*found, line.run.dedup));
    if (answered != kExitDone) return answered;
    if (line.run.output.empty()) return status_of(summary);
  }
  return run_corpus(command, line);
}

int run_report(const CommandLine& line) {
  Job job("report", line);
  return write_report(line.run.inputs.front(), line, job.monitor(), job);
}

int run_bench(const CommandLine& line) {
  Job job("bench", line);
  tune_allocator(memory_limit_bytes(line.run));
  const Result<BenchOutcome> outcome = bench(line.run, line.bench_bytes, job.monitor());
  job.sum_up("");
  if (!outcome) return job.failed(outcome.error());
  Status told = write_out(bench_text(*outcome));
  if (told) told = standard_output().close();
  return told ? status_of(outcome->run) : job.failed(told.error());
}

int run_repair(const CommandLine& line) {
  Job job("repair", line);
  const Result<RunSummary> summary =
      repair(line.run, line.repaired_format, job.monitor(), write_out);
  job.sum_up("");
  if (!summary) return job.failed(summary.error());
  if (Status closed = standard_output().close(); !closed) return job.failed(closed.error());
  return status_of(*summary);
}

int run_learn(const CommandLine& line) {
  Job job("learn", line);
  const Result<RunSummary> summary = learn(line.run, job.monitor());
  job.sum_up("");
  if (!summary) return job.failed(summary.error());
  return status_of(*summary);
}

int run_verify(const CommandLine& line) {
  Job job("verify", line);
  const Result<Verification> found = verify(line.run, job.monitor());
  if (!found) return job.failed(found.error());
  for (const std::string& fault : found->faults) job.say("galley: error: " + fault);
  if (!found->faults.empty()) return kExitFailed;
  if (line.talk == CommandLine::Talk::kAll) {
    job.say(fmt::format("galley: {} is sound: {}, {} of content", line.run.inputs.front(),
                        counted(found->files, "file"), counted(found->bytes, "byte")));
  }
  return kExitDone;
}

// Writes under the final name only what is whole; "-" is standard output.
int run_restore(const CommandLine& line) {
  Job job("restore", line);
  if (Status apart = check_stream_apart_from_corpus(line.run.inputs.front()); !apart) {
    return job.failed(apart.error());
  }
  if (line.run.output == "-") {
    const Status restored = restore(line.run, job.monitor(), write_out);
    return restored ? kExitDone : job.failed(restored.error());
  }
  if (Status apart = check_apart_from_corpus(line.run.output, line.run.inputs.front()); !apart) {
    return job.failed(apart.error());
  }
  Result<AtomicFile> file = AtomicFile::create_named(line.run.output, *job.monitor().stop);
  if (!file) return job.failed(file.error());
  Status status =
      restore(line.run, job.monitor(), [&](std::string_view bytes) { return file->write(bytes); });
  if (status) status = file->commit();
  return status ? kExitDone : job.failed(status.error());
}

Colour colour_of(ColourUse use) {
  const auto is_set = [](const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && *value != 0;
  };
  const bool wanted =
      use == ColourUse::kAlways ||
      (use == ColourUse::kAuto && isatty(STDOUT_FILENO) != 0 && !is_set("NO_COLOR"));
  return wanted ? Colour::kAnsi : Colour::kNone;
}

int run_explain(CommandLine line) {
  Job job("explain", line);
  const std::string id = std::move(line.run.inputs.back());
  line.run.inputs.pop_back();
  const Result<DocumentStory> story = explain(line.run, id, job.monitor());
  if (!story) return job.failed(story.error());
  const Colour colour = colour_of(line.colour);
  Status told = write_out(story_head(*story, colour));
  for (const ParagraphStory& paragraph : story->paragraphs) {
    if (told) told = write_out(paragraph_text(paragraph, colour));
  }
  if (told) told = standard_output().close();
  if (!told) return job.failed(told.error());
  if (story->source_fault.empty()) return kExitDone;
  job.say(warning_line(
      {ErrorCode::kNotFound, story->source, story->source_fault, story->source_remedy}));
  return kExitIncomplete;
}

int unknown_command(const std::string& word) {
  std::vector<std::string_view> names = {"help", "--help", "--version", "--generate"};
  for (const CommandRow& command : command_rows()) names.push_back(command.name);
  std::string_view meant = nearest(word, names);
  // Who writes the command as an option means the command.
  const std::string_view bare =
      std::string_view(word).substr(std::min(word.find_first_not_of('-'), word.size()));
  if (meant.empty()) meant = nearest(bare, names);
  return report_failure({ErrorCode::kUsage, word, "is no command of galley",
                         meant.empty()
                             ? std::string("galley --help lists them")
                             : fmt::format("did you mean {}? galley --help lists all", meant)});
}

int run_command(const CommandRow& command, std::span<const std::string> words) {
  Result<CommandLine> line = parse_words(command.bit, words);
  if (!line) return report_failure(line.error());
  if (line->help != CommandLine::Help::kNone) {
    return answer(command_help(command, line->help));
  }
  if (Status checked = check_words(command.bit, *line); !checked) {
    return report_failure(checked.error());
  }
  switch (command.bit) {
    case kClean:
    case kDedup:
      return line->effect == CommandLine::Effect::kMeasure ? run_measure(command, *line)
                                                           : run_corpus(command, *line);
    case kRepair:
      return run_repair(*line);
    case kLearn:
      return line->planned.empty() ? run_learn(*line) : run_stage_command(command, words, *line);
    case kVerify:
      return run_verify(*line);
    case kRestore:
      return run_restore(*line);
    case kExplain:
      return run_explain(*line);
    case kBench:
      return run_bench(*line);
    case kReport:
      return run_report(*line);
    case kPlan:
    case kMap:
    case kMatch:
    case kResolve:
    case kEmit:
      return run_stage_command(command, words, *line);
  }
  return kExitUsage;
}

}  // namespace

namespace {

// What may stand in a command's place.
int run_first_word(std::span<const std::string> words) {
  const std::string& first = words.front();
  if (first == "-h") return answer(program_help(CommandLine::Help::kShort));
  if (first == "--help" || first == "help") {
    const CommandRow* const command = words.size() > 1 ? command_named(words[1]) : nullptr;
    if (command != nullptr) return answer(command_help(*command, CommandLine::Help::kLong));
    if (words.size() > 1 && !words[1].starts_with('-')) return unknown_command(words[1]);
    return answer(program_help(CommandLine::Help::kLong));
  }
  if (first == "--version" || first == "-V" || first == "version") return answer(version_text());
  if (first == "--generate" || first.starts_with("--generate=")) {
    const bool joined = first.size() > 10;
    const Result<std::string> text = generate(joined             ? first.substr(11)
                                              : words.size() > 1 ? words[1]
                                                                 : "");
    return text ? answer(*text) : report_failure(text.error());
  }
  const CommandRow* const command = command_named(first);
  return command != nullptr ? run_command(*command, words.subspan(1)) : unknown_command(first);
}

}  // namespace

int run_program(int argc, char** argv) {
  prepare_process();
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (!words.empty()) return run_first_word(words);
  std::fputs(program_help(CommandLine::Help::kShort).c_str(), stderr);
  return kExitUsage;
}

}  // namespace galley
