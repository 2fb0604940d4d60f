// SPDX-License-Identifier: Apache-2.0
// Writes the content of one line, mending its characters and spaces on the way.
#ifndef GALLEY_REPAIR_LINE_WRITER_H_
#define GALLEY_REPAIR_LINE_WRITER_H_

#include <span>
#include <vector>

#include "repair/composition.h"
#include "repair/loops.h"

namespace galley {

/// Which spaces between ideographs can only be the setting of a justified line or an OCR's habit.
class SpaceHabit {
 public:
  explicit SpaceHabit(std::span<const Line> document);
  /// Of text with so many gaps between ideographs with and without a space.
  [[nodiscard]] bool are_stray(std::uint64_t spaced, std::uint64_t solid) const;
  /// Whether the document has any gap with a space.
  [[nodiscard]] bool has_gaps() const { return has_gaps_; }

 private:
  bool has_gaps_;
  bool everywhere_;  ///< spaces between ideographs are stray all over the document
};

class LineWriter {
 public:
  /// REQUIRES: both outlive the writer.
  LineWriter(const Composition& composition, RepairedDocument& out);

  /// Looks at the lines of a paragraph before they are written, with what joins them. Furniture
  /// among its pieces is none of it.
  void judge_spaces(std::span<const Piece> pieces);

  /// Appends the line's bytes [line.begin, end), mended. Cost: a copy for most lines.
  void write(const Line& line, std::uint32_t end);

  /// Whether a space before `line` would go: what joins it to what is written is then nothing.
  [[nodiscard]] bool takes_space_before(const Line& line) const;
  /// Whether an edit of any line met a mark (composition.h).
  [[nodiscard]] bool meets_mark() const { return meets_mark_; }

 private:
  void write_part(const Line& line, std::uint32_t end);
  void write_mended(const Line& line, std::uint32_t end);
  [[nodiscard]] bool has_stray_spaces(const Line& line) const;
  void replace(std::uint32_t begin, std::uint32_t end, std::string_view replacement,
               EditReason why);

  const Composition& composition_;
  RepairedDocument& out_;
  std::vector<Loop> loops_;
  LineRole paragraph_role_ = LineRole::kText;  ///< of its first line
  SpaceHabit habit_;
  bool stray_paragraph_ = false;  ///< spaces are stray over the whole paragraph
  bool stray_by_order_ = false;   ///< ... as Composition::stray says
  bool meets_mark_ = false;
};

}  // namespace galley

#endif  // GALLEY_REPAIR_LINE_WRITER_H_
