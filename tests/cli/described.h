// SPDX-License-Identifier: Apache-2.0
// All that a command line asks for, as text to compare.
#ifndef GALLEY_TESTS_CLI_DESCRIBED_H_
#define GALLEY_TESTS_CLI_DESCRIBED_H_

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

#include "cli/options.h"

namespace galley {

inline std::string described(const CommandLine& line) {
  const RunOptions& run = line.run;
  const ReadOptions& read = run.read;
  const RepairOptions& repair = run.repair;
  const DedupOptions& dedup = run.dedup;
  std::string text = fmt::format("inputs {}\n", fmt::join(run.inputs, "|"));
  text += fmt::format("format {} text-field {} id-field {} encoding {}\n",
                      static_cast<int>(read.format), read.text_field, read.id_field,
                      static_cast<int>(read.encoding));
  text += fmt::format("limits {} {} {} {}\n", read.limits.most_line_bytes,
                      read.limits.most_document_bytes, read.limits.most_expansion,
                      read.limits.most_window_bytes);
  text += fmt::format("measuring {} {}\n", static_cast<int>(line.work_timing), line.bench_bytes);
  text += fmt::format("repair {} {} {} {} {} {}\n", repair.least_confidence,
                      static_cast<int>(repair.half_width_punctuation),
                      static_cast<int>(repair.full_width_latin),
                      static_cast<int>(repair.page_furniture), static_cast<int>(repair.interrupted),
                      static_cast<int>(run.interrupted_in_text));
  text +=
      fmt::format("dedup {} {} {} {} {} {} {} {} {} {} {} {}\n", static_cast<int>(dedup.preset),
                  static_cast<int>(dedup.numbers), static_cast<int>(dedup.keep),
                  static_cast<int>(dedup.unit), static_cast<int>(dedup.scope), dedup.similarity_ppm,
                  dedup.min_letters, dedup.bands, dedup.rows, dedup.recall_ppm,
                  dedup.max_letter_errors_ppm, static_cast<int>(dedup.exact_copies));
  text += fmt::format("sizes {} {} level {} removed {} structure {}\n", run.split_bytes,
                      run.survey_bytes, run.level, static_cast<int>(run.removed_text),
                      static_cast<int>(run.structure));
  text += fmt::format("files profile {} edits {} output {} temp {} index {} {} existing {}\n",
                      run.profile, run.edits, run.output, run.temp, run.index,
                      static_cast<int>(run.index_use), static_cast<int>(run.existing));
  text += fmt::format("threads {} memory {}\n", run.threads, run.memory_bytes);
  text += fmt::format("sample {}\n", line.measure_sample);
  text += fmt::format("tasks {} of {} parts {} steps {} {} run {} notes {} {}\n",
                      fmt::join(line.tasks, ","), run.group_bytes, line.parts,
                      static_cast<int>(line.step), static_cast<int>(line.emit_step), line.planned,
                      run.first_checkpoint_seconds, static_cast<int>(run.checkpoints));
  text +=
      fmt::format("exchange {} to {}\n", static_cast<int>(line.exchange), fmt::join(line.to, ","));
  text += fmt::format("effect {} repaired {} progress {} talk {} colour {} help {} page {}\n",
                      static_cast<int>(line.effect), static_cast<int>(line.repaired_format),
                      static_cast<int>(line.progress), static_cast<int>(line.talk),
                      static_cast<int>(line.colour), static_cast<int>(line.help),
                      static_cast<int>(line.page));
  return text;
}

}  // namespace galley

#endif  // GALLEY_TESTS_CLI_DESCRIBED_H_
