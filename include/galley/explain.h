// SPDX-License-Identifier: Apache-2.0
// What happened to one document of a corpus, as explain() tells it.
#ifndef GALLEY_EXPLAIN_H_
#define GALLEY_EXPLAIN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "galley/document.h"
#include "galley/edit.h"

namespace galley {

/// Whether a paragraph stayed, and why not.
enum class Fate : std::uint8_t {
  kKept,
  kExact,      ///< a copy of the keeper
  kNear,       ///< a near-duplicate of the keeper
  kFurniture,  ///< a line that belongs to the page and not to the text
};

/// A line of the document as it was read, and how it came into its paragraph.
struct SourceLine {
  std::uint64_t number = 0;          ///< in the decoded document (a record, a file), from 1
  std::string text;                  ///< without its end
  std::optional<EditReason> joined;  ///< how to what stands before; none for the first
  std::uint8_t confidence = 100;     ///< in that, percent
  bool resumed = false;              ///< it was brought here from elsewhere in the document
  std::uint64_t text_offset = 0;     ///< where in the paragraph's text its own begins, in bytes
};

/// The paragraph that stayed in a removed one's place.
struct StandIn {
  std::string id;
  std::optional<std::uint64_t> document;  ///< none where an earlier run holds it
  std::uint64_t paragraph = 0;
  std::uint32_t similarity_ppm = 0;  ///< millionths
  std::optional<std::string> text;   ///< none where neither this corpus nor the index has it
  std::string run = {};              ///< the earlier run that holds it; empty: it is in this corpus
};

/// One paragraph, or one line of furniture.
struct ParagraphStory {
  std::uint64_t number = 0;  ///< in the repaired document; of furniture, that of the next paragraph
  Fate fate = Fate::kKept;
  std::uint64_t chars = 0;  ///< code points
  ParagraphKind kind = ParagraphKind::kText;
  std::optional<std::string> text;  ///< none where neither corpus nor source has it
  std::optional<StandIn> keeper;    ///< of kExact and kNear
  std::vector<SourceLine> lines;    ///< empty where the source was not read
};

/// One document. It owns all its texts.
struct DocumentStory {
  std::string id;
  std::uint64_t document = 0;
  std::string source;  ///< the input that it was read from, as the manifest names it
  /// Why the source does not tell how lines were joined, in one clause; empty where it does.
  std::string source_fault;
  std::string source_remedy;
  std::vector<ParagraphStory> paragraphs;  ///< in the order of the repaired document
};

}  // namespace galley

#endif  // GALLEY_EXPLAIN_H_
