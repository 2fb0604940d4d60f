// SPDX-License-Identifier: Apache-2.0
#include "pipeline/number_file.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

TEST(NumberFile, GivesNumbersBackInOrder) {
  const TempFolder folder;
  const std::string path = folder / "numbers";
  ASSERT_TRUE(write_numbers(path, {3, 0, ~std::uint64_t{0}, 7}, Durability::kScratch));
  Result<NumberReader> numbers = NumberReader::open(path);
  ASSERT_TRUE(numbers);
  EXPECT_EQ(numbers->next(), 3u);
  EXPECT_EQ(numbers->left(), 3u);
  EXPECT_FALSE(numbers->finish()) << "not all has been read";
  EXPECT_EQ(numbers->next_few(2), (std::vector<std::uint64_t>{0, ~std::uint64_t{0}}));
  EXPECT_EQ(numbers->next(), 7u);
  EXPECT_TRUE(numbers->finish());
}

TEST(NumberFile, TellsThatThereWereTooFew) {
  const TempFolder folder;
  const std::string path = folder / "numbers";
  ASSERT_TRUE(write_numbers(path, {3}, Durability::kScratch));
  Result<NumberReader> numbers = NumberReader::open(path);
  ASSERT_TRUE(numbers);
  EXPECT_EQ(numbers->next_few(~std::uint64_t{0}), std::vector<std::uint64_t>{3});
  EXPECT_EQ(numbers->next(), 0u);
  const Status read = numbers->finish();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kCorrupt);
  EXPECT_FALSE(NumberReader::open(folder / "none"));
}

}  // namespace
}  // namespace galley
