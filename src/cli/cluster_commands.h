// SPDX-License-Identifier: Apache-2.0
// The commands that do clean's work in steps: plan, learn --run, map, match, resolve, emit.
#ifndef GALLEY_CLI_CLUSTER_COMMANDS_H_
#define GALLEY_CLI_CLUSTER_COMMANDS_H_

#include <span>
#include <string>

#include "cli/commands.h"
#include "cli/options.h"

namespace galley {

/// Plans, or does tasks of a run that was planned. `words` are those behind the command's name.
/// Returns the exit status.
[[nodiscard]] int run_stage_command(const CommandRow& command, std::span<const std::string> words,
                                    CommandLine line);

}  // namespace galley

#endif  // GALLEY_CLI_CLUSTER_COMMANDS_H_
