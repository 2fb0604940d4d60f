// SPDX-License-Identifier: Apache-2.0
// A thread looks ten times a second, and writes when it is time for the style. Debian has no
// library of C++ for progress bars that also tells lines and JSON; the bar itself is a few lines.
#include "cli/progress_display.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/parallel.h"
#include "cli/progress_text.h"

namespace galley {

namespace {

using namespace std::chrono_literals;

// Of the terminal, else what the environment says of it.
std::size_t terminal_columns() {
  struct winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  std::size_t columns = 80;
  if (const char* const said = std::getenv("COLUMNS")) {
    const std::string_view text = said;
    std::from_chars(text.data(), text.data() + text.size(), columns);
  }
  return columns;
}

}  // namespace

ProgressDisplay::ProgressDisplay(const RunProgress& progress, std::string_view command, Style style)
    : progress_(progress), style_(style), estimate_(command) {
  if (style_ == Style::kJson) show();
  if (style_ == Style::kQuiet) return;
  // Without a thread for it nothing is shown while the job goes on.
  static_cast<void>(start_thread(thread_, [this] { loop(); }));
}

ProgressDisplay::~ProgressDisplay() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    if (bar_drawn_) std::fputs("\r\x1B[K", stderr);
    if (style_ == Style::kJson) show();
  }
  end_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ProgressDisplay::print_line(const std::string& line) {
  const std::lock_guard lock(mutex_);
  put_line(style_ == Style::kJson ? message_json(line) : line);
}

void ProgressDisplay::print_summary(const RunSummary& summary, const std::string& text) {
  const std::lock_guard lock(mutex_);
  put_line(style_ == Style::kJson ? summary_json(summary) : text);
}

void ProgressDisplay::put_line(const std::string& line) {
  if (bar_drawn_) std::fputs("\r\x1B[K", stderr);
  std::fputs((line + '\n').c_str(), stderr);
  if (bar_drawn_ && !ended_) show();
}

void ProgressDisplay::loop() {
  std::unique_lock lock(mutex_);
  while (!end_.wait_for(lock, 100ms, [this] { return ended_; })) {
    const Clock::duration since = Clock::now() - shown_;
    const bool new_stage = progress_.stage() != stage_;
    const bool is_due = style_ == Style::kBar     ? Clock::now() - start_ >= 200ms
                        : style_ == Style::kLines ? since >= 10s
                                                  : since >= 1s || new_stage;
    // Lines too must notice that a stage begins, for its rate.
    if (!is_due && new_stage) {
      stage_ = progress_.stage();
      static_cast<void>(
          estimate_.look(progress_, std::chrono::duration<double>(Clock::now() - start_).count()));
    }
    if (is_due) show();
  }
}

void ProgressDisplay::show() {
  shown_ = Clock::now();
  stage_ = progress_.stage();
  const ProgressView view =
      estimate_.look(progress_, std::chrono::duration<double>(shown_ - start_).count());
  switch (style_) {
    case Style::kBar:
      // The last column stays free: a character there makes some terminals begin a new line.
      std::fputs(("\r" + progress_bar(view, terminal_columns() - 1) + "\x1B[K").c_str(), stderr);
      bar_drawn_ = true;
      break;
    case Style::kLines:
      std::fputs(("galley: " + progress_line(view) + "\n").c_str(), stderr);
      break;
    case Style::kJson:
      std::fputs((progress_json(view) + "\n").c_str(), stderr);
      break;
    case Style::kQuiet:
      return;
  }
  std::fflush(stderr);
}

}  // namespace galley
