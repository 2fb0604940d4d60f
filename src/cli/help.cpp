// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

namespace galley {

namespace {

constexpr CommandRow kCommands[] = {
    {"clean", kClean, "INPUT... -o FOLDER", "repair, remove duplicates, write a corpus",
     "Reads files, folders or standard input (-), repairs what extraction and OCR broke, removes "
     "exact\n"
     "and near-duplicate paragraphs, and writes into FOLDER:\n"
     "  corpus-NNNNN.jsonl.zst   the documents, one a line\n"
     "  removed-NNNNN.jsonl.zst  every removed paragraph and the one kept in its place\n"
     "  manifest.json            options, checksums, counts, what could not be read\n"
     "  profile                  what the inputs taught, for --profile\n"},
    {"repair", kRepair, "[INPUT...]", "repair only; from standard input to standard output",
     "Repairs documents and writes them to standard output, one blank line between paragraphs.\n"
     "Reads up to 64 MiB to learn from, then streams; --profile spares the learning.\n"},
    {"dedup", kDedup, "INPUT... -o FOLDER",
     "remove duplicates only; the input is taken as repaired",
     "As clean, but a blank line ends a paragraph and a line break inside one is a space.\n"},
    {"learn", kLearn, "INPUT... -o FILE", "write a profile of the inputs, for --profile",
     "Learns words, hyphenations, CJK pairs and running heads from the inputs.\n"},
    {"verify", kVerify, "FOLDER", "check a corpus against its manifest",
     "Reads all files of a corpus, compares sizes, checksums and counts, and looks up every "
     "keeper.\n"
     "FOLDER may also be that of an index.\n"},
    {"explain", kExplain, "FOLDER ID", "what happened to one document, paragraph by paragraph",
     "Tells of a document of a corpus which paragraphs were kept and which removed, each with the "
     "one\n"
     "kept in its place and where they differ, and how its lines were joined. ID is the document's "
     "id,\n"
     "or '#17' in quotes for document 17. The source is read again, as the run has named it: "
     "start\n"
     "galley in the folder in which that was started.\n"},
    {"restore", kRestore, "FOLDER -o FILE", "the repaired documents before removal",
     "Puts the removed paragraphs back in their places and writes JSON Lines {\"id\",\"text\"}. "
     "The run\n"
     "must have been made with --keep-removed.\n"},
};

constexpr std::size_t kWidth = 100;

// `text` in lines of kWidth, each begun at `column`.
std::string wrapped(std::string_view text, std::size_t column) {
  std::string out;
  std::size_t used = column;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (used > column && used + 1 + end > kWidth) {
      out += "\n" + std::string(column, ' ');
      used = column;
    } else if (used > column) {
      out += ' ';
      ++used;
    }
    out += text.substr(0, end);
    used += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool is_common(const OptionRow& row) {
  static constexpr std::string_view kCommon[] = {
      "output", "input-format", "similarity", "numbers", "preset", "profile", "threads",
      "memory", "overwrite",    "resume",     "quiet",   "color",  "help"};
  return std::find(std::begin(kCommon), std::end(kCommon), row.name) != std::end(kCommon);
}

std::string option_lines(const OptionRow& row) {
  std::string left = row.letter != 0 ? fmt::format("  -{}, --{}", row.letter, row.name)
                                     : fmt::format("      --{}", row.name);
  if (!row.argument.empty()) left += fmt::format(" {}", row.argument);
  std::string right(row.help);
  if (!row.choices.empty()) right += fmt::format(" ({})", fmt::join(row.choices, ", "));
  if (!row.preset.empty()) right += fmt::format(" [{}]", row.preset);
  constexpr std::size_t kColumn = 32;
  return fmt::format("{:<{}}{}\n", left + "  ", kColumn, wrapped(right, kColumn));
}

}  // namespace

std::span<const CommandRow> command_rows() {
  return kCommands;
}

std::string program_help() {
  std::string help =
      "galley turns scraped newspaper dumps into clean, compressed corpora.\n\n"
      "usage: galley COMMAND [OPTIONS] WORDS...\n\n"
      "Commands\n";
  for (const CommandRow& command : kCommands) {
    help += fmt::format("  {:<8} {:<20} {}\n", command.name, command.words, command.summary);
  }
  help +=
      "\ngalley COMMAND -h tells a command's common options, --help all of them.\n"
      "galley --version tells versions.\n\n"
      "Exit status: 0 done; 1 failed; 2 wrong words on the command line; 3 done, but some inputs "
      "could\n"
      "not be read whole (each named on stderr and in the manifest); 130 and 143 interrupted.\n";
  return help;
}

std::string command_help(const CommandRow& command, CommandLine::Help length) {
  std::string help = fmt::format("galley {}: {}\n\nusage: galley {} [OPTIONS] {}\n", command.name,
                                 command.summary, command.name, command.words);
  if (length == CommandLine::Help::kLong) help += fmt::format("\n{}", command.description);
  for (std::size_t group = 0; group < kOptionGroups; ++group) {
    std::string lines;
    for (const OptionRow& row : option_rows()) {
      if (static_cast<std::size_t>(row.group) != group || (row.commands & command.bit) == 0)
        continue;
      if (length == CommandLine::Help::kShort && !is_common(row)) continue;
      lines += option_lines(row);
    }
    if (!lines.empty())
      help += fmt::format("\n{}\n{}", title(static_cast<OptionGroup>(group)), lines);
  }
  if (length == CommandLine::Help::kShort) {
    help += fmt::format("\ngalley {} --help tells all options.\n", command.name);
  }
  return help;
}

}  // namespace galley
