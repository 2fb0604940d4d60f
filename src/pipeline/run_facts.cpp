// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_facts.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "pipeline/memory_plan.h"

namespace galley {

std::string run_facts(const RunSummary& summary, const RunOptions& options, int threads,
                      std::uint64_t budget_bytes) {
  nlohmann::ordered_json json;
  json["galley"] = "run 1";
  if (!summary.index_run.empty()) json["index_run"] = summary.index_run;
  if (summary.resumed_tasks > 0) json["resumed_tasks"] = summary.resumed_tasks;
  json["seconds"] = summary.seconds;
  json["threads"] = threads;
  json["memory_limit_bytes"] = memory_limit_bytes(options);
  json["memory_budget_bytes"] = budget_bytes;
  json["peak_memory_bytes"] = summary.peak_memory_bytes;
  json["spilled_bytes"] = summary.spilled_bytes;
  json["bytes_in"] = summary.bytes_in;
  json["decoded_bytes"] = summary.decoded_bytes;
  json["bytes_out"] = summary.bytes_out;
  json["stages"] = nlohmann::ordered_json::object();
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    const StageTime& time = summary.stages[stage];
    json["stages"][std::string(to_string(static_cast<Stage>(stage)))] = {
        {"seconds", time.seconds}, {"cpu_seconds", time.cpu_seconds}, {"bytes", time.bytes}};
  }
  const auto& work = summary.work_cpu_seconds;
  if (std::ranges::any_of(work, [](double seconds) { return seconds > 0; })) {
    json["work_cpu_seconds"] = nlohmann::ordered_json::object();
    for (std::size_t kind = 0; kind < kWorks; ++kind) {
      json["work_cpu_seconds"][std::string(to_string(static_cast<Work>(kind)))] = work[kind];
    }
  }
  return json.dump(2) + "\n";
}

}  // namespace galley
