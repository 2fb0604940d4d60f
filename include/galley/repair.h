// SPDX-License-Identifier: Apache-2.0
// Repair: what extraction and OCR broke in a document is put together again. Wrapped lines become
// paragraphs, split words become whole, stray spaces, page furniture and repetition loops go, and
// paragraphs that a column, page or caption interrupted are resumed.
#ifndef GALLEY_REPAIR_H_
#define GALLEY_REPAIR_H_

#include <cstdint>
#include <memory>

#include "galley/document.h"
#include "galley/figures.h"
#include "galley/vocabulary.h"

namespace galley {

/// Half-width punctuation between Han characters.
enum class HalfWidthPunctuation : std::uint8_t { kAsFound, kFold };
/// Full-width Latin letters and digits.
enum class FullWidthLatin : std::uint8_t { kAsFound, kFold };
/// Running heads, feet, page numbers and jump lines.
enum class PageFurniture : std::uint8_t { kRemove, kKeep };
/// Which paragraphs that something else interrupted are resumed.
enum class Interrupted : std::uint8_t {
  kAll,   ///< also those whose halves other articles part, and whose second half comes first
  kNear,  ///< in the order of the text, where no other article's paragraph stands between: a page
          ///< or column change, a running head, headline, byline or caption
  kNone,
};

struct RepairOptions {
  /// Breaks decided with less confidence than this, in percent, stay as they were: lines apart.
  std::uint8_t least_confidence = 0;
  HalfWidthPunctuation half_width_punctuation = HalfWidthPunctuation::kAsFound;
  FullWidthLatin full_width_latin = FullWidthLatin::kAsFound;
  PageFurniture page_furniture = PageFurniture::kRemove;
  Interrupted interrupted = Interrupted::kAll;
};

/// Repairs documents, one after another. One for each thread: it keeps its scratch memory (about 25
/// MiB and twice the size of its largest document). Deterministic: the output depends on document,
/// options and vocabulary alone.
class Repairer {
 public:
  /// REQUIRES: the vocabulary outlives the repairer.
  Repairer(const RepairOptions& options, const Vocabulary& vocabulary);
  ~Repairer();
  Repairer(Repairer&&) noexcept;
  Repairer& operator=(Repairer&&) noexcept;

  /// Fills `out`, which keeps its memory and EditLog::keep(). Total: any valid UTF-8 is repaired.
  /// Repairing what came out changes nothing. Cost: linear; bench/results has figures.
  /// REQUIRES: at most 1 GiB of text.
  void repair(const Document& document, RepairedDocument& out);

  /// What has been measured of all documents since the last call. RunFigures::edits is left to who
  /// keeps the edit logs.
  [[nodiscard]] RunFigures take_figures();

 private:
  class Stages;
  std::unique_ptr<Stages> stages_;
};

}  // namespace galley

#endif  // GALLEY_REPAIR_H_
