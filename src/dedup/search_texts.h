// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_SEARCH_TEXTS_H_
#define GALLEY_DEDUP_SEARCH_TEXTS_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/spill.h"
#include "base/try.h"
#include "dedup/index_lookup.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"

namespace galley {

/// About how many letters the comparison of pairs may hold at a time: a tenth of the memory, at 24
/// bytes a letter.
[[nodiscard]] inline std::uint64_t most_letters(const SpillPlace& place) {
  return std::clamp<std::uint64_t>(place.budget().limit_bytes() / 240, 1 << 14, 1 << 22);
}

/// The texts that are compared, of the input and of an index.
class SearchTexts final : public ParagraphTexts {
 public:
  /// `index` may be null.
  SearchTexts(const ParagraphTexts& input, const DuplicateIndex* index) : input_(input) {
    if (index != nullptr) indexed_.emplace(*index);
  }
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override {
    if (ord >= kFirstInputOrd) return input_.text(ord - kFirstInputOrd, scratch);
    GALLEY_TRY(indexed_->with(ord, [&](const IndexedText& text) {
      scratch = text.text;
      return Status();
    }));
    return std::string_view(scratch);
  }

 private:
  const ParagraphTexts& input_;
  std::optional<IndexTexts> indexed_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_SEARCH_TEXTS_H_
