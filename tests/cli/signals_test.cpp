// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

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
        // At once it is one asking, however often it comes.
        for (int i = 0; i < 3; ++i) raise(SIGINT);
        if (!stop_.stop_requested()) std::_Exit(0);
        std::this_thread::sleep_for(std::chrono::milliseconds(400));
        raise(SIGINT);
        std::_Exit(0);
      },
      testing::KilledBySignal(SIGINT), "");
}

TEST_F(Signals, TheSameTwiceAtOnceIsOneAsking) {
  catch_signals(stop_);
  for (int i = 0; i < 2; ++i) ASSERT_EQ(raise(SIGTERM), 0);
  EXPECT_EQ(stop_.signal_number(), SIGTERM);
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
