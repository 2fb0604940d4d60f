// SPDX-License-Identifier: Apache-2.0
#include "pipeline/number_file.h"

#include <algorithm>
#include <optional>

#include "base/try.h"

namespace galley {

namespace {

RunKind number_kind() {
  return run_kind_of<std::uint64_t>("numbers");
}

}  // namespace

Status write_numbers(const std::string& path, const std::vector<std::uint64_t>& numbers,
                     Durability durability) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, number_kind(), durability));
  GALLEY_TRY(writer.append_records(std::span(numbers)));
  return writer.finish();
}

Result<NumberReader> NumberReader::open(const std::string& path) {
  NumberReader numbers(path);
  GALLEY_TRY(for_each_record<std::uint64_t>(path, number_kind(), [&](std::uint64_t number) {
    numbers.numbers_.push_back(number);
    return Status();
  }));
  return numbers;
}

std::uint64_t NumberReader::next() {
  if (at_ < numbers_.size()) return numbers_[at_++];
  sound_ = false;
  return 0;
}

std::vector<std::uint64_t> NumberReader::next_few(std::uint64_t count) {
  if (count > left()) sound_ = false;
  const auto begin = numbers_.begin() + static_cast<std::ptrdiff_t>(at_);
  const auto few = static_cast<std::ptrdiff_t>(std::min(count, left()));
  at_ += static_cast<std::size_t>(few);
  return {begin, begin + few};
}

Status NumberReader::finish() const {
  if (sound_ && at_ == numbers_.size()) return {};
  return fail(ErrorCode::kCorrupt, path_, "does not hold what it should",
              "begin anew with --overwrite");
}

}  // namespace galley
