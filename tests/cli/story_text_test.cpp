// SPDX-License-Identifier: Apache-2.0
#include "cli/story_text.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

ParagraphStory near_copy() {
  ParagraphStory paragraph;
  paragraph.number = 3;
  paragraph.fate = Fate::kNear;
  paragraph.chars = 17;
  paragraph.text = "the old mill burns";
  paragraph.keeper = StandIn{"a.txt", 7, 2, 912'345, "the new mill burns"};
  return paragraph;
}

TEST(StoryText, HeadTellsFigures) {
  DocumentStory story;
  story.id = "b.txt";
  story.document = 12;
  story.source = "dump/b.txt";
  story.paragraphs = {near_copy(), {}, {}};
  story.paragraphs[1].lines = {{1, "a", {}}, {2, "b", EditReason::kJoinSpace}};
  story.paragraphs[2].fate = Fate::kFurniture;
  EXPECT_EQ(story_head(story, Colour::kNone),
            "document #12: b.txt\n"
            "read from   dump/b.txt\n"
            "paragraphs  1 kept, 1 removed (0 copies, 1 near-duplicate), 1 line of furniture\n"
            "joined      1 line break\n");
  story.source_fault = "has changed";
  EXPECT_TRUE(has(story_head(story, Colour::kNone), "not known: the source has changed\n"));
}

TEST(StoryText, MarksTheDifference) {
  EXPECT_EQ(paragraph_text(near_copy(), Colour::kNone),
            "\nparagraph 3, removed: a near-duplicate, similarity 0.912, 17 characters\n"
            "  in its place stays paragraph 2 of a.txt (#7)\n"
            "  beside the one that stays, [-removed-] {+kept+}:\n"
            "    the [-old-]{+new+} mill burns\n");
  const std::string coloured = paragraph_text(near_copy(), Colour::kAnsi);
  EXPECT_TRUE(has(coloured, "the \x1B[0;31mold\x1B[0;32mnew\x1B[0m mill burns\n")) << coloured;
  EXPECT_FALSE(has(coloured, "[-old")) << coloured;
}

TEST(StoryText, SaysWhichTextIsNotKnown) {
  ParagraphStory paragraph = near_copy();
  paragraph.text.reset();
  EXPECT_TRUE(has(paragraph_text(paragraph, Colour::kNone),
                  "its text is not known; the one that stays:\n    the new mill burns\n"));
  paragraph.keeper->text.reset();
  paragraph.keeper->document.reset();
  const std::string text = paragraph_text(paragraph, Colour::kNone);
  EXPECT_TRUE(has(text, "paragraph 2 of a.txt (of an earlier run)")) << text;
  EXPECT_TRUE(has(text, "  its text is not known\n")) << text;
}

TEST(StoryText, ListsLinesAndHowTheyWereJoined) {
  ParagraphStory paragraph;
  paragraph.text = "all of it";
  paragraph.chars = 9;
  paragraph.lines = {{12, "The associ", {}, 100, false},
                     {13, "ation met", EditReason::kJoinSplitWord, 97, false},
                     {40, std::string(200, 'x'), EditReason::kJoinSpace, 80, true}};
  const std::string text = paragraph_text(paragraph, Colour::kNone);
  EXPECT_TRUE(has(text, "        12                         The associ\n")) << text;
  EXPECT_TRUE(has(text, "        13  split word       97 %  ation met\n")) << text;
  EXPECT_TRUE(has(text, "   *     40  space            80 %  xxx")) << text;
  EXPECT_TRUE(has(text, "xxx ... xxx")) << text;
  EXPECT_TRUE(has(text, "* from elsewhere")) << text;
}

TEST(StoryText, CannotSteerTheTerminal) {
  DocumentStory story;
  story.id = "\x1B[2J";
  story.source = "a\x1B[2J";
  ParagraphStory paragraph = near_copy();
  paragraph.text = "\x1B[2Jold\x07";
  paragraph.keeper->text = "\x1B[2Jnew\xC2\x9B";
  paragraph.keeper->id = "\x1B]0;x\x07";
  paragraph.lines = {{1, "\x1B[2J", {}}, {2, "\r", EditReason::kJoinSpace}};
  for (const std::string& text :
       {story_head(story, Colour::kNone), paragraph_text(paragraph, Colour::kNone)}) {
    EXPECT_FALSE(has(text, "\x1B")) << text;
    EXPECT_FALSE(has(text, "\x07")) << text;
    EXPECT_FALSE(has(text, "\r")) << text;
    EXPECT_FALSE(has(text, "\xC2\x9B")) << text;
  }
}

}  // namespace
}  // namespace galley
