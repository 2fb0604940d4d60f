// SPDX-License-Identifier: Apache-2.0
// Letters: what is left of a text when wraps, hyphens, spaces, punctuation, case and width do not
// matter. A letter is a code point of general category L, M or N after NFKC and full case folding.
// Near-duplicates are compared, and losses are counted, on letters.
#ifndef GALLEY_BASE_LETTERS_H_
#define GALLEY_BASE_LETTERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace galley {

/// A growing array of letters that does not clear what it allocates. Reused from text to text.
class LetterBuffer {
 public:
  [[nodiscard]] std::span<const char32_t> letters() const { return {data_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void clear() { size_ = 0; }

  /// Room for `more` letters behind the present ones; commit(n) then keeps n of them.
  [[nodiscard]] char32_t* reserve_more(std::size_t more);
  void commit(std::size_t letters) { size_ += letters; }

 private:
  std::unique_ptr<char32_t[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// Appends the letters of `text` to `out`. REQUIRES: valid UTF-8. Cost: about 1 ns a byte.
void append_letters(std::string_view text, LetterBuffer& out);

/// The number of letters of `text`, which is what append_letters would append.
[[nodiscard]] std::uint64_t count_letters(std::string_view text);

/// Whether the first character of `text` may count otherwise behind another than alone: a combining
/// mark, or what composes as one. The letters of two texts are those of both together where the
/// second does not begin so. REQUIRES: valid UTF-8.
[[nodiscard]] bool begins_with_mark(std::string_view text);

}  // namespace galley

#endif  // GALLEY_BASE_LETTERS_H_
