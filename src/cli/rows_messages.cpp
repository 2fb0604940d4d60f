// SPDX-License-Identifier: Apache-2.0
// Options: what is said on the terminal.
#include "cli/row_values.h"

namespace galley {

namespace {

constexpr std::string_view kColours[] = {"auto", "always", "never"};
constexpr std::string_view kProgress[] = {"auto", "bar", "lines", "json", "none"};

constexpr OptionRow kMessagesRows[] = {
    {.name = "color",
     .argument = "WHEN",
     .group = OptionGroup::kMessages,
     .commands = kExplain,
     .use = OptionUse::kEveryday,
     .preset = "auto",
     .help = "colour; auto: on a terminal, unless the environment says NO_COLOR",
     .choices = kColours,
     .apply = [](CommandLine& line,
                 std::string_view value) { return choose("color", value, kColours, line.colour); }},
    {.name = "progress",
     .argument = "STYLE",
     .group = OptionGroup::kMessages,
     .commands = kEveryCommand,
     .preset = "auto",
     .help =
         "on standard error: a bar, a line each 10 s, JSON Lines each second, or none; auto is a "
         "bar on a terminal, else lines",
     .choices = kProgress,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("progress", value, kProgress, line.progress);
         }},
    {.name = "profile-stages",
     .group = OptionGroup::kMessages,
     .commands = kCorpusCommands,
     .help = "tell at the end what each kind of work took, on standard error and in run.json",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.work_timing = WorkTiming::kOn;
       return {};
     }},
    {.name = "quiet",
     .letter = 'q',
     .group = OptionGroup::kMessages,
     .commands = kEveryCommand,
     .use = OptionUse::kEveryday,
     .help = "say nothing but errors and warnings: no progress, no summary",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.talk = CommandLine::Talk::kFaultsOnly;
       return {};
     }},
    {.name = "help",
     .letter = 'h',
     .group = OptionGroup::kMessages,
     .commands = kEveryCommand,
     .use = OptionUse::kEveryday,
     .help = "-h tells the everyday options, --help all",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.help = CommandLine::Help::kLong;
       return {};
     }},
};

}  // namespace

std::span<const OptionRow> message_rows() {
  return kMessagesRows;
}

}  // namespace galley
