// SPDX-License-Identifier: Apache-2.0
#include "dedup/search_steps.h"

#include <optional>
#include <utility>

#include "base/try.h"
#include "dedup/anchor_matcher.h"
#include "dedup/bucket_matcher.h"
#include "dedup/exact_groups.h"
#include "dedup/removals.h"
#include "dedup/row_table.h"
#include "dedup/search_texts.h"
#include "dedup/verified_removals.h"

namespace galley {

namespace {

constexpr std::string_view kCopiesName = "copies";
constexpr std::string_view kRepeatsName = "repeats";
constexpr std::string_view kPairsName = "pairs";

// Rows of all stretches, and the records of one kind that some parts have.
template <class Record>
struct Adopted {
  Adopted(const SearchSteps& steps, std::string_view name)
      : rows(*steps.place, steps.options->keep, steps.place->share(15)),
        records(*steps.place, name, steps.place->share(30)) {}

  Status adopt(const SearchSteps& steps, PartRange parts, std::string_view name,
               typename PartitionedRecords<Record>::Begins SearchFacts::* begins) {
    for (const SearchStretch& stretch : steps.stretches) {
      std::uint64_t batch = 0;
      if (stretch.facts.rows > 0) {
        GALLEY_ASSIGN(batch, rows.adopt(join_path(stretch.folder, kRowsName), stretch.facts.rows,
                                        stretch.facts.first_ord));
      }
      records.adopt(
          {join_path(stretch.folder, name), stretch.facts.*begins, parts.first, parts.end, batch});
    }
    rows.settle();
    return {};
  }

  RowTable rows;
  PartitionedRecords<Record> records;
};

// Writes a sorter's records as a run.
template <class Record>
Status write_sorted(RecordSorter<Record>& sorter, const std::string& path, std::string_view name) {
  GALLEY_TRY(sorter.sort());
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(path, run_kind_of<Record>(name), Durability::kDurable));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Record> record, sorter.next());
    if (!record) return writer.finish();
    GALLEY_TRY(writer.append_record(*record));
  }
}

// Calls use(record) for all records of a run.
template <class Record, class Use>
Status read_run(const std::string& folder, std::string_view name, Use use) {
  return for_each_record<Record>(join_path(folder, name), run_kind_of<Record>(name), use);
}

Status note_repeats(std::span<const std::string> copies, RowTable& rows) {
  for (const std::string& folder : copies) {
    const auto note = [&](std::uint64_t row) -> Status {
      if (row >= rows.size()) {
        return fail(ErrorCode::kCorrupt, folder, "names a paragraph that no task of map has made",
                    "begin anew with --overwrite");
      }
      rows.set_repeats(row);
      return {};
    };
    GALLEY_TRY(read_run<std::uint64_t>(folder, kRepeatsName, note));
  }
  return {};
}

}  // namespace

Status write_copies(const SearchSteps& steps, PartRange parts, const ParagraphTexts& texts,
                    const std::string& folder) {
  Adopted<ExactRecord> adopted(steps, "exact");
  GALLEY_TRY(adopted.adopt(steps, parts, "exact", &SearchFacts::exact));
  RecordSorter<CopyRecord> copies(*steps.place, "copies", steps.place->share(15));
  const SearchTexts of_input(texts, nullptr);
  const bool compares = steps.options->exact_copies == ExactCopies::kByLetters;
  const ExactSearch search{*steps.place, steps.threads, compares ? &of_input : nullptr, {}};
  GALLEY_TRY(find_exact_copies(adopted.records, adopted.rows, copies, search));
  GALLEY_TRY(write_sorted(copies, join_path(folder, kCopiesName), kCopiesName));
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(join_path(folder, kRepeatsName),
                                  run_kind_of<std::uint64_t>(kRepeatsName), Durability::kDurable));
  for (std::uint64_t row = 0; row < adopted.rows.size(); ++row) {
    if (adopted.rows.repeats(row)) GALLEY_TRY(writer.append_record(row));
  }
  return writer.finish();
}

Result<DedupCounts> write_pairs(const SearchSteps& steps, PartRange parts,
                                std::span<const std::string> copies, const ParagraphTexts& texts,
                                const std::string& folder) {
  DedupCounts counts;
  RecordSorter<CandidatePair> pairs(*steps.place, "candidates", steps.place->share(15));
  std::uint64_t rows = 0;
  const auto match = [&]<class Matcher, class Record>(Matcher&& matcher,
                                                      Adopted<Record>& adopted) -> Status {
    GALLEY_TRY(note_repeats(copies, adopted.rows));
    GALLEY_TRY(matcher.match(adopted.records, pairs));
    counts.candidate_pairs = matcher.pairs();
    counts.skipped_pairs = matcher.skipped();
    rows = adopted.rows.size();
    return {};
  };
  if (steps.options->preset == DedupPreset::kOcr) {
    Adopted<AnchorRecord> adopted(steps, "anchors");
    GALLEY_TRY(adopted.adopt(steps, parts, "anchors", &SearchFacts::anchors));
    GALLEY_TRY(match(AnchorMatcher(adopted.rows, *steps.place, steps.threads), adopted));
  } else {
    Adopted<KeyRecord> adopted(steps, "keys");
    GALLEY_TRY(adopted.adopt(steps, parts, "keys", &SearchFacts::keys));
    GALLEY_TRY(
        match(BucketMatcher(*steps.options, adopted.rows, *steps.place, steps.threads), adopted));
  }
  GALLEY_TRY(pairs.sort());
  GALLEY_ASSIGN(RunWriter writer,
                RunWriter::create(join_path(folder, kPairsName),
                                  run_kind_of<VerifiedPair>(kPairsName), Durability::kDurable));
  const SearchTexts of_input(texts, nullptr);
  VerifiedRemovals verified(*steps.options, of_input, steps.threads, steps.place->stop(),
                            most_letters(*steps.place));
  GALLEY_TRY(verified.write(pairs, rows, writer));
  GALLEY_TRY(writer.finish());
  return counts;
}

Result<RemovalList> decide_removals(const SearchSteps& steps, std::span<const std::string> copies,
                                    std::span<const std::string> pairs) {
  std::uint64_t rows = 0;
  for (const SearchStretch& stretch : steps.stretches) rows += stretch.facts.rows;
  // A pair may have been found in several parts.
  RecordSorter<VerifiedPair> all_pairs(*steps.place, kPairsName, steps.place->share(20));
  for (const std::string& folder : pairs) {
    GALLEY_TRY(read_run<VerifiedPair>(
        folder, kPairsName, [&](const VerifiedPair& pair) { return all_pairs.add(pair); }));
  }
  GALLEY_TRY(all_pairs.sort());
  RecordSorter<RemovedText> removed(*steps.place, "removed", steps.place->share(10));
  GALLEY_TRY(decide_verified(all_pairs, rows, removed));
  RecordSorter<CopyRecord> all_copies(*steps.place, kCopiesName, steps.place->share(20));
  for (const std::string& folder : copies) {
    GALLEY_TRY(read_run<CopyRecord>(folder, kCopiesName,
                                    [&](const CopyRecord& copy) { return all_copies.add(copy); }));
  }
  DedupCounts counts;
  return merge_removals(all_copies, removed, *steps.place, steps.place->share(10), counts);
}

}  // namespace galley
