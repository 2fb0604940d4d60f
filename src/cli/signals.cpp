// SPDX-License-Identifier: Apache-2.0
#include "cli/signals.h"

#include <csignal>

namespace galley {

namespace {

StopToken* stop_token = nullptr;

extern "C" void ask_to_stop(int signal_number) {
  stop_token->request_stop(signal_number);
  // Who asks twice does not want to wait: the default action is back.
  std::signal(signal_number, SIG_DFL);
}

}  // namespace

void catch_signals(StopToken& stop) {
  stop_token = &stop;
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
