// SPDX-License-Identifier: Apache-2.0
// Slices as they go from task to task through a pipe, a shuffle, and a pipe again: cut into parcels
// that whoever carries them sorts by their headers alone.
//
//   parcel = header payload
//   header = magic "galP", to u32, from u32, number u32, run u16, standing u16, payload_bytes u32,
//            xxh3_64 of the 24 bytes before, xored with that of the payload (seed 1)
//
// All numbers are little-endian. What task `from` has for task `to` is numbered from 0 and ends
// with an empty parcel whose standing is 1: so it is seen when one is missing, whoever lost it.
#ifndef GALLEY_DEDUP_PARCELS_H_
#define GALLEY_DEDUP_PARCELS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "dedup/step_exchange.h"

namespace galley {

inline constexpr std::size_t kParcelHeaderBytes = 32;
inline constexpr std::size_t kMostParcelBytes = std::size_t{1} << 20;  ///< of payload

/// Writes parcels of one task as they fill. Memory: that of one parcel.
class ParcelWriter final : public SliceSink {
 public:
  /// `wanted` says of each task of the next step whether it is to be sent anything. `out` outlives
  /// the writer.
  ParcelWriter(File& out, std::uint32_t from, std::vector<bool> wanted);

  [[nodiscard]] Status begin_run(const RunKind& kind) override;
  [[nodiscard]] Status append(std::uint32_t to, std::string_view records) override;
  /// Nothing is left to be read in `begins`.
  [[nodiscard]] Status finish(std::vector<std::uint64_t>& numbers) override;

 private:
  [[nodiscard]] Status send();
  void begin_parcel(std::uint32_t to);

  File* out_;
  std::uint32_t from_;
  std::vector<bool> wanted_;
  std::vector<std::uint32_t> numbers_;  // of the next parcel to each task
  std::uint32_t runs_ = 0;
  std::uint32_t record_bytes_ = 0;
  std::uint32_t to_ = 0;
  std::string parcel_;  // with room for its header
};

/// Reads the parcels of one task, which come by sender and number. Memory: that of one parcel.
class ParcelReader final : public SliceSource {
 public:
  /// There are `senders` tasks that send. `in` outlives the reader.
  ParcelReader(File& in, std::uint32_t task, std::uint32_t senders);

  /// Errors: kCorrupt where parcels are damaged, missing, not in order, or another task's; kIo.
  [[nodiscard]] Result<std::optional<SlicePiece>> next() override;

 private:
  [[nodiscard]] std::unexpected<Error> corrupt(std::string_view what) const;
  /// False at the end of the input.
  [[nodiscard]] Result<bool> read_whole(std::span<char> bytes);

  File* in_;
  std::uint32_t task_;
  std::uint32_t senders_;
  std::uint32_t from_ = 0;
  std::uint32_t number_ = 0;
  std::string payload_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_PARCELS_H_
