// SPDX-License-Identifier: Apache-2.0
// Options: what is written, and where.
#include "cli/row_values.h"

namespace galley {

namespace {

constexpr std::string_view kRepairedFormats[] = {"text", "jsonl", "as-input"};

Status set_existing(CommandLine& line, Existing wanted) {
  Existing& existing = line.run.existing;
  if (existing != Existing::kRefuse && existing != wanted) {
    return fail(ErrorCode::kUsage, "command line", "--overwrite and --resume exclude each other",
                "leave one out");
  }
  existing = wanted;
  return {};
}

constexpr OptionRow kOutputRows[] = {
    {.name = "output",
     .letter = 'o',
     .argument = "PATH",
     .completion = Completion::kOutput,
     .group = OptionGroup::kOutput,
     .commands = kWritingCommands | kLearn | kRestore,
     .use = OptionUse::kEveryday,
     .help = "folder to write into; for learn and restore, a file",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.run.output = value;
       return {};
     }},
    {.name = "overwrite",
     .group = OptionGroup::kOutput,
     .commands = kWritingCommands,
     .use = OptionUse::kEveryday,
     .help = "replace what an earlier run wrote there",
     .apply = [](CommandLine& line,
                 std::string_view) { return set_existing(line, Existing::kOverwrite); }},
    {.name = "resume",
     .group = OptionGroup::kOutput,
     .commands = kCorpusCommands,
     .use = OptionUse::kEveryday,
     .help = "finish the run that was interrupted there",
     .apply = [](CommandLine& line,
                 std::string_view) { return set_existing(line, Existing::kResume); }},
    {.name = "output-format",
     .argument = "FORMAT",
     .group = OptionGroup::kOutput,
     .commands = kRepair,
     .use = OptionUse::kEveryday,
     .preset = "as-input",
     .help = "write repaired documents as text or as JSON Lines {\"id\",\"text\"}",
     .choices = kRepairedFormats,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("output-format", value, kRepairedFormats, line.repaired_format);
         }},
    {.name = "structure",
     .group = OptionGroup::kOutput,
     .commands = kRepairingCommands,
     .help = "write the kind of each paragraph and the bytes of the input that it came from",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.structure = Structure::kWrite;
       return {};
     }},
    {.name = "edits",
     .argument = "FILE",
     .completion = Completion::kFiles,
     .group = OptionGroup::kOutput,
     .commands = kRepairingCommands & ~kPlan,
     .help = "write every join, removal and replacement to FILE, with place, reason and confidence",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       // Elsewhere it stands for standard output, which has the text.
       if (value == "-") {
         return fail(ErrorCode::kUsage, "--edits -", "names no file",
                     "name one, as --edits edits.jsonl, or --edits ./- for a file of that name");
       }
       line.run.edits = value;
       return {};
     }},
    {.name = "dry-run",
     .group = OptionGroup::kOutput,
     .commands = kCorpusCommands,
     .use = OptionUse::kEveryday,
     .help = "write no corpus, but what would be removed, with its text, to standard output",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.effect = CommandLine::Effect::kDryRun;
       return {};
     }},
    {.name = "keep-removed",
     .group = OptionGroup::kOutput,
     .commands = kWritingCommands,
     .help = "store the text of removed paragraphs in the removed map",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.run.removed_text = RemovedTexts::kKeep;
       return {};
     }},
    {.name = "report",
     .group = OptionGroup::kOutput,
     .commands = kCorpusCommands,
     .use = OptionUse::kEveryday,
     .help = "write report.html too, as galley report does: figures, charts, before and after",
     .apply = [](CommandLine& line, std::string_view) -> Status {
       line.page = CommandLine::Page::kWrite;
       return {};
     }},
    {.name = "level",
     .argument = "N",
     .group = OptionGroup::kOutput,
     .commands = kWritingCommands,
     .preset = "3",
     .help = "compression level of zstd, 1 to 19",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("level", value, 1, 19), line.run.level);
         }},
    {.name = "split-size",
     .argument = "SIZE",
     .group = OptionGroup::kOutput,
     .commands = kWritingCommands,
     .preset = "32M",
     .help = "decoded text that goes into one output file, 1K to 1G",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("split-size", value, 1 << 10, 1 << 30),
                      line.run.split_bytes);
         }},
};

}  // namespace

std::span<const OptionRow> output_rows() {
  return kOutputRows;
}

}  // namespace galley
