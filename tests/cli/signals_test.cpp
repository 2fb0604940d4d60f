// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace galley {
namespace {

class Signals : public testing::Test {
 protected:
  ~Signals() override {
    for (const int number : {SIGINT, SIGTERM, SIGPIPE}) std::signal(number, SIG_DFL);
  }

  StopToken stop_;
};

TEST_F(Signals, AskTheTokenToStop) {
  for (const int number : {SIGINT, SIGTERM}) {
    StopToken stop;
    catch_signals(stop);
    EXPECT_FALSE(stop.stop_requested());
    ASSERT_EQ(raise(number), 0);
    EXPECT_EQ(stop.signal_number(), number);
  }
}

TEST_F(Signals, ASecondOneEndsTheProgram) {
  EXPECT_EXIT(
      {
        catch_signals(stop_);
        raise(SIGINT);
        if (stop_.stop_requested()) raise(SIGINT);
        std::_Exit(0);
      },
      testing::KilledBySignal(SIGINT), "");
}

TEST_F(Signals, AClosedPipeIsAFailureOfWrite) {
  catch_signals(stop_);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  EXPECT_EQ(write(ends[1], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  close(ends[1]);
}

}  // namespace
}  // namespace galley
