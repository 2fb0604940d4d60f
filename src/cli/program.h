// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_PROGRAM_H_
#define GALLEY_CLI_PROGRAM_H_

namespace galley {

/// The whole program; main() returns what it returns.
int run_program(int argc, char** argv);

}  // namespace galley

#endif  // GALLEY_CLI_PROGRAM_H_
