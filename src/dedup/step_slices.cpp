// SPDX-License-Identifier: Apache-2.0
#include "dedup/step_slices.h"

#include <algorithm>

namespace galley {

namespace {

constexpr std::string_view kBeginsName = "begins";

}  // namespace

std::unexpected<Error> corrupt_step(const std::string& folder) {
  return fail(ErrorCode::kCorrupt, folder, "does not hold what a task of match writes",
              "begin anew with --overwrite");
}

Status write_begins(const std::string& folder, const std::vector<std::uint64_t>& numbers) {
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(join_path(folder, kBeginsName),
                                  run_kind_of<std::uint64_t>(kBeginsName), Durability::kScratch));
  for (const std::uint64_t number : numbers) GALLEY_TRY(writer.append_record(number));
  return writer.finish();
}

Result<BeginsReader> BeginsReader::open(const std::string& folder) {
  std::vector<std::uint64_t> numbers;
  GALLEY_TRY(for_each_record<std::uint64_t>(join_path(folder, kBeginsName),
                                            run_kind_of<std::uint64_t>(kBeginsName),
                                            [&](std::uint64_t number) {
                                              numbers.push_back(number);
                                              return Status();
                                            }));
  return BeginsReader(folder, std::move(numbers));
}

Result<std::uint64_t> BeginsReader::next() {
  if (at_ == numbers_.size()) return corrupt_step(folder_);
  return numbers_[at_++];
}

Result<SliceBegins> BeginsReader::next_slices(std::uint64_t slices) {
  if (slices >= numbers_.size() - at_) return corrupt_step(folder_);
  const auto begin = numbers_.begin() + static_cast<std::ptrdiff_t>(at_);
  SliceBegins begins(begin, begin + static_cast<std::ptrdiff_t>(slices) + 1);
  at_ += begins.size();
  if (!std::is_sorted(begins.begin(), begins.end())) return corrupt_step(folder_);
  return begins;
}

}  // namespace galley
