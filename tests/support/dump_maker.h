// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_DUMP_MAKER_H_
#define GALLEY_TESTS_SUPPORT_DUMP_MAKER_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace galley {

/// Makes up newspaper dumps of any size, the same for the same seed: paragraphs of English and
/// Chinese in columns, some of them copies and near-copies of earlier ones, under running heads.
/// Not thread-safe.
class DumpMaker {
 public:
  explicit DumpMaker(std::uint64_t seed) : random_(seed) {}

  /// A paragraph on one line: new, or in one case of three a copy or near-copy of an earlier one.
  [[nodiscard]] std::string paragraph();
  /// Paragraphs as they stand in a column: wrapped, sometimes hyphenated or double-spaced, with a
  /// running head and a page number.
  [[nodiscard]] std::string page(std::size_t paragraphs);
  /// Records {"id","text",...} of one page each, with other members among them.
  [[nodiscard]] std::string records(std::size_t count, std::size_t paragraphs);

  /// Writes text files and JSON Lines, plain and compressed, into a folder and one below it.
  void write(const std::string& folder, std::size_t files);

  /// A number in [0, below).
  [[nodiscard]] std::size_t pick(std::size_t below) { return random_() % below; }

 private:
  [[nodiscard]] std::string english();
  [[nodiscard]] std::string chinese();
  [[nodiscard]] std::string wrapped(const std::string& paragraph);
  void disturb(std::string& paragraph);

  std::mt19937_64 random_;
  std::vector<std::string> earlier_;
  std::uint64_t records_ = 0;
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_DUMP_MAKER_H_
