// SPDX-License-Identifier: Apache-2.0
#include "pipeline/disk_plan.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/try.h"

namespace galley {

Status check_disk(const std::string& temp_folder, std::uint64_t decoded_bytes,
                  std::uint64_t free_memory_bytes) {
  if (decoded_bytes <= free_memory_bytes) return {};
  const std::uint64_t needed = decoded_bytes - free_memory_bytes;
  GALLEY_ASSIGN(const std::uint64_t free, free_disk_bytes(temp_folder));
  if (needed <= free) return {};
  constexpr double kGiB = 1 << 30;
  return fail(ErrorCode::kResource, temp_folder,
              fmt::format("has {:.2f} GiB free, and at least {:.2f} GiB will be spilled",
                          static_cast<double>(free) / kGiB, static_cast<double>(needed) / kGiB),
              "free space there, name a larger disk with --temp, or raise --memory");
}

}  // namespace galley
