// SPDX-License-Identifier: Apache-2.0
#include "dedup/comparison.h"

#include <algorithm>

#include "base/numbers.h"

namespace galley {

void Comparison::prepare(std::string_view text, PreparedText& out) {
  out = {};
  letters_.clear();
  append_letters(text, letters_);
  out.letters.assign(letters_.letters().begin(), letters_.letters().end());
  if (!coder_.append_codes(out.letters, out.codes)) out.codes.clear();
  if (place_->options().numbers == Numbers::kDistinguish) read_numbers(text, out.numbers);
}

std::uint32_t Comparison::compare(const PreparedText& a, const PreparedText& b) const {
  const std::uint64_t threshold = place_->options().similarity_ppm;
  const bool coded = !a.codes.empty() && !b.codes.empty();
  // The smaller set cannot have more in common with the larger than all of itself.
  if (coded && std::min(a.codes.size(), b.codes.size()) * 1'000'000 <
                   threshold * std::max(a.codes.size(), b.codes.size())) {
    return 0;
  }
  const Overlap found =
      coded ? overlap(a.codes, b.codes) : overlap_of_letters(a.letters, b.letters);
  const std::uint32_t similarity = found.similarity_ppm();
  if (similarity < threshold) return 0;
  if (place_->options().numbers == Numbers::kDistinguish && !numbers_agree(a.numbers, b.numbers)) {
    return 0;
  }
  return similarity;
}

}  // namespace galley
