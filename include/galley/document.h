// SPDX-License-Identifier: Apache-2.0
// What travels between the stages: a document as it was read, and as it was repaired.
#ifndef GALLEY_DOCUMENT_H_
#define GALLEY_DOCUMENT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/edit.h"
#include "galley/span.h"

namespace galley {

/// Where a line stood on its page. Layout formats (ALTO, PAGE, hOCR) know it; text formats do not.
struct Place {
  std::int32_t page = 0;  ///< from 0
  std::int32_t left = 0;  ///< in the format's own unit, 1/1200 inch where it states none
  std::int32_t top = 0;
  std::int32_t right = 0;
  std::int32_t bottom = 0;
  std::int16_t type_size = 0;    ///< tenths of a point; 0 is unknown
  std::int16_t confidence = -1;  ///< of the recognition, in percent; -1 is unknown
};

/// One document as read and decoded. A view: whoever made it owns the bytes, which must outlive it.
struct Document {
  std::string_view id;            ///< the record's id, or the path relative to its INPUT
  std::string_view source;        ///< the record's `source`, else the input it was read from
  std::string_view metadata;      ///< other members of the record as one JSON object; empty if none
  std::string_view text;          ///< valid UTF-8; lines end in U+000A, pages in U+000C
  std::span<const Place> places;  ///< empty, or one for each line of text
  const SourceMap* source_map = nullptr;  ///< null where nobody asked for places in the source
};

/// What a paragraph is, as far as repair could tell.
enum class ParagraphKind : std::uint8_t {
  kText,
  kHeadline,
  kByline,
  kCaption,
  kList,
  kTable,
  kVerse,
};
[[nodiscard]] std::string_view to_string(ParagraphKind kind);

/// What a removed line of page furniture was.
enum class FurnitureKind : std::uint8_t { kRunningHead, kRunningFoot, kPageNumber, kJumpLine };
[[nodiscard]] std::string_view to_string(FurnitureKind kind);

/// One repaired paragraph.
struct Paragraph {
  std::uint32_t begin = 0;  ///< bytes of RepairedDocument::text, half open
  std::uint32_t end = 0;
  std::uint32_t source_begin = 0;  ///< bytes of Document::text from its first to its last character
  std::uint32_t source_end = 0;
  ParagraphKind kind = ParagraphKind::kText;
};

/// Page furniture that repair took out. Its text is listed in the removed map.
struct Furniture {
  std::uint32_t source_begin = 0;  ///< bytes of Document::text, half open, without the line's end
  std::uint32_t source_end = 0;
  std::uint32_t paragraph = 0;  ///< index of the paragraph that it stood before
  FurnitureKind kind = FurnitureKind::kRunningHead;
};

/// One repaired document. Reused from document to document: clear() keeps the memory.
struct RepairedDocument {
  std::string text;  ///< the paragraphs, one blank line ("\n\n") between each two
  std::vector<Paragraph> paragraphs;
  std::vector<Furniture> furniture;
  EditLog edits;                  ///< what repair changed, in places of Document::text
  std::uint64_t private_use = 0;  ///< private-use characters, left as they are
  std::uint32_t resumed = 0;      ///< parts that were put behind others they did not follow

  void clear();
  [[nodiscard]] std::string_view text_of(const Paragraph& paragraph) const {
    return std::string_view(text).substr(paragraph.begin, paragraph.end - paragraph.begin);
  }
};

}  // namespace galley

#endif  // GALLEY_DOCUMENT_H_
