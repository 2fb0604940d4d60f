// SPDX-License-Identifier: Apache-2.0
// What map makes of a group of chunks, as files in a folder of their own: the repaired text as its
// stores lie (`text`), the hashes of the documents' ids (`ids`), the edit log where one is kept
// (`edits`), and `numbers` and `counts.json` that say what is where. That is what a run that was
// killed need not do again: fingerprints take three times the room of the text they are of, and are
// made from it anew. The tasks of a cluster hand them on (`rows`, `exact`, `keys`, `anchors`, and
// `search`, which says where parts of them begin).
#ifndef GALLEY_PIPELINE_GROUP_FILES_H_
#define GALLEY_PIPELINE_GROUP_FILES_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/record_sorter.h"
#include "dedup/search_files.h"
#include "galley/figures.h"
#include "galley/summary.h"
#include "pipeline/map.h"
#include "pipeline/plan.h"
#include "pipeline/repeated_ids.h"
#include "pipeline/spool.h"
#include "pipeline/task_folder.h"

namespace galley {

/// Where the texts of a group are.
struct GroupTexts {
  struct Store {
    std::uint32_t split = 0;
    SplitStore::Image image;
  };
  std::vector<std::uint64_t> last_paragraphs;  ///< of each chunk's last document, how many
  std::vector<Store> stores;
  std::vector<Spool::Stretch> stretches;  ///< stores counted from the group's first
};

/// What is known of a group besides what stands in its files.
struct GroupFacts {
  RunCounts counts;
  RunFigures figures;
  GroupTexts texts;
  std::optional<SearchFacts> search;  ///< where fingerprints were written
};

/// Writes the files of one group.
class GroupWriter {
 public:
  enum class Edits : std::uint8_t { kNone, kKept };
  enum class Fingerprints : std::uint8_t { kNone, kKept };

  /// `place` outlives the writer, which is too large for a small stack.
  [[nodiscard]] static Result<std::unique_ptr<GroupWriter>> create(TaskFolder folder,
                                                                   SpillPlace& place, Edits edits,
                                                                   Fingerprints fingerprints);
  /// Notes all of a chunk but its text. REQUIRES: chunks come in order; `mapped` has its batch if
  /// fingerprints are kept.
  [[nodiscard]] Status add(MappedChunk& mapped);
  /// Writes the text, which is in the stores of `spool` from `first_store` on, and puts the folder
  /// in its place. Stores on disk are read from there from then on.
  [[nodiscard]] Status finish(Spool& spool, std::uint32_t first_store);

 private:
  GroupWriter(TaskFolder folder, RunWriter ids)
      : folder_(std::move(folder)), ids_(std::move(ids)) {}

  TaskFolder folder_;
  GroupFacts facts_;
  RunWriter ids_;
  std::optional<SearchFilesWriter> search_;
  std::optional<AtomicFile> edits_;
};

/// Reads what is known of a group. Errors: kNotFound, kCorrupt, kIo, kUnsupported.
[[nodiscard]] Result<GroupFacts> load_group(const std::string& folder, const ChunkGroup& group);

/// Reads of it only where the texts are, or only what stands in the files of the search: these may
/// be missing (kNotFound).
[[nodiscard]] Result<GroupTexts> load_texts(const std::string& folder, const ChunkGroup& group);
[[nodiscard]] Result<SearchFacts> load_search_facts(const std::string& folder);

/// Reads all files of a group again and compares them with their hashes. Errors: kCorrupt, kIo.
[[nodiscard]] Status check_group(const std::string& folder, const GroupFacts& facts,
                                 SpillPlace& place);

/// The file of a group's text. `place` outlives it.
[[nodiscard]] std::shared_ptr<const PooledFile> group_text(const std::string& folder,
                                                           SpillPlace& place);

/// How many paragraphs stand before each store of a group in the document that it goes on with.
/// `pieces` has been told of all chunks before the group's.
[[nodiscard]] std::vector<std::uint64_t> continued_paragraphs(const GroupTexts& texts,
                                                              std::span<const PlannedChunk> chunks,
                                                              PieceCounter& pieces);

/// Puts a group's text behind what is in `spool`. The file stays where it is, and is opened when it
/// is read. Without `continued`, see above, paragraphs have no numbers.
void adopt_text(const std::string& folder, const GroupTexts& texts,
                std::span<const std::uint64_t> continued, Spool& spool);

/// Adds the hashes of its documents' ids.
[[nodiscard]] Status add_ids(const std::string& folder, RecordSorter<IdHash>& ids);

/// Whether a group was mapped with an edit log.
[[nodiscard]] bool has_edits(const std::string& folder);

/// Appends its edit log. REQUIRES: has_edits().
[[nodiscard]] Status copy_edits(const std::string& folder, AtomicFile& edits);

}  // namespace galley

#endif  // GALLEY_PIPELINE_GROUP_FILES_H_
