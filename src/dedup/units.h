// SPDX-License-Identifier: Apache-2.0
// What of a document is compared and removed as a whole: a paragraph, all of it, or an item.
#ifndef GALLEY_DEDUP_UNITS_H_
#define GALLEY_DEDUP_UNITS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "galley/dedup.h"

namespace galley {

/// Which blank lines of a document recognition put there, and not the author: with
/// DedupUnit::kItem what they part is one. In a document of more than kMostShortBytes those within
/// a sentence: what stands before ends without a stop or number, what stands behind begins as no
/// sentence does. In a shorter one, which is hardly more than one paragraph of print, all but those
/// between a stop and the begin of a sentence; and if it is so noisy that its stops tell nothing,
/// all.
class ItemSeams {
 public:
  static constexpr std::uint64_t kMostShortBytes = 2048;

  /// Of a document of so many bytes from its first paragraph's begin to its last one's end; `text`
  /// is looked at now and need not be given for a longer one than kMostShortBytes.
  ItemSeams(std::uint64_t bytes, std::string_view text);

  [[nodiscard]] bool goes_on(std::string_view before, std::string_view after) const;

 private:
  enum class Document : std::uint8_t { kLong, kShort, kNoisy };
  Document document_;
};

/// Where the unit ends that begins with paragraph `first` of a document's `count`: the number of
/// the paragraph behind it. text_of(i) is the text of paragraph i, good until the next call but
/// one.
template <class TextOf>
[[nodiscard]] std::size_t unit_end(DedupUnit unit, const ItemSeams& seams, std::size_t first,
                                   std::size_t count, const TextOf& text_of) {
  if (unit == DedupUnit::kParagraph) return first + 1;
  if (unit == DedupUnit::kDocument) return count;
  std::size_t last = first;
  while (last + 1 < count && seams.goes_on(text_of(last), text_of(last + 1))) ++last;
  return last + 1;
}

/// The text from the begin of one paragraph to the end of another, which lie in one text.
[[nodiscard]] inline std::string_view text_between(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

/// The seams of a document whose `count` paragraphs lie in one text. Cost: none for other units
/// than items, which have no use for them.
template <class TextOf>
[[nodiscard]] ItemSeams seams_of(DedupUnit unit, std::size_t count, const TextOf& text_of) {
  if (unit != DedupUnit::kItem || count == 0) return {0, {}};
  const std::string_view text = text_between(text_of(0), text_of(count - 1));
  return {text.size(), text};
}

}  // namespace galley

#endif  // GALLEY_DEDUP_UNITS_H_
