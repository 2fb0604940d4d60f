// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_FINGERPRINT_ANCHORS_H_
#define GALLEY_FINGERPRINT_ANCHORS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/fingerprint.h"

namespace galley {

/// Makes the anchors of texts: what two prints still have in common when much of both is misread.
/// One for each thread.
class AnchorMaker {
 public:
  /// A text of up to this many letters gives all its anchors, a longer one a sample of about as
  /// many, chosen by their keys, so that texts of like length choose alike.
  static constexpr std::size_t kSampledBelow = 160;

  /// Replaces what `out` held. Cost: about 8 ns a letter.
  void make(std::span<const char32_t> letters, std::vector<Anchor>& out);

 private:
  // One bit a letter, in words of 64, with 40 zeros and more before the first and behind the last.
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint64_t> reversed_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_ANCHORS_H_
