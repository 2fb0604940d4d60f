// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_FATE_H_
#define GALLEY_PIPELINE_FATE_H_

#include "galley/explain.h"
#include "write/records.h"

namespace galley {

/// What became of the paragraph of a row of the removed map.
inline Fate fate_of(RowReason reason) {
  switch (reason) {
    case RowReason::kExact:
      return Fate::kExact;
    case RowReason::kNear:
      return Fate::kNear;
    case RowReason::kFurniture:
      break;
  }
  return Fate::kFurniture;
}

}  // namespace galley

#endif  // GALLEY_PIPELINE_FATE_H_
