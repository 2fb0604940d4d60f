// SPDX-License-Identifier: Apache-2.0
// The repaired text of all splits between map and emit, found by split or by paragraph.
#ifndef GALLEY_PIPELINE_SPOOL_H_
#define GALLEY_PIPELINE_SPOOL_H_

#include <cstdint>
#include <deque>
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
  std::uint32_t split = 0;
  std::uint32_t index = 0;  ///< among the split's paragraphs
};

/// One store for each split. Filled in order by one thread, then read by any number.
class Spool : public ParagraphTexts {
 public:
  /// `unit` is what text() gives: a paragraph, or the document (or piece) whose first paragraph is
  /// named.
  explicit Spool(SpillPlace& place, DedupUnit unit = DedupUnit::kParagraph)
      : place_(place), unit_(unit) {}

  /// Takes a part in. REQUIRES: parts come in the order of the input; ords run on by one in a part.
  [[nodiscard]] Status append(std::uint32_t split, std::uint64_t first_ord, SpoolPart part);
  /// Says that the last split goes on with a document that has so many paragraphs before it.
  void continue_from(std::uint64_t paragraphs) { stores_.back().continue_from(paragraphs); }
  /// Ends the filling.
  [[nodiscard]] Status seal();

  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override;
  [[nodiscard]] SpoolPlace place_of(std::uint64_t ord) const;
  /// The ords of a split's paragraphs lie in [first_ord(split), first_ord(split + 1)).
  [[nodiscard]] std::uint64_t first_ord(std::uint32_t split) const;

  [[nodiscard]] std::uint32_t splits() const { return static_cast<std::uint32_t>(stores_.size()); }
  /// Of all splits together.
  [[nodiscard]] std::uint64_t size_bytes() const;
  [[nodiscard]] SplitStore& store(std::uint32_t split) { return stores_[split]; }
  [[nodiscard]] const SplitStore& store(std::uint32_t split) const { return stores_[split]; }

 private:
  struct Part {
    std::uint64_t first_ord;
    std::uint32_t split;
    std::uint32_t first_index;
  };
  SpillPlace& place_;
  const DedupUnit unit_;
  std::deque<SplitStore> stores_;
  std::vector<Part> parts_;  // those with paragraphs
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SPOOL_H_
