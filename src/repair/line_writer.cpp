// SPDX-License-Identifier: Apache-2.0
// Characters: what folds is folded, controls and zero-width characters go (a joiner stays where a
// script needs it), full-width Latin and half-width punctuation by option; all else stays, private
// use too. Spaces between ideographs go where they are so dense that they can only be the setting
// of a justified line or an OCR's habit; a single one, as between names, stays.
#include "repair/line_writer.h"

#include "base/letters.h"
#include "base/utf8.h"

namespace galley {

namespace {

constexpr std::string_view kHalfWidth = ",.:;!?()";
constexpr std::string_view kFullWidth[] = {"，", "。", "：", "；", "！", "？", "（", "）"};

constexpr std::uint64_t kLeastSpaced = 12;  // spaces that make a habit of the document

bool is_full_width_latin(char32_t c) {
  return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
         (c >= 0xFF41 && c <= 0xFF5A);
}

// Ideographs and full-width signs: a space beside them is never needed between two of them.
bool is_solid(char32_t c) {
  const std::uint8_t entry = character_entry(c);
  const CharacterClass kind = class_of_entry(entry);
  return is_ideographic(kind) ||
         ((entry & kCharacterWide) != 0 && kind != CharacterClass::kHangul &&
          kind != CharacterClass::kWideSpace) ||
         c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 || c == 0x00B7;
}

// The last character of `text`; 0 where there is none.
char32_t last_of(std::string_view text) {
  const char* at = text.data() + text.size();
  return text.empty() ? 0 : previous_code_point(at);
}

// The character that will stand next of those in [at, end); 0 where none will.
char32_t next_written(const char* at, const char* end) {
  while (at < end) {
    const char32_t c = next_code_point(at);
    const std::uint8_t entry = character_entry(c);
    if (class_of_entry(entry) == CharacterClass::kControl) continue;
    if ((entry & kCharacterFolds) == 0) return c;
    const std::string_view folded = fold_of(c);
    const char* reader = folded.data();
    if (!folded.empty()) return next_code_point(reader);
  }
  return 0;
}

}  // namespace

SpaceHabit::SpaceHabit(std::span<const Line> document) {
  std::uint64_t spaced = 0, solid = 0;
  for (const Line& line : document) {
    spaced += line.spaced_gaps;
    solid += line.solid_gaps;
  }
  has_gaps_ = spaced > 0;
  everywhere_ = spaced >= kLeastSpaced && spaced * 3 > solid;
}

bool SpaceHabit::are_stray(std::uint64_t spaced, std::uint64_t solid) const {
  if (spaced == 0) return false;
  if (everywhere_ && spaced * 4 > solid) return true;
  // Most characters of a stretched line stand alone.
  return spaced >= 3 && spaced * 4 >= solid * 3;
}

LineWriter::LineWriter(const Composition& composition, RepairedDocument& out)
    : composition_(composition), out_(out), habit_(composition.lines) {}

void LineWriter::judge_spaces(std::span<const Piece> pieces) {
  if (!habit_.has_gaps() && composition_.stray.empty()) return;  // in most documents
  // What they will be as one line: without the spaces that their lines lose by themselves.
  stray_paragraph_ = false;
  stray_by_order_ = false;
  paragraph_role_ = composition_.lines[pieces.front().first].role;
  std::uint64_t spaced = 0, solid = 0;
  const Line* before = nullptr;
  for (const Piece& piece : pieces) {
    if (piece.furniture >= 0) continue;
    for (std::uint32_t at = piece.first; at < piece.end; ++at) {
      const Line& line = composition_.lines[at];
      stray_by_order_ |= !composition_.stray.empty() && composition_.stray[at] != 0;
      const bool stray = has_stray_spaces(line);
      spaced += stray ? 0 : line.spaced_gaps;
      solid += line.solid_gaps + (stray ? line.spaced_gaps : 0u);
      solid += before != nullptr && is_ideographic(line.first_class) &&
               is_ideographic(before->last_class);
      before = &line;
    }
  }
  stray_paragraph_ = habit_.are_stray(spaced, solid);
}

bool LineWriter::takes_space_before(const Line& line) const {
  if (!stray_by_order_ || !is_solid(last_of(out_.text))) return false;
  const char* const text = composition_.text.data();
  return is_solid(next_written(text + line.begin, text + line.end));
}

bool LineWriter::has_stray_spaces(const Line& line) const {
  if (stray_by_order_) return true;
  // What is joined to text is text from then on, whatever it looked like on a line of its own.
  const bool is_text = line.role == LineRole::kText || paragraph_role_ == LineRole::kText;
  if (line.spaced_gaps == 0 || !is_text) return false;
  return stray_paragraph_ || habit_.are_stray(line.spaced_gaps, line.solid_gaps);
}

void LineWriter::write(const Line& line, std::uint32_t end) {
  if (line.loops && line.role != LineRole::kFence) {
    find_loops(composition_.text.substr(line.begin, end - line.begin), loops_);
    Line part = line;
    for (const Loop& loop : loops_) {
      // One copy stays; the part before it and the copy itself are mended as any other text.
      const std::uint32_t drop = line.begin + loop.begin + loop.unit;
      write_part(part, drop);
      part.begin = line.begin + loop.end;
      const std::string_view copies = composition_.text.substr(drop, part.begin - drop);
      Edit edit{drop, part.begin, static_cast<std::uint32_t>(out_.text.size()),
                0,    0,          EditReason::kLoopCollapsed,
                90};
      out_.edits.add(edit, copies, {}, static_cast<std::uint32_t>(count_letters(copies)));
      meets_mark_ |= galley::meets_mark(composition_.text, drop, part.begin, {});
    }
    write_part(part, end);
    return;
  }
  write_part(line, end);
}

void LineWriter::write_part(const Line& line, std::uint32_t end) {
  const bool widths = composition_.options->full_width_latin == FullWidthLatin::kFold ||
                      composition_.options->half_width_punctuation == HalfWidthPunctuation::kFold;
  if (line.unclean || has_stray_spaces(line) || widths) {
    write_mended(line, end);
  } else {
    out_.text += composition_.text.substr(line.begin, end - line.begin);
  }
}

void LineWriter::replace(std::uint32_t begin, std::uint32_t end, std::string_view replacement,
                         EditReason why) {
  Edit edit{begin, end, static_cast<std::uint32_t>(out_.text.size()), 0, 0, why, 100};
  const std::string_view original = composition_.text.substr(begin, end - begin);
  // A radical is no letter, the ideograph that it becomes is one.
  const std::uint64_t was = replacement.empty() ? 0 : count_letters(original);
  const std::uint64_t is = replacement.empty() ? 0 : count_letters(replacement);
  out_.edits.add(edit, original, replacement, static_cast<std::uint32_t>(was > is ? was - is : 0),
                 static_cast<std::uint32_t>(is > was ? is - was : 0));
  meets_mark_ |= galley::meets_mark(composition_.text, begin, end, replacement);
  out_.text += replacement;
}

void LineWriter::write_mended(const Line& line, std::uint32_t end_offset) {
  const char* const text = composition_.text.data();
  const char* const end = text + end_offset;
  const bool stray = has_stray_spaces(line);
  const bool fold_latin = composition_.options->full_width_latin == FullWidthLatin::kFold;
  const bool fold_signs =
      composition_.options->half_width_punctuation == HalfWidthPunctuation::kFold;
  // What stands before the line where it is joined: the next time nothing will part them.
  char32_t before = last_of(out_.text);
  for (const char* at = text + line.begin; at < end;) {
    const char* const begin = at;
    const char32_t c = next_code_point(at);
    const auto from = static_cast<std::uint32_t>(begin - text);
    const auto to = static_cast<std::uint32_t>(at - text);
    const std::uint8_t entry = character_entry(c);
    const CharacterClass kind = class_of_entry(entry);
    if (kind == CharacterClass::kControl) {
      replace(from, to, {}, EditReason::kControlRemoved);
      continue;
    }
    if ((entry & kCharacterFolds) != 0) {
      replace(from, to, fold_of(c), EditReason::kCharacterFolded);
      before = last_of(out_.text);
      continue;
    }
    if (stray && c == U' ' && at < end && is_solid(before)) {
      if (is_solid(next_written(at, end))) {
        replace(from, to, {}, EditReason::kSpaceRemoved);
        continue;
      }
    }
    if (fold_latin && is_full_width_latin(c)) {
      const char folded = static_cast<char>(c - 0xFEE0);
      replace(from, to, {&folded, 1}, EditReason::kCharacterFolded);
      before = last_of(out_.text);
      continue;
    }
    if (fold_signs && c < 128 && is_ideographic(character_class(before))) {
      const std::size_t sign = kHalfWidth.find(static_cast<char>(c));
      const char32_t next = next_written(at, end);
      const bool between = next == 0 || is_ideographic(character_class(next));
      if (sign != std::string_view::npos && between) {
        replace(from, to, kFullWidth[sign], EditReason::kCharacterFolded);
        before = last_of(out_.text);
        continue;
      }
    }
    if (kind == CharacterClass::kPrivateUse) ++out_.private_use;
    out_.text.append(begin, at);
    before = c;
  }
}

}  // namespace galley
