// SPDX-License-Identifier: Apache-2.0
// A dry run is a run into a scratch folder, of which the removed map is handed on: what it tells is
// what the run itself would do, by the same code.
#include "base/file.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "galley/run.h"
#include "pipeline/output_lines.h"
#include "write/manifest.h"

namespace galley {

Result<RunSummary> dry_run(CorpusJob job, const RunOptions& options, const RunMonitor& monitor,
                           const std::function<Status(std::string_view)>& sink) {
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  RunOptions scratch_options = options;
  scratch_options.output = join_path(scratch.path(), "corpus");
  scratch_options.index_use = IndexUse::kRead;
  scratch_options.checkpoints = Checkpoints::kNone;
  scratch_options.removed_text = RemovedTexts::kKeep;
  GALLEY_ASSIGN(RunSummary summary, job == CorpusJob::kClean ? clean(scratch_options, monitor)
                                                             : dedup(scratch_options, monitor));
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(scratch_options.output));
  for (const OutputFile& output : manifest.outputs) {
    if (!output.name.starts_with("removed-")) continue;
    GALLEY_ASSIGN(OutputLines lines, OutputLines::open(scratch_options.output, output));
    for (;;) {
      GALLEY_ASSIGN(const std::optional<std::string_view> line, lines.next());
      if (!line) break;
      GALLEY_TRY(sink(*line));
      GALLEY_TRY(sink("\n"));
    }
  }
  return summary;
}

}  // namespace galley
