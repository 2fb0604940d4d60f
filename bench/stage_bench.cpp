// SPDX-License-Identifier: Apache-2.0
// Each stage's own speed on one core, beside what compressing the same text costs in the same
// minute:
//
//     stage_bench FILE...      (default: the bulk sets of ../shared, where they are)
//
// Of each FILE the first 32 MiB are read. Bytes are those of the text that the stage is given:
// documents before repair, paragraphs behind it. Reading has a program of its own, read_bench;
// matching as a whole is what `galley bench` and --profile-stages measure.
#include <benchmark/benchmark.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/cpu.h"
#include "base/letters.h"
#include "base/zstd_codec.h"
#include "bench/benchmark_inputs.h"
#include "dedup/banding.h"
#include "dedup/comparison.h"
#include "fingerprint/fingerprinter.h"
#include "galley/profile.h"
#include "galley/repair.h"
#include "pipeline/document_batch.h"
#include "write/records.h"

namespace galley {
namespace {

constexpr std::uint64_t kArchiveBytes = std::uint64_t{32} << 20;

// What every stage finds when it begins.
struct Archive {
  explicit Archive(const Input& input) {
    ChunkDecoder decoder(ReadOptions{}, SourceMapping::kNone, EditLog::Keep::kCounts);
    Result<ChunkReader> reader = open_input(input, ReadOptions{});
    Chunk chunk;
    while (document_bytes < kArchiveBytes) {
      const Result<bool> more = reader->next(chunk);
      if (!more || !*more) break;
      batches.push_back(decoder.decode(std::move(chunk), {input, 0}));
      document_bytes += batches.back().decoded_bytes();
      chunk = Chunk();
    }
    for_each_document([&](const Document& document) { learner.learn(document); });
    const Profile profile = learner.take();
    vocabulary = std::make_unique<Vocabulary>(profile.vocabulary());
    Repairer repairer(RepairOptions{}, *vocabulary);
    for_each_document([&](const Document& document) {
      RepairedDocument& repaired = documents.emplace_back();
      repairer.repair(document, repaired);
      for (const Paragraph& paragraph : repaired.paragraphs) {
        paragraphs.push_back(repaired.text_of(paragraph));
        paragraph_bytes += paragraphs.back().size();
      }
    });
  }
  template <class Use>
  void for_each_document(const Use& use) const {
    for (const DocumentBatch& batch : batches) {
      for (const BatchDocument& document : batch.documents()) use(document.document);
    }
  }

  std::vector<DocumentBatch> batches;
  std::uint64_t document_bytes = 0;
  ProfileLearner learner;
  std::unique_ptr<Vocabulary> vocabulary;
  std::deque<RepairedDocument> documents;
  std::vector<std::string_view> paragraphs;
  std::uint64_t paragraph_bytes = 0;
};

void count_bytes(benchmark::State& state, std::uint64_t bytes_each) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes_each));
}

void compress(benchmark::State& state, Archive& archive) {
  std::string text;
  for (const std::string_view paragraph : archive.paragraphs) text.append(paragraph) += '\n';
  for (auto _ : state) benchmark::DoNotOptimize(zstd_compress(text, 3));
  count_bytes(state, text.size());
}

void learn(benchmark::State& state, Archive& archive) {
  for (auto _ : state) {
    archive.for_each_document([&](const Document& document) { archive.learner.learn(document); });
    benchmark::DoNotOptimize(archive.learner.take());
  }
  count_bytes(state, archive.document_bytes);
}

void repair(benchmark::State& state, Archive& archive) {
  Repairer repairer(RepairOptions{}, *archive.vocabulary);
  RepairedDocument repaired;
  for (auto _ : state) {
    archive.for_each_document([&](const Document& document) {
      repairer.repair(document, repaired);
      benchmark::DoNotOptimize(repaired.text.data());
    });
  }
  count_bytes(state, archive.document_bytes);
}

void fold_letters(benchmark::State& state, Archive& archive) {
  LetterBuffer letters;
  for (auto _ : state) {
    for (const std::string_view paragraph : archive.paragraphs) {
      letters.clear();
      append_letters(paragraph, letters);
      benchmark::DoNotOptimize(letters.letters().data());
    }
  }
  count_bytes(state, archive.paragraph_bytes);
}

void fingerprint(benchmark::State& state, Archive& archive, DedupPreset preset, VectorLevel level) {
  DedupOptions options;
  options.preset = preset;
  Fingerprinter fingerprinter(fingerprint_plan(options), nullptr, level);
  for (auto _ : state) {
    for (const std::string_view paragraph : archive.paragraphs) {
      benchmark::DoNotOptimize(&fingerprinter.compute(paragraph, {}));
    }
  }
  count_bytes(state, archive.paragraph_bytes);
}

// Each paragraph that a search would look at with itself, which is as long as comparing takes.
void compare(benchmark::State& state, Archive& archive, DedupPreset preset) {
  DedupOptions options;
  options.preset = preset;
  options.min_letters = 20;
  ComparisonPlace place(options);
  const std::unique_ptr<Comparison> comparison = make_comparison(place);
  std::vector<std::string_view> searched;
  std::uint64_t bytes = 0;
  for (const std::string_view paragraph : archive.paragraphs) {
    if (count_letters(paragraph) < options.min_letters) continue;
    searched.push_back(paragraph);
    bytes += paragraph.size();
  }
  PreparedText text;
  for (auto _ : state) {
    for (const std::string_view paragraph : searched) {
      comparison->read(paragraph, text);
      comparison->complete(text);
      comparison->set_text(text);
      benchmark::DoNotOptimize(comparison->compare_with(text));
    }
  }
  count_bytes(state, bytes);
}

void write_records(benchmark::State& state, Archive& archive) {
  std::string lines;
  std::vector<std::string_view> paragraphs;
  for (auto _ : state) {
    for (const RepairedDocument& document : archive.documents) {
      lines.clear();
      paragraphs.clear();
      for (const Paragraph& paragraph : document.paragraphs) {
        paragraphs.push_back(document.text_of(paragraph));
      }
      CorpusRecord record;
      record.id = "id";
      record.paragraphs = paragraphs;
      record.source = "source";
      append_corpus_record(lines, record);
      benchmark::DoNotOptimize(lines.data());
    }
  }
  count_bytes(state, archive.paragraph_bytes);
}

void register_stages(const Input& input) {
  const auto archive = std::make_shared<Archive>(input);
  const auto add = [&](const std::string& stage, const auto& measure) {
    benchmark::RegisterBenchmark((stage + " " + input.id).c_str(), [archive, measure](
                                                                       benchmark::State& state) {
      measure(state, *archive);
    })->Unit(benchmark::kMillisecond);
  };
  const auto add_fingerprint = [&](const std::string& stage, DedupPreset preset,
                                   VectorLevel level) {
    add(stage, [preset, level](benchmark::State& state, Archive& on) {
      fingerprint(state, on, preset, level);
    });
  };
  const auto add_comparison = [&](const std::string& stage, DedupPreset preset) {
    add(stage, [preset](benchmark::State& state, Archive& on) { compare(state, on, preset); });
  };
  add("zstd -3", compress);
  add("learn", learn);
  add("repair", repair);
  add("fold letters", fold_letters);
  add_fingerprint("fingerprint", DedupPreset::kDefault, vector_level());
  add_fingerprint("fingerprint, scalar", DedupPreset::kDefault, VectorLevel::kScalar);
  add_fingerprint("fingerprint, ocr", DedupPreset::kOcr, vector_level());
  add_comparison("verify", DedupPreset::kDefault);
  add_comparison("verify, ocr", DedupPreset::kOcr);
  add("write records", write_records);
}

}  // namespace
}  // namespace galley

int main(int argc, char** argv) {
  const galley::Result<galley::InputList> list = galley::benchmark_inputs(argc, argv);
  if (!list) return 1;
  for (const galley::Input& input : list->inputs) galley::register_stages(input);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
