// SPDX-License-Identifier: Apache-2.0
#include "read/json_scan.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace galley {
namespace {

bool is_value(std::string_view text) {
  JsonSkipper skipper;
  const char* const end = text.data() + text.size();
  const JsonStop stop = skipper.skip_value(text.data(), end);
  return stop.ok() && skip_json_space(stop.at, end) == end;
}

TEST(JsonScan, SpecialsAreFoundWhereverTheyStand) {
  for (std::size_t length = 0; length < 40; ++length) {
    for (const char special : {'"', '\\', '\n', '\0', '\x1F'}) {
      for (std::size_t place = 0; place < length; ++place) {
        std::string text(length, place % 2 == 0 ? '\x80' : '\xFF');
        text[place] = special;
        ASSERT_EQ(find_string_special(text.data(), text.data() + length), text.data() + place);
      }
    }
    const std::string plain(length, '\x20');
    ASSERT_EQ(find_string_special(plain.data(), plain.data() + length), plain.data() + length);
  }
}

TEST(JsonScan, GrammarIsStrict) {
  for (const std::string text : {"0", "-0", "10", "1.5", "1e5", "1E+5", "-1.5e-10", "true", "false",
                                 "null", "\"\"", "[]", "{}", "[1,[2,{\"a\":[]}]]",
                                 " { \"a\" : 1 , \"b\" : [ ] } ", "\"\\u12aF\\n\\/\"", "1e400"}) {
    EXPECT_TRUE(is_value(text)) << text;
  }
  for (const std::string text : {"",
                                 " ",
                                 "01",
                                 "-",
                                 "+1",
                                 "1.",
                                 ".5",
                                 "1e",
                                 "1e+",
                                 "0x1",
                                 "tru",
                                 "True",
                                 "nul",
                                 "\"",
                                 "\"\\x\"",
                                 "\"\\u12\"",
                                 "\"\\u12G4\"",
                                 "\"\n\"",
                                 "[",
                                 "]",
                                 "[1,]",
                                 "[,1]",
                                 "[1 2]",
                                 "{",
                                 "{a:1}",
                                 "{\"a\"}",
                                 "{\"a\":}",
                                 "{\"a\":1,}",
                                 "{\"a\":1 \"b\":2}",
                                 "[}",
                                 "{]",
                                 "1 1",
                                 "[1]]",
                                 "'a'",
                                 "NaN",
                                 "Infinity",
                                 "//",
                                 "\xEF\xBB\xBF{}"}) {
    EXPECT_FALSE(is_value(text)) << text;
  }
}

TEST(JsonScan, DepthAndSizeHaveNoLimit) {
  constexpr std::size_t kDeep = 1'000'000;
  std::string arrays = std::string(kDeep, '[') + std::string(kDeep, ']');
  EXPECT_TRUE(is_value(arrays));
  arrays.pop_back();
  EXPECT_FALSE(is_value(arrays));
  std::string objects;
  for (std::size_t depth = 0; depth < kDeep / 4; ++depth) objects += "{\"a\":";
  EXPECT_TRUE(is_value(objects + "1" + std::string(kDeep / 4, '}')));
  EXPECT_TRUE(is_value(std::string(100'000, '9') + "." + std::string(100'000, '9') + "e999999"));
}

TEST(JsonScan, AgreesWithAnotherParserOnRandomText) {
  std::mt19937 random(11);
  const std::vector<std::string> parts = {
      "{",  "}",    "[",    "]", ",",  ":",   "\"a\"", "\"\\n\"", "1",      "-1",    ".5",
      "e3", "true", "null", " ", "\"", "\\u", "0",     "{}",      "\"b\":", "[1,2]", "false"};
  int valid = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (std::size_t length = 1 + random() % 7; length > 0; --length) {
      text += parts[random() % parts.size()];
    }
    const bool expected = nlohmann::json::accept(text);
    valid += expected;
    ASSERT_EQ(is_value(text), expected) << text;
  }
  EXPECT_GT(valid, 500);
}

}  // namespace
}  // namespace galley
