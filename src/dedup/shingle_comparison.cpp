// SPDX-License-Identifier: Apache-2.0
#include "dedup/shingle_comparison.h"

#include <algorithm>

#include "base/numbers.h"

namespace galley {

void ShingleComparison::read(std::string_view text, PreparedText& out) {
  letters_.clear();
  append_letters(text, letters_);
  out.letters.assign(letters_.letters().begin(), letters_.letters().end());
  out.numbers.clear();
  if (options_.numbers == Numbers::kDistinguish) read_numbers(text, out.numbers);
  out.is_complete = false;
}

bool ShingleComparison::may_match(const PreparedText& a, const PreparedText& b) const {
  return numbers_agree(a.numbers, b.numbers);
}

void ShingleComparison::complete(PreparedText& text) {
  text.codes.clear();
  if (!coder_.append_codes(text.letters, text.codes)) text.codes.clear();
  text.is_complete = true;
}

void ShingleComparison::set_text(const PreparedText& text) {
  text_ = &text;
  codes_.set(text.codes);
}

std::uint32_t ShingleComparison::compare_with(const PreparedText& other) {
  const PreparedText& text = *text_;
  const std::uint64_t threshold = options_.similarity_ppm;
  const bool coded = !text.codes.empty() && !other.codes.empty();
  // The smaller set cannot have more in common with the larger than all of itself.
  if (coded && std::min(text.codes.size(), other.codes.size()) * 1'000'000 <
                   threshold * std::max(text.codes.size(), other.codes.size())) {
    return 0;
  }
  const Overlap found =
      coded ? codes_.overlap_with(other.codes) : overlap_of_letters(text.letters, other.letters);
  const std::uint32_t similarity = found.similarity_ppm();
  return similarity >= threshold ? similarity : 0;
}

}  // namespace galley
