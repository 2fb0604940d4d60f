// SPDX-License-Identifier: Apache-2.0
// Options: what a run may use of the machine. None of them changes what is written.
#include "cli/row_values.h"

namespace galley {

namespace {

constexpr OptionRow kRows[] = {
    {.name = "threads",
     .argument = "N",
     .group = OptionGroup::kResources,
     .commands = kThreadedCommands,
     .use = OptionUse::kEveryday,
     .preset = "all processors",
     .help = "threads that work; the output does not depend on it",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_count("threads", value, 1, 1024), line.run.threads);
         }},
    {.name = "memory",
     .argument = "SIZE",
     .group = OptionGroup::kResources,
     .commands = kReadingCommands | kReport,
     .use = OptionUse::kEveryday,
     .preset = "half of the machine's",
     .help = "memory to stay under, from 256M; what does not fit goes to disk, the output does not "
             "depend on it",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("memory", value, std::uint64_t{256} << 20, UINT64_MAX),
                      line.run.memory_bytes);
         }},
    {.name = "sample",
     .argument = "SIZE",
     .group = OptionGroup::kResources,
     .commands = kBench,
     .use = OptionUse::kEveryday,
     .preset = "256M",
     .help = "decompressed bytes of the inputs to measure with",
     .apply =
         [](CommandLine& line, std::string_view value) {
           return set(parse_size_within("sample", value, 1, UINT64_MAX), line.bench_bytes);
         }},
    {.name = "temp",
     .argument = "FOLDER",
     .completion = Completion::kFolders,
     .group = OptionGroup::kResources,
     .commands = kReadingCommands,
     .preset = "in the output folder",
     .help = "where temporary files go",
     .apply = [](CommandLine& line, std::string_view value) -> Status {
       line.run.temp = value;
       return {};
     }},
};

}  // namespace

std::span<const OptionRow> resource_rows() {
  return kRows;
}

}  // namespace galley
