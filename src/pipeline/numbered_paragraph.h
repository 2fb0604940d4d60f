// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_NUMBERED_PARAGRAPH_H_
#define GALLEY_PIPELINE_NUMBERED_PARAGRAPH_H_

#include <compare>
#include <cstdint>

namespace galley {

/// A paragraph of a finished corpus by its numbers, as the corpus and the removed map name it.
struct NumberedParagraph {
  std::uint64_t document = 0;
  std::uint64_t paragraph = 0;
  friend auto operator<=>(const NumberedParagraph&, const NumberedParagraph&) = default;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_NUMBERED_PARAGRAPH_H_
