// SPDX-License-Identifier: Apache-2.0
// What reading and decoding cost, beside what compressing the same text costs in the same minute:
//
//     read_bench FILE...      (default: the bulk sets of ../shared, where they are)
//
// Each FILE is measured as it is stored. "zstd -3" is one thread of libzstd on the decompressed
// text: a ratio to it means the same on any machine.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/zstd_codec.h"
#include "bench/benchmark_inputs.h"
#include "pipeline/document_batch.h"
#include "read/byte_stream.h"

namespace galley {
namespace {

std::string decompressed(const Input& input, std::size_t most_bytes) {
  Result<ByteStream> stream = ByteStream::open(input, ReadLimits{});
  std::string text(most_bytes, '\0');
  std::size_t filled = 0;
  while (stream && filled < most_bytes) {
    const Result<std::size_t> got = stream->read(std::span(text).subspan(filled));
    if (!got || *got == 0) break;
    filled += *got;
  }
  text.resize(filled);
  return text;
}

void compress(benchmark::State& state, const Input& input) {
  const std::string text = decompressed(input, 64 << 20);
  for (auto _ : state) {
    benchmark::DoNotOptimize(zstd_compress(text, 3));
    state.SetBytesProcessed(state.bytes_processed() + static_cast<std::int64_t>(text.size()));
  }
}

void decompress(benchmark::State& state, const Input& input) {
  std::vector<char> space(1 << 20);
  for (auto _ : state) {
    Result<ByteStream> stream = ByteStream::open(input, ReadLimits{});
    for (;;) {
      const Result<std::size_t> got = stream->read(space);
      if (!got || *got == 0) break;
    }
    state.SetBytesProcessed(state.bytes_processed() + static_cast<std::int64_t>(stream->offset()));
  }
}

void read_and_decode(benchmark::State& state, const Input& input) {
  ChunkDecoder decoder(ReadOptions{}, SourceMapping::kNone, EditLog::Keep::kCounts);
  std::size_t documents = 0;
  for (auto _ : state) {
    Result<ChunkReader> reader = open_input(input, ReadOptions{});
    Chunk chunk;
    documents = 0;
    for (;;) {
      const Result<bool> more = reader->next(chunk);
      if (!more || !*more) break;
      state.SetBytesProcessed(state.bytes_processed() +
                              static_cast<std::int64_t>(chunk.bytes.size()));
      DocumentBatch batch = decoder.decode(std::move(chunk), {input, 0});
      documents += batch.documents().size();
      chunk.bytes = batch.take_buffer();
    }
  }
  state.counters["documents"] = static_cast<double>(documents);
}

}  // namespace
}  // namespace galley

int main(int argc, char** argv) {
  static const galley::Result<galley::InputList> list = galley::benchmark_inputs(argc, argv);
  if (!list) return 1;
  for (const galley::Input& input : list->inputs) {
    const auto add = [&](const char* what, auto* function) {
      benchmark::RegisterBenchmark((what + (" " + input.id)).c_str(), [&input, function](
                                                                          benchmark::State& state) {
        function(state, input);
      })->Unit(benchmark::kMillisecond);
    };
    add("zstd -3", galley::compress);
    add("decompress", galley::decompress);
    add("read and decode", galley::read_and_decode);
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
