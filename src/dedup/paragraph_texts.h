// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_DEDUP_PARAGRAPH_TEXTS_H_
#define GALLEY_DEDUP_PARAGRAPH_TEXTS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "galley/result.h"

namespace galley {

/// Gives back the text of a paragraph for comparison, from memory or from where it was spooled.
/// Threads: calls may be made at once.
class ParagraphTexts {
 public:
  virtual ~ParagraphTexts() = default;

  /// The text of paragraph `ord`, as it was when it was fingerprinted: valid until `scratch` is
  /// used again. Calls come in batches, each in ascending order of `ord`.
  [[nodiscard]] virtual Result<std::string_view> text(std::uint64_t ord,
                                                      std::string& scratch) const = 0;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PARAGRAPH_TEXTS_H_
