// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace galley {

namespace {

// Rows further ahead than this are sought, nearer ones read up to.
constexpr std::uint64_t kSeekBeyondSerials = kIndexBlockBytes / sizeof(IndexedRow);

std::unexpected<Error> corrupt(const std::string& where, std::string what) {
  return fail(ErrorCode::kCorrupt, where, std::move(what), "restore the index, or begin a new one");
}

}  // namespace

Result<IndexedRow> IndexRowReader::read(std::uint64_t serial) {
  const std::span<const IndexPart> parts = index_->parts();
  if (serial >= index_->end()) {
    return corrupt(index_->folder(), fmt::format("names text {}, which it has not", serial));
  }
  if (run_ && serial + 1 == next_) return last_;
  while (serial >= parts[part_].end) {
    ++part_;
    run_.reset();
  }
  const IndexPart& part = parts[part_];
  const std::string path = index_->path_of(part, IndexFile::kRows);
  if (!run_) {
    GALLEY_ASSIGN(RunReader run,
                  RunReader::open(path, index_->kind_of<IndexedRow>(IndexFile::kRows)));
    if (run.records() != part.end - part.first) return corrupt(path, "has lost rows");
    run_.emplace(std::move(run));
    next_ = part.first;
  }
  if (serial - next_ > kSeekBeyondSerials) {
    GALLEY_TRY(run_->seek_record(serial - part.first));
    next_ = serial;
  }
  for (; next_ <= serial; ++next_) {
    GALLEY_ASSIGN(const std::optional<IndexedRow> row, run_->next_record<IndexedRow>());
    if (!row) return corrupt(path, "has lost rows");
    last_ = *row;
  }
  if (last_.row.ord != serial || last_.keeper >= index_->list().end()) {
    return corrupt(path, "has a row that cannot be");
  }
  return last_;
}

std::unique_ptr<IndexTexts::Readers> IndexTexts::take() const {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) {
    auto readers = std::make_unique<Readers>();
    readers->resize(index_->parts().size());
    return readers;
  }
  std::unique_ptr<Readers> readers = std::move(idle_.back());
  idle_.pop_back();
  return readers;
}

void IndexTexts::give_back(std::unique_ptr<Readers> readers) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(readers));
}

Result<IndexedText> IndexTexts::find(Readers& readers, std::uint64_t serial) const {
  const std::span<const IndexPart> parts = index_->parts();
  const auto part =
      std::upper_bound(parts.begin(), parts.end(), serial,
                       [](std::uint64_t value, const IndexPart& each) { return value < each.end; });
  if (part == parts.end()) {
    return corrupt(index_->folder(), fmt::format("names text {}, which it has not", serial));
  }
  std::optional<IndexTextReader>& reader = readers[static_cast<std::size_t>(part - parts.begin())];
  const std::string path = index_->path_of(*part, IndexFile::kTexts);
  if (!reader) {
    GALLEY_ASSIGN(IndexTextReader opened, IndexTextReader::open(path, index_->parameters(), *part));
    reader.emplace(std::move(opened));
  }
  GALLEY_ASSIGN(const std::optional<IndexedText> text, reader->find(serial));
  if (!text) return corrupt(path, fmt::format("has lost text {}", serial));
  return *text;
}

}  // namespace galley
