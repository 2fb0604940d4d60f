// SPDX-License-Identifier: Apache-2.0
// What a dictionary of Chinese and Japanese words says about a seam: for texts too short to have
// taught which characters stand side by side.
#ifndef GALLEY_REPAIR_DICTIONARY_H_
#define GALLEY_REPAIR_DICTIONARY_H_

#include <memory>
#include <string_view>

namespace galley {

/// The words of ICU's break iterator. Loads them when it is first asked. Not thread-safe.
class Dictionary {
 public:
  Dictionary();
  ~Dictionary();
  Dictionary(Dictionary&&) noexcept;
  Dictionary& operator=(Dictionary&&) noexcept;

  /// Whether a word spans the seam when `behind` is read on after `before`, of which each text by
  /// itself leaves a single character over. False where ICU has no dictionary.
  /// Cost: some microseconds.
  [[nodiscard]] bool is_word_split(std::string_view before, std::string_view behind);

 private:
  class Words;
  std::unique_ptr<Words> words_;
};

}  // namespace galley

#endif  // GALLEY_REPAIR_DICTIONARY_H_
