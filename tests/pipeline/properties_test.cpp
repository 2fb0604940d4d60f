// SPDX-License-Identifier: Apache-2.0
// What holds of every run, over dumps and options that rapidcheck makes up: verify accepts it, its
// letters are accounted for, restore undoes the removal, the splits together are the whole, and
// what clean writes is what repair and then dedup write.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/zstd_codec.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

// A dump of a few pages in a folder of its own, and options for it.
struct MadeRun {
  MadeRun() {
    DumpMaker maker(*rc::gen::arbitrary<std::uint64_t>());
    maker.write(folder / "dump", *rc::gen::inRange<std::size_t>(1, 5));
    options = run_options({folder / "dump"}, folder / "out");
    options.removed_text = RemovedTexts::kKeep;
    options.threads = *rc::gen::inRange(1, 4);
    options.split_bytes =
        *rc::gen::elementOf(std::vector<std::uint64_t>{1024, 3000, 20'000, 1 << 20});
    options.memory_bytes =
        *rc::gen::elementOf(std::vector<std::uint64_t>{kNoMemory, std::uint64_t{1} << 30});
    options.structure = *rc::gen::element(Structure::kOmit, Structure::kWrite);
    RepairOptions& repair = options.repair;
    repair.page_furniture = *rc::gen::element(PageFurniture::kRemove, PageFurniture::kKeep);
    repair.interrupted =
        *rc::gen::element(Interrupted::kAll, Interrupted::kNear, Interrupted::kNone);
    repair.half_width_punctuation =
        *rc::gen::element(HalfWidthPunctuation::kAsFound, HalfWidthPunctuation::kFold);
    DedupOptions& dedup = options.dedup;
    dedup.preset = *rc::gen::element(DedupPreset::kDefault, DedupPreset::kOcr);
    dedup.numbers = *rc::gen::element(Numbers::kDistinguish, Numbers::kIgnore);
    dedup.keep = *rc::gen::element(Keep::kFirst, Keep::kLongest, Keep::kCleanest);
    dedup.unit = *rc::gen::element(DedupUnit::kParagraph, DedupUnit::kDocument, DedupUnit::kItem);
    dedup.scope = *rc::gen::element(DedupScope::kCorpus, DedupScope::kDocument);
    dedup.exact_copies = *rc::gen::element(ExactCopies::kByHash, ExactCopies::kByLetters);
  }
  const TempFolder folder;
  RunOptions options;
};

std::string restored_from(const std::string& folder) {
  std::string restored;
  RC_ASSERT(restore(run_options({folder}, ""), {}, [&](std::string_view bytes) {
              restored += bytes;
              return Status();
            }).has_value());
  return restored;
}

// The content of all files of one kind, in the order of the splits.
std::string all_of(const std::string& folder, std::string_view kind) {
  std::string all;
  for (const std::string& name : names_in(folder)) {
    if (!name.starts_with(kind)) continue;
    const std::string stored = read_file(join_path(folder, name), 1 << 30).value();
    all += zstd_decompress(stored, std::uint64_t{1} << 30, name).value();
  }
  return all;
}

RC_GTEST_PROP(Runs, AreSoundAndLoseNoLetter, ()) {
  const MadeRun made;
  const RunSummary summary = clean_well(made.options);
  RC_ASSERT(faults_in(made.options.output).empty());
  RC_ASSERT(letters_in_side(summary.counts) == letters_out_side(summary.counts));
  const RunCounts& counts = summary.counts;
  RC_ASSERT(counts.paragraphs_in == counts.kept + counts.removed_exact + counts.removed_near);
}

RC_GTEST_PROP(Runs, AreUndoneByRestore, ()) {
  MadeRun made;
  made.options.structure = Structure::kOmit;  // which restore leaves out
  clean_well(made.options);
  made.options.profile = made.folder / "out/profile";
  made.options.inputs = {made.folder / "dump"};
  const std::string repaired = repair_well(made.options, RepairedFormat::kJsonl);
  // Documents that are left without any paragraph are not among what is restored.
  std::string expected;
  for (std::size_t at = 0; at < repaired.size();) {
    const std::size_t end = repaired.find('\n', at) + 1;
    const std::string line = repaired.substr(at, end - at);
    if (!line.ends_with("\"text\":\"\"}\n")) expected += line;
    at = end;
  }
  RC_ASSERT(restored_from(made.options.output) == expected);
}

RC_GTEST_PROP(Runs, HaveSplitsThatTogetherAreTheWhole, ()) {
  MadeRun made;
  clean_well(made.options);
  RunOptions whole = made.options;
  whole.output = made.folder / "whole";
  whole.split_bytes = 1 << 30;
  whole.threads = 1;
  clean_well(whole);
  for (const std::string_view kind : {"corpus-", "removed-"}) {
    RC_ASSERT(all_of(made.options.output, kind) == all_of(whole.output, kind));
  }
}

RC_GTEST_PROP(Runs, AreRepairAndThenDedup, ()) {
  MadeRun made;
  // What dedup reads is one file of records: it knows neither furniture nor structure.
  made.options.repair.page_furniture = PageFurniture::kKeep;
  made.options.structure = Structure::kOmit;
  if (made.options.dedup.keep == Keep::kCleanest) made.options.dedup.keep = Keep::kFirst;
  const RunSummary cleaned = clean_well(made.options);
  RunOptions repairing = made.options;
  repairing.profile = made.folder / "out/profile";
  RunOptions second = made.options;
  second.inputs = {
      made.folder.write("repaired.jsonl", repair_well(repairing, RepairedFormat::kJsonl))};
  second.output = made.folder / "second";
  const RunSummary deduplicated = dedup_well(second);
  RC_ASSERT(deduplicated.counts.kept == cleaned.counts.kept);
  RC_ASSERT(deduplicated.counts.removed_exact == cleaned.counts.removed_exact);
  RC_ASSERT(deduplicated.counts.removed_near == cleaned.counts.removed_near);
  RC_ASSERT(all_of(second.output, "removed-") == all_of(made.options.output, "removed-"));
}

// What an earlier paragraph becomes does not hang on what comes behind it.
RC_GTEST_PROP(Runs, OfAPrefixArePrefixes, ()) {
  MadeRun made;
  RunOptions& options = made.options;
  options.dedup.keep = Keep::kFirst;
  options.dedup.unit = DedupUnit::kParagraph;
  DumpMaker maker(*rc::gen::arbitrary<std::uint64_t>());
  std::string text;
  std::size_t middle = 0;
  for (int i = 0; i < 40; ++i) {
    text += "{\"text\":\"" + maker.paragraph() + "\"}\n";
    if (i == 24) middle = text.size();
  }
  options.split_bytes = 1 << 20;
  RC_ASSERT(make_folders(made.folder / "in2").has_value());
  RC_ASSERT(make_folders(made.folder / "in").has_value());
  options.inputs = {made.folder.write("in/a.jsonl", text)};
  dedup_well(options);
  RunOptions prefix = options;
  prefix.inputs = {made.folder.write("in2/a.jsonl", text.substr(0, middle))};
  prefix.output = made.folder / "prefix";
  dedup_well(prefix);
  RC_ASSERT(all_of(options.output, "removed-").starts_with(all_of(prefix.output, "removed-")));
}

}  // namespace
}  // namespace galley
