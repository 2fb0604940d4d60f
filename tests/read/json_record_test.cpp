// SPDX-License-Identifier: Apache-2.0
#include "read/json_record.h"

#include <gtest/gtest.h>

#include <string>

namespace galley {
namespace {

class Records : public testing::Test {
 protected:
  // What is wrong with the record; empty if it was read into record_.
  std::string read(std::string line) {
    line_ = std::move(line);
    const std::optional<JsonFault> fault = reader_.read(line_, record_, &map_, 1000);
    EXPECT_TRUE(!fault || !fault->remedy.empty());
    return fault ? fault->what : "";
  }
  JsonRecordReader reader_{"text", "id"};
  JsonRecord record_;
  SourceMap map_;
  std::string line_;
};

TEST_F(Records, PartsAreTakenApart) {
  EXPECT_EQ(
      read(
          R"( {"id":"p\u0031","date":"1912-04-05","text":"One\nline.","pages":[1, 2],"source":"x"} )"),
      "");
  EXPECT_EQ(record_.id, "p1");
  EXPECT_EQ(record_.text, "One\nline.");
  EXPECT_EQ(record_.source, "x");
  EXPECT_TRUE(record_.has_id && record_.has_source);
  EXPECT_EQ(record_.metadata, R"({"date":"1912-04-05","pages":[1, 2]})");
  EXPECT_EQ(map_.source_of(0, 3), (ByteSpan{1045, 1048}));
  EXPECT_EQ(record_.warning, nullptr);
}

TEST_F(Records, IdsAreStringsOrNumbersAsSpelt) {
  EXPECT_EQ(read(R"({"id":1.50e+3,"text":""})"), "");
  EXPECT_EQ(record_.id, "1.50e+3");
  EXPECT_EQ(read(R"({"id":123456789012345678901234567890,"text":""})"), "");
  EXPECT_EQ(record_.id, "123456789012345678901234567890");
  for (const std::string id : {"null", "true", "[1]", "{}"}) {
    EXPECT_EQ(read("{\"id\":" + id + ",\"text\":\"\"}"), "");
    EXPECT_FALSE(record_.has_id);
    EXPECT_EQ(record_.metadata, id == "null" ? "" : "{\"id\":" + id + "}");
  }
}

TEST_F(Records, BrokenOnesSayWhatIsWrong) {
  EXPECT_EQ(read(R"({"text":"a")"),
            "is no valid JSON: the object is not closed (byte 12 of the line)");
  EXPECT_EQ(read(R"({"text":"a"} x)"),
            "is no valid JSON: something follows the object (byte 14 of the line)");
  EXPECT_EQ(read(R"({"text":"a","b":tru})"),
            "is no valid JSON: a value is missing or misspelt (byte 17 of the line)");
  EXPECT_EQ(read("[1]"), "is no JSON object");
  EXPECT_EQ(read(R"({"id":"a"})"), "has no member \"text\" that is a string");
  EXPECT_EQ(read("{}"), "has no member \"text\" that is a string");
  EXPECT_EQ(read(R"({"text":null})"), "has a \"text\" that is no string");
  EXPECT_NE(read("{\"text\":\"a\tb\"}"), "");
  EXPECT_NE(read(R"({"text":"a",})"), "");
  EXPECT_NE(read(R"({"text":"a" "b":1})"), "");
  EXPECT_NE(read(R"({"id":01,"text":"a"})"), "");
  EXPECT_NE(read("{"), "");
  EXPECT_EQ(read(R"({"text":"still works"})"), "");
}

TEST_F(Records, DeepAndHugeIsNotBroken) {
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  EXPECT_EQ(read("{\"deep\":" + deep + ",\"text\":\"a\",\"n\":1e400}"), "");
  EXPECT_EQ(record_.metadata, "{\"deep\":" + deep + ",\"n\":1e400}");
}

TEST_F(Records, OfEqualNamesTheLastCountsWithAWarning) {
  EXPECT_EQ(read(R"({"text":"one","te\u0078t":"two"})"), "");
  EXPECT_EQ(record_.text, "two");
  EXPECT_NE(record_.warning, nullptr);
  EXPECT_EQ(read(R"({"text":"t","a":1,"a":2})"), "");
  EXPECT_EQ(record_.metadata, R"({"a":1,"a":2})");
  EXPECT_EQ(record_.warning, nullptr);
}

TEST_F(Records, MetadataGoesThroughUnnested) {
  EXPECT_EQ(read(R"({"text":"t","metadata":{"a":1},"source":null})"), "");
  EXPECT_EQ(record_.metadata, R"({"a":1})");
  EXPECT_FALSE(record_.has_source);
  EXPECT_EQ(read(R"({"text":"t","x":2,"metadata":{ "a":1 },"y":[]})"), "");
  EXPECT_EQ(record_.metadata, R"({ "a":1 ,"x":2,"y":[]})");
  EXPECT_EQ(read(R"({"text":"t","metadata":{},"y":1})"), "");
  EXPECT_EQ(record_.metadata, R"({"y":1})");
  EXPECT_EQ(read(R"({"text":"t","metadata":{}})"), "");
  EXPECT_EQ(record_.metadata, "");
  EXPECT_EQ(read(R"({"text":"t","metadata":"a word"})"), "");
  EXPECT_EQ(record_.metadata, R"({"metadata":"a word"})");
  EXPECT_EQ(read(R"({"text":"t","metadata":{"\u0061":1},"a":2})"), "");
  EXPECT_EQ(record_.metadata, R"({"metadata":{"\u0061":1},"a":2})") << "neither hides the other";
}

TEST_F(Records, GalleysOwnOutputDoesNotAccumulate) {
  const std::string own =
      R"({"id":"a","document":7,"text":"t","source":"s","metadata":{"x":1},"paragraphs":[0,2]})";
  EXPECT_EQ(read(own), "");
  EXPECT_EQ(record_.metadata, R"({"x":1})");
  EXPECT_EQ(record_.source, "s");
  // Another's members of these names are kept.
  EXPECT_EQ(read(R"({"id":"a","text":"t","document":7,"paragraphs":[0,2]})"), "");
  EXPECT_EQ(record_.metadata, R"({"document":7,"paragraphs":[0,2]})");
  EXPECT_EQ(read(R"({"id":"a","document":"seven","text":"t"})"), "");
  EXPECT_EQ(record_.metadata, R"({"document":"seven"})");
}

TEST_F(Records, LoneSurrogatesAreToldWithTheirPlaces) {
  EXPECT_EQ(read(R"({"text":"ab\ud800c"})"), "");
  ASSERT_EQ(record_.lone_surrogates.size(), 1u);
  EXPECT_EQ(record_.lone_surrogates[0].line_offset, 11u);
  EXPECT_EQ(record_.lone_surrogates[0].text_offset, 2u);
}

TEST_F(Records, OtherFieldsCanHoldTextAndId) {
  JsonRecordReader reader("body", "key");
  std::string line = R"({"key":"k","body":"b","text":"t","id":"i"})";
  ASSERT_FALSE(reader.read(line, record_, nullptr, 0));
  EXPECT_EQ(record_.id, "k");
  EXPECT_EQ(record_.text, "b");
  EXPECT_EQ(record_.metadata, R"({"text":"t","id":"i"})");
}

TEST(RecordLikenessTest, TellsRecordsByTheirBeginning) {
  EXPECT_EQ(record_likeness(R"({"id":1,"text":"a and cut)", "text"), RecordLikeness::kTextual);
  EXPECT_EQ(record_likeness(R"({"id":1})", "text"), RecordLikeness::kObject);
  EXPECT_EQ(record_likeness(R"({"text":5})", "text"), RecordLikeness::kObject);
  EXPECT_EQ(record_likeness(R"({"id":[1,2)", "text"), RecordLikeness::kUnended);
  EXPECT_EQ(record_likeness("{", "text"), RecordLikeness::kNone);
  EXPECT_EQ(record_likeness("{}", "text"), RecordLikeness::kObject);
  EXPECT_EQ(record_likeness(R"({"id":1} x)", "text"), RecordLikeness::kNone);
  EXPECT_EQ(record_likeness("text", "text"), RecordLikeness::kNone);
}

// However many there are: a record of a megabyte took half a minute once.
TEST_F(Records, NamesOfMetadataMeetThoseOfManyOtherMembers) {
  for (const bool meet : {false, true}) {
    std::string inner, others;
    for (int i = 0; i < 20'000; ++i) {
      inner += (i > 0 ? ",\"m" : "\"m") + std::to_string(i) + "\":1";
      others += ",\"o" + std::to_string(i) + "\":2";
    }
    if (meet) inner += R"(,"\u006f19999":3)";
    EXPECT_EQ(read(R"({"text":"t","metadata":{)" + inner + "}" + others + "}"), "");
    EXPECT_EQ(record_.metadata,
              meet ? R"({"metadata":{)" + inner + "}" + others + "}" : "{" + inner + others + "}");
  }
}

}  // namespace
}  // namespace galley
