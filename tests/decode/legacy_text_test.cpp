// SPDX-License-Identifier: Apache-2.0
#include "decode/legacy_text.h"

#include <gtest/gtest.h>

#include <string>

namespace galley {
namespace {

std::string decoded(std::string_view bytes, Encoding encoding) {
  ByteBuffer text;
  EditLog edits;
  TextWriter writer(text, edits, nullptr, 0);
  decode_legacy(bytes, encoding, 0, writer);
  writer.finish();
  return std::string(text.view());
}

TEST(LegacyText, BytesBecomeText) {
  EXPECT_EQ(decoded("Gr\xFC\xDF"
                    "e \x96 caf\xE9\r\n",
                    Encoding::kWindows1252),
            "Gr\u00FC\u00DFe \u2013 caf\u00E9\n");
  EXPECT_EQ(decoded("\xD6\xD0\xCE\xC4 \xFF\xB1\xA8", Encoding::kGb18030),
            "\u4E2D\u6587 \uFFFD\u62A5");
  EXPECT_EQ(decoded("\x88\x62", Encoding::kBig5), "\u00CA\u0304") << "two code points";
  EXPECT_EQ(decoded("\xA1\x45\xA2\x41", Encoding::kBig5), "\u2027\uFF0F");
}

TEST(LegacyText, JapaneseSignsFollowWhoWroteThem) {
  // The wave dash of JIS X 0208, alone and beside a character that Microsoft alone has.
  EXPECT_EQ(decoded("\x81\x60", Encoding::kShiftJis), "\u301C");
  EXPECT_EQ(decoded("\x81\x60\x87\x40", Encoding::kShiftJis), "\uFF5E\u2460");
  EXPECT_EQ(decoded("\xA1\xC1\xA1\xDD", Encoding::kEucJp), "\u301C\u2212");
  EXPECT_EQ(decoded("\xA1\xC1\xAD\xA1", Encoding::kEucJp), "\uFF5E\u2460");
  EXPECT_EQ(decoded("\x8F\xA2\xB7", Encoding::kEucJp), "\uFF5E")
      << "JIS X 0212 has that one itself";
}

TEST(LegacyText, BadBytesAreMeasured) {
  EXPECT_EQ(bad_per_thousand("plain", Encoding::kGb18030), 0u);
  EXPECT_EQ(bad_per_thousand("\xD6\xD0\xCE\xC4", Encoding::kGb18030), 0u);
  EXPECT_EQ(bad_per_thousand("\xD6\xD0\xCE\xC4\xFF", Encoding::kGb18030), 200u);
}

}  // namespace
}  // namespace galley
