// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_DECODE_TEXTS_H_
#define GALLEY_TESTS_DECODE_TEXTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/file.h"

namespace galley {

/// The text of our own writing in a language: fixtures/encodings/LANGUAGE.txt.
inline std::string text_of(std::string_view language) {
  const std::string path =
      std::string(GALLEY_SOURCE_DIR "/fixtures/encodings/") + std::string(language) + ".txt";
  const Result<std::string> text = read_file(path, 1 << 20);
  GALLEY_CHECK(text.has_value());
  return *text;
}

inline std::vector<std::string> lines_of(std::string_view language) {
  std::vector<std::string> lines;
  const std::string text = text_of(language);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace galley

#endif  // GALLEY_TESTS_DECODE_TEXTS_H_
