// SPDX-License-Identifier: Apache-2.0
// Writes the content of one line, mending its characters and spaces on the way.
#ifndef GALLEY_REPAIR_LINE_WRITER_H_
#define GALLEY_REPAIR_LINE_WRITER_H_

#include <span>
#include <vector>

#include "repair/composition.h"
#include "repair/loops.h"

namespace galley {

class LineWriter {
 public:
  /// REQUIRES: both outlive the writer.
  LineWriter(const Composition& composition, RepairedDocument& out);

  /// Looks at the lines of a paragraph before they are written, with what joins them. Furniture
  /// among its pieces is none of it.
  void judge_spaces(std::span<const Piece> pieces);

  /// Appends the line's bytes [line.begin, end), mended. Cost: a copy for most lines.
  void write(const Line& line, std::uint32_t end);

  /// Whether an edit of any line met a mark (composition.h).
  [[nodiscard]] bool meets_mark() const { return meets_mark_; }

 private:
  void write_part(const Line& line, std::uint32_t end);
  void write_mended(const Line& line, std::uint32_t end);
  [[nodiscard]] bool are_stray(std::uint64_t spaced, std::uint64_t solid) const;
  [[nodiscard]] bool has_stray_spaces(const Line& line) const;
  void replace(std::uint32_t begin, std::uint32_t end, std::string_view replacement,
               EditReason why);

  const Composition& composition_;
  RepairedDocument& out_;
  std::vector<Loop> loops_;
  LineRole paragraph_role_ = LineRole::kText;  ///< of its first line
  bool stray_paragraph_ = false;               ///< ... over the whole paragraph
  bool meets_mark_ = false;
  bool stray_document_ = false;  ///< spaces between ideographs are stray all over the document
};

}  // namespace galley

#endif  // GALLEY_REPAIR_LINE_WRITER_H_
