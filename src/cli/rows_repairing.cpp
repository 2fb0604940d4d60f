// SPDX-License-Identifier: Apache-2.0
// Options: how lines become paragraphs.
#include "cli/row_values.h"
#include "galley/option_names.h"

namespace galley {

namespace {

constexpr OptionRow kRepairingRows[] = {
    {.name = "profile",
     .argument = "FILE",
     .completion = Completion::kFiles,
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands | kDedup,
     .use = OptionUse::kEveryday,
     .help = "use what galley learn has written instead of learning from the inputs",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.run.profile = value;
       return {};
     }},
    {.name = "survey-size",
     .argument = "SIZE",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands | kLearn,
     .preset = "32M; learn: 1G",
     .help = "most decoded text to learn from, at most 1G",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("survey-size", value, 0, 1 << 30), line.run.survey_bytes);
         }},
    {.name = "confidence",
     .argument = "PERCENT",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands,
     .preset = "0",
     .help = "leave line breaks as they are that are decided with less confidence than this, 0 to "
             "100",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("confidence", value, 0, 100), line.run.repair.least_confidence);
         }},
    {.name = "fold-punctuation",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands,
     .help = "make half-width punctuation between Han characters full-width",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.repair.half_width_punctuation = HalfWidthPunctuation::kFold;
       return {};
     }},
    {.name = "fold-width",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands,
     .help = "make full-width Latin letters and digits half-width",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.repair.full_width_latin = FullWidthLatin::kFold;
       return {};
     }},
    {.name = "keep-furniture",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands,
     .help = "leave running heads, page numbers and jump lines in",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.repair.page_furniture = PageFurniture::kKeep;
       return {};
     }},
    {.name = "interrupted",
     .argument = "WHICH",
     .group = OptionGroup::kRepairing,
     .commands = kRepairingCommands,
     .preset = "all, where repair writes text near",
     .help = "which paragraphs that something interrupts are put together: all; near, where no "
             "other article's paragraph stands between; none",
     .choices = kInterruptedNames,
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       Interrupted& in_text = line.run.interrupted_in_text;
       if (Status chosen = choose("interrupted", value, kInterruptedNames, in_text); !chosen) {
         return chosen;
       }
       line.run.repair.interrupted = in_text;
       return {};
     }},
};

}  // namespace

std::span<const OptionRow> repairing_rows() {
  return kRepairingRows;
}

}  // namespace galley
