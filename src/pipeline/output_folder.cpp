// SPDX-License-Identifier: Apache-2.0
#include "pipeline/output_folder.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/atomic_file.h"
#include "base/link_target.h"
#include "base/os.h"
#include "base/try.h"
#include "write/manifest.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostIdentityBytes = std::uint64_t{2} << 30;

// The first line in which two identities differ, told as a user would.
std::string difference(std::string_view earlier, std::string_view now) {
  while (!earlier.empty() || !now.empty()) {
    const auto line_of = [](std::string_view& text) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      return line;
    };
    const std::string_view before = line_of(earlier);
    const std::string_view after = line_of(now);
    if (before == after) continue;
    const std::string_view told = before.empty() ? after : before;
    const std::size_t space = told.find(' ');
    std::string_view name = told.substr(std::min(space + 1, told.size()));
    if (told.starts_with("input ")) {
      // Its bytes and hash stand behind the path.
      name = name.substr(0, name.rfind(' '));
      name = name.substr(0, name.rfind(' '));
    } else {
      name = name.substr(0, name.find(' '));
    }
    return std::string(told.substr(0, space)) + ' ' + std::string(name);
  }
  return "order of the inputs";
}

}  // namespace

bool is_output_name(std::string_view name) {
  if (name.ends_with(kPartEnding)) name.remove_suffix(kPartEnding.size());
  if (name == kManifestName || name == kRunFactsName || name == kProfileName ||
      name == kReportName) {
    return true;
  }
  for (const std::string_view stem : {"corpus-", "removed-"}) {
    if (name.starts_with(stem) && name.ends_with(".jsonl.zst")) {
      const std::string_view rest = name.substr(stem.size());
      return rest.find_first_not_of("0123456789") == rest.find(".jsonl.zst");
    }
  }
  return false;
}

Result<OutputFolder> OutputFolder::lock(const std::string& path, const StopToken* stop) {
  GALLEY_TRY(make_folders(path));
  GALLEY_ASSIGN(File lock, lock_folder(path, stop));
  OutputFolder folder(path, std::move(lock));
  // What is removed there would be another's.
  struct stat status{};
  if (os().lstat(folder.work_path().c_str(), &status) == 0 && S_ISLNK(status.st_mode)) {
    return fail(ErrorCode::kConflict, folder.work_path(), "is a link to somewhere else",
                "remove the link, or choose another output folder");
  }
  return folder;
}

Status OutputFolder::settle(const std::string& identity, Existing existing) {
  GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(path_));
  const bool unfinished = path_exists(run_path());
  const bool taken = std::any_of(names.begin(), names.end(), is_output_name);
  if (!unfinished && !taken) return begin(identity);
  if (existing == Existing::kOverwrite) return begin(identity);
  if (unfinished) {
    if (existing != Existing::kResume) {
      return fail(ErrorCode::kConflict, path_, "holds an unfinished run",
                  "finish it with --resume, or begin anew with --overwrite");
    }
    GALLEY_ASSIGN(const std::string earlier, read_file(run_path(), kMostIdentityBytes));
    if (earlier != identity) {
      return fail(ErrorCode::kConflict, path_,
                  "cannot be resumed: changed since: " + difference(earlier, identity),
                  "restore it, or begin anew with --overwrite");
    }
    // Of a run that ended after its manifest only the tidying is missing.
    const Result<Manifest> manifest = read_manifest(path_);
    if (!manifest || manifest->identity() != identity) {
      state_ = State::kUnfinished;
      return {};
    }
    state_ = State::kComplete;
    return finish();
  }
  if (!path_exists(join_path(path_, kManifestName))) {
    return fail(ErrorCode::kConflict, path_, "holds output files but no manifest.json",
                "choose another folder, or replace them with --overwrite");
  }
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(path_));
  if (manifest.identity() != identity) {
    return fail(
        ErrorCode::kConflict, path_,
        "holds the output of another run; differs in: " + difference(manifest.identity(), identity),
        "choose another folder, or replace it with --overwrite");
  }
  state_ = State::kComplete;
  // A run that failed while it tidied up has left something.
  return path_exists(work_path()) ? finish() : Status();
}

// From here on the folder is this run's, whatever becomes of it: the identity is written before
// anything is removed, so that no crash leaves a folder that looks like neither an empty nor an
// unfinished one.
Status OutputFolder::begin(const std::string& identity) {
  GALLEY_TRY(make_folders(work_path()));
  GALLEY_TRY(write_file_atomically(run_path(), identity));
  return remove_earlier_run();
}

Status OutputFolder::remove_earlier_run() {
  // The manifest goes first: without it nothing that is left looks whole.
  GALLEY_TRY(remove_file(join_path(path_, kManifestName)));
  GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(path_));
  for (const std::string& name : names) {
    if (is_output_name(name)) GALLEY_TRY(remove_file(join_path(path_, name)));
  }
  GALLEY_ASSIGN(const std::vector<std::string> work_names, list_folder(work_path()));
  for (const std::string& name : work_names) {
    if (name != kRunName) GALLEY_TRY(remove_tree(join_path(work_path(), name)));
  }
  return {};
}

Status OutputFolder::finish() {
  // The name that says "unfinished" goes first: what may be left after a crash means nothing.
  GALLEY_TRY(remove_file(run_path()));
  return remove_tree(work_path());
}

}  // namespace galley
