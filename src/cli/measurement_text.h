// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_MEASUREMENT_TEXT_H_
#define GALLEY_CLI_MEASUREMENT_TEXT_H_

#include <string>

#include "galley/dedup.h"
#include "galley/measure.h"

namespace galley {

/// What --measure tells: a few lines for a person.
[[nodiscard]] std::string measurement_text(const Measurement& found, const DedupOptions& options);

}  // namespace galley

#endif  // GALLEY_CLI_MEASUREMENT_TEXT_H_
