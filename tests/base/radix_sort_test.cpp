// SPDX-License-Identifier: Apache-2.0
#include "base/radix_sort.h"

#include <gtest/gtest.h>

#include <random>

namespace galley {
namespace {

struct KeyedRecord {
  std::uint64_t key = 0;
  std::uint64_t value = 0;
  friend auto operator<=>(const KeyedRecord&, const KeyedRecord&) = default;
};

TEST(RadixSorter, SortsKeysOfEveryKind) {
  std::mt19937_64 random(1);
  RadixSorter<KeyedRecord> sorter;
  for (const std::size_t size : {0u, 1u, 2u, 24u, 25u, 1000u, 70'000u}) {
    for (int kind = 0; kind < 6; ++kind) {
      std::vector<KeyedRecord> records(size);
      for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t any = random();
        const std::uint64_t keys[] = {any, 7, any % 3, i, any << 40, std::uint64_t{1} << any % 64};
        records[i] = {keys[kind], random() % 100};
      }
      std::vector<KeyedRecord> expected = records;
      std::sort(expected.begin(), expected.end());
      sorter.sort(
          std::span(records), [](const KeyedRecord& record) { return record.key; }, std::less<>());
      EXPECT_EQ(records, expected) << size << ' ' << kind;
    }
  }
}

}  // namespace
}  // namespace galley
