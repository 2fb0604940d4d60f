// SPDX-License-Identifier: Apache-2.0
#include "pipeline/emit_stage.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "base/parallel.h"
#include "base/try.h"
#include "write/manifest.h"

namespace galley {

namespace {

constexpr std::string_view kEmittedName = "emitted.json";
constexpr std::uint64_t kMostEmittedBytes = std::uint64_t{1} << 20;
constexpr std::size_t kReadBytes = std::size_t{1} << 20;

struct Job {
  std::uint32_t split = 0;
  std::optional<EmittedSplit> done;
  std::vector<TracedRemoval> removals;
};

// Of a file as it is stored.
Result<std::string> stored_hash(const std::string& path) {
  GALLEY_ASSIGN(File file, File::open(path, File::Mode::kRead));
  StreamHash128 hash;
  std::string bytes(kReadBytes, '\0');
  for (;;) {
    GALLEY_ASSIGN(const std::size_t got, file.read(bytes));
    if (got == 0) return to_hex(hash.value());
    hash.update(std::string_view(bytes).substr(0, got));
  }
}

// The files come into being beside each other and are then put in their places, the note that they
// are there last.
Result<EmittedSplit> emit_noted(const EmitStage& stage, const Job& job) {
  GALLEY_ASSIGN(TaskFolder folder,
                TaskFolder::begin(stage.work, task_path(stage.work.path, kEmitTasks, job.split)));
  EmitSettings settings = stage.settings;
  settings.folder = folder.path();
  GALLEY_ASSIGN(EmittedSplit emitted,
                emit_split(job.split, job.removals, *stage.spool, settings, stage.threads));
  GALLEY_TRY(stage.work.check_plan());
  for (const OutputFile* const file : {&emitted.corpus, &emitted.removed}) {
    GALLEY_TRY(move_file(join_path(folder.path(), file->name),
                         join_path(stage.settings.folder, file->name)));
  }
  Manifest facts;
  facts.outputs = {emitted.corpus, emitted.removed};
  facts.counts = emitted.counts;
  // The manifest's hashes are of what is compressed. What stays lying about until the run is whole
  // is told by every byte.
  for (const OutputFile& file : facts.outputs) {
    GALLEY_ASSIGN(std::string hash, stored_hash(join_path(stage.settings.folder, file.name)));
    facts.options.emplace_back(file.name, std::move(hash));
  }
  GALLEY_TRY(write_file_atomically(join_path(folder.path(), kEmittedName), to_json(facts),
                                   Durability::kScratch));
  GALLEY_TRY(folder.commit());
  return emitted;
}

}  // namespace

Status emit_splits(const EmitStage& stage, std::uint32_t first, std::uint32_t end,
                   const RemovalSource& removals, const std::function<Status(EmittedSplit)>& use) {
  std::uint32_t next_split = first;
  GALLEY_ASSIGN(std::optional<TracedRemoval> next, removals());
  OrderedPipeline<Job, EmittedSplit> pipeline(
      [&]() -> Result<std::optional<Job>> {
        if (next_split == end) return std::optional<Job>();
        Job job{next_split++, std::nullopt, {}};
        if (!stage.work.path.empty()) {
          GALLEY_ASSIGN(job.done, find_emitted(stage.work, stage.settings.folder, job.split));
        }
        while (next && stage.spool->split_of(next->store) == job.split) {
          if (!job.done) job.removals.push_back(*next);
          GALLEY_ASSIGN(next, removals());
        }
        return std::optional<Job>(std::move(job));
      },
      [&](Job job, int) -> Result<EmittedSplit> {
        if (job.done) return *std::move(job.done);
        GALLEY_TRY(stage.stop->check());
        const WorkTimer timer(stage.meter, Work::kWrite);
        return stage.work.path.empty() ? emit_split(job.split, job.removals, *stage.spool,
                                                    stage.settings, stage.threads)
                                       : emit_noted(stage, job);
      },
      use);
  // The compressors are what is busy here: two splits at a time keep any number of them supplied.
  return pipeline.run(std::min(stage.threads, 2), *stage.stop);
}

Result<std::optional<EmittedSplit>> find_emitted(const WorkFolder& work, const std::string& output,
                                                 std::uint32_t split) {
  const std::string folder = task_path(work.path, kEmitTasks, split);
  if (!work.has(folder)) return std::optional<EmittedSplit>();
  const std::string path = join_path(folder, kEmittedName);
  const Result<std::string> json = read_file(path, kMostEmittedBytes);
  if (!json) return std::unexpected(json.error());
  const Result<Manifest> facts = parse_manifest(*json, path);
  if (!facts || facts->outputs.size() != 2 || facts->options.size() != 2) {
    return std::optional<EmittedSplit>();
  }
  for (std::size_t i = 0; i < facts->outputs.size(); ++i) {
    const Result<std::string> hash = stored_hash(join_path(output, facts->outputs[i].name));
    if (!hash && hash.error().code != ErrorCode::kNotFound) return std::unexpected(hash.error());
    if (!hash || *hash != facts->options[i].second) return std::optional<EmittedSplit>();
  }
  EmittedSplit emitted;
  emitted.corpus = facts->outputs[0];
  emitted.removed = facts->outputs[1];
  emitted.counts = facts->counts;
  return std::optional<EmittedSplit>(std::move(emitted));
}

}  // namespace galley
