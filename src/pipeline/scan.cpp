// SPDX-License-Identifier: Apache-2.0
#include "pipeline/scan.h"

#include "base/hash.h"
#include "base/parallel.h"
#include "base/try.h"
#include "pipeline/input_sequence.h"

namespace galley {

namespace {

struct ScannedChunk {
  std::uint32_t input = 0;
  std::uint64_t hash = 0;
  DocumentBatch batch;
};

class Scanner {
 public:
  Scanner(std::vector<Input> inputs, const ScanSettings& settings)
      : settings_(settings), cutter_(settings.options->split_bytes) {
    scan_.plan.inputs = std::move(inputs);
    scan_.plan.input_documents.resize(scan_.plan.inputs.size());
    scan_.retained_memory = Reservation(*settings.budget);
    scan_.is_retained =
        settings.retention == Retention::kWhileItFits && settings.budget->free_bytes() > 0;
  }

  Result<Scan> run() {
    InputSequence sequence(scan_.plan.inputs, settings_.options->read, *settings_.budget,
                           settings_.monitor->progress, *settings_.stop);
    BatchReaders readers(settings_.options->read, settings_.threads,
                         tracing_for(*settings_.options));
    OrderedPipeline<NumberedChunk, ScannedChunk> pipeline(
        [&] {
          const WorkTimer timer(settings_.meter, Work::kRead);
          return sequence.next();
        },
        [&](NumberedChunk chunk, int thread) -> Result<ScannedChunk> {
          const WorkTimer timer(settings_.meter, Work::kDecode);
          const Input& input = scan_.plan.inputs[chunk.input];
          const std::uint64_t hash = hash64(chunk.chunk.bytes.view());
          return ScannedChunk{chunk.input, hash,
                              readers.read(std::move(chunk.chunk), {input, chunk.input}, thread)};
        },
        [&](ScannedChunk scanned) { return take(std::move(scanned)); });
    GALLEY_TRY(pipeline.run(settings_.threads, *settings_.stop));
    scan_.plan.splits = cutter_.splits();
    return std::move(scan_);
  }

 private:
  Status take(ScannedChunk scanned) {
    Plan& plan = scan_.plan;
    DocumentBatch& batch = scanned.batch;
    settings_.issues->take(batch.issues());
    // A later piece of a document has the number of its first.
    const bool continues = !batch.documents().empty() && batch.documents().front().piece > 0 &&
                           plan.input_documents[scanned.input] > 0;
    PlannedChunk chunk;
    chunk.first_document = plan.documents - (continues ? 1 : 0);
    chunk.split = cutter_.split();
    chunk.split_filled_bytes = cutter_.filled_bytes();
    chunk.documents = static_cast<std::uint32_t>(batch.documents().size());
    chunk.continues = continues;
    chunk.hash = scanned.hash;
    for (const BatchDocument& each : batch.documents()) {
      static_cast<void>(cutter_.place(each.document.text.size(), chunk.whole()));
      if (settings_.sample != nullptr) settings_.sample->offer(each.document.text);
    }
    plan.decoded_bytes += batch.decoded_bytes();
    const std::uint64_t begun = chunk.documents - (continues ? 1 : 0);
    plan.documents += begun;
    plan.input_documents[scanned.input] += begun;
    plan.bad_bytes += batch.bad_bytes();
    chunk.input = scanned.input;
    plan.chunks.push_back(chunk);
    if (plan.groups.empty() || group_bytes_ >= settings_.options->group_bytes) {
      const auto number = static_cast<std::uint32_t>(plan.chunks.size() - 1);
      plan.groups.push_back({number, number});
      group_bytes_ = 0;
    }
    plan.groups.back().end = static_cast<std::uint32_t>(plan.chunks.size());
    group_bytes_ += batch.decoded_bytes();
    retain(std::move(batch));
    return {};
  }

  void retain(DocumentBatch batch) {
    if (!scan_.is_retained) return;
    const std::uint64_t bytes = scan_.retained_memory.bytes() + batch.memory_bytes();
    // As much again is left to what map makes of them.
    if (batch.memory_bytes() <= settings_.budget->free_bytes() &&
        bytes <= settings_.budget->free_bytes() - batch.memory_bytes() &&
        scan_.retained_memory.try_grow_to(bytes)) {
      scan_.retained.push_back(std::move(batch));
      return;
    }
    // All or nothing: a second pass that reads only some chunks would have to skip over the others.
    scan_.is_retained = false;
    scan_.retained.clear();
    scan_.retained_memory.shrink_to(0);
  }

  const ScanSettings& settings_;
  SplitCutter cutter_;
  std::uint64_t group_bytes_ = 0;  // of the last group
  Scan scan_;
};

}  // namespace

Result<Scan> scan_inputs(std::vector<Input> inputs, const ScanSettings& settings) {
  return Scanner(std::move(inputs), settings).run();
}

}  // namespace galley
