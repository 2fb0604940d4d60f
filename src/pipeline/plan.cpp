// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plan.h"

namespace galley {

std::uint32_t SplitCutter::place(std::uint64_t decoded_bytes, Whole whole) {
  const bool alone = whole == Whole::kPiece || decoded_bytes > split_bytes_;
  if (filled_bytes_ > 0 && (alone || filled_bytes_ + decoded_bytes > split_bytes_)) {
    ++split_;
    filled_bytes_ = 0;
  }
  began_ = true;
  filled_bytes_ = alone ? split_bytes_ + 1 : filled_bytes_ + decoded_bytes;
  return split_;
}

}  // namespace galley
