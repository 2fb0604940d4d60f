// SPDX-License-Identifier: Apache-2.0
// What the rows of the option table are written with: groups of commands, and setters that hand a
// parsed value on or say what is wrong with it.
#ifndef GALLEY_CLI_ROW_VALUES_H_
#define GALLEY_CLI_ROW_VALUES_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "cli/options.h"
#include "cli/values.h"

namespace galley {

inline constexpr unsigned kCorpusCommands = kClean | kDedup;
inline constexpr unsigned kWritingCommands = kCorpusCommands | kPlan;
inline constexpr unsigned kMatchingCommands = kWritingCommands | kBench;
inline constexpr unsigned kReadingCommands = kClean | kRepair | kDedup | kLearn | kBench | kPlan;
inline constexpr unsigned kRepairingCommands = kClean | kRepair | kBench | kPlan;
/// Those that do tasks of a run that was planned.
inline constexpr unsigned kTaskCommands = kMap | kMatch | kResolve | kEmit;
inline constexpr unsigned kThreadedCommands = kReadingCommands | kVerify | kRestore | kTaskCommands;
inline constexpr unsigned kEveryCommand = kThreadedCommands | kExplain | kReport;

/// The value of an option of few choices, as the enumerator of the same index.
template <class Enum>
[[nodiscard]] Status choose(std::string_view option, std::string_view value,
                            std::span<const std::string_view> choices, Enum& target) {
  const Result<std::size_t> index = parse_choice(option, value, choices);
  if (!index) return std::unexpected(index.error());
  target = static_cast<Enum>(*index);
  return {};
}

/// A number that was parsed, into whatever holds it. REQUIRES: the parser's range fits the target.
template <class Number, class Target>
[[nodiscard]] Status set(Result<Number> number, Target& target) {
  if (!number) return std::unexpected(std::move(number).error());
  target = static_cast<Target>(*number);
  return {};
}

}  // namespace galley

#endif  // GALLEY_CLI_ROW_VALUES_H_
