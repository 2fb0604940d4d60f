// SPDX-License-Identifier: Apache-2.0
#include "decode/mojibake_pass.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/letters.h"
#include "base/utf8.h"
#include "decode/mojibake.h"
#include "decode/mojibake_screen.h"
#include "decode/text_writer.h"

namespace galley {

namespace {

// An entry of the edit log holds less than 64 KiB.
constexpr std::size_t kMostStretchBytes = 1 << 12;

std::size_t line_end(std::string_view text, std::size_t begin) {
  return std::min(text.find('\n', begin), text.size());
}

// Whether some line that the screen is suspicious of is mojibake.
bool has_mojibake(std::string_view text) {
  std::size_t next_line = 0;
  while (next_line < text.size()) {
    const std::size_t block = find_suspicious_block(text, next_line);
    if (block == text.size()) return false;
    const std::size_t before = text.rfind('\n', block);
    std::size_t begin = std::max(next_line, before == std::string_view::npos ? 0 : before + 1);
    while (begin < std::min(block + kScreenBytes, text.size())) {
      const std::size_t end = line_end(text, begin);
      if (undo_mojibake(text.substr(begin, end - begin))) return true;
      begin = end + 1;
    }
    next_line = begin;
  }
  return false;
}

bool is_ascii(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](char byte) { return static_cast<signed char>(byte) >= 0; });
}

// One pass over a text that has mojibake in it.
class Pass {
 public:
  Pass(std::string_view text, ByteBuffer& mended, EditLog& edits, SourceMap* map,
       std::uint64_t base)
      : text_(text),
        mended_(mended),
        edits_(edits),
        map_(map),
        base_(base),
        writer_(mended, edits, map == nullptr ? nullptr : &steps_, 0) {}

  std::uint64_t run() {
    std::uint64_t lines = 0;
    std::size_t written = 0;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = line_end(text_, begin);
      const std::string_view line = text_.substr(begin, end - begin);
      if (!is_ascii(line)) {
        if (const auto undone = undo_mojibake(line)) {
          writer_.copy(text_.substr(written, begin - written), written);
          write(*undone, begin);
          written = end;
          ++lines;
        }
      }
      begin = end + 1;
    }
    writer_.copy(text_.substr(written), written);
    writer_.finish();
    if (map_ != nullptr) *map_ = steps_.through(*map_, static_cast<std::uint32_t>(mended_.size()));
    return lines;
  }

 private:
  // Characters beside each other that were changed.
  struct Stretch {
    std::size_t begin = 0;  // in text_
    std::size_t end = 0;
    std::size_t output = 0;
    std::string mended;
  };

  void write(const std::vector<PlacedCharacter>& line, std::size_t line_begin) {
    Stretch stretch;
    std::string spelt;
    for (const PlacedCharacter& c : line) {
      const std::size_t begin = line_begin + c.begin;
      const std::size_t end = line_begin + c.end;
      spelt.clear();
      append_utf8(spelt, c.code_point);
      if (text_.substr(begin, end - begin) != spelt) {
        // Two characters may come out of one, which then stands in one stretch whole.
        const bool adjoins = begin < stretch.end ||
                             (begin == stretch.end && stretch.mended.size() < kMostStretchBytes);
        const bool continues = !stretch.mended.empty() && adjoins;
        if (!continues) {
          report(stretch);
          stretch = {begin, end, mended_.size(), {}};
        }
        stretch.end = end;
        stretch.mended += spelt;
      }
      writer_.put(c.code_point, begin, end);
    }
    report(stretch);
  }

  void report(const Stretch& stretch) {
    if (stretch.mended.empty()) return;
    ByteSpan place{stretch.begin, stretch.end};
    if (map_ != nullptr) {
      place = map_->source_of(static_cast<std::uint32_t>(stretch.begin),
                              static_cast<std::uint32_t>(stretch.end));
      place = {place.begin - base_, place.end - base_};
    }
    Edit edit;
    edit.begin = static_cast<std::uint32_t>(place.begin);
    edit.end = static_cast<std::uint32_t>(place.end);
    edit.output = static_cast<std::uint32_t>(stretch.output);
    edit.reason = EditReason::kMojibake;
    const std::string_view old = text_.substr(stretch.begin, stretch.end - stretch.begin);
    edits_.add_decoded(edit, stretch.mended, static_cast<std::uint32_t>(count_letters(old)),
                       static_cast<std::uint32_t>(count_letters(stretch.mended)));
  }

  std::string_view text_;
  ByteBuffer& mended_;
  EditLog& edits_;
  SourceMap* map_;
  std::uint64_t base_;
  SourceMap steps_;
  TextWriter writer_;
};

}  // namespace

std::uint64_t undo_mojibake_lines(std::string_view text, ByteBuffer& mended, EditLog& edits,
                                  SourceMap* map, std::uint64_t base) {
  if (!has_mojibake(text)) return 0;
  mended.clear();
  return Pass(text, mended, edits, map, base).run();
}

}  // namespace galley
