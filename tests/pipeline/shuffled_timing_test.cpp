// SPDX-License-Identifier: Apache-2.0
// Every job writes the same bytes with 1, 2, 3 and 7 threads that are held up at random.
#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "tests/support/compress.h"
#include "tests/support/runs.h"
#include "tests/support/shuffled_timing.h"

namespace galley {
namespace {

class ShuffledTimings : public testing::Test {
 protected:
  ShuffledTimings() {
    DumpMaker maker(23);
    maker.write(folder_ / "dump", 10);
    folder_.write("dump/records.jsonl", maker.records(20, 3));
    folder_.write("dump/page.txt.zst", compressed(Compression::kZstd, maker.page(6)));
  }

  // write(options) does the job into what options.output names, and answers what it wrote.
  template <class Write>
  void expect_same_bytes(const Write& write, std::uint64_t little_memory = kNoMemory) {
    const auto written = [&](int threads, std::uint64_t memory_bytes) {
      RunOptions options =
          run_options({folder_ / "dump"}, folder_ / ("out" + std::to_string(runs_++)));
      options.split_bytes = 4096;
      options.removed_text = RemovedTexts::kKeep;
      options.threads = threads;
      options.memory_bytes = memory_bytes;
      return write(options);
    };
    const auto expected = written(1, std::uint64_t{1} << 30);
    std::uint64_t seed = 1;
    for (const std::uint64_t memory : {std::uint64_t{1} << 30, little_memory}) {
      for (const int threads : {1, 2, 3, 7}) {
        const ShuffledTiming timing(seed++);
        EXPECT_TRUE(written(threads, memory) == expected) << threads << " threads, " << memory;
      }
    }
    EXPECT_GT(ShuffledTiming::pauses(), 100u);
  }

  TempFolder folder_;
  int runs_ = 0;
};

TEST_F(ShuffledTimings, OfClean) {
  expect_same_bytes([](const RunOptions& options) {
    clean_well(options);
    return contents_of(options.output);
  });
}

TEST_F(ShuffledTimings, OfReprintsWithLettersOfCopiesCompared) {
  expect_same_bytes([](RunOptions options) {
    options.dedup.preset = DedupPreset::kOcr;
    options.dedup.exact_copies = ExactCopies::kByLetters;
    options.dedup.keep = Keep::kCleanest;
    clean_well(options);
    return contents_of(options.output);
  });
}

TEST_F(ShuffledTimings, OfDedupWithAnIndex) {
  expect_same_bytes([](RunOptions options) {
    options.index = options.output + ".index";
    dedup_well(options);
    Contents all = contents_of(options.output);
    // The index names the run by its output, which is another one each time.
    for (const auto& [name, bytes] : contents_of(options.index)) {
      if (name != "index") all[name] = bytes;
    }
    return all;
  });
}

TEST_F(ShuffledTimings, OfRepair) {
  expect_same_bytes(
      [](const RunOptions& options) { return repair_well(options, RepairedFormat::kJsonl); });
}

TEST_F(ShuffledTimings, OfLearn) {
  expect_same_bytes([&](const RunOptions& options) {
    EXPECT_TRUE(learn(options, {}));
    return read_file(options.output, 1 << 30).value();
  });
}

TEST_F(ShuffledTimings, OfMeasure) {
  expect_same_bytes(
      [](const RunOptions& options) {
        RunSummary summary;
        const Result<Measurement> found = measure(options, 50, {}, &summary);
        EXPECT_TRUE(found);
        return std::array{found->paragraphs,     found->sampled,        found->residual.part,
                          found->residual.whole, found->precision.part, found->precision.whole};
      },
      std::uint64_t{256} << 20);  // what it compares with must fit
}

}  // namespace
}  // namespace galley
