// SPDX-License-Identifier: Apache-2.0
// The records that the search for duplicates sorts, divides and spills. Each is as it lies in
// memory also in runs, so none has padding.
//
// A row is what is known of one text. On its way in a row has the number of its batch and its place
// in it; when all are in, rows are numbered in the order of the input, and only these numbers go
// on.
#ifndef GALLEY_DEDUP_RECORDS_H_
#define GALLEY_DEDUP_RECORDS_H_

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <tuple>
#include <utility>

#include "base/fingerprint.h"
#include "base/hash.h"

namespace galley {

inline constexpr std::uint64_t kNoRow = ~std::uint64_t{0};

/// The search counts the paragraphs of the input from here on. Ords below it are serials of texts
/// in an index: these outrank all of the input.
inline constexpr std::uint64_t kFirstInputOrd = std::uint64_t{1} << 62;

/// Where a row is on its way in: a batch has at most 2^24 rows.
struct ArrivalRow {
  static constexpr unsigned kPlaceBits = 24;
  static constexpr std::uint64_t kMostPlaces = std::uint64_t{1} << kPlaceBits;

  static std::uint64_t of(std::uint64_t batch, std::uint64_t place) {
    return batch << kPlaceBits | place;
  }
  static std::uint64_t batch_of(std::uint64_t row) { return row >> kPlaceBits; }
  static std::uint64_t place_of(std::uint64_t row) { return row & (kMostPlaces - 1); }
};

/// Who stays rather than whom: the smaller rank is the better one.
struct Rank {
  std::uint32_t score = 0;
  std::uint64_t ord = 0;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};

/// One paragraph that is not too short.
struct ExactRecord {
  Hash128 exact;
  std::uint64_t ord = 0;
  std::uint64_t row = kNoRow;  ///< on its way in; kNoRow where a better ranked copy has one
  std::uint32_t score = 0;
  std::uint32_t letters = 0;

  [[nodiscard]] std::uint64_t partition_key() const { return exact.high; }
  /// For a row that came in as the only batch of its own files.
  void move_to_batch(std::uint64_t batch) {
    if (row != kNoRow) row = ArrivalRow::of(batch, ArrivalRow::place_of(row));
  }
  [[nodiscard]] Rank rank() const { return {score, ord}; }
  friend bool operator<(const ExactRecord& a, const ExactRecord& b) {
    return std::tie(a.exact, a.letters, a.score, a.ord) <
           std::tie(b.exact, b.letters, b.score, b.ord);
  }
};

/// One text. Of the rows with the same letters that of the best copy stands for all.
struct Row {
  std::uint64_t ord = 0;
  std::uint64_t numbers = 0;  ///< see number_marks()
  Sketch sketch;
  std::uint32_t score = 0;
  std::uint32_t letters = 0;
  std::uint32_t scope = 0;
  std::uint32_t place = 0;  ///< in files of rows: of how many rows of the file it stands behind

  [[nodiscard]] Rank rank() const { return {score, ord}; }
};
static_assert(sizeof(Row) == 64);

/// That a text has a key. 48 bits of the key are enough: what it brings together is compared.
struct KeyRecord {
  static constexpr std::uint64_t kMostBatches = std::uint64_t{1} << (48 - ArrivalRow::kPlaceBits);

  std::uint32_t key_high = 0;
  std::uint32_t row_low = 0;
  std::uint16_t key_low = 0;
  std::uint16_t row_high = 0;

  static KeyRecord of(std::uint64_t key, std::uint64_t row) {
    return {static_cast<std::uint32_t>(key >> 32), static_cast<std::uint32_t>(row),
            static_cast<std::uint16_t>(key >> 16), static_cast<std::uint16_t>(row >> 32)};
  }
  [[nodiscard]] std::uint64_t key() const {
    return std::uint64_t{key_high} << 32 | std::uint64_t{key_low} << 16;
  }
  [[nodiscard]] std::uint64_t row() const { return std::uint64_t{row_high} << 32 | row_low; }
  [[nodiscard]] std::uint64_t partition_key() const { return key(); }
  void set_row(std::uint64_t row) { *this = of(key(), row); }
  /// See ExactRecord.
  void move_to_batch(std::uint64_t batch) {
    set_row(ArrivalRow::of(batch, ArrivalRow::place_of(row())));
  }
  friend bool operator<(const KeyRecord& a, const KeyRecord& b) {
    return std::pair(a.key(), a.row()) < std::pair(b.key(), b.row());
  }
};
static_assert(sizeof(KeyRecord) == 12);

/// That a text has an anchor; 40 bits of its key, and as many of its row.
struct AnchorRecord {
  static constexpr std::uint64_t kMostBatches = std::uint64_t{1} << (40 - ArrivalRow::kPlaceBits);

  std::uint32_t key_high = 0;
  std::uint32_t row_low = 0;
  std::uint32_t before_low = 0;
  std::uint32_t after_low = 0;
  std::uint8_t key_low = 0;
  std::uint8_t row_high = 0;
  std::uint8_t before_high = 0;
  std::uint8_t after_high = 0;

  static AnchorRecord of(const Anchor& anchor, std::uint64_t row) {
    const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
    const auto high = [](std::uint64_t value) { return static_cast<std::uint8_t>(value >> 32); };
    return {static_cast<std::uint32_t>(anchor.key >> 32),
            low(row),
            low(anchor.before),
            low(anchor.after),
            static_cast<std::uint8_t>(anchor.key >> 24),
            high(row),
            high(anchor.before),
            high(anchor.after)};
  }
  [[nodiscard]] std::uint64_t key() const {
    return std::uint64_t{key_high} << 32 | std::uint64_t{key_low} << 24;
  }
  [[nodiscard]] std::uint64_t row() const { return std::uint64_t{row_high} << 32 | row_low; }
  [[nodiscard]] std::uint64_t before() const {
    return std::uint64_t{before_high} << 32 | before_low;
  }
  [[nodiscard]] std::uint64_t after() const { return std::uint64_t{after_high} << 32 | after_low; }
  [[nodiscard]] std::uint64_t partition_key() const { return key(); }
  void set_row(std::uint64_t row) {
    row_low = static_cast<std::uint32_t>(row);
    row_high = static_cast<std::uint8_t>(row >> 32);
  }
  /// See ExactRecord.
  void move_to_batch(std::uint64_t batch) {
    set_row(ArrivalRow::of(batch, ArrivalRow::place_of(row())));
  }
};
static_assert(sizeof(AnchorRecord) == 20);

/// That the surroundings of an anchor are alike in two texts.
struct AnchorHit {
  std::uint64_t worse_row = 0;
  std::uint32_t better_row_low = 0;
  std::uint16_t better_row_high = 0;
  std::uint16_t evidence = 0;

  static AnchorHit of(std::uint64_t worse_row, std::uint64_t better_row, std::uint16_t evidence) {
    return {worse_row, static_cast<std::uint32_t>(better_row),
            static_cast<std::uint16_t>(better_row >> 32), evidence};
  }
  [[nodiscard]] std::uint64_t better_row() const {
    return std::uint64_t{better_row_high} << 32 | better_row_low;
  }
  [[nodiscard]] std::uint64_t partition_key() const { return mix64(worse_row + 1); }
};
static_assert(sizeof(AnchorHit) == 16);

/// The low 48 bits of a number: all that a row has.
class Low48 {
 public:
  Low48() = default;
  explicit Low48(std::uint64_t value)
      : bits_{static_cast<std::uint16_t>(value >> 32), static_cast<std::uint16_t>(value >> 16),
              static_cast<std::uint16_t>(value)} {}
  [[nodiscard]] std::uint64_t value() const {
    return std::uint64_t{bits_[0]} << 32 | std::uint64_t{bits_[1]} << 16 | bits_[2];
  }
  friend bool operator==(const Low48& a, const Low48& b) { return a.value() == b.value(); }
  friend auto operator<=>(const Low48& a, const Low48& b) { return a.value() <=> b.value(); }

 private:
  std::array<std::uint16_t, 3> bits_{};
};

/// A bucket, where rows are on disk. Many of those that have the same first row have most of their
/// members in common.
struct BucketName {
  Low48 first;  ///< the least of its rows
  Low48 key;    ///< the 48 bits of it that there are

  static BucketName of(std::uint64_t first, std::uint64_t key) {
    return {Low48(first), Low48(key >> 16)};
  }
  /// Nearly all of the order.
  [[nodiscard]] std::uint64_t sort_key() const { return first.value() << 16 | key.value() >> 32; }
  friend auto operator<=>(const BucketName&, const BucketName&) = default;
};

/// That a text is in a bucket.
struct BucketEntry {
  Low48 row;
  BucketName bucket;
  [[nodiscard]] std::uint64_t sort_key() const { return row.value(); }
  friend auto operator<=>(const BucketEntry&, const BucketEntry&) = default;
};
static_assert(sizeof(BucketEntry) == 18);

/// The same with what is asked of the text's row.
struct BucketRow {
  Sketch sketch;
  std::uint64_t numbers = 0;
  std::uint32_t scope = 0;
  std::uint32_t score = 0;
  BucketName bucket;
  Low48 number;  ///< of the row: among rows of one score the order of ranks
  std::array<std::uint16_t, 3> unused{};  // in place of padding

  [[nodiscard]] std::uint64_t sort_key() const { return bucket.sort_key(); }
  friend bool operator<(const BucketRow& a, const BucketRow& b) {
    return std::tie(a.bucket, a.scope, a.score, a.number) <
           std::tie(b.bucket, b.scope, b.score, b.number);
  }
};
static_assert(sizeof(BucketRow) == 72);

/// Two rows that are to be compared: of a bucket of thousands there are many, and each again for
/// every key that they share.
struct PairDraft {
  Low48 first_row;
  Low48 second_row;

  /// In whatever order they are given.
  static PairDraft of(std::uint64_t a, std::uint64_t b) {
    return {Low48(std::max(a, b)), Low48(std::min(a, b))};
  }
  [[nodiscard]] std::uint64_t first() const { return first_row.value(); }
  [[nodiscard]] std::uint64_t second() const { return second_row.value(); }
  [[nodiscard]] std::uint64_t sort_key() const { return first(); }
  friend auto operator<=>(const PairDraft&, const PairDraft&) = default;
};
static_assert(sizeof(PairDraft) == 12);

/// The same with what speaks for the pair.
struct WeighedDraft {
  std::uint64_t first_row = 0;
  std::uint64_t second_row = 0;
  std::uint64_t evidence = 0;
  [[nodiscard]] std::uint64_t first() const { return first_row; }
  [[nodiscard]] std::uint64_t second() const { return second_row; }
  [[nodiscard]] std::uint64_t sort_key() const { return first_row; }
  friend auto operator<=>(const WeighedDraft&, const WeighedDraft&) = default;
};

/// A draft with what is known of the first.
struct HalfPair {
  std::uint64_t second = 0;
  std::uint64_t first = 0;
  std::uint64_t evidence = 0;
  Row row;  ///< of the first
  [[nodiscard]] std::uint64_t sort_key() const { return second; }
  friend bool operator<(const HalfPair& a, const HalfPair& b) {
    return std::tie(a.second, a.first) < std::tie(b.second, b.first);
  }
};

/// A paragraph whose text a better ranked one has too.
struct CopyRecord {
  std::uint64_t row = 0;
  std::uint64_t ord = 0;
  std::uint64_t best_ord = 0;  ///< of the text's best copy
  [[nodiscard]] std::uint64_t sort_key() const { return row; }
  friend auto operator<=>(const CopyRecord&, const CopyRecord&) = default;
};

/// Two texts to be compared, each as its best copy.
struct CandidatePair {
  std::uint32_t worse_score = 0;
  std::uint32_t better_score = 0;
  std::uint64_t worse_ord = 0;
  std::uint64_t better_ord = 0;
  std::uint64_t worse_row = 0;
  std::uint64_t better_row = 0;
  std::uint32_t worse_letters = 0;
  std::uint32_t better_letters = 0;

  /// REQUIRES: rows of different rank.
  static CandidatePair of(const Row& a, std::uint64_t a_row, const Row& b, std::uint64_t b_row) {
    if (a.rank() < b.rank()) return of(b, b_row, a, a_row);
    return {a.score, b.score, a.ord, b.ord, a_row, b_row, a.letters, b.letters};
  }
  /// Nearly all of the order: of texts without a score their places, of others their scores.
  [[nodiscard]] std::uint64_t sort_key() const {
    constexpr std::uint64_t kScored = std::uint64_t{1} << 63;
    return worse_score == 0 ? std::min(worse_ord, kScored - 1)
                            : kScored | std::uint64_t{worse_score} << 31;
  }
  [[nodiscard]] Rank worse() const { return {worse_score, worse_ord}; }
  [[nodiscard]] Rank better() const { return {better_score, better_ord}; }
  friend bool operator<(const CandidatePair& a, const CandidatePair& b) {
    return std::tie(a.worse_score, a.worse_ord, a.better_score, a.better_ord) <
           std::tie(b.worse_score, b.worse_ord, b.better_score, b.better_ord);
  }
};

/// Two texts that were compared and are alike enough.
struct VerifiedPair {
  CandidatePair pair;
  std::uint64_t similarity_ppm = 0;

  [[nodiscard]] std::uint64_t sort_key() const { return pair.sort_key(); }
  friend bool operator<(const VerifiedPair& a, const VerifiedPair& b) { return a.pair < b.pair; }
};

/// A text that does not stay.
struct RemovedText {
  std::uint64_t row = 0;
  std::uint64_t ord = 0;
  std::uint64_t keeper_ord = 0;
  std::uint64_t similarity_ppm = 0;
  std::uint64_t keeper_row = kNoRow;  ///< none for a text of an index
  [[nodiscard]] std::uint64_t sort_key() const { return row; }
  friend auto operator<=>(const RemovedText&, const RemovedText&) = default;
};

/// A Removal as it is sorted and spilled.
struct RemovalRecord {
  /// In keeper_ord: that it is the serial of a text in an index.
  static constexpr std::uint64_t kIndexed = std::uint64_t{1} << 63;

  std::uint64_t ord = 0;
  std::uint64_t keeper_ord = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;
  [[nodiscard]] std::uint64_t sort_key() const { return ord; }
  friend auto operator<=>(const RemovalRecord&, const RemovalRecord&) = default;
};

/// The same sorted to meet the keepers.
struct FollowedRemoval {
  std::uint64_t keeper_ord = 0;
  std::uint64_t ord = 0;
  std::uint32_t similarity_ppm = 0;
  std::uint32_t reason = 0;
  [[nodiscard]] std::uint64_t sort_key() const { return keeper_ord; }
  friend auto operator<=>(const FollowedRemoval&, const FollowedRemoval&) = default;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_RECORDS_H_
