// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_display.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace galley {
namespace {

TEST(ProgressLine, TellsStageBytesRateAndWhatIsLeft) {
  RunProgress progress;
  progress.begin(Stage::kMap, 400'000'000);
  progress.add_bytes(100'000'000);
  progress.add_paragraphs(12'345);
  progress.set_duplicates(678);
  EXPECT_EQ(progress_line(progress, 2),
            "map      25 % [#####               ] 95 MiB/381 MiB  50 MB/s  ETA 0:06  12,345 "
            "paragraphs  678 duplicates");
}

TEST(ProgressLine, WithoutATotalThereIsNoShare) {
  RunProgress progress;
  progress.begin(Stage::kPlan, 0);
  progress.add_bytes(2048);
  EXPECT_EQ(progress_line(progress, 1), "plan    2.0 KiB  0.0 MB/s");
}

TEST(ProgressLine, NeverPassesItsEnd) {
  RunProgress progress;
  progress.begin(Stage::kEmit, 10);
  progress.add_bytes(25);  // a file grew
  const std::string line = progress_line(progress, 0);
  EXPECT_NE(line.find("100 % [####################] 25 B/10 B"), std::string::npos) << line;
  EXPECT_EQ(line.find("ETA"), std::string::npos);
}

// What a display writes on stderr meanwhile.
std::string shown(ProgressDisplay::Style style, std::chrono::milliseconds time) {
  testing::internal::CaptureStderr();
  {
    RunProgress progress;
    progress.begin(Stage::kMap, 100);
    ProgressDisplay display(progress, style);
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

TEST(ProgressDisplay, TheBarIsClearedBeforeALineAndAtTheEnd) {
  const std::string text = shown(ProgressDisplay::Style::kBar, std::chrono::milliseconds(1000));
  ASSERT_TRUE(text.starts_with("\rmap ")) << text;
  EXPECT_NE(text.find("\r\x1B[Kgalley: warning: a line of its own\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("\r\x1B[K")) << text;
}

}  // namespace
}  // namespace galley
