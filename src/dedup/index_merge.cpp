// SPDX-License-Identifier: Apache-2.0
// Rows and texts of parts that follow upon each other are laid end to end; hashes and keys are
// merged. Nothing is left out: a later run may be done again that has seen only the earlier parts.
#include "dedup/index_merge.h"

#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "base/try.h"
#include "dedup/index_texts.h"

namespace galley {

namespace {

auto order_of(const IndexedExact& record) {
  return std::tuple(record.exact, record.letters, record.serial);
}
auto order_of(const KeyRecord& record) {
  return std::pair(record.key(), record.row());
}
auto order_of(const AnchorRecord& record) {
  return std::tuple(record.key(), record.row(), record.before(), record.after());
}

// Parts are few, so the least head is found by looking at all.
template <class Record>
Status merge_sorted(const DuplicateIndex& index, std::span<const IndexPart> parts,
                    const IndexPart& merged, IndexFile file, const StopToken& stop) {
  struct Source {
    RunReader run;
    std::optional<Record> head;
  };
  const RunKind kind = index.kind_of<Record>(file);
  std::vector<Source> sources;
  for (const IndexPart& part : parts) {
    GALLEY_ASSIGN(RunReader run, RunReader::open(index.path_of(part, file), kind));
    Source& source = sources.emplace_back(Source{std::move(run), std::nullopt});
    GALLEY_ASSIGN(source.head, source.run.template next_record<Record>());
  }
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(index.path_of(merged, file), kind, Durability::kDurable));
  for (std::uint64_t count = 0;; ++count) {
    if (count % kStopEvery == 0) GALLEY_TRY(stop.check());
    Source* least = nullptr;
    for (Source& source : sources) {
      if (!source.head) continue;
      if (least == nullptr || order_of(*source.head) < order_of(*least->head)) least = &source;
    }
    if (least == nullptr) return writer.finish();
    GALLEY_TRY(writer.append_record(*least->head));
    GALLEY_ASSIGN(least->head, least->run.template next_record<Record>());
  }
}

Status lay_end_to_end(const DuplicateIndex& index, std::span<const IndexPart> parts,
                      const IndexPart& merged, IndexFile file, const RunKind& kind,
                      const StopToken& stop) {
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(index.path_of(merged, file), kind, Durability::kDurable));
  std::uint64_t count = 0;
  for (const IndexPart& part : parts) {
    GALLEY_ASSIGN(RunReader run, RunReader::open(index.path_of(part, file), kind));
    for (;; ++count) {
      if (count % kStopEvery == 0) GALLEY_TRY(stop.check());
      GALLEY_ASSIGN(const std::optional<std::string_view> record, run.next());
      if (!record) break;
      GALLEY_TRY(writer.append(*record));
    }
  }
  return writer.finish();
}

}  // namespace

Status merge_parts(const DuplicateIndex& index, std::span<const IndexPart> parts,
                   const IndexPart& merged, const StopToken& stop) {
  GALLEY_TRY(merge_sorted<IndexedExact>(index, parts, merged, IndexFile::kExact, stop));
  GALLEY_TRY(index.preset() == DedupPreset::kOcr
                 ? merge_sorted<AnchorRecord>(index, parts, merged, IndexFile::kKeys, stop)
                 : merge_sorted<KeyRecord>(index, parts, merged, IndexFile::kKeys, stop));
  GALLEY_TRY(lay_end_to_end(index, parts, merged, IndexFile::kRows,
                            index.kind_of<IndexedRow>(IndexFile::kRows), stop));
  return lay_end_to_end(index, parts, merged, IndexFile::kTexts,
                        index_texts_kind(index.parameters()), stop);
}

}  // namespace galley
