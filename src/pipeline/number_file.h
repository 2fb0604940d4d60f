// SPDX-License-Identifier: Apache-2.0
// A file of numbers: a run of which each record is one.
#ifndef GALLEY_PIPELINE_NUMBER_FILE_H_
#define GALLEY_PIPELINE_NUMBER_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/run_file.h"

namespace galley {

/// Writes `numbers`; the file stands under its name only when it is whole.
[[nodiscard]] Status write_numbers(const std::string& path,
                                   const std::vector<std::uint64_t>& numbers,
                                   Durability durability);

/// Hands a file's numbers out one after another; zeros behind the end, after which it is no more
/// sound. So whoever reads looks once, when all is read.
class NumberReader {
 public:
  /// Reads all of them. Errors: those of RunReader.
  [[nodiscard]] static Result<NumberReader> open(const std::string& path);

  [[nodiscard]] std::uint64_t next();
  /// How many there are left: a bound for what numbers say that there is more.
  [[nodiscard]] std::uint64_t left() const { return numbers_.size() - at_; }
  /// The next `count`, or fewer where there are no more.
  [[nodiscard]] std::vector<std::uint64_t> next_few(std::uint64_t count);
  /// Success where all was read, and nothing more. Errors: kCorrupt.
  [[nodiscard]] Status finish() const;

 private:
  explicit NumberReader(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::vector<std::uint64_t> numbers_;
  std::size_t at_ = 0;
  bool sound_ = true;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_NUMBER_FILE_H_
