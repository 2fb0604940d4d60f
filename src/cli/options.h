// SPDX-License-Identifier: Apache-2.0
// The one table of options. Help, man page, completions and the checks of the command line are all
// made from it; Boost.ProgramOptions splits the words.
#ifndef GALLEY_CLI_OPTIONS_H_
#define GALLEY_CLI_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/result.h"
#include "galley/run.h"

namespace galley {

/// The commands, as bits of OptionRow::commands.
enum CommandBit : unsigned {
  kClean = 1u << 0,
  kRepair = 1u << 1,
  kDedup = 1u << 2,
  kLearn = 1u << 3,
  kVerify = 1u << 4,
  kRestore = 1u << 5,
  kExplain = 1u << 6,
};

/// How much the program says on stderr.
enum class ProgressStyle : std::uint8_t { kAuto, kBar, kLines, kNone };

/// Whether what is told is coloured; auto: on a terminal, unless NO_COLOR is set.
enum class ColourUse : std::uint8_t { kAuto, kAlways, kNever };

/// What the words on the command line ask for.
struct CommandLine {
  RunOptions run;
  RepairedFormat repaired_format = RepairedFormat::kAsInput;
  ProgressStyle progress = ProgressStyle::kAuto;
  ColourUse colour = ColourUse::kAuto;
  enum class Effect : std::uint8_t { kWrites, kDryRun, kMeasure } effect = Effect::kWrites;
  std::uint64_t sample = 10'000;  ///< of kMeasure, paragraphs
  enum class Help : std::uint8_t { kNone, kShort, kLong } help = Help::kNone;
};

enum class OptionGroup : std::uint8_t {
  kInput,
  kOutput,
  kRepairing,
  kDuplicates,
  kResources,
  kMessages
};
inline constexpr std::size_t kOptionGroups = 6;
[[nodiscard]] std::string_view title(OptionGroup group);

/// One option.
struct OptionRow {
  std::string_view name;      ///< without the dashes
  char letter;                ///< its short form, or 0
  std::string_view argument;  ///< what stands for its value in the help; empty for a switch
  OptionGroup group;
  unsigned commands;        ///< those that know it
  std::string_view preset;  ///< its default as the help tells it; empty where it has none
  std::string_view help;    ///< one sentence without its full stop
  std::span<const std::string_view> choices;  ///< the values of an option that has few
  Status (*apply)(CommandLine& line, std::string_view value);
};

[[nodiscard]] std::span<const OptionRow> option_rows();

/// Reads the words behind the command's name. Errors: kUsage, naming the word and the nearest right
/// one.
[[nodiscard]] Result<CommandLine> parse_words(CommandBit command,
                                              std::span<const std::string> words);

}  // namespace galley

#endif  // GALLEY_CLI_OPTIONS_H_
