// SPDX-License-Identifier: Apache-2.0
#include "dedup/parcels.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "base/check.h"
#include "base/hash.h"

namespace galley {

namespace {

constexpr std::string_view kMagic = "galP";
constexpr std::size_t kHashAt = kParcelHeaderBytes - 8;
enum Standing : std::uint16_t { kMore = 0, kLast = 1 };

// A parcel without its hash.
struct Header {
  std::uint32_t to = 0;
  std::uint32_t from = 0;
  std::uint32_t number = 0;
  std::uint16_t run = 0;
  std::uint16_t standing = kMore;
  std::uint32_t payload_bytes = 0;
};

std::string written(const Header& header, std::string_view payload) {
  std::string bytes(kMagic);
  append_little(bytes, header.to);
  append_little(bytes, header.from);
  append_little(bytes, header.number);
  append_little(bytes, header.run);
  append_little(bytes, header.standing);
  append_little(bytes, header.payload_bytes);
  append_little(bytes, hash64(bytes) ^ hash64(payload, 1));
  return bytes;
}

Header read_header(const char* bytes) {
  return {load_little<std::uint32_t>(bytes + 4),  load_little<std::uint32_t>(bytes + 8),
          load_little<std::uint32_t>(bytes + 12), load_little<std::uint16_t>(bytes + 16),
          load_little<std::uint16_t>(bytes + 18), load_little<std::uint32_t>(bytes + 20)};
}

}  // namespace

ParcelWriter::ParcelWriter(File& out, std::uint32_t from, std::vector<bool> wanted)
    : out_(&out), from_(from), wanted_(std::move(wanted)), numbers_(wanted_.size()) {
  begin_parcel(0);
}

void ParcelWriter::begin_parcel(std::uint32_t to) {
  to_ = to;
  parcel_.assign(kParcelHeaderBytes, '\0');
}

Status ParcelWriter::begin_run(const RunKind& kind) {
  GALLEY_CHECK(kind.record_bytes > 0 && kind.record_bytes <= kMostParcelBytes);
  GALLEY_TRY(send());
  ++runs_;
  record_bytes_ = kind.record_bytes;
  return {};
}

Status ParcelWriter::append(std::uint32_t to, std::string_view records) {
  if (to != to_) {
    GALLEY_TRY(send());
    begin_parcel(to);
  }
  if (!wanted_[to]) return {};
  while (!records.empty()) {
    const std::size_t room = kParcelHeaderBytes + kMostParcelBytes - parcel_.size();
    const std::size_t taken = std::min(records.size(), room - room % record_bytes_);
    parcel_ += records.substr(0, taken);
    records.remove_prefix(taken);
    if (!records.empty()) GALLEY_TRY(send());
  }
  return {};
}

Status ParcelWriter::send() {
  const std::string_view payload = std::string_view(parcel_).substr(kParcelHeaderBytes);
  if (payload.empty()) return {};
  const std::string header =
      written({to_, from_, numbers_[to_]++, static_cast<std::uint16_t>(runs_ - 1), kMore,
               static_cast<std::uint32_t>(payload.size())},
              payload);
  std::copy(header.begin(), header.end(), parcel_.begin());
  GALLEY_TRY(out_->write(parcel_));
  begin_parcel(to_);
  return {};
}

Status ParcelWriter::finish(std::vector<std::uint64_t>&) {
  GALLEY_TRY(send());
  std::string ends;
  for (std::uint32_t to = 0; to < wanted_.size(); ++to) {
    if (wanted_[to]) ends += written({to, from_, numbers_[to], 0, kLast, 0}, {});
  }
  return out_->write(ends);
}

ParcelReader::ParcelReader(File& in, std::uint32_t task, std::uint32_t senders)
    : in_(&in), task_(task), senders_(senders) {}

std::unexpected<Error> ParcelReader::corrupt(std::string_view what) const {
  return fail(ErrorCode::kCorrupt, fmt::format("what was sent to task {}", task_),
              fmt::format("{} (parcel {} of task {})", what, number_, from_),
              "send it again, by sender and number");
}

Result<bool> ParcelReader::read_whole(std::span<char> bytes) {
  for (std::size_t filled = 0; filled < bytes.size();) {
    GALLEY_ASSIGN(const std::size_t count, in_->read(bytes.subspan(filled)));
    if (count == 0) {
      if (filled == 0) return false;
      return corrupt("was cut short");
    }
    filled += count;
  }
  return true;
}

Result<std::optional<SlicePiece>> ParcelReader::next() {
  for (;;) {
    char bytes[kParcelHeaderBytes];
    GALLEY_ASSIGN(const bool has_more, read_whole(bytes));
    if (!has_more) {
      if (from_ == senders_) return std::optional<SlicePiece>();
      return corrupt("ends before all has come");
    }
    const Header header = read_header(bytes);
    if (std::string_view(bytes, kMagic.size()) != kMagic ||
        header.payload_bytes > kMostParcelBytes) {
      return corrupt("is no parcel of galley");
    }
    payload_.resize(header.payload_bytes);
    GALLEY_ASSIGN(const bool has_payload, read_whole(payload_));
    if (!has_payload) return corrupt("was cut short");
    if ((hash64(std::string_view(bytes, kHashAt)) ^ hash64(payload_, 1)) !=
        load_little<std::uint64_t>(bytes + kHashAt)) {
      return corrupt("is damaged");
    }
    if (header.to != task_) return corrupt("holds what is another task's");
    if (from_ == senders_ || header.from != from_ || header.number != number_) {
      return corrupt("is not whole, or not in order");
    }
    if (header.standing == kLast) {
      ++from_;
      number_ = 0;
      continue;
    }
    ++number_;
    return std::optional(SlicePiece{header.from, header.run, payload_});
  }
}

}  // namespace galley
