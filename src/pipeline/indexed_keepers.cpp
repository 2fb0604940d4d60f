// SPDX-License-Identifier: Apache-2.0
#include "pipeline/indexed_keepers.h"

#include <algorithm>
#include <utility>

#include "base/try.h"

namespace galley {

namespace {

constexpr std::size_t kMostPending = std::size_t{256} << 10;  // a piece of the store

}  // namespace

Result<IndexedKeepers::Place> IndexedKeepers::add(std::uint64_t serial) {
  if (!texts_) texts_.emplace(*index_);
  Place place;
  const IndexRun& run = index_->run_of(serial);
  place.run = static_cast<std::uint64_t>(&run - index_->list().runs.data());
  GALLEY_TRY(texts_->with(serial, [&](const IndexedText& text) {
    place.id = ids_.size_bytes() + pending_.size();
    place.id_bytes = static_cast<std::uint32_t>(text.id.size());
    place.paragraph = text.paragraph;
    pending_ += text.id;
    return Status();
  }));
  if (pending_.size() >= kMostPending) GALLEY_TRY(seal());
  return place;
}

Status IndexedKeepers::seal() {
  GALLEY_ASSIGN(const std::uint64_t offset, ids_.append(std::exchange(pending_, {})));
  static_cast<void>(offset);
  return {};
}

Status find_indexed_texts(const std::string& folder, std::span<StandIn* const> keepers) {
  GALLEY_ASSIGN(const DuplicateIndex index, DuplicateIndex::open_as_it_is(folder));
  // By run, so that each run's texts are read once.
  std::vector<StandIn*> wanted(keepers.begin(), keepers.end());
  std::sort(wanted.begin(), wanted.end(),
            [](const StandIn* a, const StandIn* b) { return a->run < b->run; });
  for (auto first = wanted.begin(); first != wanted.end();) {
    const auto last = std::find_if(first, wanted.end(),
                                   [&](const StandIn* each) { return each->run != (*first)->run; });
    const std::span<StandIn* const> of_run(first, last);
    first = last;
    const IndexRun* const run = index.run_named(of_run.front()->run);
    if (run == nullptr) continue;
    for (const IndexPart& part : index.parts()) {
      if (part.end <= run->first || part.first >= run->end) continue;
      GALLEY_ASSIGN(
          IndexTextReader reader,
          IndexTextReader::open(index.path_of(part, IndexFile::kTexts), index.parameters(), part));
      for (std::uint64_t serial = std::max(run->first, part.first); serial < run->end;) {
        GALLEY_ASSIGN(const std::optional<IndexedText> text, reader.from(serial));
        if (!text || text->serial >= run->end) break;
        for (StandIn* const keeper : of_run) {
          if (keeper->id == text->id && keeper->paragraph == text->paragraph) {
            keeper->text = text->text;
          }
        }
        serial = text->serial + 1;
      }
    }
  }
  return {};
}

}  // namespace galley
