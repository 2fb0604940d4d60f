// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_GROUP_SPOOLS_H_
#define GALLEY_PIPELINE_GROUP_SPOOLS_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>

#include "dedup/paragraph_texts.h"
#include "galley/dedup.h"
#include "pipeline/plan.h"
#include "pipeline/spool.h"

namespace galley {

/// The texts of all groups where the tasks of map have left them. Groups are opened as their texts
/// are asked for, and only so many of them are kept open.
class GroupSpools final : public ParagraphTexts {
 public:
  /// How many groups are open at a time.
  static constexpr std::size_t kMostOpen = 128;

  /// `groups` and `place` outlive it. For `unit` see Spool.
  GroupSpools(std::string work_path, std::span<const ChunkGroup> groups, DedupUnit unit,
              SpillPlace& place)
      : work_path_(std::move(work_path)), groups_(groups), unit_(unit), place_(place) {}

  /// Errors: kNotFound, kCorrupt, kIo. Threads: calls may be made at once.
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord,
                                              std::string& scratch) const override;

 private:
  struct Open {
    std::shared_ptr<const Spool> spool;
    std::uint64_t last_used = 0;
  };
  [[nodiscard]] Result<std::shared_ptr<const Spool>> spool_of(std::uint32_t group) const;
  [[nodiscard]] Result<std::shared_ptr<const Spool>> open(std::uint32_t group) const;

  const std::string work_path_;
  const std::span<const ChunkGroup> groups_;
  const DedupUnit unit_;
  SpillPlace& place_;
  mutable std::mutex mutex_;
  mutable std::uint64_t uses_ = 0;
  mutable std::unordered_map<std::uint32_t, Open> open_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_GROUP_SPOOLS_H_
