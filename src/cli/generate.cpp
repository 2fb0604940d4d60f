// SPDX-License-Identifier: Apache-2.0
#include "cli/generate.h"

#include "cli/row_values.h"

namespace galley {

Result<std::string> generate(std::string_view what) {
  static constexpr std::string_view kKinds[] = {"man", "bash", "zsh", "fish"};
  if (what.empty()) {
    return fail(ErrorCode::kUsage, "--generate", "needs a value",
                "choose among man, bash, zsh, fish");
  }
  const Result<std::size_t> kind = parse_choice("generate", what, kKinds);
  if (!kind) return std::unexpected(kind.error());
  switch (*kind) {
    case 0:
      return man_page();
    case 1:
      return bash_completion();
    case 2:
      return zsh_completion();
    default:
      return fish_completion();
  }
}

Completion completion_for(const OptionRow& row, unsigned command) {
  if (row.completion != Completion::kOutput) return row.completion;
  return (command & kCorpusCommands) != 0 ? Completion::kFolders : Completion::kFiles;
}

}  // namespace galley
