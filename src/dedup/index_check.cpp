// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_check.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/record_sorter.h"
#include "base/try.h"
#include "dedup/index_texts.h"

namespace galley {

namespace {

constexpr std::size_t kMostFaults = 100;

class Checker {
 public:
  Checker(const DuplicateIndex& index, SpillPlace& place)
      : index_(index),
        stop_(place.stop()),
        keepers_(place, "keepers", place.budget().free_bytes() / 3),
        stayed_(place, "stayed", place.budget().free_bytes() / 3) {}

  Result<IndexCheck> check() {
    for (const IndexPart& part : index_.list().parts) {
      GALLEY_TRY(settle(check_sorted<IndexedExact>(part, IndexFile::kExact)));
      GALLEY_TRY(settle(index_.preset() == DedupPreset::kOcr
                            ? check_sorted<AnchorRecord>(part, IndexFile::kKeys)
                            : check_sorted<KeyRecord>(part, IndexFile::kKeys)));
      GALLEY_TRY(settle(check_texts(part)));
    }
    // Of a damaged index keepers may be missing for no fault of their own.
    if (check_.faults.empty()) GALLEY_TRY(check_keepers());
    return std::move(check_);
  }

 private:
  // A fault of the index is noted, and the check goes on; one of the machine ends it.
  Status settle(Status status) {
    if (status) return status;
    const ErrorCode code = status.error().code;
    if (code == ErrorCode::kInterrupted || code == ErrorCode::kResource) return status;
    fault(to_string(status.error()));
    return {};
  }
  void fault(std::string line) {
    if (check_.faults.size() < kMostFaults) check_.faults.push_back(std::move(line));
  }
  std::unexpected<Error> wrong(const std::string& path, std::string what) const {
    return fail(ErrorCode::kCorrupt, path, std::move(what),
                "restore the index, or begin a new one");
  }

  Result<RunReader> open(const std::string& path, const RunKind& kind) {
    GALLEY_ASSIGN(const File file, File::open(path, File::Mode::kRead));
    GALLEY_ASSIGN(const std::uint64_t bytes, file.size_bytes());
    check_.bytes += bytes;
    ++check_.files;
    return RunReader::open(path, kind);
  }

  template <class Record>
  Status check_sorted(const IndexPart& part, IndexFile file) {
    const std::string path = index_.path_of(part, file);
    GALLEY_ASSIGN(RunReader run, open(path, index_.kind_of<Record>(file)));
    if (file == IndexFile::kExact && run.records() != part.end - part.first) {
      return wrong(path, "has lost hashes");
    }
    std::uint64_t before = 0;
    for (std::uint64_t count = 0;; ++count) {
      if (count % kStopEvery == 0) GALLEY_TRY(stop_.check());
      GALLEY_ASSIGN(const std::optional<Record> record, run.template next_record<Record>());
      if (!record) {
        return count == run.records() ? Status() : wrong(path, "has lost records");
      }
      if (record->partition_key() < before) return wrong(path, "is not in order");
      if (record->row() < part.first || record->row() >= part.end) {
        return wrong(path, fmt::format("names text {}, which its part has not", record->row()));
      }
      before = record->partition_key();
    }
  }

  // Rows in step with texts.
  Status check_texts(const IndexPart& part) {
    const std::string path = index_.path_of(part, IndexFile::kRows);
    GALLEY_ASSIGN(RunReader rows, open(path, index_.kind_of<IndexedRow>(IndexFile::kRows)));
    const std::string texts_path = index_.path_of(part, IndexFile::kTexts);
    GALLEY_ASSIGN(const RunReader raw, open(texts_path, index_texts_kind(index_.parameters())));
    GALLEY_ASSIGN(IndexTextReader texts,
                  IndexTextReader::open(texts_path, index_.parameters(), part));
    for (std::uint64_t serial = part.first; serial < part.end; ++serial) {
      if (serial % kStopEvery == 0) GALLEY_TRY(stop_.check());
      GALLEY_ASSIGN(const std::optional<IndexedRow> row, rows.next_record<IndexedRow>());
      if (!row || row->row.ord != serial || row->keeper >= index_.list().end()) {
        return wrong(path, fmt::format("has no right row for text {}", serial));
      }
      GALLEY_ASSIGN(const std::optional<IndexedText> text, texts.find(serial));
      const bool stays = row->keeper == serial;
      if (stays != text.has_value()) {
        return wrong(texts_path, stays ? fmt::format("has lost text {}", serial)
                                       : fmt::format("has text {}, which did not stay", serial));
      }
      GALLEY_TRY(stays ? stayed_.add(serial) : keepers_.add(row->keeper));
    }
    GALLEY_ASSIGN(const std::optional<IndexedRow> behind, rows.next_record<IndexedRow>());
    if (behind) return wrong(path, "has rows of no text");
    return {};
  }

  Status check_keepers() {
    GALLEY_TRY(keepers_.sort());
    GALLEY_TRY(stayed_.sort());
    std::optional<std::uint64_t> stayed;
    for (;;) {
      GALLEY_ASSIGN(const std::optional<std::uint64_t> keeper, keepers_.next());
      if (!keeper) return {};
      while (!stayed || *stayed < *keeper) {
        GALLEY_ASSIGN(stayed, stayed_.next());
        if (!stayed) break;
      }
      if (stayed == keeper) continue;
      fault(to_string(wrong(index_.folder(),
                            fmt::format("names text {} as a keeper, which did not stay", *keeper))
                          .error()));
      return {};
    }
  }

  const DuplicateIndex& index_;
  const StopToken& stop_;
  RecordSorter<std::uint64_t> keepers_;
  RecordSorter<std::uint64_t> stayed_;
  IndexCheck check_;
};

}  // namespace

Result<IndexCheck> check_index(const DuplicateIndex& index, SpillPlace& place) {
  return Checker(index, place).check();
}

}  // namespace galley
