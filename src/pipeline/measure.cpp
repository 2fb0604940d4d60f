// SPDX-License-Identifier: Apache-2.0
// The search runs as it always does, into a scratch folder. What it wrote is then read twice: once
// to take a sample, once to hold every paragraph against it. So the measurement sees what a user
// would see, and believes nothing that the search has computed on the way.
#include "galley/measure.h"

#include <algorithm>
#include <atomic>
#include <boost/math/distributions/binomial.hpp>
#include <map>
#include <mutex>
#include <queue>
#include <tuple>

#include "base/hash.h"
#include "base/numbers.h"
#include "base/parallel.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "dedup/sample_join.h"
#include "galley/run.h"
#include "pipeline/memory_plan.h"
#include "pipeline/numbered_paragraph.h"
#include "pipeline/record_cursor.h"
#include "pipeline/split_files.h"

namespace galley {

namespace {

// A paragraph that is neither short nor an exact copy.
struct Seen {
  NumberedParagraph place;
  std::string_view text;
  bool is_kept = true;
  NumberedParagraph keeper;  // of one that is not
};

// The paragraphs with the lowest hashes of their places: as many as are wanted.
class Lowest {
 public:
  struct Chosen {
    std::uint64_t hash = 0;
    Seen seen;
    std::string text;
    friend bool operator<(const Chosen& a, const Chosen& b) {
      return std::tie(a.hash, a.seen.place) < std::tie(b.hash, b.seen.place);
    }
  };
  Lowest(std::uint64_t wanted, std::uint64_t most_bytes)
      : wanted_(wanted), most_bytes_(most_bytes) {}

  // Threads: at once.
  Status offer(const Seen& seen) {
    const std::uint64_t hash =
        mix64(mix64(seen.place.document + 0x9E3779B97F4A7C15u) ^ seen.place.paragraph);
    if (hash > bound_.load(std::memory_order_relaxed)) return {};
    const std::lock_guard lock(mutex_);
    bytes_ += seen.text.size();
    heap_.push({hash, seen, std::string(seen.text)});
    if (heap_.size() > wanted_) {
      bytes_ -= heap_.top().text.size();
      heap_.pop();
    }
    if (heap_.size() == wanted_) bound_ = heap_.top().hash;
    if (bytes_ <= most_bytes_) return {};
    return fail(ErrorCode::kLimit, "--measure-sample", "is too large for the memory",
                "give a smaller sample, or raise --memory");
  }
  // In the order of the hashes, so that threads do not show.
  std::vector<Chosen> take() {
    std::vector<Chosen> chosen;
    for (; !heap_.empty(); heap_.pop()) chosen.push_back(heap_.top());
    std::reverse(chosen.begin(), chosen.end());
    return chosen;
  }

 private:
  std::uint64_t wanted_;
  std::uint64_t most_bytes_;
  std::atomic<std::uint64_t> bound_{UINT64_MAX};
  std::mutex mutex_;
  std::uint64_t bytes_ = 0;
  std::priority_queue<Chosen> heap_;
};

class Measurer {
 public:
  Measurer(const RunOptions& options, SplitFiles files, std::uint64_t sample, const StopToken& stop)
      : dedup_(options.dedup),
        min_weight_(fingerprint_plan(options.dedup).min_weight),
        files_(std::move(files)),
        threads_(thread_count(options)),
        stop_(stop),
        // A text takes about 30 times its bytes as a set that can be looked up.
        sample_(sample, memory_limit_bytes(options) / 64),
        near_(sample, memory_limit_bytes(options) / 64),
        join_(options.dedup.similarity_ppm) {}

  Result<Measurement> measure() {
    const auto offer = [&](const Seen& seen, Scratch&) -> Status {
      ++paragraphs_;
      GALLEY_TRY(sample_.offer(seen));
      return seen.is_kept ? Status() : near_.offer(seen);
    };
    GALLEY_TRY(for_each_paragraph(offer));
    prepare();
    const auto hold_against = [&](const Seen& seen, Scratch& scratch) -> Status {
      compare(seen, scratch);
      return {};
    };
    GALLEY_TRY(for_each_paragraph(hold_against));
    Measurement found;
    found.paragraphs = paragraphs_;
    found.sampled = sampled_.size();
    found.residual = {left_, pairs_};
    found.precision = {right_, removals_.size()};
    return found;
  }

 private:
  struct Scratch {
    ShingleSetMaker maker;
    ShingleSet set;
    std::vector<std::uint32_t> found;
    std::vector<std::uint64_t> numbers;
  };
  struct Sampled {
    NumberedParagraph place;
    bool is_kept = true;
    std::vector<std::uint64_t> numbers;
  };

  // Calls use(seen, scratch) for each paragraph that counts, with its set in scratch.
  template <class Use>
  Status for_each_paragraph(Use use) {
    std::vector<Scratch> scratch(static_cast<std::size_t>(threads_));
    return for_each_index(threads_, files_.size(), stop_,
                          [&](std::size_t split, int thread) -> Status {
                            Scratch& mine = scratch[static_cast<std::size_t>(thread)];
                            GALLEY_TRY(read_corpus(files_.split(split).corpus, mine, use));
                            return read_removed(files_.split(split).removed, mine, use);
                          });
  }

  template <class Use>
  Status take(const Seen& seen, Scratch& scratch, Use& use) {
    const std::uint64_t weight = scratch.maker.make(seen.text, scratch.set);
    const bool counts = !scratch.set.empty() && weight >= min_weight_;
    return counts ? use(seen, scratch) : Status();
  }

  template <class Use>
  Status read_corpus(const OutputFile& file, Scratch& scratch, Use& use) {
    GALLEY_ASSIGN(auto rows, RecordCursor<ParsedCorpusRecord>::open(files_.folder(), file));
    while (rows.get() != nullptr) {
      const ParsedCorpusRecord& row = *rows.get();
      for (std::size_t i = 0; i < row.paragraphs.size(); ++i) {
        const Seen seen{{row.document, row.numbers[i]}, row.paragraphs[i], true, {}};
        GALLEY_TRY(take(seen, scratch, use));
      }
      GALLEY_TRY(rows.advance());
    }
    return stop_.check();
  }

  template <class Use>
  Status read_removed(const OutputFile& file, Scratch& scratch, Use& use) {
    GALLEY_ASSIGN(auto rows, RecordCursor<ParsedRemovedRecord>::open(files_.folder(), file));
    while (rows.get() != nullptr) {
      const ParsedRemovedRecord& row = *rows.get();
      if (row.reason == RowReason::kNear && row.text && row.kept_document) {
        const Seen seen{{row.document, row.paragraph},
                        *row.text,
                        false,
                        {*row.kept_document, row.kept_paragraph}};
        GALLEY_TRY(take(seen, scratch, use));
      }
      GALLEY_TRY(rows.advance());
    }
    return stop_.check();
  }

  void prepare() {
    ShingleSetMaker maker;
    ShingleSet set;
    for (const Lowest::Chosen& chosen : sample_.take()) {
      maker.make(chosen.text, set);
      join_.add(set);
      Sampled& sampled = sampled_.emplace_back();
      sampled.place = chosen.seen.place;
      sampled.is_kept = chosen.seen.is_kept;
      read_numbers(chosen.text, sampled.numbers);
    }
    join_.seal();
    for (const Sampled& sampled : sampled_) sampled_places_.push_back(sampled.place);
    std::sort(sampled_places_.begin(), sampled_places_.end());
    for (Lowest::Chosen& chosen : near_.take()) {
      maker.make(chosen.text, set);
      removals_.emplace(chosen.seen.keeper, set);
    }
  }

  // One paragraph with the sample, and as the keeper that it may be.
  void compare(const Seen& seen, Scratch& scratch) {
    scratch.found.clear();
    join_.find(scratch.set, scratch.found);
    std::uint64_t pairs = 0, left = 0;
    bool has_numbers = false;
    const bool is_sampled =
        !scratch.found.empty() &&
        std::binary_search(sampled_places_.begin(), sampled_places_.end(), seen.place);
    for (const std::uint32_t number : scratch.found) {
      const Sampled& sampled = sampled_[number];
      // A pair of two sampled ones is met twice.
      if (sampled.place == seen.place || (is_sampled && seen.place < sampled.place)) continue;
      if (dedup_.numbers == Numbers::kDistinguish) {
        // Records of one template are no duplicates.
        if (!has_numbers) {
          scratch.numbers.clear();
          read_numbers(seen.text, scratch.numbers);
          has_numbers = true;
        }
        if (!numbers_agree(scratch.numbers, sampled.numbers)) continue;
      }
      ++pairs;
      left += seen.is_kept && sampled.is_kept ? 1u : 0u;
    }
    pairs_ += pairs;
    left_ += left;
    if (!seen.is_kept) return;
    std::uint64_t right = 0;
    for (auto [at, end] = removals_.equal_range(seen.place); at != end; ++at) {
      right += jaccard_ppm(at->second, scratch.set) >= dedup_.similarity_ppm ? 1u : 0u;
    }
    right_ += right;
  }

  const DedupOptions dedup_;
  const std::uint64_t min_weight_;
  const SplitFiles files_;
  const int threads_;
  const StopToken& stop_;
  Lowest sample_;
  Lowest near_;
  SampleJoin join_;
  std::vector<Sampled> sampled_;
  std::vector<NumberedParagraph> sampled_places_;
  std::multimap<NumberedParagraph, ShingleSet> removals_;  // by keeper
  std::atomic<std::uint64_t> paragraphs_{0};
  std::atomic<std::uint64_t> pairs_{0};
  std::atomic<std::uint64_t> left_{0};
  std::atomic<std::uint64_t> right_{0};
};

Status check_measurable(const DedupOptions& dedup) {
  const auto refuse = [](const char* what) {
    return fail(ErrorCode::kUsage, "--measure", std::string("has no use with ") + what,
                "leave out one of them");
  };
  if (dedup.preset == DedupPreset::kOcr) return refuse("--preset ocr");
  if (dedup.unit == DedupUnit::kDocument) return refuse("--unit document");
  if (dedup.unit == DedupUnit::kItem) return refuse("--unit item");
  if (dedup.scope == DedupScope::kDocument) return refuse("--scope document");
  return {};
}

}  // namespace

Interval interval_of(const Share& share) {
  if (share.whole == 0) return {};
  using Binomial = boost::math::binomial_distribution<double>;
  constexpr double kEachSide = 0.025;
  const auto whole = static_cast<double>(share.whole);
  const auto part = static_cast<double>(share.part);
  Interval interval;
  if (share.part > 0) interval.low = Binomial::find_lower_bound_on_p(whole, part, kEachSide);
  if (share.part < share.whole) {
    interval.high = Binomial::find_upper_bound_on_p(whole, part, kEachSide);
  }
  return interval;
}

Result<Measurement> measure(const RunOptions& options, std::uint64_t sample,
                            const RunMonitor& monitor, RunSummary* summary) {
  GALLEY_TRY(check_measurable(options.dedup));
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  RunOptions scratch_options = options;
  scratch_options.output = join_path(scratch.path(), "corpus");
  scratch_options.index.clear();
  scratch_options.removed_text = RemovedTexts::kKeep;
  scratch_options.checkpoints = Checkpoints::kNone;
  GALLEY_ASSIGN(RunSummary done, dedup(scratch_options, monitor));
  if (summary != nullptr) *summary = std::move(done);
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(scratch_options.output));
  GALLEY_ASSIGN(SplitFiles files, SplitFiles::of(scratch_options.output, manifest));
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  return Measurer(options, std::move(files), sample, stop).measure();
}

}  // namespace galley
