// SPDX-License-Identifier: Apache-2.0
#include "cli/job.h"

#include <unistd.h>

#include "cli/signals.h"
#include "cli/summary_text.h"

namespace galley {

namespace {

ProgressDisplay::Style style_of(ProgressStyle style) {
  switch (style) {
    case ProgressStyle::kBar:
      return ProgressDisplay::Style::kBar;
    case ProgressStyle::kLines:
      return ProgressDisplay::Style::kLines;
    case ProgressStyle::kJson:
      return ProgressDisplay::Style::kJson;
    case ProgressStyle::kNone:
      return ProgressDisplay::Style::kQuiet;
    case ProgressStyle::kAuto:
      break;
  }
  return isatty(STDERR_FILENO) != 0 ? ProgressDisplay::Style::kBar : ProgressDisplay::Style::kLines;
}

}  // namespace

File& standard_output() {
  static File file(STDOUT_FILENO, "standard output");
  return file;
}

Status write_out(std::string_view bytes) {
  return standard_output().write(bytes);
}

int answer(std::string_view text) {
  const Status written = write_out(text);
  if (written) return kExitDone;
  if (written.error().code == ErrorCode::kClosedPipe) return exit_status(written.error(), 0);
  return report_failure(written.error());
}

Job::Job(std::string_view command, const CommandLine& line)
    : command_(command),
      display_(progress_, command, style_of(line.progress)),
      printer_([this](const std::string& text) { display_.print_line(text); }) {
  catch_signals(stop_);
  standard_output().heed(stop_);
  monitor_.progress = &progress_;
  monitor_.stop = &stop_;
  monitor_.work_timing = line.work_timing;
  monitor_.on_issue = [this](const Issue& issue) { printer_.print(issue); };
}

void Job::say_summary(const RunSummary& summary, const RunOptions& options) {
  display_.print_summary(summary, summary_text(summary, options));
}

int Job::failed(Error error) {
  if (error.code == ErrorCode::kInterrupted) {
    error.where = command_;
    // Only what writes into a folder leaves something behind to go on from.
    if (command_ == "clean" || command_ == "dedup") {
      error.remedy = "finish it by the same command with --resume";
    }
  }
  // Who closed the pipe does not want to hear of it.
  if (error.code != ErrorCode::kClosedPipe) say(error_line(error));
  return exit_status(error, stop_.signal_number());
}

}  // namespace galley
