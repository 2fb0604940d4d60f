// SPDX-License-Identifier: Apache-2.0
#include "pipeline/kept_unit.h"

#include <algorithm>

#include "dedup/units.h"

namespace galley {

std::optional<std::string_view> kept_unit(const ParsedCorpusRecord& row, DedupUnit unit,
                                          std::uint64_t paragraph) {
  const auto found = std::lower_bound(row.numbers.begin(), row.numbers.end(), paragraph);
  if (found == row.numbers.end() || *found != paragraph) return std::nullopt;
  const auto first = static_cast<std::size_t>(found - row.numbers.begin());
  // Where others went, the document was longer than its row tells.
  const bool whole = row.numbers.back() + 1 == row.numbers.size();
  const ItemSeams seams(whole ? row.text.size() : UINT64_MAX, row.text);
  const auto text_of = [&](std::size_t i) { return row.paragraphs[i]; };
  // What went between two parts them.
  std::size_t run = first + 1;
  while (run < row.numbers.size() && row.numbers[run - 1] + 1 == row.numbers[run]) ++run;
  const std::size_t end = unit_end(unit, seams, first, run, text_of);
  return text_between(row.paragraphs[first], row.paragraphs[end - 1]);
}

}  // namespace galley
