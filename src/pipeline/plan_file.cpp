// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plan_file.h"

#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/file.h"
#include "base/run_file.h"
#include "base/try.h"
#include "pipeline/number_file.h"

namespace galley {

namespace {

constexpr RunKind kInputsKind{"plan-inputs"};
constexpr RunKind kIssuesKind{"plan-issues"};

// A PlannedChunk without padding.
struct ChunkRow {
  std::uint64_t first_document = 0;
  std::uint64_t split_filled_bytes = 0;
  std::uint64_t hash = 0;
  std::uint32_t split = 0;
  std::uint32_t documents = 0;
  std::uint32_t input = 0;
  std::uint32_t continues = 0;
};

RunKind chunk_kind() {
  return run_kind_of<ChunkRow>("plan-chunks");
}

std::unexpected<Error> corrupt_plan(const std::string& path) {
  return fail(ErrorCode::kCorrupt, path, "is no plan of galley", "begin anew with --overwrite");
}

Status save_inputs(const std::vector<Input>& inputs, const std::string& path) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kInputsKind, Durability::kScratch));
  std::string record;
  for (const Input& input : inputs) {
    record.clear();
    append_varint(record, static_cast<std::uint64_t>(input.kind));
    append_text(record, input.path);
    append_text(record, input.id);
    append_varint(record, input.size_bytes);
    append_varint(record, static_cast<std::uint64_t>(input.modified_ns));
    append_varint(record, input.sample_hash);
    append_text(record, input.stored_path);
    GALLEY_TRY(writer.append(record));
  }
  return writer.finish();
}

Result<std::vector<Input>> load_inputs(const std::string& path) {
  std::vector<Input> inputs;
  GALLEY_TRY(for_each_record(path, kInputsKind, [&](std::string_view record) -> Status {
    FieldReader fields(record);
    Input input;
    const std::uint64_t kind = fields.number();
    if (kind > static_cast<std::uint64_t>(Input::Kind::kStandardInput)) return corrupt_plan(path);
    input.kind = static_cast<Input::Kind>(kind);
    input.path = fields.text();
    input.id = fields.text();
    input.size_bytes = fields.number();
    input.modified_ns = static_cast<std::int64_t>(fields.number());
    input.sample_hash = fields.number();
    input.stored_path = fields.text();
    if (!fields.sound() || fields.left() > 0) return corrupt_plan(path);
    inputs.push_back(std::move(input));
    return {};
  }));
  return inputs;
}

Status save_chunks(const std::vector<PlannedChunk>& chunks, const std::string& path) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, chunk_kind(), Durability::kScratch));
  for (const PlannedChunk& chunk : chunks) {
    GALLEY_TRY(writer.append_record(ChunkRow{chunk.first_document, chunk.split_filled_bytes,
                                             chunk.hash, chunk.split, chunk.documents, chunk.input,
                                             chunk.continues ? 1U : 0U}));
  }
  return writer.finish();
}

Result<std::vector<PlannedChunk>> load_chunks(const std::string& path) {
  std::vector<PlannedChunk> chunks;
  GALLEY_TRY(for_each_record<ChunkRow>(path, chunk_kind(), [&](const ChunkRow& row) {
    PlannedChunk chunk;
    chunk.first_document = row.first_document;
    chunk.split_filled_bytes = row.split_filled_bytes;
    chunk.hash = row.hash;
    chunk.split = row.split;
    chunk.documents = row.documents;
    chunk.input = row.input;
    chunk.continues = row.continues != 0;
    chunks.push_back(chunk);
    return Status();
  }));
  return chunks;
}

Status save_issues(const std::vector<Unreadable>& unreadable, const std::string& path) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, kIssuesKind, Durability::kScratch));
  std::string record;
  for (const Unreadable& issue : unreadable) {
    record.clear();
    append_text(record, issue.path);
    append_varint(record, issue.line);
    append_text(record, issue.reason);
    GALLEY_TRY(writer.append(record));
  }
  return writer.finish();
}

Result<std::vector<Unreadable>> load_issues(const std::string& path) {
  std::vector<Unreadable> unreadable;
  GALLEY_TRY(for_each_record(path, kIssuesKind, [&](std::string_view record) -> Status {
    FieldReader fields(record);
    Unreadable issue;
    issue.path = fields.text();
    issue.line = fields.number();
    issue.reason = fields.text();
    if (!fields.sound() || fields.left() > 0) return corrupt_plan(path);
    unreadable.push_back(std::move(issue));
    return {};
  }));
  return unreadable;
}

// What a later stage relies on without looking.
bool is_sound(const Plan& plan) {
  std::uint32_t chunk = 0;
  for (const ChunkGroup& group : plan.groups) {
    if (group.first != chunk || group.end <= group.first) return false;
    chunk = group.end;
  }
  if (chunk != plan.chunks.size() || plan.input_documents.size() != plan.inputs.size()) {
    return false;
  }
  std::uint32_t split = 0, input = 0;
  for (const PlannedChunk& each : plan.chunks) {
    if (each.split < split || each.split >= plan.splits) return false;
    if (each.input < input || each.input >= plan.inputs.size()) return false;
    split = each.split;
    input = each.input;
  }
  return true;
}

}  // namespace

Status save_plan(const SavedPlan& saved, const std::string& folder) {
  const Plan& plan = saved.plan;
  GALLEY_TRY(save_inputs(plan.inputs, join_path(folder, "inputs")));
  GALLEY_TRY(save_chunks(plan.chunks, join_path(folder, "chunks")));
  GALLEY_TRY(save_issues(saved.unreadable, join_path(folder, "issues")));
  std::vector<std::uint64_t> numbers = {plan.splits, plan.documents, plan.decoded_bytes,
                                        plan.bad_bytes, plan.groups.size()};
  for (const ChunkGroup& group : plan.groups) numbers.push_back(group.end);
  numbers.insert(numbers.end(), plan.input_documents.begin(), plan.input_documents.end());
  return write_numbers(join_path(folder, "numbers"), numbers, Durability::kScratch);
}

Result<SavedPlan> load_plan(const std::string& folder) {
  SavedPlan saved;
  Plan& plan = saved.plan;
  GALLEY_ASSIGN(plan.inputs, load_inputs(join_path(folder, "inputs")));
  GALLEY_ASSIGN(plan.chunks, load_chunks(join_path(folder, "chunks")));
  GALLEY_ASSIGN(saved.unreadable, load_issues(join_path(folder, "issues")));
  const std::string numbers_path = join_path(folder, "numbers");
  GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(numbers_path));
  plan.splits = static_cast<std::uint32_t>(numbers.next());
  plan.documents = numbers.next();
  plan.decoded_bytes = numbers.next();
  plan.bad_bytes = numbers.next();
  std::uint32_t first = 0;
  for (const std::uint64_t end : numbers.next_few(numbers.next())) {
    plan.groups.push_back({first, static_cast<std::uint32_t>(end)});
    first = static_cast<std::uint32_t>(end);
  }
  plan.input_documents = numbers.next_few(plan.inputs.size());
  GALLEY_TRY(numbers.finish());
  if (!is_sound(plan)) return corrupt_plan(folder);
  return saved;
}

}  // namespace galley
