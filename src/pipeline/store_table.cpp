// SPDX-License-Identifier: Apache-2.0
#include "pipeline/store_table.h"

#include <memory>

#include "base/run_file.h"
#include "base/try.h"
#include "pipeline/group_files.h"
#include "pipeline/map_stage.h"
#include "pipeline/task_folder.h"

namespace galley {

namespace {

RunKind stores_kind() {
  return run_kind_of<StorePlace>("stores");
}

}  // namespace

Status save_stores(std::span<const StorePlace> stores, const std::string& path) {
  GALLEY_ASSIGN(RunWriter writer, RunWriter::create(path, stores_kind(), Durability::kScratch));
  GALLEY_TRY(writer.append_records(stores));
  return writer.finish();
}

Result<std::vector<StorePlace>> load_stores(const std::string& path) {
  std::vector<StorePlace> stores;
  GALLEY_TRY(
      for_each_record<StorePlace>(path, stores_kind(), [&](const StorePlace& store) -> Status {
        const bool in_order = stores.empty() || (stores.back().split <= store.split &&
                                                 stores.back().group <= store.group);
        if (!in_order || !store.image.is_sound()) {
          return fail(ErrorCode::kCorrupt, path, "does not say where texts lie",
                      "remove its folder, and let galley resolve run again");
        }
        stores.push_back(store);
        return {};
      }));
  return stores;
}

void adopt_stores(std::span<const StorePlace> stores, const std::string& work_path, Spool& spool) {
  std::shared_ptr<const PooledFile> text;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    const StorePlace& store = stores[i];
    if (i == 0 || stores[i - 1].group != store.group) {
      text = group_text(task_path(work_path, kMapTasks, store.group), spool.place());
    }
    spool.adopt(store.split, text, store.image, {});
    spool.continue_from(store.continued_paragraphs);
  }
}

}  // namespace galley
