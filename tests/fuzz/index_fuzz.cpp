// SPDX-License-Identifier: Apache-2.0
// An index whose files are any bytes behind right checksums: the check tells what is wrong, and a
// search against it ends, with removals or an error, never elsewhere.
#include <array>
#include <string>

#include "base/check.h"
#include "dedup/banding.h"
#include "dedup/duplicate_search.h"
#include "dedup/index_check.h"
#include "dedup/index_texts.h"
#include "fingerprint/fingerprinter.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/memory_os.h"

namespace {

using namespace galley;

constexpr std::string_view kTexts[] = {
    "The mill below the bridge was sold on Tuesday to a company of weavers from the valley.",
    "The mill below the bridge was sold on Tuesday to a company of weavers from the hills.",
    "守望者每天黃昏登上燈塔，先擦拭透鏡，再檢查油壺與燈芯，確認風向之後才把燈點亮。"};

class Texts final : public ParagraphTexts {
 public:
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord, std::string&) const override {
    return kTexts[ord];
  }
};

void search(const DuplicateIndex& index, const DedupOptions& options, SpillPlace& place) {
  DuplicateSearch search(options, place, 1, &index);
  Fingerprinter fingerprinter(fingerprint_plan(options));
  DuplicateSearch::Batch batch(options);
  for (std::uint64_t i = 0; i < std::size(kTexts); ++i) {
    batch.add(i, 0, fingerprinter.compute(kTexts[i], {.ord = i}));
  }
  GALLEY_CHECK(search.take(batch).has_value());
  const Result<DedupOutcome> outcome = search.finish(Texts());
  if (!outcome) GALLEY_CHECK(!outcome.error().what.empty() && !outcome.error().remedy.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static MemoryOs memory;
  const ScopedOs in_place(memory);
  memory.clear();
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  DedupOptions options;
  options.min_letters = 5;
  if ((shape & 1) != 0) options.preset = DedupPreset::kOcr;
  if ((shape & 4) != 0) options.exact_copies = ExactCopies::kByLetters;
  IndexList list;
  list.settings = index_settings(options);
  list.next_part = 1;
  list.parts = {{0, 0, 1u + shape / 8u}};
  list.runs = {{"earlier", {1, 2}, 0, list.parts[0].end}};
  memory.set(join_path("index", kIndexListName), to_text(list));
  const Result<DuplicateIndex> index = DuplicateIndex::open_as_it_is("index");
  GALLEY_CHECK(index.has_value());
  const std::array<RunKind, 4> kinds = {
      index->kind_of<IndexedExact>(IndexFile::kExact),
      options.preset == DedupPreset::kOcr ? index->kind_of<AnchorRecord>(IndexFile::kKeys)
                                          : index->kind_of<KeyRecord>(IndexFile::kKeys),
      index->kind_of<IndexedRow>(IndexFile::kRows), index_texts_kind(index->parameters())};
  for (std::size_t file = 0; file < kinds.size(); ++file) {
    memory.set(index->path_of(list.parts[0], static_cast<IndexFile>(file)),
               run_of(input, kinds[file]));
  }
  MemoryBudget budget(std::uint64_t{256} << 20);
  const StopToken stop;
  SpillPlace place("spill", budget, stop);
  const Result<IndexCheck> check = check_index(*index, place);
  GALLEY_CHECK(check.has_value());
  search(*index, options, place);
  return 0;
}
