// SPDX-License-Identifier: Apache-2.0
#include "decode/mojibake_pass.h"

#include <gtest/gtest.h>

#include <string>

#include "base/letters.h"

namespace galley {
namespace {

const std::string kSound = "A sound line, with a caf\u00E9 in it.\n";
const std::string kMisread = "The march\u00C3\u00A9 and the caf\u00C3\u00A9 were closed.\n";
const std::string kMended = "The march\u00E9 and the caf\u00E9 were closed.\n";

TEST(MojibakePass, LinesAreMendedAndTheRestIsCopied) {
  const std::string text = kSound + kMisread + kSound + "\n" + kMisread + "no end";
  ByteBuffer mended;
  EditLog edits(EditLog::Keep::kEntries);
  EXPECT_EQ(undo_mojibake_lines(text, mended, edits, nullptr, 0), 2u);
  EXPECT_EQ(mended.view(), kSound + kMended + kSound + "\n" + kMended + "no end");
  ASSERT_EQ(edits.count(EditReason::kMojibake), 4u);
  // The log alone rebuilds the text from the source.
  std::string rebuilt;
  std::size_t at = 0;
  for (const Edit& edit : edits.entries()) {
    rebuilt += text.substr(at, edit.begin - at);
    EXPECT_EQ(rebuilt.size(), edit.output);
    rebuilt += edits.replacement_of(edit);
    at = edit.end;
  }
  EXPECT_EQ(rebuilt + text.substr(at), mended.view());
  EXPECT_EQ(count_letters(text) - edits.letters_dropped() + edits.letters_added(),
            count_letters(mended.view()));
}

TEST(MojibakePass, SoundTextIsLeftAlone) {
  ByteBuffer mended;
  mended.append("as it was");
  EditLog edits;
  EXPECT_EQ(undo_mojibake_lines(kSound + kSound, mended, edits, nullptr, 0), 0u);
  EXPECT_EQ(mended.view(), "as it was");
}

TEST(MojibakePass, TheMapLeadsToTheMisreadBytes) {
  ByteBuffer mended;
  EditLog edits(EditLog::Keep::kEntries);
  SourceMap map(100);
  const std::string text = kSound + kMisread;
  EXPECT_EQ(undo_mojibake_lines(text, mended, edits, &map, 100), 1u);
  const auto place = static_cast<std::uint32_t>(mended.view().find("\u00E9 and"));
  const std::size_t source = text.find("\u00C3\u00A9 and");
  EXPECT_EQ(map.source_of(place, place + 2), (ByteSpan{100 + source, 100 + source + 4}));
  EXPECT_EQ(edits.entries()[0].begin, source);
}

}  // namespace
}  // namespace galley
