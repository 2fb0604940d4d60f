// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BENCH_BENCHMARK_INPUTS_H_
#define GALLEY_BENCH_BENCHMARK_INPUTS_H_

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/file.h"
#include "read/inputs.h"

namespace galley {

/// The inputs that the words of a Google Benchmark program name, and that are there; without words
/// the bulk sets of ../shared.
[[nodiscard]] inline Result<InputList> benchmark_inputs(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  std::vector<std::string> names(argv + 1, argv + argc);
  if (names.empty()) {
    for (const char* name : {"chronam-1916", "ly-gazette"}) {
      names.push_back(std::string(GALLEY_SOURCE_DIR "/../shared/bulk/") + name + ".jsonl.zst");
    }
  }
  std::erase_if(names, [](const std::string& name) { return !path_exists(name); });
  return list_inputs(names);
}

}  // namespace galley

#endif  // GALLEY_BENCH_BENCHMARK_INPUTS_H_
