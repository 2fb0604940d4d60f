// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_index.h"

#include "base/file.h"
#include "base/try.h"
#include "pipeline/apart.h"

namespace galley {

namespace {

// The last part of the output folder's path: by that a person finds the run.
std::string name_of_run(std::string output) {
  while (output.size() > 1 && output.ends_with('/')) output.pop_back();
  const std::string_view name = last_name(output);
  return name.empty() || name == "." || name == ".." ? "run" : std::string(name);
}

}  // namespace

Result<ParagraphName> SpoolNames::name(std::uint64_t ord) {
  const SpoolPlace place = spool_.place_of(ord);
  if (loaded_ != place.store) {
    if (loaded_) spool_.store(*loaded_).drop_document_table();
    GALLEY_TRY(spool_.store(place.store).load_document_table());
    loaded_ = place.store;
  }
  const SplitStore& store = spool_.store(place.store);
  GALLEY_ASSIGN(const SplitStore::Owner owner, store.owner(place.index));
  ParagraphName name;
  GALLEY_ASSIGN(name.id, store.id_of(owner));
  name.paragraph = owner.paragraph;
  return name;
}

Result<RunIndex> RunIndex::open(const RunOptions& options, const StopToken& stop) {
  RunIndex run;
  run.use_ = options.index_use;
  if (options.index.empty()) return run;
  if (options.dedup.scope == DedupScope::kDocument) {
    return fail(ErrorCode::kUsage, "--index", "has no use with --scope document",
                "leave out one of them");
  }
  GALLEY_TRY(check_index_apart(options.index, options.output, options.inputs));
  // Who only reads makes no folder.
  if (run.use_ == IndexUse::kRead && !path_exists(options.index)) return run;
  GALLEY_ASSIGN(DuplicateIndex index, DuplicateIndex::open(options.index, options.dedup, &stop));
  if (run.use_ == IndexUse::kReadAndAdd) GALLEY_TRY(index.prepare());
  run.index_.emplace(std::move(index));
  return run;
}

void RunIndex::begin(const RunOptions& options, Manifest& manifest) {
  if (!index_) return;
  index_->begin_run(name_of_run(options.output), manifest.identity());
  manifest.options.push_back({"index", to_hex(index_->state())});
}

IndexAddition* RunIndex::addition(Spool& spool) {
  if (!index_ || index_->holds_run() || use_ == IndexUse::kRead) return nullptr;
  names_ = std::make_unique<SpoolNames>(spool);
  addition_ = std::make_unique<IndexAddition>(*index_, *names_);
  return addition_.get();
}

Status RunIndex::publish(const StopToken& stop) {
  if (!index_ || use_ == IndexUse::kRead) return {};
  if (addition_) GALLEY_TRY(index_->publish(addition_->part()));
  return index_->tidy(stop);
}

}  // namespace galley
