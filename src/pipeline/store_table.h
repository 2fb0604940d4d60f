// SPDX-License-Identifier: Apache-2.0
// Where the texts of all splits lie, in one file: a task of emit would otherwise ask every group.
#ifndef GALLEY_PIPELINE_STORE_TABLE_H_
#define GALLEY_PIPELINE_STORE_TABLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/spool.h"

namespace galley {

/// One store of a Spool.
struct StorePlace {
  std::uint32_t split = 0;
  std::uint32_t group = 0;  ///< that wrote it
  std::uint64_t continued_paragraphs = 0;
  SplitStore::Image image;
};

/// Errors: kIo, kResource.
[[nodiscard]] Status save_stores(std::span<const StorePlace> stores, const std::string& path);

/// In the order of the input. Errors: kNotFound, kCorrupt, kIo.
[[nodiscard]] Result<std::vector<StorePlace>> load_stores(const std::string& path);

/// Puts them into an empty `spool`, without the stretches that find paragraphs by their ords. The
/// texts stay where the tasks of map have left them, and are opened when they are read.
void adopt_stores(std::span<const StorePlace> stores, const std::string& work_path, Spool& spool);

}  // namespace galley

#endif  // GALLEY_PIPELINE_STORE_TABLE_H_
