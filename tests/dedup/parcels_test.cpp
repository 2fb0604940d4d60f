// SPDX-License-Identifier: Apache-2.0
#include "dedup/parcels.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/dedup/carrier.h"

namespace galley {
namespace {

constexpr RunKind kSmall{"small", 1, 12};
constexpr RunKind kOdd{"odd", 1, 1000};

std::string records_of(std::mt19937_64& random, std::size_t bytes) {
  std::string records(bytes, '\0');
  for (char& each : records) each = static_cast<char>(random());
  return records;
}

// What a reader hands out, by sender and run; the message where it fails.
std::string told(Carrier& carrier, std::string_view bytes, std::uint32_t task,
                 std::uint32_t senders,
                 std::map<std::pair<std::uint32_t, std::uint32_t>, std::string>& found) {
  File in = carrier.reading(bytes);
  ParcelReader reader(in, task, senders);
  for (;;) {
    const Result<std::optional<SlicePiece>> piece = reader.next();
    if (!piece) {
      EXPECT_EQ(piece.error().code, ErrorCode::kCorrupt);
      return to_string(piece.error());
    }
    if (!*piece) return "";
    EXPECT_LE((*piece)->records.size(), kMostParcelBytes);
    found[{(*piece)->from, (*piece)->run}] += (*piece)->records;
  }
}

TEST(Parcels, BringToEachTaskWhatItIsSent) {
  std::mt19937_64 random(1);
  Carrier carrier;
  constexpr std::uint32_t kSenders = 3, kTasks = 4;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::string> sent;
  for (std::uint32_t from = 0; from < kSenders; ++from) {
    ParcelWriter writer(carrier.to_write(), from, std::vector<bool>(kTasks, true));
    for (std::uint32_t run = 0; run < 3; ++run) {
      const RunKind& kind = run == 1 ? kOdd : kSmall;
      ASSERT_TRUE(writer.begin_run(kind));
      for (std::uint32_t to = 0; to < kTasks; ++to) {
        if (random() % 4 == 0) continue;
        // Some are longer than a parcel, and come as many records at once.
        for (int turn = 0; turn < 3; ++turn) {
          const std::string records = records_of(
              random,
              kind.record_bytes * (1 + random() % (to == 2 ? 1'500'000 / kind.record_bytes : 50)));
          ASSERT_TRUE(writer.append(to, records));
          sent[{to, from, run}] += records;
        }
      }
    }
    std::vector<std::uint64_t> numbers;
    ASSERT_TRUE(writer.finish(numbers));
    EXPECT_TRUE(numbers.empty());
  }
  for (std::uint32_t to = 0; to < kTasks; ++to) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> found, expected;
    EXPECT_EQ(told(carrier, carrier.sent_to(to), to, kSenders, found), "");
    for (const auto& [key, records] : sent) {
      if (std::get<0>(key) == to) expected[{std::get<1>(key), std::get<2>(key)}] = records;
    }
    EXPECT_EQ(found, expected);
  }
}

TEST(Parcels, AreNotWrittenForThoseWhoWantNone) {
  Carrier carrier;
  ParcelWriter writer(carrier.to_write(), 0, {false, true, false});
  ASSERT_TRUE(writer.begin_run(kSmall));
  for (std::uint32_t to = 0; to < 3; ++to) {
    ASSERT_TRUE(writer.append(to, std::string(24, 'x')));
  }
  std::vector<std::uint64_t> numbers;
  ASSERT_TRUE(writer.finish(numbers));
  EXPECT_EQ(carrier.sent_to(0), "");
  EXPECT_EQ(carrier.sent_to(1).size(), 2 * kParcelHeaderBytes + 24);
  EXPECT_EQ(carrier.sent_to(2), "");
}

class DamagedParcels : public testing::Test {
 protected:
  DamagedParcels() {
    for (std::uint32_t from = 0; from < 2; ++from) {
      ParcelWriter writer(carrier_.to_write(), from, {true, true});
      for (int run = 0; run < 2; ++run) {
        EXPECT_TRUE(writer.begin_run(kSmall));
        EXPECT_TRUE(writer.append(1, std::string(24, static_cast<char>('a' + run))));
      }
      std::vector<std::uint64_t> numbers;
      EXPECT_TRUE(writer.finish(numbers));
    }
    whole_ = carrier_.sent_to(1);
  }
  std::string told_of(std::string_view bytes, std::uint32_t task = 1, std::uint32_t senders = 2) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> found;
    return told(carrier_, bytes, task, senders, found);
  }

  static constexpr std::size_t kParcel = kParcelHeaderBytes + 24;
  Carrier carrier_;
  std::string whole_;
};

TEST_F(DamagedParcels, AreNeverTakenForWhole) {
  EXPECT_EQ(told_of(whole_), "");
  for (std::size_t cut = 0; cut < whole_.size(); ++cut) {
    EXPECT_NE(told_of(std::string_view(whole_).substr(0, cut)), "") << cut;
  }
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    std::string flipped = whole_;
    flipped[at] ^= 0x10;
    EXPECT_NE(told_of(flipped), "") << at;
  }
}

TEST_F(DamagedParcels, AreMissedWhoeverLostThem) {
  const std::string first = whole_.substr(0, kParcel), second = whole_.substr(kParcel, kParcel);
  const std::string rest = whole_.substr(2 * kParcel);
  EXPECT_NE(told_of(second + rest), "");
  EXPECT_NE(told_of(first + rest), "");
  EXPECT_NE(told_of(second + first + rest), "") << "out of order";
  EXPECT_NE(told_of(first + first + second + rest), "") << "twice";
  EXPECT_NE(told_of(whole_ + first), "") << "behind the last";
  EXPECT_NE(told_of(whole_, 1, 3), "") << "of a sender";
  EXPECT_NE(told_of(whole_, 0), "") << "another task's";
  EXPECT_NE(told_of(""), "");
  EXPECT_EQ(told_of("", 0, 0), "");
}

TEST(SlicePieces, HoldWholeRecords) {
  const Status cut =
      for_each_in_piece<std::uint64_t>({7, 0, "123456789"}, [](std::uint64_t) { return Status(); });
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace galley
