// SPDX-License-Identifier: Apache-2.0
#include "cli/version_text.h"

#include <gtest/gtest.h>

#include <regex>

namespace galley {
namespace {

TEST(VersionText, TellsTheVectorPathAndEveryLibrary) {
  const std::string text = version_text();
  EXPECT_TRUE(std::regex_search(text, std::regex("^galley [0-9]+\\.[0-9]+\\.[0-9]+\n"))) << text;
  EXPECT_TRUE(std::regex_search(text, std::regex("\nvectors: (scalar|AVX2|AVX-512)"))) << text;
  for (const char* library :
       {"Boost", "bzip2", "fmt", "ICU", "liblzma", "simdjson", "xxHash", "zlib", "zstd"}) {
    EXPECT_TRUE(std::regex_search(
        text, std::regex(std::string("[ ,]") + library + " [0-9]+\\.[0-9]+(\\.[0-9]+)?[,\n]")))
        << library << " in " << text;
  }
}

}  // namespace
}  // namespace galley
