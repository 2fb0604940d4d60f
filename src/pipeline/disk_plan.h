// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_DISK_PLAN_H_
#define GALLEY_PIPELINE_DISK_PLAN_H_

#include <cstdint>
#include <string>

#include "galley/result.h"

namespace galley {

/// Fails before hours of work where the disk of `temp_folder` cannot hold what a run of so much
/// decoded text must put there: the repaired text beyond the memory that is free. What else may
/// spill is not known yet, so this passing is no promise. Errors: kResource, with both figures.
[[nodiscard]] Status check_disk(const std::string& temp_folder, std::uint64_t decoded_bytes,
                                std::uint64_t free_memory_bytes);

}  // namespace galley

#endif  // GALLEY_PIPELINE_DISK_PLAN_H_
