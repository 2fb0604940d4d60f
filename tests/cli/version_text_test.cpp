// SPDX-License-Identifier: Apache-2.0
#include "cli/version_text.h"

#include <gtest/gtest.h>

#include <cctype>
#include <string>

namespace galley {
namespace {

// How many numbers, parted by points, stand at `at`.
int numbers_at(const std::string& text, std::size_t at) {
  int numbers = 0;
  for (;;) {
    const std::size_t begin = at;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) ++at;
    if (at == begin) return numbers;
    ++numbers;
    if (at == text.size() || text[at] != '.') return numbers;
    ++at;
  }
}

TEST(VersionText, TellsTheVectorPathAndEveryLibrary) {
  const std::string text = version_text();
  ASSERT_TRUE(text.starts_with("galley ")) << text;
  EXPECT_EQ(numbers_at(text, 7), 3) << text;
  const std::size_t vectors = text.find("\nvectors: ");
  ASSERT_NE(vectors, std::string::npos) << text;
  const std::string path = text.substr(vectors + 10, 4);
  EXPECT_TRUE(path == "scal" || path == "AVX2" || path == "AVX-") << text;
  for (const std::string library :
       {"Boost", "bzip2", "fmt", "ICU", "liblzma", "simdjson", "xxHash", "zlib", "zstd"}) {
    const std::size_t at = text.find(" " + library + " ");
    ASSERT_NE(at, std::string::npos) << library << " in " << text;
    EXPECT_GE(numbers_at(text, at + library.size() + 2), 2) << library << " in " << text;
  }
}

}  // namespace
}  // namespace galley
