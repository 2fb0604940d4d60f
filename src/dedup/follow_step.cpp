// SPDX-License-Identifier: Apache-2.0
// Copies follow their text: to its best copy where that stays, else to its keeper. Both stand in
// the range of the text, so no range needs another.
#include "dedup/removals.h"
#include "dedup/step_files.h"

namespace galley {

std::vector<std::uint64_t> text_bounds(const SearchSteps& steps) {
  std::vector<std::uint64_t> bounds = {0};
  for (std::uint32_t task = 1; task < steps.tasks; ++task) {
    bounds.push_back(steps.first_ords.empty() ? 0 : steps.first_ords[first_stretch(steps, task)]);
  }
  return bounds;
}

Status follow_copies(const SearchSteps& steps, std::uint32_t task,
                     std::span<const std::string> copies, const std::string& decided,
                     const std::string& folder) {
  SpillPlace& place = *steps.place;
  RecordSorter<CopyRecord> of_range(place, kCopiesName, place.share(25));
  for (const std::string& of_part : copies) {
    GALLEY_ASSIGN(const CopiesBegins begins, CopiesBegins::read(of_part, steps.tasks));
    GALLEY_TRY(
        for_each_in_slice<CopyRecord>(of_part, kCopiesName, begins.copies, task,
                                      [&](const CopyRecord& copy) { return of_range.add(copy); }));
  }
  RecordSorter<RemovedText> removed(place, kRemovedName, place.share(25));
  GALLEY_TRY(for_each_record<RemovedText>(
      join_path(decided, removed_name(task)), run_kind_of<RemovedText>(kRemovedName),
      [&](const RemovedText& text) { return removed.add(text); }));
  RecordSorter<FollowedRemoval> followed(place, kFollowedName, place.share(25));
  DedupCounts counts;
  GALLEY_TRY(for_each_removal(of_range, removed, counts, [&](const RemovalRecord& removal) {
    return followed.add({removal.keeper_ord, removal.ord, removal.similarity_ppm, removal.reason});
  }));
  GALLEY_ASSIGN(const SliceBegins begins,
                write_slices(followed, folder, kFollowedName, text_bounds(steps),
                             [](const FollowedRemoval& removal) { return removal.keeper_ord; }));
  return write_begins(folder, begins);
}

}  // namespace galley
