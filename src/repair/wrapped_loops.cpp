// SPDX-License-Identifier: Apache-2.0
// A loop is found in the joined text; what is cut lies in the source. Places are carried over by
// adding up what each line and each joiner wrote. Since a loop is the same wherever in its unit one
// begins, the cut is moved until both its ends lie inside lines.
//
// Left out: paragraphs whose lines were mended while they were written, that were resumed, or from
// whose midst furniture was taken.
#include "repair/wrapped_loops.h"

#include <algorithm>

#include "base/utf8.h"

namespace galley {

namespace {

// Where the bytes of a paragraph of one piece come from.
class Origins {
 public:
  Origins(const Composition& composition, const Piece& piece)
      : composition_(composition), piece_(piece) {}

  [[nodiscard]] std::uint32_t bytes() const {
    std::uint32_t sum = 0;
    for (std::uint32_t line = piece_.first; line < piece_.end; ++line) {
      sum += joiner_bytes(line) + content_bytes(line);
    }
    return sum;
  }

  // The place in the source of byte `at` of the paragraph; kNowhere if a joiner wrote it.
  [[nodiscard]] std::uint32_t source_of(std::uint32_t at) const {
    for (std::uint32_t line = piece_.first; line < piece_.end; ++line) {
      if (at < joiner_bytes(line)) return kNowhere;
      at -= joiner_bytes(line);
      if (at < content_bytes(line)) return composition_.lines[line].begin + at;
      at -= content_bytes(line);
    }
    return kNowhere;
  }

  static constexpr std::uint32_t kNowhere = UINT32_MAX;

 private:
  [[nodiscard]] std::uint32_t content_bytes(std::uint32_t line) const {
    return content_end(composition_, line) - composition_.lines[line].begin;
  }
  [[nodiscard]] std::uint32_t joiner_bytes(std::uint32_t line) const {
    const bool space =
        line != piece_.first && composition_.breaks[line - 1].joiner == Joiner::kSpace;
    return space ? 1 : 0;
  }

  const Composition& composition_;
  const Piece& piece_;
};

bool has_furniture_inside(const Composition& composition, const Piece& piece) {
  return std::ranges::any_of(composition.taken, [&](const TakenLine& taken) {
    return taken.before_line > piece.first && taken.before_line < piece.end;
  });
}

void cut_loops(std::string_view text, const Origins& origins, std::vector<Loop>& loops,
               std::vector<Cut>& cuts) {
  find_loops(text, loops);
  for (const Loop& loop : loops) {
    for (std::uint32_t back = 0; back < loop.unit; ++back) {
      const std::uint32_t begin = loop.begin + loop.unit - back;
      const std::uint32_t end = loop.end - back;
      if (is_continuation(text[begin])) continue;
      const Cut cut{origins.source_of(begin), origins.source_of(end - 1) + 1};
      // The last byte cut and the first behind it lie in one line.
      if (cut.begin == Origins::kNowhere || end >= text.size()) continue;
      if (cut.end == 0 || origins.source_of(end) != cut.end) continue;
      cuts.push_back(cut);
      break;
    }
  }
}

}  // namespace

bool find_wrapped_loops(const RepairedDocument& draft, const Composition& composition,
                        std::span<const Line> again, std::vector<Cut>& cuts) {
  if (std::ranges::none_of(again, &Line::loops)) return false;
  const std::size_t before = cuts.size();
  std::vector<Loop> loops;
  std::size_t paragraph = 0;
  const std::span<const Piece> pieces = composition.pieces;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].furniture >= 0) continue;
    if (pieces[i].before != Joiner::kParagraph && paragraph > 0) continue;
    const Paragraph& written = draft.paragraphs[paragraph++];
    if (pieces[i].end - pieces[i].first == 1) continue;
    if (i + 1 < pieces.size() && pieces[i + 1].before != Joiner::kParagraph) continue;
    const auto line = std::ranges::lower_bound(again, written.begin, {}, &Line::begin);
    if (line == again.end() || line->begin != written.begin || !line->loops) continue;
    const Origins origins(composition, pieces[i]);
    if (origins.bytes() != written.end - written.begin) continue;
    if (has_furniture_inside(composition, pieces[i])) continue;
    cut_loops(draft.text_of(written), origins, loops, cuts);
  }
  std::ranges::sort(cuts, {}, &Cut::begin);
  return cuts.size() > before;
}

}  // namespace galley
