// SPDX-License-Identifier: Apache-2.0
#include "pipeline/removal_sample.h"

#include <fmt/format.h>

#include <vector>

#include "base/try.h"
#include "dedup/index_lookup.h"

namespace galley {

namespace {

Result<std::optional<Removal>> choose(const RemovalList& removals, const Spool& spool) {
  std::vector<Removal> of_store;
  std::optional<Removal> chosen;
  for (std::uint32_t store = 0; store < spool.stores() && !chosen; ++store) {
    GALLEY_TRY(removals.load(spool.first_ord(store), spool.first_ord(store + 1), of_store));
    for (const Removal& removal : of_store) {
      if (!chosen ||
          (removal.reason == RemovalReason::kNear && chosen->reason != RemovalReason::kNear)) {
        chosen = removal;
      }
    }
  }
  return chosen;
}

Status tell(const Spool& spool, std::uint64_t ord, std::string& place, std::string& text) {
  const SpoolPlace at = spool.place_of(ord);
  GALLEY_ASSIGN(const SplitStore::Owner owner, spool.store(at.store).owner(at.index));
  GALLEY_ASSIGN(const std::string id, spool.store(at.store).id_of(owner));
  place = fmt::format("{}, paragraph {}", id, owner.paragraph);
  std::string scratch;
  GALLEY_ASSIGN(text, spool.text(ord, scratch));
  return {};
}

}  // namespace

Result<std::optional<Sample>> removal_sample(const RemovalList& removals, const Spool& spool,
                                             const DuplicateIndex* index) {
  GALLEY_ASSIGN(const std::optional<Removal> chosen, choose(removals, spool));
  if (!chosen) return std::optional<Sample>();
  Sample sample;
  GALLEY_TRY(tell(spool, chosen->ord, sample.place, sample.before));
  if (chosen->keeper_place == KeeperPlace::kIndex) {
    GALLEY_TRY(IndexTexts(*index).with(chosen->keeper_ord, [&](const IndexedText& text) {
      sample.after_place = fmt::format("{}, paragraph {}, of the earlier run {}", text.id,
                                       text.paragraph, index->run_of(text.serial).name);
      sample.after = text.text;
      return Status();
    }));
  } else {
    GALLEY_TRY(tell(spool, chosen->keeper_ord, sample.after_place, sample.after));
  }
  sample.note = chosen->reason == RemovalReason::kExact
                    ? "an exact copy"
                    : fmt::format("similarity {}.{:03}", chosen->similarity_ppm / 1'000'000,
                                  chosen->similarity_ppm / 1000 % 1000);
  return std::optional<Sample>(std::move(sample));
}

}  // namespace galley
