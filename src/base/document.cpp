// SPDX-License-Identifier: Apache-2.0
#include "galley/document.h"

#include "base/check.h"

namespace galley {

std::string_view to_string(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::kText:
      return "text";
    case ParagraphKind::kHeadline:
      return "headline";
    case ParagraphKind::kByline:
      return "byline";
    case ParagraphKind::kCaption:
      return "caption";
    case ParagraphKind::kList:
      return "list";
    case ParagraphKind::kTable:
      return "table";
    case ParagraphKind::kVerse:
      return "verse";
  }
  return "text";
}

std::string_view to_string(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kRunningHead:
      return "running head";
    case FurnitureKind::kRunningFoot:
      return "running foot";
    case FurnitureKind::kPageNumber:
      return "page number";
    case FurnitureKind::kJumpLine:
      return "jump line";
  }
  return "running head";
}

std::string_view to_string(EditReason reason) {
  static constexpr std::string_view kNames[kEditReasons] = {
      "bad bytes",       "mojibake",       "join with space", "join",
      "split word",      "hyphen dropped", "hyphen kept",     "paragraph end",
      "resumed",         "space removed",  "space folded",    "character folded",
      "control removed", "loop collapsed", "furniture",       ""};
  return kNames[static_cast<std::size_t>(reason)];
}

void EditLog::clear() {
  counts_.fill(0);
  letters_dropped_ = 0;
  letters_added_ = 0;
  entries_.clear();
  pool_.clear();
}

void EditLog::append_entry(const Edit& place, std::string_view original,
                           std::string_view replacement) {
  GALLEY_CHECK(replacement.size() <= UINT16_MAX);
  GALLEY_CHECK(!has_original(place.reason) || original.size() == place.end - place.begin);
  Edit& edit = entries_.emplace_back(place);
  edit.original = static_cast<std::uint32_t>(pool_.size());
  edit.replacement_bytes = static_cast<std::uint16_t>(replacement.size());
  pool_ += original;
  pool_ += replacement;
}

void RepairedDocument::clear() {
  text.clear();
  paragraphs.clear();
  furniture.clear();
  edits.clear();
  private_use = 0;
  resumed = 0;
}

}  // namespace galley
