// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plain_paragraphs.h"

#include <gtest/gtest.h>

#include "base/letters.h"
#include "tests/support/generators.h"

namespace galley {
namespace {

RepairedDocument taken(std::string_view text) {
  Document document;
  document.text = text;
  RepairedDocument out;
  out.edits.set_keep(EditLog::Keep::kEntries);
  take_paragraphs(document, out);
  return out;
}

TEST(TakeParagraphs, PartsThemAtBlankLinesAndFormFeeds) {
  const struct {
    std::string_view text, taken;
  } cases[] = {
      {"", ""},
      {"\n\n \n", ""},
      {"one", "one"},
      {"one\n", "one"},
      {"one\ntwo\n", "one two"},
      {"one\n\ntwo\n", "one\n\ntwo"},
      {"one\n \t\r\n\n\ntwo\nthree", "one\n\ntwo three"},
      {"one\ftwo", "one\n\ntwo"},
      {"one\n\ftwo", "one\n\ntwo"},
      {"one \r\ntwo", "one two"},
      {"一\n二", "一 二"},
      {"\n\none", "one"},
  };
  for (const auto& each : cases) EXPECT_EQ(taken(each.text).text, each.taken) << each.text;
}

TEST(TakeParagraphs, LeavesWhatItWroteUnchanged) {
  const std::string text = "A paragraph with  two spaces.\n\nAnother - with a dash.\n\nThird";
  EXPECT_EQ(taken(text).text, text);
}

RC_GTEST_PROP(TakeParagraphs, KeepsEveryLetterAndKnowsItsPlace, ()) {
  const std::string text = *any_text();
  const RepairedDocument out = taken(text);
  RC_ASSERT(count_letters(out.text) == count_letters(text));
  RC_ASSERT(taken(out.text).text == out.text);
  std::string joined;
  for (const Paragraph& paragraph : out.paragraphs) {
    if (!joined.empty()) joined += "\n\n";
    joined += out.text_of(paragraph);
    RC_ASSERT(!out.text_of(paragraph).empty());
    const std::string_view source = std::string_view(text).substr(
        paragraph.source_begin, paragraph.source_end - paragraph.source_begin);
    RC_ASSERT(count_letters(source) == count_letters(out.text_of(paragraph)));
  }
  RC_ASSERT(joined == out.text);
  for (const Edit& edit : out.edits.entries()) {
    RC_ASSERT(out.text.substr(edit.output, edit.replacement_bytes) ==
              out.edits.replacement_of(edit));
    RC_ASSERT(text.substr(edit.begin, edit.end - edit.begin) == out.edits.original_of(edit));
  }
}

}  // namespace
}  // namespace galley
