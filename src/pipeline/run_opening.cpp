// SPDX-License-Identifier: Apache-2.0
// How a run begins: what it reads, where it writes, and whether it may.
#include <algorithm>

#include "base/os.h"
#include "base/try.h"
#include "galley/profile.h"
#include "pipeline/apart.h"
#include "pipeline/corpus_run.h"
#include "pipeline/run_identity.h"
#include "pipeline/stage_costs.h"
#include "pipeline/stream_spool.h"
#include "pipeline/task_folder.h"
#include "read/inputs.h"

namespace galley {

Status CorpusRun::lock_output() {
  GALLEY_TRY(check_output_apart(options_.output, options_.inputs));
  GALLEY_TRY(check_edits_apart(options_));
  GALLEY_TRY(check_temp_apart(options_.temp, options_.inputs));
  GALLEY_ASSIGN(folder_, OutputFolder::lock(options_.output, &stop_));
  return check_apart_from_corpus(options_.edits, options_.output);
}

// Edits are listed while documents are repaired, and a finished run repairs none.
Status CorpusRun::check_edits_are_there() const {
  if (options_.edits.empty() || path_exists(options_.edits)) return {};
  return fail(ErrorCode::kConflict, options_.edits,
              "is not written: " + options_.output + " is complete",
              "choose another output folder, or begin anew with --overwrite");
}

// Only parts of an input are hashed before it is read whole, and a finished run reads none.
void CorpusRun::tell_of_newer_inputs() {
  struct stat manifest{};
  if (os().stat(join_path(folder_->path(), kManifestName).c_str(), &manifest) != 0) return;
  for (const Input& input : inputs_) {
    if (input.modified_ns <= modified_ns(manifest)) continue;
    const Issue newer{Issue::Severity::kWarning,
                      input.path,
                      std::nullopt,
                      {ErrorCode::kConflict, input.path, "was written to after the corpus",
                       "begin anew with --overwrite if it is not the same"}};
    issues_.take(std::span(&newer, 1));
  }
}

Status CorpusRun::list() {
  GALLEY_ASSIGN(InputList found, list_inputs(options_.inputs));
  inputs_ = std::move(found.inputs);
  issues_.take(found.issues);
  GALLEY_TRY(check_found_apart(options_.output, inputs_));
  GALLEY_TRY(check_stream_apart(inputs_));
  GALLEY_TRY(check_file_apart(options_.edits, inputs_));
  const bool has_streams = std::any_of(inputs_.begin(), inputs_.end(), [](const Input& input) {
    return input.kind != Input::Kind::kFile;
  });
  if (has_streams && retention_ == Retention::kNone) {
    return fail(ErrorCode::kUsage, "standard input or a FIFO",
                "can be read only once, and by one machine", "write it into a file first");
  }
  if (has_streams) {
    // What can be read only once is needed twice, and its hash before anything is written.
    GALLEY_ASSIGN(ScratchFolder streams,
                  options_.temp.empty()
                      ? ScratchFolder::make_at(join_path(folder_->path(), kInputCopiesName))
                      : ScratchFolder::make(options_.temp));
    streams_.emplace(std::move(streams));
    std::vector<Issue> unread;
    GALLEY_TRY(spool_streams(inputs_, streams_->path(), stop_, unread));
    issues_.take(unread);
  }
  for (const Input& input : inputs_) summary_.bytes_in += input.size_bytes;
  expect_stages(monitor_.progress, taking_, options_, summary_.bytes_in);
  return {};
}

Status CorpusRun::settle_output() {
  std::string profile_hash, profile_bytes;
  if (!options_.profile.empty()) {
    GALLEY_ASSIGN(const Profile profile, Profile::load(options_.profile));
    profile_hash = profile.content_hash();
    vocabulary_ = profile.vocabulary();
    // It may be what an earlier run has left in the folder, and go with that.
    GALLEY_ASSIGN(profile_bytes, read_file(options_.profile, kMostProfileBytes));
  }
  manifest_.options = recorded_options(options_, taking_, profile_hash);
  manifest_.versions = recorded_versions();
  manifest_.inputs = recorded_inputs(inputs_);
  GALLEY_ASSIGN(index_, RunIndex::open(options_, stop_));
  index_.begin(options_, manifest_);
  GALLEY_TRY(folder_->settle(manifest_.identity(), options_.existing));
  if (folder_->state() == OutputFolder::State::kComplete) return {};
  if (!profile_bytes.empty()) {
    GALLEY_TRY(write_file_atomically(join_path(folder_->work_path(), kProfileName), profile_bytes));
  }
  GALLEY_ASSIGN(ScratchFolder temp, options_.temp.empty() ? ScratchFolder::make_at(join_path(
                                                                folder_->work_path(), "temp"))
                                                          : ScratchFolder::make(options_.temp));
  temp_.emplace(std::move(temp));
  place_.emplace(temp_->path(), budget_, stop_);
  return {};
}

}  // namespace galley
