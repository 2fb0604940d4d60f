// SPDX-License-Identifier: Apache-2.0
#include "decode/text_writer.h"

namespace galley {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

void TextWriter::note(SourceMap::Piece piece, std::size_t text_bytes, std::size_t begin,
                      std::size_t end) {
  if (map_ == nullptr) return;
  map_->append(piece, static_cast<std::uint32_t>(text_bytes), {base_ + begin, base_ + end});
}

void TextWriter::write(char32_t c, std::size_t begin, std::size_t end) {
  char* const out = text_.reserve_more(4).data();
  std::size_t size = 0;
  const auto add = [&](char32_t byte) { out[size++] = static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | (c >> 6));
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  }
  text_.commit(size);
  // A byte for a byte: such stretches make one piece.
  const bool copied = c < 0x80 && end - begin == 1;
  note(copied ? SourceMap::Piece::kCopied : SourceMap::Piece::kReplaced, size, begin, end);
}

void TextWriter::copy(std::string_view bytes, std::size_t begin) {
  if (bytes.empty()) return;
  if (pending_return_ && bytes[0] == '\n') {
    put(U'\n', begin, begin + 1);
    return copy(bytes.substr(1), begin + 1);
  }
  if (pending_return_) end_line(return_end_);
  text_.append(bytes);
  note(SourceMap::Piece::kCopied, bytes.size(), begin, begin + bytes.size());
}

void TextWriter::put_bad(std::size_t begin, std::size_t end) {
  if (pending_return_) end_line(return_end_);
  Edit edit;
  edit.begin = static_cast<std::uint32_t>(begin);
  edit.end = static_cast<std::uint32_t>(end);
  edit.output = static_cast<std::uint32_t>(text_.size());
  edit.reason = EditReason::kBadBytes;
  edits_.add_decoded(edit, kReplacement);
  bad_bytes_ += end - begin;
  text_.append(kReplacement);
  note(SourceMap::Piece::kReplaced, kReplacement.size(), begin, end);
}

void TextWriter::end_line(std::size_t end) {
  pending_return_ = false;
  text_.append("\n");
  const bool copied = end - return_begin_ == 1;
  note(copied ? SourceMap::Piece::kCopied : SourceMap::Piece::kReplaced, 1, return_begin_, end);
}

}  // namespace galley
