// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_display.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/figures.h"

namespace galley {

std::string progress_line(const RunProgress& progress, double seconds) {
  const std::uint64_t done = progress.bytes_done();
  const std::uint64_t total = progress.bytes_total();
  std::string line = fmt::format("{:<8}", to_string(progress.stage()));
  if (total > 0) {
    const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
    const auto filled = static_cast<std::size_t>(share * 20);
    line += fmt::format("{:3.0f} % [{:<20}] {}/{}", share * 100, std::string(filled, '#'),
                        size_text(done), size_text(total));
  } else {
    line += size_text(done);
  }
  line += "  " + rate_text(done, seconds);
  if (total > done && done > 0) {
    line += "  ETA " +
            time_text(seconds * static_cast<double>(total - done) / static_cast<double>(done));
  }
  if (progress.paragraphs() > 0)
    line += fmt::format("  {} paragraphs", grouped(progress.paragraphs()));
  if (progress.duplicates() > 0)
    line += fmt::format("  {} duplicates", grouped(progress.duplicates()));
  return line;
}

ProgressDisplay::ProgressDisplay(const RunProgress& progress, Style style)
    : progress_(progress), style_(style) {
  if (style_ != Style::kQuiet) thread_ = std::thread([this] { loop(); });
}

ProgressDisplay::~ProgressDisplay() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    if (bar_drawn_) std::fputs("\r\x1B[K", stderr);
  }
  end_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ProgressDisplay::print_line(const std::string& line) {
  const std::lock_guard lock(mutex_);
  if (bar_drawn_) std::fputs("\r\x1B[K", stderr);
  std::fputs((line + '\n').c_str(), stderr);
  if (bar_drawn_ && !ended_) draw();
}

void ProgressDisplay::loop() {
  using namespace std::chrono_literals;
  const auto pause = style_ == Style::kBar ? 200ms : 10'000ms;
  std::unique_lock lock(mutex_);
  while (!end_.wait_for(lock, pause, [this] { return ended_; })) draw();
}

void ProgressDisplay::draw() {
  const auto now = std::chrono::steady_clock::now();
  if (progress_.stage() != stage_) {
    stage_ = progress_.stage();
    stage_start_ = now;
  }
  const double seconds = std::chrono::duration<double>(now - stage_start_).count();
  const std::string line = progress_line(progress_, seconds);
  if (style_ == Style::kBar) {
    std::fputs(("\r" + line + "\x1B[K").c_str(), stderr);
    std::fflush(stderr);
    bar_drawn_ = true;
  } else {
    std::fputs(("galley: " + line + "\n").c_str(), stderr);
  }
}

}  // namespace galley
