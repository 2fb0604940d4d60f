// SPDX-License-Identifier: Apache-2.0
// What earlier runs have kept, in a folder: opened, asked by the search, added to.
//
// An index is a list and parts (index_records.h). Parts are never changed: a run adds one, and
// small ones next to each other are merged into one now and then, so that there are few. Every run
// sees the index as it was before that run, whether it has been added meanwhile or not: so a run
// that is finished by --resume, or done again, gives the same bytes and is added once.
#ifndef GALLEY_DEDUP_DUPLICATE_INDEX_H_
#define GALLEY_DEDUP_DUPLICATE_INDEX_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/run_file.h"
#include "base/stop_token.h"
#include "dedup/index_list.h"
#include "dedup/index_records.h"
#include "galley/dedup.h"

namespace galley {

/// An index that is open, locked against other processes. Threads: const members at once.
class DuplicateIndex {
 public:
  /// Opens the index in `folder` for searches with `options`; where there is none it is empty, and
  /// the folder is made, but nothing in it. Reads the list and nothing else. Errors: kConflict
  /// (other settings, in use by another run, no index but something else in the folder), kCorrupt,
  /// kUnsupported, kIo, those of lock_folder(). REQUIRES: DedupScope::kCorpus.
  [[nodiscard]] static Result<DuplicateIndex> open(const std::string& folder,
                                                   const DedupOptions& options,
                                                   const StopToken* stop = nullptr);
  /// The same, for reading with whatever settings it has. Errors: also kNotFound.
  [[nodiscard]] static Result<DuplicateIndex> open_as_it_is(const std::string& folder);

  /// Says who asks: `name` and what decides the run's output besides the index. What the index got
  /// from this run or later ones is not seen from now on.
  void begin_run(std::string_view name, std::string_view identity);
  /// Whether the index holds this run already.
  [[nodiscard]] bool holds_run() const { return holds_run_; }
  /// What this run's texts are found under. REQUIRES: begin_run(); likewise below.
  [[nodiscard]] const std::string& run_name() const { return run_.name; }
  /// Tells the contents that this run sees from all others.
  [[nodiscard]] Hash128 state() const { return list_.state(seen_runs_); }

  /// Texts with serials from here on are not seen.
  [[nodiscard]] std::uint64_t end() const { return seen_end_; }
  [[nodiscard]] std::span<const IndexPart> parts() const { return parts_; }
  /// The run that has added a text. REQUIRES: serial < list().end().
  [[nodiscard]] const IndexRun& run_of(std::uint64_t serial) const;
  [[nodiscard]] const IndexRun* run_named(std::string_view name) const;
  [[nodiscard]] const IndexList& list() const { return list_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] DedupPreset preset() const { return preset_; }

  [[nodiscard]] std::string path_of(const IndexPart& part, IndexFile file) const;
  /// A hash of the settings: RunKind::parameters of all files.
  [[nodiscard]] std::uint64_t parameters() const { return parameters_; }
  template <class Record>
  [[nodiscard]] RunKind kind_of(IndexFile file) const {
    return {kind_name(file), 1, sizeof(Record), parameters_, kIndexBlockBytes};
  }

  /// Writes the list of an index that is new: without it nothing in the folder is believed. Before
  /// any part is written.
  [[nodiscard]] Status prepare();
  /// The part that this run may write before it publishes it, with `texts` texts in it.
  [[nodiscard]] IndexPart next_part(std::uint64_t texts) const;
  /// Adds the run, and its part unless that is empty. REQUIRES: the part's files are whole; not
  /// holds_run().
  [[nodiscard]] Status publish(const IndexPart& part);
  /// Merges small parts, so that a search has few to look into, and removes files that are of no
  /// part. Cost: each text is rewritten a logarithmic number of times over the life of an index.
  [[nodiscard]] Status tidy(const StopToken& stop);

 private:
  DuplicateIndex(std::string folder, File lock)
      : folder_(std::move(folder)), lock_(std::move(lock)) {}
  [[nodiscard]] static Result<DuplicateIndex> open_folder(const std::string& folder,
                                                          const StopToken* stop);
  [[nodiscard]] std::string_view kind_name(IndexFile file) const;
  [[nodiscard]] Status write_list() const;
  [[nodiscard]] Status remove_strays() const;
  void take_settings();
  void see(std::size_t runs);

  std::string folder_;
  File lock_;
  IndexList list_;
  std::uint64_t parameters_ = 0;
  DedupPreset preset_ = DedupPreset::kDefault;
  std::vector<IndexPart> parts_;  // those that this run sees
  std::size_t seen_runs_ = 0;
  std::uint64_t seen_end_ = 0;
  IndexRun run_;
  bool holds_run_ = false;
  bool is_listed_ = false;  // the list stands in the folder
};

/// Whether `folder` holds an index.
[[nodiscard]] bool is_index(const std::string& folder);

}  // namespace galley

#endif  // GALLEY_DEDUP_DUPLICATE_INDEX_H_
