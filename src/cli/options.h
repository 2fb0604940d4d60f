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
  kReport = 1u << 7,
  kBench = 1u << 8,
  kPlan = 1u << 9,
  kMap = 1u << 10,
  kMatch = 1u << 11,
  kResolve = 1u << 12,
  kEmit = 1u << 13,
};

/// How much the program says on stderr.
enum class ProgressStyle : std::uint8_t { kAuto, kBar, kLines, kJson, kNone };

/// Whether what is told is coloured; auto: on a terminal, unless NO_COLOR is set.
enum class ColourUse : std::uint8_t { kAuto, kAlways, kNever };

/// What the words on the command line ask for.
struct CommandLine {
  RunOptions run;
  /// As it was given; run has what the preset makes of it.
  std::optional<DedupUnit> unit;
  RepairedFormat repaired_format = RepairedFormat::kAsInput;
  ProgressStyle progress = ProgressStyle::kAuto;
  enum class Talk : std::uint8_t { kAll, kFaultsOnly } talk = Talk::kAll;
  ColourUse colour = ColourUse::kAuto;
  WorkTiming work_timing = WorkTiming::kOff;
  std::uint64_t bench_bytes = std::uint64_t{256} << 20;
  enum class Page : std::uint8_t { kNone, kWrite } page = Page::kNone;  ///< report.html
  enum class Effect : std::uint8_t { kWrites, kDryRun, kMeasure } effect = Effect::kWrites;
  std::uint64_t measure_sample = 10'000;  ///< paragraphs
  std::uint32_t parts = 0;                ///< of matching on a cluster; 0: by the inputs' size
  std::vector<std::uint32_t> tasks;       ///< ascending; empty: all
  /// Of match up to kVerify, then of resolve.
  enum class Step : std::uint8_t {
    kAll,
    kKeys,
    kCopies,
    kRows,
    kPairs,
    kVerify,
    kDecide,
    kFollow,
    kTrace,
    kGather
  } step = Step::kAll;
  enum class Exchange : std::uint8_t { kFiles, kPipes } exchange = Exchange::kFiles;
  std::vector<std::uint32_t> to;  ///< with kPipes: tasks that are sent to; empty: all
  enum class EmitStep : std::uint8_t { kSplits, kFinish } emit_step = EmitStep::kSplits;
  std::string planned;  ///< learn: the folder of a run that was planned
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

/// Whether -h tells of an option, or --help alone.
enum class OptionUse : std::uint8_t { kRare, kEveryday };

/// What a shell offers for an option's value, where the option has no choices.
enum class Completion : std::uint8_t {
  kNothing,
  kFiles,
  kFolders,
  kOutput,  ///< a folder where the command writes one, else a file
  kEncodingNames
};

/// One option.
struct OptionRow {
  std::string_view name;           ///< without the dashes
  char letter = 0;                 ///< its short form, or 0
  std::string_view argument = {};  ///< what stands for its value in the help; empty for a switch
  Completion completion = Completion::kNothing;
  OptionGroup group = OptionGroup::kMessages;
  unsigned commands = 0;  ///< those that know it
  OptionUse use = OptionUse::kRare;
  std::string_view preset = {};  ///< its default as the help tells it; empty where it has none
  std::string_view help = {};    ///< one sentence without its full stop
  std::span<const std::string_view> choices = {};  ///< the values of an option that has few
  Status (*apply)(CommandLine& line, std::string_view value) = nullptr;
};

/// The table, in the order of the help. It is written in a file for each group.
[[nodiscard]] std::span<const OptionRow> option_rows();
[[nodiscard]] std::span<const OptionRow> input_rows();
[[nodiscard]] std::span<const OptionRow> output_rows();
[[nodiscard]] std::span<const OptionRow> repairing_rows();
[[nodiscard]] std::span<const OptionRow> duplicate_rows();
[[nodiscard]] std::span<const OptionRow> resource_rows();
[[nodiscard]] std::span<const OptionRow> message_rows();

/// Reads the words behind the command's name. Errors: kUsage, naming the word and the nearest right
/// one.
[[nodiscard]] Result<CommandLine> parse_words(CommandBit command,
                                              std::span<const std::string> words);

/// Refuses words that do not go together, and a command's words where some are missing; gives
/// repair, told of no input, standard input. Errors: kUsage.
[[nodiscard]] Status check_words(CommandBit command, CommandLine& line);

}  // namespace galley

#endif  // GALLEY_CLI_OPTIONS_H_
