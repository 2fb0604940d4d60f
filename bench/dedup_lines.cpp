// SPDX-License-Identifier: Apache-2.0
// dedup_lines FILE [OPTION=VALUE...]: the search for duplicates over paragraphs, one a line (or
// JSON Lines where the name ends in .jsonl), without reading, repair and writing around it.
//
//   threads=N numbers=ignore preset=ocr keep=longest similarity=PPM bands=N rows=N min-letters=N
//   memory=BYTES temp=FOLDER removals=OUT.jsonl clusters=OUT.jsonl
//
// Prints counts and the processor time of each step. `clusters` is what
// ../shared/eval/score_dups.py reads.
#include <fmt/core.h>

#include <charconv>
#include <cstdio>
#include <ctime>
#include <map>

#include "base/parallel.h"
#include "base/try.h"
#include "bench/paragraph_file.h"
#include "dedup/banding.h"
#include "dedup/duplicate_search.h"
#include "fingerprint/fingerprinter.h"

namespace galley {
namespace {

class TextsOfFile final : public ParagraphTexts {
 public:
  explicit TextsOfFile(const ParagraphFile& file) : file_(file) {}
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord, std::string&) const override {
    return file_.paragraphs()[ord];
  }

 private:
  const ParagraphFile& file_;
};

using Words = std::map<std::string, std::string>;

std::uint64_t number_of(const Words& words, const std::string& name, std::uint64_t otherwise) {
  const auto word = words.find(name);
  if (word == words.end()) return otherwise;
  std::uint64_t value = 0;
  std::from_chars(word->second.data(), word->second.data() + word->second.size(), value);
  return value;
}

bool says(const Words& words, const std::string& name, std::string_view value) {
  const auto word = words.find(name);
  return word != words.end() && word->second == value;
}

DedupOptions options_of(const Words& words) {
  DedupOptions options;
  if (says(words, "preset", "ocr")) options.preset = DedupPreset::kOcr;
  if (says(words, "numbers", "ignore")) options.numbers = Numbers::kIgnore;
  if (says(words, "keep", "longest")) options.keep = Keep::kLongest;
  const auto take = [&](const char* name, std::uint32_t& value) {
    value = static_cast<std::uint32_t>(number_of(words, name, value));
  };
  take("similarity", options.similarity_ppm);
  take("bands", options.bands);
  take("rows", options.rows);
  take("min-letters", options.min_letters);
  take("max-letter-errors", options.max_letter_errors_ppm);
  return options;
}

// Processor time of all threads: a busy machine does not show in it.
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Status write_removals(const std::string& path, const ParagraphFile& file,
                      const std::vector<Removal>& removals) {
  std::string out;
  for (const Removal& removal : removals) {
    out += fmt::format("{{\"id\":\"{}\",\"kept\":\"{}\",\"similarity\":{}.{:06},\"reason\":{}}}\n",
                       file.ids()[removal.ord], file.ids()[removal.keeper_ord],
                       removal.similarity_ppm / 1'000'000, removal.similarity_ppm % 1'000'000,
                       static_cast<int>(removal.reason));
  }
  return write_file_atomically(path, out);
}

Status write_clusters(const std::string& path, const ParagraphFile& file,
                      const std::vector<Removal>& removals) {
  std::vector<std::uint64_t> keeper(file.ids().size());
  for (std::size_t i = 0; i < keeper.size(); ++i) keeper[i] = i;
  for (const Removal& removal : removals) keeper[removal.ord] = removal.keeper_ord;
  std::string out;
  for (std::size_t i = 0; i < keeper.size(); ++i) {
    out += fmt::format("{{\"id\":\"{}\",\"cluster\":{}}}\n", file.ids()[i], keeper[i]);
  }
  return write_file_atomically(path, out);
}

Status run(const std::string& path, const Words& words) {
  const DedupOptions options = options_of(words);
  GALLEY_TRY(check(options));
  const int threads = static_cast<int>(number_of(words, "threads", 1));
  GALLEY_ASSIGN(const ParagraphFile file, ParagraphFile::read(path));
  const auto& paragraphs = file.paragraphs();
  const double bytes = static_cast<double>(file.text_bytes());

  const StopToken stop;
  MemoryBudget budget(number_of(words, "memory", std::uint64_t{8} << 30));
  const auto temp = words.find("temp");
  SpillPlace place(temp == words.end() ? "/tmp" : temp->second, budget, stop);
  DuplicateSearch search(options, place, threads);
  SeenContents seen(std::size_t{1} << 21);

  double start = cpu_seconds();
  constexpr std::size_t kStep = 1 << 14;
  std::vector<Fingerprinter> fingerprinters;
  std::vector<DuplicateSearch::Batch> batches;
  for (int t = 0; t < threads; ++t) {
    fingerprinters.emplace_back(fingerprint_plan(options), &seen);
    batches.emplace_back(options);
  }
  GALLEY_TRY(
      for_each_index(threads, (paragraphs.size() + kStep - 1) / kStep, stop,
                     [&](std::size_t step, int thread) -> Status {
                       const auto t = static_cast<std::size_t>(thread);
                       const std::size_t end = std::min(paragraphs.size(), (step + 1) * kStep);
                       for (std::size_t i = step * kStep; i < end; ++i) {
                         batches[t].add(i, 0, fingerprinters[t].compute(paragraphs[i], {.ord = i}));
                       }
                       return search.take(batches[t]);
                     }));
  const double fingerprint_seconds = cpu_seconds() - start;
  start = cpu_seconds();
  GALLEY_ASSIGN(const DedupOutcome outcome, search.finish(TextsOfFile(file)));
  const double match_seconds = cpu_seconds() - start;

  const DedupCounts& c = outcome.counts;
  fmt::print("bytes {:.0f} paragraphs {} short {} distinct {}\n", bytes, c.paragraphs,
             c.short_paragraphs, c.distinct);
  fmt::print("pairs: candidate {} skipped {} compared {} verified {}\n", c.candidate_pairs,
             c.skipped_pairs, c.compared_pairs, c.verified_pairs);
  fmt::print("removed: exact {} near {}\n", c.removed_exact, c.removed_near);
  fmt::print(
      "fingerprint {:.3f} s {:.0f} MB/s {:.2f} ns/B; match {:.3f} s {:.0f} MB/s {:.2f} ns/B\n",
      fingerprint_seconds, bytes / fingerprint_seconds / 1e6, fingerprint_seconds * 1e9 / bytes,
      match_seconds, bytes / match_seconds / 1e6, match_seconds * 1e9 / bytes);
  fmt::print("peak {} MiB, spilled {} MiB\n", peak_resident_bytes() >> 20,
             place.spilled_bytes() >> 20);
  std::vector<Removal> removals;
  GALLEY_TRY(outcome.removals.load(0, ~std::uint64_t{0}, removals));
  if (words.contains("removals")) {
    GALLEY_TRY(write_removals(words.at("removals"), file, removals));
  }
  if (words.contains("clusters")) {
    GALLEY_TRY(write_clusters(words.at("clusters"), file, removals));
  }
  return {};
}

}  // namespace
}  // namespace galley

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: dedup_lines FILE [OPTION=VALUE...]\n");
    return 2;
  }
  galley::Words words;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    const std::size_t equals = std::min(word.find('='), word.size());
    words[word.substr(0, equals)] = equals < word.size() ? word.substr(equals + 1) : "";
  }
  const galley::Status status = galley::run(argv[1], words);
  if (status) return 0;
  fmt::print(stderr, "dedup_lines: {}\n", galley::to_string(status.error()));
  return 1;
}
