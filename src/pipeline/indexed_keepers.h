// SPDX-License-Identifier: Apache-2.0
// Keepers that an earlier run holds: what the removed map says of them, and their texts.
#ifndef GALLEY_PIPELINE_INDEXED_KEEPERS_H_
#define GALLEY_PIPELINE_INDEXED_KEEPERS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/spill.h"
#include "dedup/duplicate_index.h"
#include "dedup/index_lookup.h"
#include "galley/explain.h"

namespace galley {

/// In place of a split: that the keeper is in the index.
inline constexpr std::uint32_t kInIndex = UINT32_MAX;

/// The ids of keepers, on disk where there are many. Filled by one thread, then read by any number.
class IndexedKeepers {
 public:
  /// `index` may be null where there are no such keepers.
  IndexedKeepers(const DuplicateIndex* index, SpillPlace& place)
      : index_(index), ids_(place, "index-ids") {}

  struct Place {
    std::uint64_t id = 0;  ///< offset for id()
    std::uint32_t id_bytes = 0;
    std::uint64_t run = 0;  ///< for run_name()
    std::uint64_t paragraph = 0;
  };
  /// Looks a keeper up. Errors: kCorrupt, kIo.
  [[nodiscard]] Result<Place> add(std::uint64_t serial);
  /// Ends the adding.
  [[nodiscard]] Status seal();

  [[nodiscard]] Result<std::string_view> id(std::uint64_t offset, std::uint32_t bytes,
                                            std::string& scratch) const {
    return ids_.view(offset, bytes, scratch);
  }
  [[nodiscard]] const std::string& run_name(std::uint64_t run) const {
    return index_->list().runs[run].name;
  }

 private:
  const DuplicateIndex* index_;
  std::optional<IndexTexts> texts_;
  SpillStore ids_;
  std::string pending_;  // ids that are not in ids_ yet
};

/// Gives `keepers`, which name a run, the texts that the index in `folder` has of them; others stay
/// without. Reads all texts of these runs. Errors: kNotFound where there is no index, kCorrupt,
/// kIo.
[[nodiscard]] Status find_indexed_texts(const std::string& folder,
                                        std::span<StandIn* const> keepers);

}  // namespace galley

#endif  // GALLEY_PIPELINE_INDEXED_KEEPERS_H_
