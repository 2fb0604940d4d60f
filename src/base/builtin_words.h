// SPDX-License-Identifier: Apache-2.0
// English words with their counts, for inputs too short to teach anything. Where they come from and
// how they were chosen stands in tools/train/README.md.
#ifndef GALLEY_BASE_BUILTIN_WORDS_H_
#define GALLEY_BASE_BUILTIN_WORDS_H_

#include <cstdint>
#include <string_view>

namespace galley {

/// Words of one frequency: each stands for `count` of a million and is parted by a space.
struct BuiltinWords {
  std::uint32_t count;
  std::string_view words;
};
extern const BuiltinWords kBuiltinWords[];
extern const unsigned kBuiltinWordGroups;

template <class Take>
void for_each_builtin_word(Take take) {
  for (unsigned group = 0; group < kBuiltinWordGroups; ++group) {
    std::string_view left = kBuiltinWords[group].words;
    while (!left.empty()) {
      const std::size_t space = left.find(' ');
      take(left.substr(0, space), kBuiltinWords[group].count);
      left.remove_prefix(space == std::string_view::npos ? left.size() : space + 1);
    }
  }
}

}  // namespace galley

#endif  // GALLEY_BASE_BUILTIN_WORDS_H_
