// SPDX-License-Identifier: Apache-2.0
// The repaired text of all splits between map and emit, found by split or by paragraph.
#ifndef GALLEY_PIPELINE_SPOOL_H_
#define GALLEY_PIPELINE_SPOOL_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "dedup/paragraph_texts.h"
#include "galley/dedup.h"
#include "pipeline/split_store.h"

namespace galley {

/// The ord of a paragraph, which orders all paragraphs as the input does: the number of the chunk
/// that it was read in, and its index among the chunk's paragraphs.
[[nodiscard]] constexpr std::uint64_t ord_of(std::uint32_t chunk, std::uint32_t index) {
  return std::uint64_t{chunk} << 32 | index;
}

[[nodiscard]] constexpr std::uint32_t chunk_of(std::uint64_t ord) {
  return static_cast<std::uint32_t>(ord >> 32);
}

/// Where a paragraph lies.
struct SpoolPlace {
  std::uint32_t store = 0;
  std::uint32_t index = 0;  ///< among the store's paragraphs
};

/// One store for each split, or for each group's share of one. Filled in order by one thread, then
/// read by any number.
class Spool : public ParagraphTexts {
 public:
  /// `unit` is what text() gives: a paragraph, or what of the document (or piece) begins with it.
  explicit Spool(SpillPlace& place, DedupUnit unit = DedupUnit::kParagraph)
      : place_(place), unit_(unit) {}

  [[nodiscard]] SpillPlace& place() const { return place_; }

  /// Takes a part in. REQUIRES: parts come in the order of the input; ords run on by one in a part.
  [[nodiscard]] Status append(std::uint32_t split, std::uint64_t first_ord, SpoolPart part);
  /// Says that the last store goes on with a document that has so many paragraphs before it.
  void continue_from(std::uint64_t paragraphs) { stores_.back().continue_from(paragraphs); }
  /// What comes next goes into a store of its own, even if the split goes on.
  void begin_group() { group_begins_ = true; }
  /// Ends the filling.
  [[nodiscard]] Status seal();

  /// A stretch of paragraphs with ords that run on by one.
  struct Stretch {
    std::uint64_t first_ord = 0;
    std::uint32_t store = 0;
    std::uint32_t first_index = 0;  ///< in the store
    friend bool operator==(const Stretch&, const Stretch&) = default;
  };
  /// Takes a store in where it lies in a file, behind what is there already; it belongs to a group
  /// of its own. Those of `stretches` are its. REQUIRES: as for append().
  void adopt(std::uint32_t split, std::shared_ptr<const PooledFile> file,
             const SplitStore::Image& image, std::span<const Stretch> stretches);

  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override;
  [[nodiscard]] SpoolPlace place_of(std::uint64_t ord) const;
  /// The inverse of place_of().
  [[nodiscard]] std::uint64_t ord_of(SpoolPlace place) const;
  /// The ords of a store's paragraphs lie in [first_ord(store), first_ord(store + 1)).
  [[nodiscard]] std::uint64_t first_ord(std::uint32_t store) const;
  [[nodiscard]] std::span<const Stretch> stretches() const { return stretches_; }

  /// Splits so far.
  [[nodiscard]] std::uint32_t splits() const { return splits_.empty() ? 0 : splits_.back() + 1; }
  [[nodiscard]] std::uint32_t stores() const { return static_cast<std::uint32_t>(stores_.size()); }
  [[nodiscard]] std::uint32_t split_of(std::uint32_t store) const { return splits_[store]; }
  /// The first store of a split, or of the next one that has any; stores() behind the last.
  [[nodiscard]] std::uint32_t first_store(std::uint32_t split) const;
  /// Of all splits together.
  [[nodiscard]] std::uint64_t size_bytes() const;
  [[nodiscard]] SplitStore& store(std::uint32_t number) { return stores_[number]; }
  [[nodiscard]] const SplitStore& store(std::uint32_t number) const { return stores_[number]; }

 private:
  SpillPlace& place_;
  const DedupUnit unit_;
  std::deque<SplitStore> stores_;
  std::vector<std::uint32_t> splits_;  // of each store
  std::vector<Stretch> stretches_;     // those with paragraphs
  bool group_begins_ = false;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SPOOL_H_
