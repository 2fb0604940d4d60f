// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.h"

#include <atomic>
#include <csignal>
#include <ctime>

namespace galley {

namespace {

// timeout(1), for one, asks a program and then its whole group: that is not asking twice.
constexpr std::int64_t kOneAskingMilliseconds = 300;

StopToken* stop_token = nullptr;
std::atomic<std::int64_t> asked_at = 0;  // 0: not yet

extern "C" void ask_to_stop(int signal_number) {
  struct timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  const std::int64_t now = std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000 + 1;
  std::int64_t before = 0;
  if (asked_at.compare_exchange_strong(before, now)) {
    stop_token->request_stop(signal_number);
  } else if (now - before >= kOneAskingMilliseconds) {
    // Who asks twice does not want to wait.
    std::signal(signal_number, SIG_DFL);
    static_cast<void>(std::raise(signal_number));
  }
}

}  // namespace

void catch_signals(StopToken& stop) {
  stop_token = &stop;
  asked_at = 0;
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // the call that would pass the limit tells it
}

}  // namespace galley
