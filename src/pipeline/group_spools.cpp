// SPDX-License-Identifier: Apache-2.0
#include "pipeline/group_spools.h"

#include <algorithm>

#include "base/try.h"
#include "pipeline/group_files.h"
#include "pipeline/map_stage.h"
#include "pipeline/task_folder.h"

namespace galley {

Result<std::string_view> GroupSpools::text(std::uint64_t ord, std::string& scratch) const {
  const auto group = std::upper_bound(
      groups_.begin(), groups_.end(), chunk_of(ord),
      [](std::uint32_t chunk, const ChunkGroup& each) { return chunk < each.end; });
  if (group == groups_.end()) {
    return fail(ErrorCode::kCorrupt, work_path_, "names a paragraph that there is not",
                "begin anew with --overwrite");
  }
  GALLEY_ASSIGN(const std::shared_ptr<const Spool> spool,
                spool_of(static_cast<std::uint32_t>(group - groups_.begin())));
  GALLEY_ASSIGN(const std::string_view text, spool->text(ord, scratch));
  // It lies in a file: what was read of it does not go with the spool.
  GALLEY_CHECK(text.empty() || text.data() == scratch.data());
  return text;
}

Result<std::shared_ptr<const Spool>> GroupSpools::spool_of(std::uint32_t group) const {
  {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(group);
    if (found != open_.end()) {
      found->second.last_used = ++uses_;
      return found->second.spool;
    }
  }
  GALLEY_ASSIGN(std::shared_ptr<const Spool> spool, open(group));
  const std::lock_guard lock(mutex_);
  if (open_.size() >= kMostOpen) {
    open_.erase(std::ranges::min_element(open_, {},
                                         [](const auto& each) { return each.second.last_used; }));
  }
  open_[group] = {spool, ++uses_};
  return spool;
}

Result<std::shared_ptr<const Spool>> GroupSpools::open(std::uint32_t group) const {
  const std::string folder = task_path(work_path_, kMapTasks, group);
  GALLEY_ASSIGN(const GroupTexts texts, load_texts(folder, groups_[group]));
  const auto spool = std::make_shared<Spool>(place_, unit_);
  adopt_text(folder, texts, {}, *spool);
  return std::shared_ptr<const Spool>(spool);
}

}  // namespace galley
