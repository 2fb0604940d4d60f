// SPDX-License-Identifier: Apache-2.0
// The one format for everything that spills, is resumed, is shuffled or is kept as an index: a
// sorted file of records in checksummed blocks.
//
//   file   = header block* index footer
//   header = magic "galleyR1", kind (16 bytes, padded with zeros), version u32, record_bytes u32,
//            parameters u64, xxh3_64 of the 40 bytes before
//   block  = payload_bytes u32, records u32, xxh3_64 of the payload, payload
//   index  = offset u64 of each block
//   footer = blocks u64, records u64, xxh3_64 of index and the two counts, magic "galleyRE"
//
// All numbers are little-endian. Where record_bytes is 0 a record is a varint length and its bytes.
// `parameters` is a hash of the settings that made the records: files that disagree are not mixed.
// A file without its footer was cut and is refused; blocks are checked as they are read. A block
// has at least one record and, unless it has just one, at most RunKind::block_bytes of payload.
#ifndef GALLEY_BASE_RUN_FILE_H_
#define GALLEY_BASE_RUN_FILE_H_

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/atomic_file.h"
#include "base/check.h"
#include "base/file.h"
#include "galley/result.h"

namespace galley {

inline constexpr std::size_t kRunBlockBytes = std::size_t{256} << 10;
/// The longest record of variable length: a reader must never allocate by an untrusted length.
inline constexpr std::size_t kRunMostRecordBytes = std::size_t{256} << 20;

/// What the records of a run are. A run is only read as what it was written as.
struct RunKind {
  std::string_view name;  ///< at most 16 bytes
  std::uint32_t version = 1;
  std::uint32_t record_bytes = 0;  ///< 0: variable
  std::uint64_t parameters = 0;
  /// Payload of a block: small where records are looked up here and there. Readers must say what
  /// the writer said.
  std::size_t block_bytes = kRunBlockBytes;
};

/// The kind of runs of a struct, which must have no padding whose bytes could differ.
template <class Record>
[[nodiscard]] RunKind run_kind_of(std::string_view name, std::uint64_t parameters = 0) {
  static_assert(std::is_trivially_copyable_v<Record>);
  static_assert(std::has_unique_object_representations_v<Record>);
  return {name, 1, sizeof(Record), parameters, kRunBlockBytes};
}

/// Writes a run; it stands under its name only after finish(). The order is the caller's promise.
class RunWriter {
 public:
  [[nodiscard]] static Result<RunWriter> create(const std::string& path, const RunKind& kind,
                                                Durability durability);

  [[nodiscard]] Status append(std::string_view record);
  template <class Record>
  [[nodiscard]] Status append_record(const Record& record) {
    return append({reinterpret_cast<const char*>(&record), sizeof record});
  }
  /// All of them, by blocks.
  template <class Record>
  [[nodiscard]] Status append_records(std::span<const Record> records) {
    return append_all({reinterpret_cast<const char*>(records.data()), records.size_bytes()});
  }
  [[nodiscard]] Status finish();
  [[nodiscard]] std::uint64_t bytes_written() const { return offset_; }

 private:
  RunWriter(AtomicFile file, const RunKind& kind, Durability durability)
      : file_(std::move(file)), kind_(kind), durability_(durability) {}
  // REQUIRES: records of one length.
  [[nodiscard]] Status append_all(std::string_view records);
  [[nodiscard]] Status flush_block();

  AtomicFile file_;
  RunKind kind_;
  Durability durability_;
  std::string block_;
  std::string index_;
  std::uint32_t block_records_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t offset_ = 0;
};

/// What RunReader::open() says of a file that was never a run.
inline constexpr std::string_view kTooShortForRun = "is too short to be a run";
inline constexpr std::string_view kNoRun = "is no run of galley";

/// Reads a run from its beginning.
class RunReader {
 public:
  /// Checks header, footer and index. Cost: 8 bytes read for each 256 KiB. Errors: kNotFound,
  /// kCorrupt, kUnsupported (another version), kConflict (another kind or other parameters).
  [[nodiscard]] static Result<RunReader> open(const std::string& path, const RunKind& kind);

  /// The next record, valid until the next call; nothing at the end. Errors: kCorrupt, kIo.
  [[nodiscard]] Result<std::optional<std::string_view>> next();
  /// The next record as the struct that it is; nothing at the end.
  template <class Record>
  [[nodiscard]] Result<std::optional<Record>> next_record();
  /// The next records that stand behind one another, at most `most`, valid until the next call;
  /// none at the end. REQUIRES: records of one length; most > 0. Errors: as next().
  [[nodiscard]] Result<std::string_view> next_records(std::uint64_t most);

  [[nodiscard]] std::uint64_t records() const { return records_; }
  [[nodiscard]] std::uint64_t blocks() const { return blocks_; }
  /// A whole block, for those who look records up.
  struct Block {
    std::string_view payload;  ///< valid until the next call of any member
    std::uint32_t records = 0;
  };
  /// Reads block `block`; next() then goes on behind it. REQUIRES: below blocks().
  [[nodiscard]] Result<Block> block(std::uint64_t block);
  /// Goes to the beginning of a block; next() then reads its first record.
  [[nodiscard]] Status seek_block(std::uint64_t block);
  /// Goes to record `index` of all, which may be records(). REQUIRES: records of one length.
  [[nodiscard]] Status seek_record(std::uint64_t index);

 private:
  RunReader(File file, const RunKind& kind) : file_(std::move(file)), kind_(kind) {}
  [[nodiscard]] Status read_block();
  [[nodiscard]] std::unexpected<Error> corrupt(std::string_view what) const;

  File file_;
  RunKind kind_;
  std::string block_;
  std::size_t at_ = 0;
  std::uint32_t left_in_block_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t blocks_ = 0;
  std::uint64_t next_block_ = 0;
  std::uint64_t index_offset_ = 0;
};

template <class Record>
Result<std::optional<Record>> RunReader::next_record() {
  GALLEY_CHECK(kind_.record_bytes == sizeof(Record));
  if (left_in_block_ == 0) {
    if (next_block_ == blocks_) return std::optional<Record>();
    if (Status read = read_block(); !read) return std::unexpected(std::move(read).error());
  }
  Record record;
  std::memcpy(&record, block_.data() + at_, sizeof record);
  at_ += sizeof record;
  --left_in_block_;
  return std::optional<Record>(record);
}

/// Calls `use(record)`, which returns a Status, for each record of the run at `path`: a Record, or
/// a std::string_view that is valid during the call. Errors: those of open(), next() and `use`.
template <class Record = std::string_view, class Use>
[[nodiscard]] Status for_each_record(const std::string& path, const RunKind& kind, Use use) {
  Result<RunReader> reader = RunReader::open(path, kind);
  if (!reader) return std::unexpected(std::move(reader).error());
  for (;;) {
    Result<std::optional<Record>> record;
    if constexpr (std::is_same_v<Record, std::string_view>) {
      record = reader->next();
    } else {
      record = reader->next_record<Record>();
    }
    if (!record) return std::unexpected(std::move(record).error());
    if (!*record) return {};
    if (Status used = use(**record); !used) return used;
  }
}

}  // namespace galley

#endif  // GALLEY_BASE_RUN_FILE_H_
