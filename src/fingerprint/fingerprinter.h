// SPDX-License-Identifier: Apache-2.0
// From the text of a paragraph to its fingerprint.
#ifndef GALLEY_FINGERPRINT_FINGERPRINTER_H_
#define GALLEY_FINGERPRINT_FINGERPRINTER_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/fingerprint.h"
#include "base/letters.h"
#include "fingerprint/anchors.h"
#include "fingerprint/seen_contents.h"
#include "fingerprint/signature.h"

namespace galley {

/// What decides, besides its letters, how a paragraph is fingerprinted.
struct ParagraphPlace {
  std::uint64_t ord = 0;  ///< its place in the input
  std::uint32_t doubtful_letters =
      0;  ///< with Keep::kCleanest, as DuplicateSearch takes them; else 0
  std::optional<std::uint64_t> scope = std::nullopt;  ///< texts of two scopes are never copies
};

/// Makes fingerprints. One for each thread: it keeps its memory from text to text.
class Fingerprinter {
 public:
  /// `seen` may be shared between threads, or null: then every text is signed. It must outlive the
  /// fingerprinter.
  explicit Fingerprinter(const FingerprintPlan& plan, SeenContents* seen = nullptr,
                         VectorLevel level = vector_level());

  /// The fingerprint of `text`, valid until the next call. REQUIRES: valid UTF-8. Cost: 3 ns a
  /// letter; a third of that for a text that is short or was signed before.
  [[nodiscard]] const Fingerprint& compute(std::string_view text, const ParagraphPlace& place);

 private:
  FingerprintPlan plan_;
  SeenContents* seen_;
  Signature signature_;
  AnchorMaker anchors_;
  LetterBuffer letters_;
  Fingerprint fingerprint_;
};

}  // namespace galley

#endif  // GALLEY_FINGERPRINT_FINGERPRINTER_H_
