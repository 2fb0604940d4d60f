// SPDX-License-Identifier: Apache-2.0
// column_loops.h for x86-64-v3. Reached only through the pointer that columns.cpp chooses.
#include "repair/column_loops.h"

namespace galley {

void measure_windows_v3(const WindowLines& lines, Windows& windows) {
  measure_windows(lines, windows);
}

}  // namespace galley
