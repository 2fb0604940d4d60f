// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_SIGNALS_H_
#define GALLEY_CLI_SIGNALS_H_

#include "galley/stop_token.h"

namespace galley {

/// Makes SIGINT and SIGTERM ask the token to stop (one that comes a while later ends the program at
/// once), and SIGPIPE an ordinary failure of write(). Call once, first thing.
void catch_signals(StopToken& stop);

}  // namespace galley

#endif  // GALLEY_CLI_SIGNALS_H_
