// SPDX-License-Identifier: Apache-2.0
#include "read/format.h"

#include <gtest/gtest.h>

#include <string>

namespace galley {
namespace {

InputFormat format_of(std::string_view beginning, Extent extent = Extent::kWhole) {
  return recognise_format(beginning, extent, "text");
}

TEST(Format, RecordsAreRecognised) {
  EXPECT_EQ(format_of(R"({"text":"a"})"), InputFormat::kJsonl);
  EXPECT_EQ(format_of("\xEF\xBB\xBF\n  \n{\"id\":1,\"text\":\"a\"}\r\n"), InputFormat::kJsonl);
  EXPECT_EQ(format_of("{\"\\u0074ext\" : \"a\"}"), InputFormat::kJsonl);
}

TEST(Format, ABrokenLineDoesNotHideThem) {
  const std::string sound = "{\"id\":\"b\",\"text\":\"sound\"}\n";
  EXPECT_EQ(format_of("{\"id\":\"a\",\"text\":\"cut sho"), InputFormat::kJsonl);
  EXPECT_EQ(format_of("{\"id\":\"a\",\"te\n" + sound), InputFormat::kJsonl);
  EXPECT_EQ(format_of("d of a record\"}\n" + sound), InputFormat::kJsonl);
  EXPECT_EQ(format_of("{\"id\":tru,\"text\":\"x\"}\n" + sound + sound), InputFormat::kJsonl);
}

TEST(Format, ALongFirstRecordIsSeenByItsBeginning) {
  const std::string beginning = "{\"id\":\"a\",\"words\":[" + std::string(5000, '1');
  EXPECT_EQ(format_of(beginning, Extent::kBeginning), InputFormat::kJsonl);
  EXPECT_EQ(format_of(beginning, Extent::kWhole), InputFormat::kText) << "cut, and no text seen";
}

TEST(Format, ObjectsWithoutTheFieldAreRecordsSoThatItIsMissed) {
  EXPECT_EQ(format_of("{\"content\":\"a\"}\n{\"content\":\"b\"}\n"), InputFormat::kJsonl);
  EXPECT_EQ(format_of("{\"text\":5}\n"), InputFormat::kJsonl);
}

TEST(Format, TextIsText) {
  EXPECT_EQ(format_of(""), InputFormat::kText);
  EXPECT_EQ(format_of("A headline\n\nand a line.\n"), InputFormat::kText);
  EXPECT_EQ(format_of("A page on JSON:\n\nthus:\n{\"text\":\"a\"}\n"), InputFormat::kText);
  EXPECT_EQ(format_of("{\n  \"text\": \"pretty-printed\"\n}\n"), InputFormat::kText);
  EXPECT_EQ(format_of("{\"content\":1}\nand text\n"), InputFormat::kText);
  EXPECT_EQ(format_of("[1,2]\n"), InputFormat::kText);
  EXPECT_EQ(format_of(std::string(100, '{')), InputFormat::kText);
}

TEST(Format, JsonInAnotherFormIsNamed) {
  for (const char* const array :
       {"\xEF\xBB\xBF[\n {\"text\" : \"a\"},", "[{\"id\":1,\"text\":\"a\"},{\"id\":2}]"}) {
    EXPECT_TRUE(is_other_json(array, InputFormat::kText)) << array;
    EXPECT_TRUE(is_other_json(array, InputFormat::kJsonl)) << array;
  }
  const std::string_view object = "{\n  \"text\": \"pretty-printed\"\n}\n";
  EXPECT_TRUE(is_other_json(object, InputFormat::kText));
  EXPECT_FALSE(is_other_json(object, InputFormat::kJsonl));
  for (const char* const text : {"", "[", "{", "[1,2]", "[{", "{ a note }", "{\"quoted\" words}",
                                 "\"text\":", "[[{\"a\":1}]]"}) {
    EXPECT_FALSE(is_other_json(text, InputFormat::kText)) << text;
  }
}

}  // namespace
}  // namespace galley
