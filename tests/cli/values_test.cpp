// SPDX-License-Identifier: Apache-2.0
#include "cli/values.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/generators.h"

namespace galley {
namespace {

constexpr std::string_view kFruit[] = {"apple", "pear", "plum"};

TEST(ParseSize, KnowsUnitsOf1024) {
  EXPECT_EQ(parse_size("memory", "4096").value(), 4096u);
  EXPECT_EQ(parse_size("memory", "0").value(), 0u);
  EXPECT_EQ(parse_size("memory", "7B").value(), 7u);
  EXPECT_EQ(parse_size("memory", "64K").value(), 64u << 10);
  EXPECT_EQ(parse_size("memory", "64k").value(), 64u << 10);
  EXPECT_EQ(parse_size("memory", "512MB").value(), 512u << 20);
  EXPECT_EQ(parse_size("memory", "2GiB").value(), std::uint64_t{2} << 30);
  EXPECT_EQ(parse_size("memory", "1T").value(), std::uint64_t{1} << 40);
  EXPECT_EQ(parse_size("memory", "18446744073709551615").value(), UINT64_MAX);
  EXPECT_EQ(parse_size("memory", "16777215T").value(), std::uint64_t{16777215} << 40);
}

TEST(ParseSize, RefusesAllElse) {
  for (const std::string_view value :
       {"", "M", "-1", "+1", " 1", "1 ", "1 M", "1.5G", "1e9", "0x10", "1MM", "1Mib", "1P", "1K2",
        "18446744073709551616", "16777216T", "99999999999999999999999", "lots"}) {
    const Result<std::uint64_t> size = parse_size("memory", value);
    ASSERT_FALSE(size) << value;
    EXPECT_EQ(size.error().code, ErrorCode::kUsage);
    EXPECT_EQ(size.error().where, "--memory " + std::string(value));
    EXPECT_FALSE(size.error().remedy.empty());
  }
}

RC_GTEST_PROP(ParseSize, ReadsWhatIsWritten, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1 << 20);
  const auto power = *rc::gen::inRange(0, 5);
  const std::string unit = power == 0 ? "" : std::string(1, "KMGT"[power - 1]);
  RC_ASSERT(parse_size("x", std::to_string(number) + unit).value() == number << (10 * power));
}

TEST(ParseCount, HoldsItsRange) {
  EXPECT_EQ(parse_count("threads", "1", 1, 8).value(), 1u);
  EXPECT_EQ(parse_count("threads", "8", 1, 8).value(), 8u);
  for (const std::string_view value : {"0", "9", "", "-1", "+2", "2.0", " 2", "2x", "two"}) {
    const Result<std::uint64_t> count = parse_count("threads", value, 1, 8);
    ASSERT_FALSE(count) << value;
    EXPECT_NE(count.error().remedy.find("1 to 8"), std::string::npos) << count.error().remedy;
  }
}

TEST(ParseTasks, TakesNumbersAndRanges) {
  using Tasks = std::vector<std::uint32_t>;
  EXPECT_EQ(parse_tasks("task", "7").value(), Tasks{7});
  EXPECT_EQ(parse_tasks("task", "0-3").value(), (Tasks{0, 1, 2, 3}));
  EXPECT_EQ(parse_tasks("task", "9,0-2,1").value(), (Tasks{0, 1, 2, 9}));
  for (const std::string_view value :
       {"", ",", "1,", "-", "-1", "1-", "3-2", "x", "1;2", "1 2", "10000001", "0-10000000"}) {
    const Result<std::vector<std::uint32_t>> tasks = parse_tasks("task", value);
    ASSERT_FALSE(tasks) << value;
    EXPECT_EQ(tasks.error().code, ErrorCode::kUsage) << value;
  }
}

TEST(ParseFraction, IsExactInMillionths) {
  EXPECT_EQ(parse_fraction("x", "0.8", 0, 1'000'000).value(), 800'000u);
  EXPECT_EQ(parse_fraction("x", ".8", 0, 1'000'000).value(), 800'000u);
  EXPECT_EQ(parse_fraction("x", "0", 0, 1'000'000).value(), 0u);
  EXPECT_EQ(parse_fraction("x", "1", 0, 1'000'000).value(), 1'000'000u);
  EXPECT_EQ(parse_fraction("x", "1.000000", 0, 1'000'000).value(), 1'000'000u);
  EXPECT_EQ(parse_fraction("x", "0.123456", 0, 1'000'000).value(), 123'456u);
  EXPECT_EQ(parse_fraction("x", "0.000001", 0, 1'000'000).value(), 1u);
}

TEST(ParseFraction, RefusesAllElse) {
  for (const std::string_view value : {"", ".", "0.1234567", "2", "-0.5", "+0.5", "0,8", "80%",
                                       "8e-1", "1.5", "00.8", "0.8 ", "0.8.1", "one", "0x1"}) {
    EXPECT_FALSE(parse_fraction("similarity", value, 0, 1'000'000)) << value;
  }
  const Result<std::uint32_t> low = parse_fraction("similarity", "0.49", 500'000, 950'000);
  ASSERT_FALSE(low);
  EXPECT_NE(low.error().remedy.find("0.5 to 0.95"), std::string::npos) << low.error().remedy;
}

RC_GTEST_PROP(ParseFraction, ReadsWhatIsWritten, ()) {
  const auto ppm = *rc::gen::inRange<std::uint32_t>(0, 1'000'000);
  std::string digits = std::to_string(ppm);
  digits.insert(0, 6 - digits.size(), '0');
  RC_ASSERT(parse_fraction("x", "0." + digits, 0, 1'000'000).value() == ppm);
}

RC_GTEST_PROP(Values, NoTextIsTooStrange, ()) {
  const std::string text = *any_bytes();
  // Whatever is accepted is in its range; that nothing crashes is the rest of it.
  const auto count = parse_count("x", text, 3, 5);
  RC_ASSERT(!count || (*count >= 3 && *count <= 5));
  const auto fraction = parse_fraction("x", text, 10, 20);
  RC_ASSERT(!fraction || (*fraction >= 10 && *fraction <= 20));
  (void)parse_size("x", text);
  (void)parse_choice("x", text, kFruit);
}

TEST(ParseChoice, NamesTheNearest) {
  EXPECT_EQ(parse_choice("fruit", "pear", kFruit).value(), 1u);
  const auto misspelt = parse_choice("fruit", "aple", kFruit);
  ASSERT_FALSE(misspelt);
  EXPECT_EQ(misspelt.error().remedy, "did you mean apple?");
  const auto other = parse_choice("fruit", "cauliflower", kFruit);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().remedy, "choose among apple, pear, plum");
}

TEST(Nearest, TakesTheFewestChanges) {
  EXPECT_EQ(nearest("plun", kFruit), "plum");
  EXPECT_EQ(nearest("pea", kFruit), "pear");
  EXPECT_EQ(nearest("", kFruit), "");
  EXPECT_EQ(nearest("quince", kFruit), "");
  EXPECT_EQ(nearest("plum", {}), "");
  constexpr std::string_view kCommands[] = {"clean", "repair", "restore", "verify"};
  EXPECT_EQ(nearest("claen", kCommands), "clean") << "two letters swapped are one fault";
}

TEST(Nearest, TakesWordsCutShortWhereTheyCanMeanOneThing) {
  constexpr std::string_view kOptions[] = {"threads", "text-field", "temp", "jsonl"};
  EXPECT_EQ(nearest("thr", kOptions), "threads");
  EXPECT_EQ(nearest("jsonlines", kOptions), "jsonl");
  EXPECT_EQ(nearest("te", kOptions), "");
  EXPECT_EQ(nearest("t", kOptions), "");
}

TEST(ParseSizeWithin, NamesTheEndThatWasPassed) {
  EXPECT_EQ(parse_size_within("x", "1K", 1024, 4096).value(), 1024u);
  EXPECT_EQ(parse_size_within("x", "4K", 1024, 4096).value(), 4096u);
  EXPECT_EQ(to_string(parse_size_within("x", "1023", 1024, 1 << 20).error()),
            "--x 1023: is too little; write a size from 1K to 1M");
  EXPECT_EQ(to_string(parse_size_within("x", "4097", 0, 4096).error()),
            "--x 4097: is too much; write a size up to 4K");
  EXPECT_EQ(to_string(parse_size_within("x", "5", 1 << 28, UINT64_MAX).error()),
            "--x 5: is too little; write a size from 256M");
}

TEST(SizeWord, IsReadBackAsItself) {
  for (const char* word : {"0", "1", "1023", "1K", "1025", "64M", "3G", "1T", "2048T"}) {
    EXPECT_EQ(size_word(parse_size("x", word).value()), word);
  }
  EXPECT_EQ(size_word(1536), "1536");
}

TEST(ParseEncoding, TakesEveryNameAndGuessesAtOthers) {
  ASSERT_EQ(encoding_names().size(), kEncodings - 1);
  for (std::size_t i = 1; i < kEncodings; ++i) {
    EXPECT_EQ(parse_encoding("encoding", encoding_names()[i - 1]).value(),
              static_cast<Encoding>(i));
  }
  EXPECT_EQ(parse_encoding("encoding", "GBX18030").error().remedy, "did you mean gb18030?");
  EXPECT_NE(parse_encoding("encoding", "klingon").error().remedy.find("utf-8"), std::string::npos);
}

TEST(Values, NamesOfMembersAreUtf8) {
  EXPECT_EQ(parse_member_name("id-field", "編號").value(), "編號");
  EXPECT_EQ(parse_member_name("id-field", "\xD5\xFD").error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace galley
