// SPDX-License-Identifier: Apache-2.0
// A finished run is read back in three passes: the removed map, which chooses the samples; corpus
// and removed map together, which count; the sources of what was chosen. All is bounded but for
// what is sorted, which goes to disk where memory ends.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "galley/run.h"
#include "pipeline/memory_plan.h"
#include "pipeline/report_corpus.h"
#include "pipeline/report_removed.h"
#include "pipeline/report_sources.h"
#include "pipeline/run_identity.h"
#include "report/hash_sample.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostRunFactsBytes = std::uint64_t{1} << 20;
constexpr std::uint64_t kMostDocumentBytes = std::uint64_t{8} << 20;
constexpr std::size_t kUnreadableShown = 200;

// run.json, or nothing: a report needs it for its times alone.
std::optional<ReportRun> run_of(const std::string& folder) {
  const Result<std::string> bytes = read_file(join_path(folder, kRunFactsName), kMostRunFactsBytes);
  if (!bytes) return std::nullopt;
  // The library reports faults by exceptions; they end here.
  try {
    const auto json = nlohmann::json::parse(*bytes);
    ReportRun run;
    RunSummary& summary = run.summary;
    run.threads = json.at("threads");
    run.memory_limit_bytes = json.at("memory_limit_bytes");
    summary.seconds = json.at("seconds");
    summary.peak_memory_bytes = json.at("peak_memory_bytes");
    summary.spilled_bytes = json.at("spilled_bytes");
    summary.bytes_in = json.at("bytes_in");
    summary.decoded_bytes = json.at("decoded_bytes");
    summary.bytes_out = json.at("bytes_out");
    for (std::size_t i = 0; i < kStages; ++i) {
      const auto& stage = json.at("stages").at(std::string(to_string(static_cast<Stage>(i))));
      summary.stages[i] = {stage.at("seconds"), stage.at("cpu_seconds"), stage.at("bytes")};
    }
    return run;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

void take_manifest(const Manifest& manifest, Report& report) {
  report.options = manifest.options;
  report.versions = manifest.versions;
  report.counts = manifest.counts;
  report.figures = manifest.figures;
  report.inputs = manifest.inputs.size();
  for (const InputFacts& input : manifest.inputs) report.input_bytes += input.bytes;
  for (const OutputFile& output : manifest.outputs) {
    if (output.name.starts_with("corpus-")) report.output_bytes += output.bytes;
  }
  report.unreadable_in_all = manifest.unreadable.size();
  report.unreadable = manifest.unreadable;
  report.unreadable.resize(std::min(report.unreadable.size(), kUnreadableShown));
}

void choose_pages(std::uint64_t documents, ReportDraft& draft) {
  HashSample<std::uint64_t> sample(kPageCandidates);
  for (std::uint64_t document = 0; document < documents; ++document) {
    const std::uint64_t hash = mix64(document + 1);
    if (sample.wants(hash)) sample.add(hash, document);
  }
  for (const std::uint64_t document : sample.take()) draft.documents[document].is_page = true;
}

// What the later passes have found goes to the samples that wanted it.
void give_texts(ReportDraft& draft) {
  const auto keeper_text = [&](StandIn& keeper) {
    if (!keeper.document) return;
    const auto at = draft.keeper_texts.find({*keeper.document, keeper.paragraph});
    if (at != draft.keeper_texts.end() && !at->second.empty()) keeper.text = at->second;
  };
  for (auto* sample : {&draft.report.near, &draft.report.exact}) {
    for (ReportPair& pair : *sample) {
      keeper_text(*pair.paragraph.keeper);
      const auto at = draft.removed_texts.find({pair.document, pair.paragraph.number});
      if (at != draft.removed_texts.end() && !at->second.empty()) {
        pair.paragraph.text = at->second;
      }
    }
  }
  for (CopiedParagraph& copied : draft.report.most_copied) keeper_text(copied.paragraph);
}

}  // namespace

Result<ReportFile> report(const RunOptions& options, const RunMonitor& monitor) {
  const std::string& folder = options.inputs.front();
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(folder));
  GALLEY_ASSIGN(const RecordedWork work,
                recorded_work(manifest.options, join_path(folder, kManifestName)));
  GALLEY_ASSIGN(const SplitFiles files, SplitFiles::of(folder, manifest));
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  MemoryBudget budget(budget_bytes(options, 1));
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  SpillPlace place(scratch.path(), budget, stop);

  ReportDraft draft;
  draft.unit = work.unit;
  draft.report.folder = folder;
  draft.report.run = run_of(folder);
  take_manifest(manifest, draft.report);
  if (work.taking == Taking::kRepair) choose_pages(manifest.counts.documents, draft);
  if (monitor.progress != nullptr) {
    monitor.progress->begin(Stage::kPlan, draft.report.output_bytes);
  }
  GALLEY_TRY(read_removed_map(files, place, draft));
  GALLEY_TRY(read_corpus(files, manifest, place, monitor.progress, draft));
  const RepeatSettings settings{folder, kMostDocumentBytes, budget_bytes(options, 1)};
  GALLEY_TRY(read_sources(manifest, settings, stop, draft));
  give_texts(draft);

  const std::string html = report_html(draft.report);
  ReportFile written{join_path(folder, kReportName), html.size()};
  GALLEY_TRY(write_file_atomically(written.path, html));
  return written;
}

}  // namespace galley
