// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_EXACT_CHECK_H_
#define GALLEY_DEDUP_EXACT_CHECK_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/letters.h"
#include "base/stop_token.h"
#include "dedup/paragraph_texts.h"
#include "dedup/records.h"
#include "dedup/row_table.h"

namespace galley {

/// Compares the letters of paragraphs whose hashes are equal. One for each thread; holds the
/// letters of two paragraphs.
class ExactCheck {
 public:
  /// The texts of the rows that have a bit in `gone` are not to be had: no paragraph is an exact
  /// copy of them. All outlive it.
  ExactCheck(const ParagraphTexts& texts, const RowTable& rows, std::span<const std::uint64_t> gone,
             const StopToken& stop);

  /// Orders `group` so that paragraphs of the same letters stand together, by rank, and puts into
  /// `sizes` how many each text has. REQUIRES: `group` is in the order of ranks and not empty.
  /// Cost: each paragraph is read once, and one that has not the letters of the first twice more.
  [[nodiscard]] Status part(std::span<ExactRecord> group, std::vector<std::size_t>& sizes);

 private:
  struct Other {
    std::uint64_t hash = 0;
    ExactRecord record;
  };
  [[nodiscard]] bool is_gone(const ExactRecord& record) const;
  [[nodiscard]] Status read(const ExactRecord& record, LetterBuffer& letters);
  [[nodiscard]] Result<std::size_t> gather_copies_of_first(std::span<ExactRecord> group);

  const ParagraphTexts& texts_;
  const RowTable& rows_;
  std::span<const std::uint64_t> gone_;
  const StopToken& stop_;
  const std::uint64_t seed_;
  std::string scratch_;
  LetterBuffer first_;
  LetterBuffer second_;
  std::vector<ExactRecord> unlike_;
  std::vector<Other> others_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_EXACT_CHECK_H_
