// SPDX-License-Identifier: Apache-2.0
// Pieces lie in text order without gaps. Their sources may have gaps (a byte order mark decodes to
// nothing) and may overlap (two characters that came out of one escape each answer with all of it).
#include <algorithm>

#include "base/check.h"
#include "galley/span.h"

namespace galley {

void SourceMap::append(Piece kind, std::uint32_t text_bytes, ByteSpan source) {
  GALLEY_CHECK(kind == Piece::kReplaced || text_bytes == source.size());
  const bool continues = kind == Piece::kCopied && !pieces_.empty() &&
                         pieces_.back().kind == kind && pieces_.back().source.end == source.begin;
  if (continues) {
    pieces_.back().source.end = source.end;
  } else {
    pieces_.push_back({text_end_, kind, source});
  }
  text_end_ += text_bytes;
}

const SourceMap::Entry& SourceMap::piece_at(std::uint32_t text_offset) const {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), text_offset,
      [](std::uint32_t offset, const Entry& entry) { return offset < entry.text_begin; });
  return *std::prev(after);
}

ByteSpan SourceMap::source_of(std::uint32_t begin, std::uint32_t end) const {
  if (pieces_.empty()) return {base_ + begin, base_ + end};
  if (begin >= text_end_) return {pieces_.back().source.end, pieces_.back().source.end};
  const Entry& first = piece_at(begin);
  const std::uint64_t source_begin =
      first.source.begin + (first.kind == Piece::kCopied ? begin - first.text_begin : 0);
  if (end <= begin) return {source_begin, source_begin};
  const std::uint32_t stop = std::min(end, text_end_);
  const Entry& last = piece_at(stop - 1);
  return {source_begin, last.kind == Piece::kCopied ? last.source.begin + (stop - last.text_begin)
                                                    : last.source.end};
}

SourceMap SourceMap::through(const SourceMap& earlier, std::uint32_t text_bytes) const {
  if (earlier.pieces_.empty()) {
    SourceMap shifted = *this;
    shifted.base_ += earlier.base_;
    for (Entry& entry : shifted.pieces_) {
      entry.source.begin += earlier.base_;
      entry.source.end += earlier.base_;
    }
    return shifted;
  }
  // An identity map is one copied piece over the whole text.
  const Entry whole{0, Piece::kCopied, {base_, base_ + text_bytes}};
  const Entry* const begin = pieces_.empty() ? &whole : pieces_.data();
  const Entry* const end = begin + (pieces_.empty() ? 1 : pieces_.size());
  SourceMap combined;
  for (const Entry* piece = begin; piece != end; ++piece) {
    const auto middle = static_cast<std::uint32_t>(piece->source.begin);
    const auto middle_end = static_cast<std::uint32_t>(piece->source.end);
    if (piece->kind == Piece::kReplaced) {
      const std::uint32_t text_end = piece + 1 == end ? text_bytes : piece[1].text_begin;
      combined.append(Piece::kReplaced, text_end - piece->text_begin,
                      earlier.source_of(middle, middle_end));
      continue;
    }
    // A copied piece lies over one or more pieces of the earlier map: cut it at their borders.
    for (std::uint32_t at = middle; at < middle_end;) {
      const Entry& under = earlier.piece_at(at);
      const bool is_last = &under == &earlier.pieces_.back();
      const std::uint32_t cut = is_last ? middle_end : std::min((&under)[1].text_begin, middle_end);
      combined.append(under.kind, cut - at, earlier.source_of(at, cut));
      at = cut;
    }
  }
  return combined;
}

void SourceMap::clear(std::uint64_t base) {
  base_ = base;
  pieces_.clear();
  text_end_ = 0;
}

}  // namespace galley
