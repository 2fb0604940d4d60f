// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_texts.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "base/check.h"
#include "base/run_search.h"
#include "base/try.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

constexpr std::size_t kChunkBytes = std::size_t{32} << 10;
constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr int kLevel = 3;
// A chunk is one text more than kChunkBytes at most.
constexpr std::uint64_t kMostContentBytes = std::uint64_t{1} << 30;

// Takes `size` bytes off [at, end).
bool take(const char*& at, const char* end, std::uint64_t size, std::string_view& out) {
  if (size > static_cast<std::uint64_t>(end - at)) return false;
  out = {at, static_cast<std::size_t>(size)};
  at += size;
  return true;
}

}  // namespace

RunKind index_texts_kind(std::uint64_t parameters) {
  return {"index-texts", 1, 0, parameters, kBlockBytes};
}

Status IndexTextWriter::append(const IndexedText& text) {
  GALLEY_CHECK(chunk_.empty() || text.serial > last_);
  if (chunk_.empty()) first_ = text.serial;
  last_ = text.serial;
  append_varint(chunk_, text.serial - first_);
  append_varint(chunk_, text.paragraph);
  append_varint(chunk_, text.id.size());
  append_varint(chunk_, text.text.size());
  chunk_ += text.id;
  chunk_ += text.text;
  return chunk_.size() >= kChunkBytes ? flush() : Status();
}

Status IndexTextWriter::flush() {
  std::string record;
  append_varint(record, first_);
  append_varint(record, last_);
  GALLEY_ASSIGN(const std::string frame, zstd_compress(chunk_, kLevel));
  record += frame;
  chunk_.clear();
  return run_.append(record);
}

Status IndexTextWriter::finish() {
  if (!chunk_.empty()) GALLEY_TRY(flush());
  return run_.finish();
}

Result<IndexTextReader> IndexTextReader::open(const std::string& path, std::uint64_t parameters,
                                              const IndexPart& part) {
  GALLEY_ASSIGN(RunReader run, RunReader::open(path, index_texts_kind(parameters)));
  return IndexTextReader(std::move(run), path, part);
}

std::unexpected<Error> IndexTextReader::corrupt() const {
  return fail(ErrorCode::kCorrupt, path_, "holds a damaged text",
              "restore the index, or begin a new one");
}

Status IndexTextReader::load_block(std::uint64_t block) {
  if (block == block_) return {};
  chunks_.clear();
  texts_.clear();
  block_ = UINT64_MAX;
  GALLEY_ASSIGN(const RunReader::Block bytes, run_.block(block));
  const char* at = bytes.payload.data();
  const char* const end = at + bytes.payload.size();
  while (at != end) {
    Chunk chunk;
    std::uint64_t size = 0;
    std::string_view record;
    if (!read_varint(at, end, size) || !take(at, end, size, record)) return corrupt();
    const char* inside = record.data();
    const char* const inside_end = inside + record.size();
    if (!read_varint(inside, inside_end, chunk.first) ||
        !read_varint(inside, inside_end, chunk.last) || chunk.last < chunk.first ||
        chunk.first < part_.first || chunk.last >= part_.end ||
        (!chunks_.empty() && chunk.first <= chunks_.back().last)) {
      return corrupt();
    }
    chunk.frame = {inside, static_cast<std::size_t>(inside_end - inside)};
    chunks_.push_back(chunk);
  }
  if (chunks_.size() != bytes.records || chunks_.empty()) return corrupt();
  block_ = block;
  return {};
}

Status IndexTextReader::load_chunk(const Chunk& chunk) {
  if (!texts_.empty() && texts_.front().serial == chunk.first) return {};
  texts_.clear();
  GALLEY_ASSIGN(content_, zstd_decompress(chunk.frame, kMostContentBytes, path_));
  const char* at = content_.data();
  const char* const end = at + content_.size();
  while (at != end) {
    IndexedText text;
    std::uint64_t ahead = 0, id_bytes = 0, text_bytes = 0;
    if (!read_varint(at, end, ahead) || !read_varint(at, end, text.paragraph) ||
        !read_varint(at, end, id_bytes) || !read_varint(at, end, text_bytes) ||
        !take(at, end, id_bytes, text.id) || !take(at, end, text_bytes, text.text) ||
        ahead > chunk.last - chunk.first) {
      return corrupt();
    }
    text.serial = chunk.first + ahead;
    if (!texts_.empty() && text.serial <= texts_.back().serial) return corrupt();
    texts_.push_back(text);
  }
  const bool whole =
      !texts_.empty() && texts_.front().serial == chunk.first && texts_.back().serial == chunk.last;
  if (whole) return {};
  texts_.clear();
  return corrupt();
}

Result<std::optional<IndexedText>> IndexTextReader::find(std::uint64_t serial) {
  GALLEY_ASSIGN(std::optional<IndexedText> text, from(serial));
  if (text && text->serial != serial) text.reset();
  return text;
}

Result<std::optional<IndexedText>> IndexTextReader::from(std::uint64_t serial) {
  const bool is_here =
      block_ != UINT64_MAX && chunks_.front().first <= serial && serial <= chunks_.back().last;
  if (!is_here) {
    const auto probe = [&](std::uint64_t block) -> Result<std::pair<std::uint64_t, std::uint64_t>> {
      GALLEY_TRY(load_block(block));
      return std::pair(chunks_.front().first, chunks_.back().last);
    };
    BlockRange range{0, run_.blocks(), part_.first, part_.end};
    if (block_ != UINT64_MAX && serial > chunks_.back().last) {
      range.low = block_ + 1;
      range.low_key = chunks_.back().last;
    }
    GALLEY_ASSIGN(const std::uint64_t block, find_block(range, serial, probe));
    if (block == run_.blocks()) return std::optional<IndexedText>();
    GALLEY_TRY(load_block(block));
  }
  const auto chunk = std::find_if(chunks_.begin(), chunks_.end(),
                                  [&](const Chunk& each) { return serial <= each.last; });
  if (chunk == chunks_.end()) return corrupt();
  GALLEY_TRY(load_chunk(*chunk));
  const auto text = std::lower_bound(
      texts_.begin(), texts_.end(), serial,
      [](const IndexedText& each, std::uint64_t value) { return each.serial < value; });
  if (text == texts_.end()) return corrupt();
  return std::optional<IndexedText>(*text);
}

}  // namespace galley
