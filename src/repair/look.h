// SPDX-License-Identifier: Apache-2.0
// What one look at the lines of a text finds out about them. Most looks are at a text of which
// nearly all has been looked at before: what an earlier look found is taken over wherever nothing
// that it depends on has changed.
#ifndef GALLEY_REPAIR_LOOK_H_
#define GALLEY_REPAIR_LOOK_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "repair/columns.h"
#include "repair/features.h"
#include "repair/line.h"
#include "repair/seam.h"

namespace galley {

/// Where a line comes from, to know it again.
struct LineOrigin {
  std::uint32_t source = 0;  ///< where its paragraph begins in the source
  bool joined = false;       ///< it was put together of several lines
};

struct Look {
  std::vector<Line> lines;
  std::vector<LineOrigin> origins;  ///< of each line; empty where the text is the source itself
  std::vector<Column> columns;
  std::vector<Seam> seams;
  std::vector<ParagraphSigns> signs;
  /// For the break behind each line: the log odds that a paragraph ends there, as in forest.h.
  /// Lines that stand alone score beyond doubt.
  std::vector<std::int32_t> scores;

  [[nodiscard]] LineOrigin origin(std::size_t line) const {
    return origins.empty() ? LineOrigin{lines[line].begin, false} : origins[line];
  }
  [[nodiscard]] PageView page(std::string_view text, const Vocabulary& vocabulary) const {
    return {text, lines, columns, seams, &vocabulary};
  }
};

/// Finds a text's lines among those of an earlier look, in one walk over both.
class KnownLines {
 public:
  static constexpr std::uint32_t kNew = UINT32_MAX;

  /// REQUIRES: all outlive this.
  KnownLines(const Look& earlier, std::string_view earlier_text)
      : earlier_(earlier), text_(earlier_text) {}

  /// The earlier line of the same origin and content; kNew if there is none. Origins that go back
  /// may not be found.
  [[nodiscard]] std::uint32_t find(LineOrigin origin, std::string_view content);

 private:
  const Look& earlier_;
  const std::string_view text_;
  std::uint32_t next_ = 0;
};

/// Fills all of `look` but its lines and their origins.
void look_at(std::string_view text, const Vocabulary& vocabulary, Look& look);

/// The same where `same[i]` is the line of `earlier` that lines[i] equals in all but its place, or
/// KnownLines::kNew. What comes out is what look_at() gives.
void look_again(std::string_view text, const Vocabulary& vocabulary, const Look& earlier,
                std::span<const std::uint32_t> same, Look& look);

}  // namespace galley

#endif  // GALLEY_REPAIR_LOOK_H_
