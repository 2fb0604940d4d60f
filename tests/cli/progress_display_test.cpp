// SPDX-License-Identifier: Apache-2.0
// What is written is tested with progress_text and by check_progress.py; here that it comes at the
// right moments.
#include "cli/progress_display.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace galley {
namespace {

// What a display writes on stderr meanwhile.
std::string shown(ProgressDisplay::Style style, std::chrono::milliseconds time) {
  testing::internal::CaptureStderr();
  {
    RunProgress progress;
    progress.begin(Stage::kMap, 100);
    ProgressDisplay display(progress, "clean", style);
    std::this_thread::sleep_for(time);
    display.print_line("galley: warning: a line of its own");
  }
  return testing::internal::GetCapturedStderr();
}

TEST(ProgressDisplay, QuietShowsOnlyMessages) {
  EXPECT_EQ(shown(ProgressDisplay::Style::kQuiet, std::chrono::milliseconds(0)),
            "galley: warning: a line of its own\n");
}

TEST(ProgressDisplay, LinesEndBeforeTheFirstIsDue) {
  EXPECT_EQ(shown(ProgressDisplay::Style::kLines, std::chrono::milliseconds(0)),
            "galley: warning: a line of its own\n");
}

TEST(ProgressDisplay, TheBarIsErasedBeforeALineAndAtTheEnd) {
  const std::string text = shown(ProgressDisplay::Style::kBar, std::chrono::milliseconds(1000));
  ASSERT_TRUE(text.starts_with("\rclean ")) << text;
  EXPECT_NE(text.find("\r\x1B[Kgalley: warning: a line of its own\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("\r\x1B[K")) << text;
}

TEST(ProgressDisplay, JsonBeginsAndEndsWithAState) {
  const std::string text = shown(ProgressDisplay::Style::kJson, std::chrono::milliseconds(0));
  EXPECT_TRUE(text.starts_with("{\"type\":\"progress\"")) << text;
  EXPECT_GE(std::ranges::count(text, '\n'), 3);
  const std::size_t last = text.rfind("{\"type\":");
  EXPECT_TRUE(text.substr(last).starts_with("{\"type\":\"progress\"")) << text;
  EXPECT_NE(text.find(R"({"type":"message","level":"warning","text":"a line of its own"})"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace galley
