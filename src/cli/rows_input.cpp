// SPDX-License-Identifier: Apache-2.0
// Options: how inputs are read.
#include <optional>

#include "cli/row_values.h"
#include "galley/encoding.h"

namespace galley {

namespace {

constexpr std::string_view kFormats[] = {"auto", "text", "jsonl"};

constexpr OptionRow kInputRows[] = {
    {.name = "input-format",
     .argument = "FORMAT",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .use = OptionUse::kEveryday,
     .preset = "auto",
     .help = "how inputs are divided into documents: text is one a file, jsonl one a line; auto "
             "looks inside",
     .choices = kFormats,
     .apply =
         [](CommandLine& line, std::string_view value) {
           return choose("input-format", value, kFormats, line.run.read.format);
         }},
    {.name = "text-field",
     .argument = "NAME",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "text",
     .help = "member of a JSON Lines record that holds its text",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_member_name("text-field", value), line.run.read.text_field);
         }},
    {.name = "id-field",
     .argument = "NAME",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "id",
     .help = "member of a JSON Lines record that holds its id",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_member_name("id-field", value), line.run.read.id_field);
         }},
    {.name = "encoding",
     .argument = "NAME",
     .completion = Completion::kEncodingNames,
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .help = "read all inputs in this encoding, like gb18030, instead of recognising it",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_encoding("encoding", value), line.run.read.encoding);
         }},
    {.name = "max-line",
     .argument = "SIZE",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "64M",
     .help = "leave out and name lines (records) longer than this",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size("max-line", value), line.run.read.limits.most_line_bytes);
         }},
    {.name = "max-document",
     .argument = "SIZE",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "64G",
     .help = "read a text file up to this and name the rest",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size("max-document", value), line.run.read.limits.most_document_bytes);
         }},
    {.name = "max-expansion",
     .argument = "RATIO",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "1000",
     .help = "give up a compressed input that unpacks to more than this many bytes for each of its "
             "own",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("max-expansion", value, 1, UINT64_MAX),
                      line.run.read.limits.most_expansion);
         }},
    {.name = "max-window",
     .argument = "SIZE",
     .group = OptionGroup::kInput,
     .commands = kReadingCommands,
     .preset = "128M",
     .help = "memory that a compressed input may ask of its reader",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size("max-window", value), line.run.read.limits.most_window_bytes);
         }},
};

}  // namespace

std::span<const OptionRow> input_rows() {
  return kInputRows;
}

}  // namespace galley
