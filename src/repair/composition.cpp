// SPDX-License-Identifier: Apache-2.0
// Writes lines and what joins them. The source is covered without rest: every line belongs to its
// own content, and what stands before it (line ends, blank lines, furniture) to the gap before it,
// so the edit log can say of each byte where it went.
#include "repair/composition.h"

#include <algorithm>

#include "base/letters.h"
#include "base/utf8.h"
#include "repair/kinds.h"
#include "repair/line_writer.h"

namespace galley {

namespace {

constexpr EditReason kReasons[] = {EditReason::kParagraphEnd,      EditReason::kJoinNothing,
                                   EditReason::kJoinSpace,         EditReason::kJoinSplitWord,
                                   EditReason::kJoinHyphenDropped, EditReason::kJoinHyphenKept};
constexpr std::string_view kSeparators[] = {"\n\n", "", " ", "", "", ""};

// For separators, which are so short that comparing them is quicker than calling who compares.
bool is_same(std::string_view original, std::string_view separator) {
  if (original.size() != separator.size()) return false;
  for (std::size_t i = 0; i < separator.size(); ++i) {
    if (original[i] != separator[i]) return false;
  }
  return true;
}

std::uint32_t end_without_hyphen(const Composition& composition, std::uint32_t line) {
  const char* at = composition.text.data() + composition.lines[line].end;
  (void)previous_code_point(at);
  return static_cast<std::uint32_t>(at - composition.text.data());
}

class Composer {
 public:
  Composer(const Composition& composition, RepairedDocument& out)
      : c_(composition), out_(out), writer_(composition, out) {}

  Account run() {
    std::uint32_t last_line = 0;
    for (const Piece& piece : c_.pieces) {
      if (piece.furniture >= 0) continue;
      if (piece.before == Joiner::kDropHyphen) resumed_hyphens_.push_back(last_line);
      last_line = piece.end - 1;
    }
    std::uint32_t next_line = 0;
    for (std::size_t i = 0; i < c_.pieces.size(); ++i) {
      const Piece& piece = c_.pieces[i];
      if (piece.first != next_line) resume(piece.first);
      const bool goes_on = piece.before != Joiner::kParagraph && piece.furniture < 0;
      if (goes_on && piece.first != next_line) ++out_.resumed;
      if (piece.furniture >= 0) {
        take_piece(piece);
      } else {
        if (i == 0 || !goes_on) writer_.judge_spaces(paragraph_from(i));
        write_piece(piece);
      }
      next_line = piece.end;
    }
    if (next_line != c_.lines.size()) resume(static_cast<std::uint32_t>(c_.lines.size()));
    write_gap(static_cast<std::uint32_t>(c_.lines.size()), {}, EditReason::kParagraphEnd, 100);
    return meets_mark_ || writer_.meets_mark() ? Account::kUnsettled : Account::kExact;
  }

 private:
  // A paragraph's pieces, with furniture that stands between them.
  [[nodiscard]] std::span<const Piece> paragraph_from(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < c_.pieces.size() &&
           (c_.pieces[end].before != Joiner::kParagraph || c_.pieces[end].furniture >= 0)) {
      ++end;
    }
    return std::span(c_.pieces).subspan(first, end - first);
  }

  // Where the gap before a line begins: behind the line before, and behind its dropped hyphen's
  // letters if it lost one.
  [[nodiscard]] std::uint32_t gap_begin(std::uint32_t line) const {
    if (line == 0) return c_.begin;
    return content_end(line - 1);
  }

  // A resumed piece that joins at a hyphen has its joiner in the piece, all others in the break.
  [[nodiscard]] std::uint32_t content_end(std::uint32_t line) const {
    const bool resumed = std::ranges::find(resumed_hyphens_, line) != resumed_hyphens_.end();
    return resumed ? end_without_hyphen(c_, line) : galley::content_end(c_, line);
  }

  void write_piece(const Piece& piece) {
    begin_piece(piece);
    for (std::uint32_t line = piece.first; line < piece.end;) {
      if (line != piece.first) {
        const Break& at = c_.breaks[line - 1];
        const Joiner joiner = joiner_before(line, at.joiner);
        write_gap(line, separator(joiner), reason(joiner), at.confidence);
      }
      line = write_line(line);
    }
    Paragraph& paragraph = out_.paragraphs.back();
    paragraph.end = static_cast<std::uint32_t>(out_.text.size());
    paragraph.source_end = std::max(paragraph.source_end, c_.lines[piece.end - 1].end);
  }

  // Writes a line, and behind a cut that begins in it the rest of the line where that ends. Returns
  // the line behind.
  std::uint32_t write_line(std::uint32_t line) {
    Line part = c_.lines[line];
    std::uint32_t end = content_end(line);
    auto cut = std::ranges::lower_bound(c_.cuts, part.begin, {}, &Cut::begin);
    for (; cut != c_.cuts.end() && cut->begin < end; ++cut) {
      writer_.write(part, cut->begin);
      const std::string_view copies = c_.text.substr(cut->begin, cut->end - cut->begin);
      drop(cut->begin, cut->end, EditReason::kLoopCollapsed,
           static_cast<std::uint32_t>(count_letters(copies)));
      while (cut->end > content_end(line)) ++line;
      part = c_.lines[line];
      part.begin = cut->end;
      end = content_end(line);
    }
    writer_.write(part, end);
    return line + 1;
  }

  // A space that the paragraph would lose as soon as it is one line is not written.
  [[nodiscard]] Joiner joiner_before(std::uint32_t line, Joiner chosen) const {
    const bool is_taken = chosen == Joiner::kSpace && writer_.takes_space_before(c_.lines[line]);
    return is_taken ? Joiner::kNothing : chosen;
  }

  // A piece that a second look found to be furniture.
  void take_piece(const Piece& piece) {
    for (std::uint32_t line = piece.first; line < piece.end; ++line) {
      write_gap(line, {}, EditReason::kFurniture, 100);
      take_line(c_.lines[line].begin, content_end(line),
                static_cast<FurnitureKind>(piece.furniture));
    }
  }

  void take_line(std::uint32_t begin, std::uint32_t end, FurnitureKind kind) {
    const std::string_view content = c_.text.substr(begin, end - begin);
    drop(begin, end, EditReason::kFurniture, static_cast<std::uint32_t>(count_letters(content)));
    out_.furniture.push_back(
        {begin, end, static_cast<std::uint32_t>(out_.paragraphs.size()), kind});
  }

  void begin_piece(const Piece& piece) {
    const bool is_new = piece.before == Joiner::kParagraph;
    const Joiner joiner = joiner_before(piece.first, piece.before);
    const std::string_view between =
        out_.paragraphs.empty() ? std::string_view() : separator(joiner);
    write_gap(piece.first, between, reason(joiner), piece.confidence);
    const std::uint32_t source_begin = c_.lines[piece.first].begin;
    if (is_new || out_.paragraphs.empty()) {
      const auto begin = static_cast<std::uint32_t>(out_.text.size());
      out_.paragraphs.push_back({begin, begin, source_begin, source_begin, kind_of(c_, piece)});
    } else {
      Paragraph& paragraph = out_.paragraphs.back();
      paragraph.source_begin = std::min(paragraph.source_begin, source_begin);
    }
  }

  // Replaces what stands before a line by `between`; furniture in it is listed line by line.
  void write_gap(std::uint32_t line, std::string_view between, EditReason why, std::uint8_t sure) {
    std::uint32_t at = gap_begin(line);
    const std::uint32_t end = line < c_.lines.size() ? c_.lines[line].begin : c_.end;
    if (!c_.taken.empty()) at = write_taken(line, at);
    const std::string_view original = c_.text.substr(at, end - at);
    if (!is_same(original, between)) log(at, end, between, why, sure);
    out_.text += between;
  }

  // Lists the furniture that stood before a line, from `at` on; returns the place behind it.
  std::uint32_t write_taken(std::uint32_t line, std::uint32_t at) {
    const auto [first, last] =
        std::ranges::equal_range(c_.taken, line, {}, &TakenLine::before_line);
    for (auto taken = first; taken != last; ++taken) {
      drop(at, taken->begin, EditReason::kFurniture, 0);
      take_line(taken->begin, taken->end, taken->kind);
      at = taken->end;
    }
    return at;
  }

  void drop(std::uint32_t begin, std::uint32_t end, EditReason why, std::uint32_t letters) {
    if (begin == end) return;
    Edit edit{begin, end, static_cast<std::uint32_t>(out_.text.size()), 0, 0, why, 100};
    out_.edits.add(edit, c_.text.substr(begin, end - begin), {}, letters);
    meets_mark_ |= galley::meets_mark(c_.text, begin, end, {});
  }

  void log(std::uint32_t begin, std::uint32_t end, std::string_view replacement, EditReason why,
           std::uint8_t sure) {
    Edit edit{begin, end, static_cast<std::uint32_t>(out_.text.size()), 0, 0, why, sure};
    out_.edits.add(edit, c_.text.substr(begin, end - begin), replacement);
    meets_mark_ |= galley::meets_mark(c_.text, begin, end, {});
  }

  void resume(std::uint32_t line) {
    const std::uint32_t place = gap_begin(line);
    out_.edits.add({place, place, static_cast<std::uint32_t>(out_.text.size()), 0, 0,
                    EditReason::kResumed, 100},
                   {}, {});
  }

  static std::string_view separator(Joiner joiner) {
    return kSeparators[static_cast<std::size_t>(joiner)];
  }
  static EditReason reason(Joiner joiner) { return kReasons[static_cast<std::size_t>(joiner)]; }

  const Composition& c_;
  RepairedDocument& out_;
  LineWriter writer_;
  std::vector<std::uint32_t> resumed_hyphens_;
  bool meets_mark_ = false;
};

}  // namespace

void pieces_of(std::size_t lines, std::span<const Break> breaks, std::vector<Piece>& pieces) {
  pieces.clear();
  for (std::uint32_t line = 0; line < lines; ++line) {
    if (line == 0 || breaks[line - 1].joiner == Joiner::kParagraph) {
      pieces.push_back({line, line, Joiner::kParagraph,
                        line == 0 ? std::uint8_t{100} : breaks[line - 1].confidence});
    }
    pieces.back().end = line + 1;
  }
}

std::uint32_t content_end(const Composition& composition, std::uint32_t line) {
  const bool drops =
      line < composition.breaks.size() && composition.breaks[line].joiner == Joiner::kDropHyphen;
  return drops ? end_without_hyphen(composition, line) : composition.lines[line].end;
}

Account compose(const Composition& composition, RepairedDocument& out) {
  if (composition.begin == composition.end) return Account::kExact;
  return Composer(composition, out).run();
}

}  // namespace galley
