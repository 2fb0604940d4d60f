// SPDX-License-Identifier: Apache-2.0
// How progress is written: as a bar, as a line, as JSON.
//
// With --progress json every line on standard error is one JSON object. Its member "type" says what
// it is; members are only ever added, and a reader passes over types and members that it does not
// know:
//
//   {"type":"progress","stage":"map","stage_number":3,"stages":6,"stage_bytes_done":N,
//    "stage_bytes_total":N|null,"bytes_per_second":N,"share":0.4123|null,"seconds":N.NNN,
//    "seconds_left":N.N|null,"paragraphs":N,"duplicates":N}
//       at the beginning, at the beginning of each stage, each second, and at the end. The bytes
//       are the stage's; "share" is of the whole run and never falls, as "seconds" and "duplicates"
//       never fall; "stages" counts those that the run has. Before a run has looked at its inputs,
//       and in commands without stages, "stage" is the command's name.
//   {"type":"message","level":"error"|"warning"|"note","text":"WHERE: WHAT; REMEDY"}
//   {"type":"summary","documents":N,"paragraphs_in":N,"kept":N,"removed_exact":N,"removed_near":N,
//    "furniture":N,"unreadable":N,"bytes_in":N,"decoded_bytes":N,"bytes_out":N,
//    "peak_memory_bytes":N,"seconds":N.NNN}
//       of clean and dedup, when they have done their work.
#ifndef GALLEY_CLI_PROGRESS_TEXT_H_
#define GALLEY_CLI_PROGRESS_TEXT_H_

#include <cstddef>
#include <string>

#include "cli/progress_estimate.h"
#include "galley/summary.h"

namespace galley {

/// "map     41 % [########            ]  62 MiB of 160 MiB  31 MB/s  0:09 left  7,468 duplicates",
/// in at most `columns` columns: what is least needed goes first.
[[nodiscard]] std::string progress_bar(const ProgressView& view, std::size_t columns);

/// The same without a bar, for a log.
[[nodiscard]] std::string progress_line(const ProgressView& view);

[[nodiscard]] std::string progress_json(const ProgressView& view);

/// A line that the program says, "galley: error: ..." or else, as JSON.
[[nodiscard]] std::string message_json(std::string_view line);

[[nodiscard]] std::string summary_json(const RunSummary& summary);

}  // namespace galley

#endif  // GALLEY_CLI_PROGRESS_TEXT_H_
