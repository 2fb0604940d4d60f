// SPDX-License-Identifier: Apache-2.0
#include "base/run_file.h"

#include <algorithm>
#include <cstring>

#include "base/bytes.h"
#include "base/check.h"
#include "base/hash.h"
#include "base/try.h"

namespace galley {

static_assert(std::endian::native == std::endian::little,
              "records are written as they lie in memory");

namespace {

constexpr std::string_view kMagic = "galleyR1";
constexpr std::string_view kEndMagic = "galleyRE";
constexpr std::size_t kKindBytes = 16;
constexpr std::size_t kHeaderBytes = 8 + kKindBytes + 4 + 4 + 8 + 8;
constexpr std::size_t kBlockHeaderBytes = 4 + 4 + 8;
constexpr std::size_t kFooterBytes = 8 + 8 + 8 + 8;
constexpr std::size_t kLengthBytes = 10;  // of the longest varint

// Of records of one length: what append() fits into every block but the last.
std::size_t records_in_block(const RunKind& kind) {
  return std::max<std::size_t>(1, (kind.block_bytes - kLengthBytes) / kind.record_bytes);
}

std::string header_of(const RunKind& kind) {
  GALLEY_CHECK(kind.name.size() <= kKindBytes);
  std::string header(kMagic);
  header += kind.name;
  header.resize(kMagic.size() + kKindBytes, '\0');
  append_little(header, kind.version);
  append_little(header, kind.record_bytes);
  append_little(header, kind.parameters);
  append_little(header, hash64(header));
  return header;
}

}  // namespace

Result<RunWriter> RunWriter::create(const std::string& path, const RunKind& kind,
                                    Durability durability) {
  GALLEY_ASSIGN(AtomicFile file, AtomicFile::create(path));
  RunWriter writer(std::move(file), kind, durability);
  const std::string header = header_of(kind);
  GALLEY_TRY(writer.file_.write(header));
  writer.offset_ = header.size();
  return writer;
}

Status RunWriter::append(std::string_view record) {
  GALLEY_CHECK(kind_.record_bytes == 0 ? record.size() <= kRunMostRecordBytes
                                       : record.size() == kind_.record_bytes);
  if (!block_.empty() && block_.size() + record.size() + kLengthBytes > kind_.block_bytes) {
    GALLEY_TRY(flush_block());
  }
  if (kind_.record_bytes == 0) append_varint(block_, record.size());
  block_ += record;
  ++block_records_;
  return {};
}

Status RunWriter::append_all(std::string_view records) {
  GALLEY_CHECK(kind_.record_bytes > 0 && records.size() % kind_.record_bytes == 0);
  const std::size_t most = records_in_block(kind_) * kind_.record_bytes;
  while (!records.empty()) {
    if (block_.size() == most) GALLEY_TRY(flush_block());
    const std::string_view fitting = records.substr(0, most - block_.size());
    block_ += fitting;
    block_records_ += static_cast<std::uint32_t>(fitting.size() / kind_.record_bytes);
    records.remove_prefix(fitting.size());
  }
  return {};
}

Status RunWriter::flush_block() {
  std::string header;
  append_little(header, static_cast<std::uint32_t>(block_.size()));
  append_little(header, block_records_);
  append_little(header, hash64(block_));
  append_little(index_, offset_);
  GALLEY_TRY(file_.write(header));
  GALLEY_TRY(file_.write(block_));
  offset_ += header.size() + block_.size();
  records_ += block_records_;
  block_.clear();
  block_records_ = 0;
  return {};
}

Status RunWriter::finish() {
  if (block_records_ > 0) GALLEY_TRY(flush_block());
  const std::uint64_t blocks = index_.size() / 8;
  append_little(index_, blocks);
  append_little(index_, records_);
  append_little(index_, hash64(index_));
  index_ += kEndMagic;
  GALLEY_TRY(file_.write(index_));
  offset_ += index_.size();
  return file_.commit(durability_);
}

std::unexpected<Error> RunReader::corrupt(std::string_view what) const {
  return fail(ErrorCode::kCorrupt, file_.path(), std::string(what),
              "remove it and run the step that made it again");
}

Result<RunReader> RunReader::open(const std::string& path, const RunKind& kind) {
  GALLEY_ASSIGN(File file, File::open(path, File::Mode::kRead));
  RunReader reader(std::move(file), kind);
  GALLEY_ASSIGN(const std::uint64_t size, reader.file_.size_bytes());
  if (size < kHeaderBytes + kFooterBytes) return reader.corrupt(kTooShortForRun);

  char header[kHeaderBytes];
  GALLEY_TRY(reader.file_.read_at(header, 0));
  const std::string expected = header_of(kind);
  const std::string_view found(header, kHeaderBytes);
  if (found != expected) {
    if (!found.starts_with(kMagic)) return reader.corrupt(kNoRun);
    if (load_little<std::uint64_t>(header + kHeaderBytes - 8) !=
        hash64(found.substr(0, kHeaderBytes - 8))) {
      return reader.corrupt("has a damaged header");
    }
    if (found.substr(0, 8 + kKindBytes) == expected.substr(0, 8 + kKindBytes) &&
        load_little<std::uint32_t>(header + 8 + kKindBytes) != kind.version) {
      return fail(ErrorCode::kUnsupported, path, "was written by another version of galley",
                  "make it anew with this version");
    }
    return fail(ErrorCode::kConflict, path, "was made with other settings or for another purpose",
                "use the settings it was made with, or make it anew");
  }

  char footer[kFooterBytes];
  GALLEY_TRY(reader.file_.read_at(footer, size - kFooterBytes));
  if (std::string_view(footer + 24, 8) != kEndMagic) return reader.corrupt("was cut short");
  reader.blocks_ = load_little<std::uint64_t>(footer);
  reader.records_ = load_little<std::uint64_t>(footer + 8);
  if (reader.blocks_ > (size - kHeaderBytes - kFooterBytes) / (8 + kBlockHeaderBytes)) {
    return reader.corrupt("has a damaged end");
  }
  reader.index_offset_ = size - kFooterBytes - reader.blocks_ * 8;
  // The index is hashed as it is read, in pieces: its length is not to be trusted with memory.
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  char piece[4096];
  const std::uint64_t index_end = size - kFooterBytes + 16;
  for (std::uint64_t at = reader.index_offset_; at < index_end;) {
    const std::size_t count = std::min<std::uint64_t>(sizeof piece, index_end - at);
    GALLEY_TRY(reader.file_.read_at({piece, count}, at));
    XXH3_64bits_update(&state, piece, count);
    at += count;
  }
  if (XXH3_64bits_digest(&state) != load_little<std::uint64_t>(footer + 16)) {
    return reader.corrupt("has a damaged index");
  }
  return reader;
}

Result<RunReader::Block> RunReader::block(std::uint64_t block) {
  GALLEY_CHECK(block < blocks_);
  next_block_ = block;
  GALLEY_TRY(read_block());
  const std::uint32_t records = left_in_block_;
  left_in_block_ = 0;
  return Block{block_, records};
}

Status RunReader::seek_block(std::uint64_t block) {
  GALLEY_CHECK(block <= blocks_);
  next_block_ = block;
  left_in_block_ = 0;
  return {};
}

Status RunReader::seek_record(std::uint64_t index) {
  GALLEY_CHECK(kind_.record_bytes > 0 && index <= records_);
  const std::uint64_t in_block = records_in_block(kind_);
  const std::uint64_t block = index / in_block;
  if (block > blocks_ || (block == blocks_ && index % in_block != 0)) {
    return corrupt("has a damaged end");
  }
  GALLEY_TRY(seek_block(block));
  if (index % in_block == 0) return {};
  GALLEY_TRY(read_block());
  if (index % in_block > left_in_block_) return corrupt("has a damaged block");
  left_in_block_ -= static_cast<std::uint32_t>(index % in_block);
  at_ = index % in_block * kind_.record_bytes;
  return {};
}

Status RunReader::read_block() {
  char offset_bytes[8];
  GALLEY_TRY(file_.read_at(offset_bytes, index_offset_ + next_block_ * 8));
  const std::uint64_t offset = load_little<std::uint64_t>(offset_bytes);
  if (offset < kHeaderBytes || offset + kBlockHeaderBytes > index_offset_) {
    return corrupt("has a damaged index");
  }
  char header[kBlockHeaderBytes];
  GALLEY_TRY(file_.read_at(header, offset));
  const std::uint32_t payload_bytes = load_little<std::uint32_t>(header);
  const std::uint32_t records = load_little<std::uint32_t>(header + 4);
  const bool sound =
      records > 0 && payload_bytes <= index_offset_ - offset - kBlockHeaderBytes &&
      (payload_bytes <= kind_.block_bytes || records == 1) &&
      (kind_.record_bytes == 0 || payload_bytes == std::uint64_t{records} * kind_.record_bytes);
  if (!sound) return corrupt("has a damaged block");
  block_.resize(payload_bytes);
  GALLEY_TRY(file_.read_at(block_, offset + kBlockHeaderBytes));
  if (hash64(block_) != load_little<std::uint64_t>(header + 8))
    return corrupt("has a damaged block");
  at_ = 0;
  left_in_block_ = records;
  ++next_block_;
  return {};
}

Result<std::optional<std::string_view>> RunReader::next() {
  if (left_in_block_ == 0) {
    if (next_block_ == blocks_) return std::optional<std::string_view>();
    GALLEY_TRY(read_block());
  }
  --left_in_block_;
  std::uint64_t size = kind_.record_bytes;
  if (size == 0) {
    const char* at = block_.data() + at_;
    const char* const end = block_.data() + block_.size();
    if (!read_varint(at, end, size) || size > static_cast<std::uint64_t>(end - at)) {
      return corrupt("has a damaged record");
    }
    at_ = static_cast<std::size_t>(at - block_.data());
  }
  const std::string_view record = std::string_view(block_).substr(at_, size);
  at_ += size;
  return std::optional<std::string_view>(record);
}

Result<std::string_view> RunReader::next_records(std::uint64_t most) {
  GALLEY_CHECK(kind_.record_bytes > 0 && most > 0);
  if (left_in_block_ == 0) {
    if (next_block_ == blocks_) return std::string_view();
    GALLEY_TRY(read_block());
  }
  const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(most, left_in_block_));
  const std::string_view records =
      std::string_view(block_).substr(at_, std::size_t{count} * kind_.record_bytes);
  at_ += records.size();
  left_in_block_ -= count;
  return records;
}

}  // namespace galley
