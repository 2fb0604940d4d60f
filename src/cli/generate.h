// SPDX-License-Identifier: Apache-2.0
// What an installation brings along beside the program, made from the tables of commands and
// options: the man page, and completions for shells.
#ifndef GALLEY_CLI_GENERATE_H_
#define GALLEY_CLI_GENERATE_H_

#include <string>
#include <string_view>

#include "cli/options.h"
#include "galley/result.h"

namespace galley {

/// galley(1) in the mdoc language of mandoc and groff.
[[nodiscard]] std::string man_page();
/// To be sourced, or to lie in bash's folder of completions; needs no package bash-completion.
[[nodiscard]] std::string bash_completion();
/// To lie in zsh's $fpath as _galley.
[[nodiscard]] std::string zsh_completion();
/// To lie in fish's folder of completions.
[[nodiscard]] std::string fish_completion();

/// One of these by its name. Errors: kUsage for a name that is none.
[[nodiscard]] Result<std::string> generate(std::string_view what);

/// What a shell offers for an option's value behind a command: as the row says, with kOutput
/// decided.
[[nodiscard]] Completion completion_for(const OptionRow& row, unsigned command);

}  // namespace galley

#endif  // GALLEY_CLI_GENERATE_H_
